#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_issue, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "issue", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_issue, .label = "Issue",
	 .label_zh = "问题",
	 .help = "issue that the unit was spoken to about"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY | CIV_REQUIRED | CIV_HAPPENED, .fallback = "today",
	 .label = "Date", .label_zh = "日期",
	 .help = "day on which it was said"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_KEY | CIV_REQUIRED, .choices = civ_words_notice,
	 .also = "level", .label = "Kind", .label_zh = "督办方式",
	 .help = "remind before the due date, urge and notice after it, interview of the unit's head"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_KEY, .ref = &civ_noun_unit, .label = "Unit", .label_zh = "被督办单位",
	 .help = "unit that was spoken to"},
	{.name = "text", .type = CIV_TEXT, .label = "Text", .label_zh = "内容", .help = "what was said"},
	{.name = "by", .type = CIV_TEXT, .label = "By", .label_zh = "督办人", .help = "who said it"},
	{.name = NULL},
};

/* issue-overdue | notice-add */
static const char *const passes[] = {"phone", "waits_on",   "limit",    "days_late", "workdays_late",
                                     "urged", "last_urged", "due_time", NULL};

const struct civ_noun civ_noun_notice = {
	.name = "notice",
	.view = "notices",
	.label = "Notice",
	.label_zh = "督办记录",
	.summary = "a reminder, an urging or a notice to a unit: it leaves a trace",
	.subject = CIV_SUBJECT_ISSUES,
	.columns = columns,
	.then_from = "main.notice n WHERE n.date < :end",
	.passes = passes,
};

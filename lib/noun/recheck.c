#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_issue, civ_noun_person;

static const struct civ_column columns[] = {
	{.name = "issue", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_issue,
	 .label = "Issue",
	 .label_zh = "问题",
	 .help = "closed issue that was looked at again"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY | CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN,
	 .fallback = "today",
	 .label = "Date", .label_zh = "复查日期",
	 .help = "day of the re-check"},
	{.name = "result", .type = CIV_ENUM, .flags = CIV_SHOWN, .choices = civ_words_recheck_result,
	 .label = "Result", .label_zh = "复查结果",
	 .help = "rebound opens the issue again; empty: follows from value and target"},
	{.name = "value", .type = CIV_REAL, .label = "Value", .label_zh = "实测值", .help = "what was measured"},
	{.name = "target", .type = CIV_REAL, .label = "Target", .label_zh = "目标值",
	 .help = "what it has to reach, or to stay under where the category's indicator runs downwards"},
	{.name = "condition", .type = CIV_TEXT, .flags = CIV_SHOWN | CIV_LIST,
	 .label = "Condition", .label_zh = "复查条件",
	 .help = "what it was like: season, staff on site; several joined with ;"},
	{.name = "checked_by", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_person,
	 .label = "Checked by", .label_zh = "复查人",
	 .help = "person who looked"},
	{.name = "cycle", .type = CIV_INT, .flags = CIV_STATE | CIV_KEPT | CIV_SHOWN, .min = "1", .label = "Cycle",
	 .label_zh = "整改轮次",
	 .help = "cycle of the issue that was checked, filled in by the program"},
	{.name = "days", .type = CIV_INT, .flags = CIV_STATE | CIV_KEPT | CIV_SHOWN, .min = "0", .measure_unit = "days",
	 .label = "Days after closing", .label_zh = "销号后天数",
	 .help = "days from the closing to the re-check, filled in by the program"},
	{.name = NULL},
};

/* recheck-plan, filled in, is piped to recheck-add. */
static const struct civ_word passes[] = {
	CIV_CHOICE("name", "Name", "名称"),
	CIV_CHOICE("due", "Due", "时限"),
	CIV_CHOICE("days_late", "Days late", "逾期天数"),
	CIV_CHOICE("reason", "Reason", "理由"),
	{.code = NULL},
};

const struct civ_noun civ_noun_recheck = {
	.name = "recheck",
	.view = "rechecks",
	.label = "Re-check",
	.label_zh = "复查",
	.summary = "a closed issue looked at again: did it hold?",
	.subject = CIV_SUBJECT_ISSUES,
	.flags = CIV_NO_REMOVE,
	.columns = columns,
	.then_from = "main.recheck n WHERE n.date < :end",
	.passes = passes,
};

#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_task, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "task", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_task, .label = "Task",
	 .label_zh = "任务",
	 .help = "task that the unit was spoken to about"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY | CIV_REQUIRED | CIV_HAPPENED, .fallback = "today",
	 .label = "Date", .label_zh = "日期",
	 .help = "day on which it was said"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_KEY | CIV_REQUIRED, .choices = civ_words_notice,
	 .also = "level", .label = "Kind", .label_zh = "督办方式",
	 .help = "remind before the due date, urge and notice after it, interview of the unit's head"},
	{.name = "unit", .type = CIV_REF, .ref = &civ_noun_unit, .label = "Unit", .label_zh = "被督办单位",
	 .help = "unit that was spoken to"},
	{.name = "text", .type = CIV_TEXT, .label = "Text", .label_zh = "内容", .help = "what was said"},
	{.name = "by", .type = CIV_TEXT, .label = "By", .label_zh = "督办人", .help = "who said it"},
	{.name = NULL},
};

/* task-overdue | reminder-add */
static const char *const passes[] = {"phone", "days_late", "workdays_late", "completion", "urged", "last_urged", NULL};

const struct civ_noun civ_noun_reminder = {
	.name = "reminder",
	.view = "reminders",
	.label = "Reminder",
	.label_zh = "任务督办",
	.summary = "a reminder, an urging or a notice to a unit about a task",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.then_from = "main.reminder n WHERE n.date < :end",
	.passes = passes,
};

#include "civplan/noun.h"
#include "lib/noun/module.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_task;

static const struct civ_word day_kinds[] = {
	CIV_CHOICE("working", "Working days", "工作日"),
	CIV_CHOICE("calendar", "Calendar days", "自然日"),
	{.code = NULL},
};

static const struct civ_word statuses[] = {
	CIV_CHOICE("reserve", "In reserve", "储备"),
	CIV_CHOICE("on", "On", "已启用"),
	CIV_CHOICE("dropped", "Dropped", "已取消"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "O", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the module"},
	{.name = "task", .type = CIV_REF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_task, .label = "Task",
	 .label_zh = "所属任务",
	 .help = "task that it would be added to"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "模块名称",
	 .help = "what would be added"},
	{.name = "trigger", .type = CIV_CODEREF, .flags = CIV_SHOWN, .ref = &civ_noun_indicator,
	 .label = "Triggered by", .label_zh = "触发指标",
	 .help = "indicator whose change would ask for it; empty: none in particular"},
	{.name = "budget_percent", .type = CIV_PERCENT, .flags = CIV_SHOWN, .max = "1000",
	 .then = CIV_THEN_NUMBER("module", "n", "budget_percent"), .measure_unit = "%",
	 .label = "Budget added", .label_zh = "预算增加（%）",
	 .help = "what it adds to the money of the fund lines that name the task, in percent of it"},
	{.name = "days", .type = CIV_INT, .flags = CIV_SHOWN, .min = "0", .max = "36525",
	 .then = CIV_THEN_INTEGER("module", "n", "days"), .measure_unit = "days",
	 .label = "Days added", .label_zh = "工期增加（天）",
	 .help = "by how many days it moves the day on which the task is due"},
	{.name = "day_kind", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = day_kinds, .fallback = "working",
	 .label = "Kind of days", .label_zh = "天数口径",
	 .help = "whether these are working days or all days"},
	{.name = "status", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = statuses,
	 .then = CIV_THEN("module", "n", "status"), .fallback = "reserve", .label = "Status", .label_zh = "状态",
	 .help = "whether it is only ready, counts, or was given up"},
	{.name = "since", .type = CIV_DATE, .flags = CIV_SHOWN, .then = CIV_THEN("module", "n", "since"),
	 .label = "Since", .label_zh = "启用日期",
	 .help = "day from which it counts once it is on"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"on_has_since", "since", "\"status\" <> 'on' OR \"since\" IS NOT NULL",
	 "a module that is on says since which day"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"on", NULL, CIV_MODULE_ON("t"), "only modules that count on the as-of day"},
	{.option = NULL},
};

const struct civ_noun civ_noun_module = {
	.name = "module",
	.view = "modules",
	.label = "Reserve module",
	.label_zh = "备用模块",
	.summary = "what a task would take in when the standard changes, with its money and days",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.module n",
};

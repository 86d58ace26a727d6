#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_person, civ_noun_phase, civ_noun_task, civ_noun_unit;

static const struct civ_choice statuses[] = {
	{"planned", "计划中"},
	{"running", "进行中"},
	{"blocked", "受阻"},
	{"stopped", "停工"},
	{"done", "已完成"},
	{"cancelled", "已取消"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码", .help = "short name of the task"},
	{.name = "title", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Title", .label_zh = "任务名称", .help = "what is to be done"},
	{.name = "programme", .type = CIV_TEXT, .label = "Programme", .label_zh = "工程", .help = "programme it belongs to"},
	{.name = "category", .type = CIV_TEXT, .label = "Field", .label_zh = "领域", .help = "field of work"},
	{.name = "phase", .type = CIV_REF, .ref = &civ_noun_phase, .label = "Phase", .label_zh = "阶段", .help = "phase of the plan"},
	{.name = "parent", .type = CIV_REF, .ref = &civ_noun_task, .label = "Part of", .label_zh = "上级任务", .help = "task it is a part of"},
	{.name = "after", .type = CIV_REFS, .ref = &civ_noun_task, .label = "After", .label_zh = "前置任务", .help = "tasks that must end first, joined with ;"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_REQUIRED, .ref = &civ_noun_unit, .label = "Unit", .label_zh = "责任单位", .help = "responsible unit"},
	{.name = "co_units", .type = CIV_REFS, .ref = &civ_noun_unit, .label = "Co-units", .label_zh = "配合单位", .help = "units that help, joined with ;"},
	{.name = "person", .type = CIV_REF, .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人", .help = "responsible person"},
	{.name = "start", .type = CIV_DATE, .label = "Start", .label_zh = "开始日期", .help = "first day"},
	{.name = "due", .type = CIV_DATE, .flags = CIV_REQUIRED, .label = "Due", .label_zh = "完成时限", .help = "last day"},
	{.name = "recurring", .type = CIV_BOOL, .label = "Recurring", .label_zh = "常态化", .help = "whether it comes again every year or period"},
	{.name = "quantity", .type = CIV_REAL, .min = "0", .label = "Quantity", .label_zh = "任务量", .help = "how much is to be done"},
	{.name = "quantity_unit", .type = CIV_TEXT, .label = "Counted in", .label_zh = "计量单位", .help = "unit of the quantity"},
	{.name = "reached", .type = CIV_REAL, .min = "0", .label = "Reached", .label_zh = "完成量", .help = "how much is done"},
	{.name = "weight", .type = CIV_REAL, .min = "0", .label = "Weight", .label_zh = "权重", .help = "weight in the completion of the plan"},
	{.name = "fund_source", .type = CIV_TEXT, .label = "Money from", .label_zh = "资金来源", .help = "where the money comes from; empty: none is named"},
	{.name = "blocker", .type = CIV_TEXT, .label = "Blocked by", .label_zh = "受阻原因", .help = "what stands in the way"},
	{.name = "status", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = statuses, .fallback = "planned", .label = "Status", .label_zh = "状态", .help = "how it stands"},
	{.name = "finished", .type = CIV_DATE, .label = "Finished", .label_zh = "完成日期", .help = "day it was done"},
	{.name = "area", .type = CIV_REF, .ref = &civ_noun_area, .label = "Area", .label_zh = "区域", .help = "area it is for"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注", .help = "anything worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"task_start_due", "due", "\"start\" <= \"due\"",
	 "the task is due before it starts"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"late", NULL,
	 "t.due < :asof AND t.status NOT IN ('done', 'cancelled')",
	 "tasks past their due date and not done"},
	{"within", "DAYS",
	 "t.due BETWEEN :asof AND date(:asof, '+' || :arg || ' days') AND t.status NOT IN ('done', 'cancelled')",
	 "open tasks due in so many days"},
	{"open", NULL,
	 "t.status NOT IN ('done', 'cancelled')",
	 "tasks not done or cancelled"},
	{"blocked", NULL,
	 "t.status IN ('blocked', 'stopped') OR t.blocker IS NOT NULL",
	 "tasks that something stops"},
	{"no-fund", NULL,
	 "t.fund_source IS NULL",
	 "tasks without a source of money"},
	{"no-person", NULL,
	 "t.person_id IS NULL",
	 "tasks without a person"},
	{.option = NULL},
};

const struct civ_noun civ_noun_task = {
	.name = "task",
	.view = "tasks",
	.label = "Task",
	.label_zh = "任务",
	.summary = "work with an owner and a due date",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.rules = rules,
	.filters = filters,
};

#include "civplan/noun.h"
#include "lib/noun/task.h"

extern const struct civ_noun civ_noun_area, civ_noun_indicator, civ_noun_person, civ_noun_phase, civ_noun_task,
	civ_noun_unit;

static const struct civ_choice statuses[] = {
	{"planned", "未开始"},
	{"running", "进行中"},
	{"blocked", "受阻"},
	{"stopped", "停工"},
	{"done", "已完成"},
	{"cancelled", "已取消"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码",
	 .help = "short name of the task"},
	{.name = "title", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Title", .label_zh = "任务名称",
	 .help = "what is to be done"},
	{.name = "programme", .type = CIV_TEXT, .flags = CIV_LISTED, .label = "Programme", .label_zh = "所属工程",
	 .help = "programme that it belongs to"},
	{.name = "category", .type = CIV_TEXT, .flags = CIV_LISTED, .label = "Field", .label_zh = "工作领域",
	 .help = "field of work"},
	{.name = "phase", .type = CIV_REF, .ref = &civ_noun_phase, .label = "Phase", .label_zh = "所属阶段",
	 .help = "phase of the plan that it belongs to"},
	{.name = "parent", .type = CIV_REF, .ref = &civ_noun_task, .label = "Part of", .label_zh = "上级任务",
	 .help = "larger task that it is a part of; empty: it stands alone"},
	{.name = "after", .type = CIV_REFS, .ref = &civ_noun_task, .label = "Comes after", .label_zh = "前置任务",
	 .help = "tasks that must end before it can start, joined with ;"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_REQUIRED, .ref = &civ_noun_unit,
	 .label = "Unit", .label_zh = "责任单位", .help = "the one unit that answers for it"},
	{.name = "co_units", .type = CIV_REFS, .ref = &civ_noun_unit, .label = "Helping units", .label_zh = "配合单位",
	 .help = "units that help, joined with ;"},
	{.name = "person", .type = CIV_REF, .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人",
	 .help = "person who answers for it; empty: nobody does yet"},
	{.name = "start", .type = CIV_DATE, .label = "Start", .label_zh = "开始日期",
	 .help = "planned first day; empty: not fixed"},
	{.name = "due", .type = CIV_DATE, .flags = CIV_REQUIRED, .then = CIV_TASK_THEN("n", "due"), .label = "Due",
	 .label_zh = "完成时限",
	 .help = "last day on which it is still in time"},
	{.name = "recurring", .type = CIV_BOOL, .label = "Recurring", .label_zh = "是否常态化",
	 .help = "yes: lasting work that comes again; no: done once; empty: not stated"},
	{.name = "quantity", .type = CIV_REAL, .min = "0", .label = "Quantity", .label_zh = "任务量",
	 .help = "how much is to be done, counted in quantity_unit; empty: it is done or not"},
	{.name = "quantity_unit", .type = CIV_TEXT, .label = "Counted in", .label_zh = "计量单位",
	 .help = "what quantity and reached count, such as km or communities"},
	{.name = "reached", .type = CIV_REAL, .then = CIV_TASK_REACHED("n"), .min = "0", .label = "Reached",
	 .label_zh = "累计完成量",
	 .help = "how much of the quantity is done in all; progress-add sets it; empty: not reported"},
	{.name = "weight", .type = CIV_REAL, .min = "0", .label = "Weight", .label_zh = "权重",
	 .help = "how much it counts in weighted completion, against other tasks"},
	{.name = "fund_source", .type = CIV_TEXT, .label = "Funded by", .label_zh = "资金来源",
	 .help = "where its money comes from; empty: no source is named"},
	{.name = "blocker", .type = CIV_TEXT, .then = CIV_TASK_THEN("n", "blocker"), .label = "Obstacle",
	 .label_zh = "受阻原因",
	 .help = "what stands in its way; empty: nothing is known"},
	{.name = "status", .type = CIV_ENUM, .flags = CIV_REQUIRED, .then = CIV_TASK_STATUS("n"), .choices = statuses,
	 .fallback = "planned",
	 .label = "Status", .label_zh = "状态", .help = "how it stands; being late is not a status but follows from due"},
	{.name = "finished", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Finished on", .label_zh = "完成日期",
	 .help = "day on which it was done; empty: it is not"},
	{.name = "area", .type = CIV_REF, .ref = &civ_noun_area, .label = "Area", .label_zh = "区域",
	 .help = "area in which it is done; empty: the whole city"},
	{.name = "indicator", .type = CIV_CODEREF, .ref = &civ_noun_indicator, .label = "Indicator",
	 .label_zh = "对应指标",
	 .help = "indicator that it is to move, in whatever standard; empty: none is named"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注", .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"start_before_due", "due", "\"start\" <= \"due\"", "the task is due before it starts"},
	{.name = NULL},
};

#define OPEN "t.status NOT IN ('done', 'cancelled')"

static const struct civ_filter filters[] = {
	{"open", NULL, OPEN, "only tasks neither done nor cancelled"},
	{"late", NULL, OPEN " AND t.due < :asof", "only open tasks whose due date has passed"},
	{"within", "DAYS", OPEN " AND t.due BETWEEN :asof AND date(:asof, '+' || :arg || ' days')",
	 "only open tasks that are due in the next DAYS days and not yet late"},
	{"blocked", NULL, OPEN " AND (t.status IN ('blocked', 'stopped') OR t.blocker IS NOT NULL)",
	 "only open tasks that are blocked or stopped, or have an obstacle"},
	{"no-fund", NULL, "t.fund_source IS NULL", "only tasks for which no source of money is named"},
	{"no-person", NULL, "t.person_id IS NULL", "only tasks for which no person answers"},
	{.option = NULL},
};

const struct civ_noun civ_noun_task = {
	.name = "task",
	.view = "tasks",
	.label = "Task",
	.label_zh = "任务",
	.summary = "a piece of work with one responsible unit and a due date",
	.subject = CIV_SUBJECT_WORK,
	.flags = CIV_DATED,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.task n",
};

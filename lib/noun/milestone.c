#include "civplan/noun.h"

extern const struct civ_noun civ_noun_person, civ_noun_phase, civ_noun_task, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码", .help = "short name of the milestone"},
	{.name = "title", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Title", .label_zh = "里程碑名称", .help = "what is to be reached"},
	{.name = "phase", .type = CIV_REF, .ref = &civ_noun_phase, .label = "Phase", .label_zh = "阶段", .help = "phase of the plan"},
	{.name = "due", .type = CIV_DATE, .flags = CIV_REQUIRED, .label = "Due", .label_zh = "完成时限", .help = "last day on which it counts as in time"},
	{.name = "criterion", .type = CIV_TEXT, .label = "Criterion", .label_zh = "达标条件", .help = "metric op number, several with and; empty: finished decides"},
	{.name = "unit", .type = CIV_REF, .ref = &civ_noun_unit, .label = "Unit", .label_zh = "责任单位", .help = "responsible unit"},
	{.name = "person", .type = CIV_REF, .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人", .help = "responsible person"},
	{.name = "task", .type = CIV_REF, .ref = &civ_noun_task, .label = "Task", .label_zh = "任务", .help = "task that brings it about"},
	{.name = "evidence", .type = CIV_TEXT, .label = "Evidence", .label_zh = "佐证", .help = "where the proof is"},
	{.name = "finished", .type = CIV_DATE, .label = "Finished", .label_zh = "完成日期", .help = "day it was reached"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注", .help = "anything worth knowing"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"open", NULL,
	 "t.finished IS NULL",
	 "milestones not reported as finished"},
	{"late", NULL,
	 "t.finished IS NULL AND t.due < :asof",
	 "not finished and past due"},
	{"within", "DAYS",
	 "t.finished IS NULL AND t.due BETWEEN :asof AND date(:asof, '+' || :arg || ' days')",
	 "not finished and due in so many days"},
	{.option = NULL},
};

const struct civ_noun civ_noun_milestone = {
	.name = "milestone",
	.view = "milestones",
	.label = "Milestone",
	.label_zh = "里程碑",
	.summary = "a state that is to be reached by a day",
	.subject = CIV_SUBJECT_PLAN,
	.columns = columns,
	.filters = filters,
};

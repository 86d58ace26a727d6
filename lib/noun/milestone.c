#include "civplan/noun.h"
#include "lib/noun/milestone.h"

extern const struct civ_noun civ_noun_person, civ_noun_phase, civ_noun_task, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "M", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the milestone"},
	{.name = "title", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Title",
	 .label_zh = "里程碑名称",
	 .help = "state that is to be reached"},
	{.name = "phase", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_phase, .label = "Phase",
	 .label_zh = "所属阶段",
	 .help = "phase of the plan that it belongs to"},
	{.name = "due", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "Due", .label_zh = "完成时限",
	 .help = "last day on which it is still in time"},
	{.name = "criterion", .type = CIV_TEXT, .flags = CIV_SHOWN, .grammar = "criterion",
	 .label = "Criterion", .label_zh = "达成条件",
	 .help = "figures that decide, such as rectification_rate >= 95, several joined with and; empty: finished"
	         " decides"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "责任单位",
	 .help = "unit that answers for it; empty: nobody does yet"},
	{.name = "person", .type = CIV_REF, .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人",
	 .help = "person who answers for it; empty: nobody does yet"},
	{.name = "task", .type = CIV_REF, .ref = &civ_noun_task, .label = "Task", .label_zh = "对应任务",
	 .help = "task that brings it about"},
	{.name = "evidence", .type = CIV_TEXT, .label = "Evidence", .label_zh = "佐证材料",
	 .help = "where the proof is kept: file, folder or web address"},
	{.name = "finished", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_SHOWN, .label = "Finished on",
	 .label_zh = "达成日期",
	 .help = "day on which it was reached; empty: not reported"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = "checked", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Checked on", .label_zh = "检查日期",
	 .help = "day on which somebody looked whether it holds; empty: nobody has"},
	{.name = "corrected", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Corrected on",
	 .label_zh = "改进日期",
	 .help = "day on which what the check found was put right; empty: not yet, or nothing was found"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"corrected_after_check", "corrected",
	 "\"corrected\" IS NULL OR (\"checked\" IS NOT NULL AND \"corrected\" >= \"checked\")",
	 "it was corrected before it was checked: give checked, a day not after corrected"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"open", NULL, CIV_MILESTONE_OPEN("t"), "only milestones that nobody reported as finished"},
	{"late", NULL, CIV_MILESTONE_LATE("t"), "only open milestones whose due date has passed"},
	{"within", "DAYS", CIV_MILESTONE_DUE_SOON("t"),
	 "only open milestones that are due in the next DAYS days and not yet late"},
	{.option = NULL},
};

const struct civ_noun civ_noun_milestone = {
	.name = "milestone",
	.view = "milestones",
	.label = "Milestone",
	.label_zh = "里程碑",
	.summary = "a state that is to be reached by a day, decided by figures",
	.subject = CIV_SUBJECT_PLAN,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.milestone n",
};

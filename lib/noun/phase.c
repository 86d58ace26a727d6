#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_phase;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .letter = "H", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the phase, such as P1"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Name", .label_zh = "名称",
	 .help = "what the phase is called"},
	{.name = "start", .type = CIV_DATE, .flags = CIV_REQUIRED, .label = "First day", .label_zh = "开始日期",
	 .help = "first day of the phase"},
	{.name = "end", .type = CIV_DATE, .flags = CIV_REQUIRED, .label = "Last day", .label_zh = "结束日期",
	 .help = "last day of the phase"},
	{.name = "theme", .type = CIV_TEXT, .label = "Core work", .label_zh = "核心任务",
	 .help = "what the phase is about"},
	{.name = "parent", .type = CIV_REF, .ref = &civ_noun_phase, .label = "Part of", .label_zh = "上级阶段",
	 .help = "phase that it is a part of, such as the year of a half-year; empty: it stands at the top"},
	{.name = "status", .type = CIV_ENUM, .choices = civ_words_phase_status, .label = "Status", .label_zh = "状态",
	 .help = "how far the phase is; empty: not stated"},
	{.name = "goals", .type = CIV_TEXT, .label = "Goals", .label_zh = "阶段目标",
	 .help = "what is to be reached by its end"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"start_before_end", "end", "\"start\" <= \"end\"", "the phase ends before it starts"},
	{.name = NULL},
};

const struct civ_noun civ_noun_phase = {
	.name = "phase",
	.view = "phases",
	.label = "Phase",
	.label_zh = "阶段",
	.summary = "a part of the plan with its own first and last day",
	.subject = CIV_SUBJECT_PLAN,
	.flags = CIV_TREE,
	.columns = columns,
	.rules = rules,
};

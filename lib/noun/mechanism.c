#include "civplan/noun.h"
#include "lib/noun/mechanism.h"

extern const struct civ_noun civ_noun_policy, civ_noun_practice, civ_noun_unit;

static const struct civ_word statuses[] = {
	CIV_CHOICE("planned", "Planned", "拟建"),
	CIV_CHOICE("drafted", "Drafted", "起草中"),
	CIV_CHOICE("in_force", "In force", "已建立"),
	CIV_CHOICE("lapsed", "Lapsed", "已失效"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "J", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the mechanism"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "机制名称",
	 .help = "what it is called"},
	{.name = "policy", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_policy, .label = "Document",
	 .label_zh = "依据文件",
	 .help = "document that sets it up; empty: there is none yet"},
	{.name = "practice", .type = CIV_REF, .ref = &civ_noun_practice, .label = "Practice",
	 .label_zh = "来源做法",
	 .help = "practice that became it; empty: none"},
	{.name = "status", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = statuses,
	 .then = CIV_THEN("mechanism", "n", "status"), .fallback = "planned", .label = "Status",
	 .label_zh = "状态",
	 .help = "how far it is; being late is not a status but follows from due"},
	{.name = "due", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Due", .label_zh = "建立时限",
	 .help = "last day by which it is to be in force; empty: none is set"},
	{.name = "since", .type = CIV_DATE, .flags = CIV_SHOWN, .then = CIV_THEN("mechanism", "n", "since"),
	 .label = "In force since", .label_zh = "施行日期",
	 .help = "day from which it is in force"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "牵头单位",
	 .help = "unit that leads it"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"in_force_has_since", "since", "\"status\" <> 'in_force' OR \"since\" IS NOT NULL",
	 "a mechanism in force says since which day"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"late", NULL, CIV_MECHANISM_LATE("t"), "only mechanisms that were to be in force by now and are not"},
	{"ruled", NULL, "t.practice_id IS NOT NULL AND " CIV_MECHANISM_IN_FORCE("t"),
	 "only practices that have become rules: mechanisms in force that a practice became"},
	{.option = NULL},
};

const struct civ_noun civ_noun_mechanism = {
	.name = "mechanism",
	.view = "mechanisms",
	.label = "Mechanism",
	.label_zh = "长效机制",
	.summary = "a rule that is to last when the campaign is over",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.mechanism n",
};

#include "civplan/noun.h"

extern const struct civ_noun civ_noun_unit;

static const struct civ_choice roles[] = {
	{"leader", "领导"},
	{"staff", "工作人员"},
	{"citizen", "市民"},
	{"expert", "专家"},
	{"inspector", "督查员"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码", .help = "short name of the person"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Name", .label_zh = "名称", .help = "full name"},
	{.name = "unit", .type = CIV_REF, .ref = &civ_noun_unit, .label = "Unit", .label_zh = "责任单位", .help = "responsible unit"},
	{.name = "role", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = roles, .label = "Role", .label_zh = "角色", .help = "what the person does in the campaign"},
	{.name = "phone", .type = CIV_TEXT, .label = "Phone", .label_zh = "电话", .help = "telephone number"},
	{.name = "email", .type = CIV_TEXT, .label = "Email", .label_zh = "邮箱", .help = "e-mail address"},
	{.name = "since", .type = CIV_DATE, .label = "Since", .label_zh = "任职起", .help = "first day in the role"},
	{.name = "until", .type = CIV_DATE, .label = "Until", .label_zh = "任职止", .help = "last day in the role"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"person_since_until", "until", "\"since\" <= \"until\"",
	 "the person leaves before starting"},
	{.name = NULL},
};

const struct civ_noun civ_noun_person = {
	.name = "person",
	.view = "people",
	.label = "Person",
	.label_zh = "人员",
	.summary = "somebody who acts in the campaign",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.rules = rules,
};

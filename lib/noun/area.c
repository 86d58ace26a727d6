#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_person, civ_noun_unit;

static const struct civ_choice kinds[] = {
	{"city", "市"},
	{"district", "区县"},
	{"street", "街道"},
	{"community", "社区"},
	{"grid", "网格"},
	{"site", "点位"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码", .help = "short name of the area"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Name", .label_zh = "名称", .help = "what the area is called"},
	{.name = "parent", .type = CIV_REF, .ref = &civ_noun_area, .label = "Part of", .label_zh = "上级区域", .help = "area it is a part of"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = kinds, .label = "Kind", .label_zh = "类型", .help = "what sort of area it is"},
	{.name = "population", .type = CIV_INT, .min = "0", .label = "Population", .label_zh = "常住人口", .help = "residents"},
	{.name = "elderly", .type = CIV_INT, .min = "0", .label = "Elderly", .label_zh = "65岁以上人口", .help = "residents of 65 and over"},
	{.name = "old", .type = CIV_BOOL, .label = "Old community", .label_zh = "老旧小区", .help = "whether it is an old community"},
	{.name = "sponsor", .type = CIV_REF, .ref = &civ_noun_person, .label = "Sponsor", .label_zh = "包联领导", .help = "city leader who sponsors the area"},
	{.name = "pair_unit", .type = CIV_REF, .ref = &civ_noun_unit, .label = "Paired unit", .label_zh = "对口帮扶单位", .help = "department paired with the area"},
	{.name = "duty_unit", .type = CIV_REF, .ref = &civ_noun_unit, .label = "Duty unit", .label_zh = "属地责任单位", .help = "unit that answers for the area"},
	{.name = "aliases", .type = CIV_TEXT, .flags = CIV_ALIASES, .label = "Aliases", .label_zh = "别名", .help = "other names joined with ;, accepted on input"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"area_elderly", "elderly", "\"elderly\" <= \"population\"",
	 "more elderly residents than residents"},
	{.name = NULL},
};

const struct civ_noun civ_noun_area = {
	.name = "area",
	.view = "areas",
	.label = "Area",
	.label_zh = "区域",
	.summary = "a part of the city, from the whole down to a site",
	.subject = CIV_SUBJECT_PEOPLE,
	.flags = CIV_TREE,
	.columns = columns,
	.rules = rules,
};

#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_person, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "A", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the area"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "名称",
	 .help = "what the area is called"},
	{.name = "parent", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_area, .label = "Part of",
	 .label_zh = "上级区域",
	 .help = "area that it is a part of; empty: it stands at the top"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_area_kind,
	 .label = "Kind", .label_zh = "区域类型",
	 .help = "tier of the area"},
	{.name = "population", .type = CIV_INT, .flags = CIV_SHOWN, .min = "0", .measure_unit = "people",
	 .label = "Residents", .label_zh = "常住人口",
	 .help = "residents, those of the areas below it included; empty: not known"},
	{.name = "elderly", .type = CIV_INT, .min = "0", .measure_unit = "people",
	 .label = "Elderly", .label_zh = "65岁及以上人口",
	 .help = "residents who are 65 or older; empty: not known"},
	{.name = "old", .type = CIV_BOOL, .label = "Old community", .label_zh = "是否老旧小区",
	 .help = "whether it is an old community to be renovated; empty: not stated"},
	{.name = "sponsor", .type = CIV_REF, .ref = &civ_noun_person, .label = "Sponsor", .label_zh = "包联领导",
	 .help = "city leader who answers for the area; the first of three levels of duty"},
	{.name = "pair_unit", .type = CIV_REF, .ref = &civ_noun_unit,
	 .label = "Paired unit", .label_zh = "包联单位",
	 .help = "department that is paired with the area; the second level of duty"},
	{.name = "duty_unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Duty unit",
	 .label_zh = "属地责任单位",
	 .help = "unit on the spot that does the daily work; the third level of duty"},
	{.name = "aliases", .type = CIV_TEXT, .flags = CIV_ALIASES, .label = "Other names", .label_zh = "别名",
	 .help = "other names, joined with ;, that are understood on input"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"elderly_among_residents", "elderly", "\"elderly\" <= \"population\"",
	 "the area has more residents of 65 and older than residents"},
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

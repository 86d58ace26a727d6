#include "civplan/noun.h"
#include "lib/noun/then.h"

extern const struct civ_noun civ_noun_area, civ_noun_survey;

static const struct civ_column columns[] = {
	{.name = "survey", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_survey,
	 .label = "Survey", .label_zh = "所属调查",
	 .help = "survey whose population it is a part of"},
	{.name = "dimension", .type = CIV_TEXT, .flags = CIV_KEY | CIV_REQUIRED | CIV_LISTED | CIV_SHOWN,
	 .label = "Dimension", .label_zh = "分层变量",
	 .help = "what people are told apart by: age, area, sex or any other word"},
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "SA",
	 .same = &civ_noun_area, .same_where = "t.dimension = 'area'", .label = "Code", .label_zh = "层代码",
	 .help = "short name of the group, once in its dimension; of the dimension area the code of an area"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Name", .label_zh = "层名称",
	 .help = "what the group is called"},
	{.name = "group", .type = CIV_TEXT, .label = "Group of residents", .label_zh = "对应人群",
	 .help = "group of headcount whose number is its population; empty: its code"},
	{.name = "population", .type = CIV_INT, .flags = CIV_SHOWN, .min = "0", .measure_unit = "people",
	 .then = CIV_THEN_INTEGER("stratum", "n", "population"),
	 .label = "Population", .label_zh = "总体人数",
	 .help = "how many people of the population are in it; empty: as headcount says, else not known"},
	{.name = "clusters", .type = CIV_INT, .min = "1", .label = "Clusters", .label_zh = "抽样单元总数",
	 .help = "how many clusters its population consists of; empty: people were drawn, or it is not known"},
	{.name = "least", .type = CIV_INT, .min = "0", .max = "150", .measure_unit = "years", .label = "From",
	 .label_zh = "下限",
	 .help = "of the dimension age: the lowest age in it; empty: no lowest"},
	{.name = "most", .type = CIV_INT, .min = "0", .max = "150", .measure_unit = "years", .label = "To",
	 .label_zh = "上限",
	 .help = "of the dimension age: the highest age in it; empty: no highest"},
	{.name = "reach", .type = CIV_PERCENT, .flags = CIV_SHOWN, .then = CIV_THEN_NUMBER("stratum", "n", "reach"),
	 .measure_unit = "%", .label = "Reached online", .label_zh = "线上可及率（%）",
	 .help = "per cent of its people who can answer online; empty: not known"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"stratum_bounds_of_age", "least", "(\"least\" IS NULL AND \"most\" IS NULL) OR \"dimension\" = 'age'",
	 "only the dimension age has bounds"},
	{"stratum_bounds_in_order", "most", "\"least\" <= \"most\"", "the highest age is below the lowest"},
	{.name = NULL},
};

const struct civ_noun civ_noun_stratum = {
	.name = "stratum",
	.view = "strata",
	.label = "Stratum",
	.label_zh = "总体分层",
	.summary = "a part of the population that a survey speaks for, of one age, area, sex",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.rules = rules,
	.then_from = "main.stratum n",
};

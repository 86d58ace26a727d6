#include "civplan/noun.h"

extern const struct civ_noun civ_noun_publication;

static const struct civ_column columns[] = {
	{.name = "publication", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_publication,
	 .label = "Publication",
	 .label_zh = "发布编号", .help = "number of the publication that it stands in"},
	{.name = "subject", .type = CIV_TEXT, .flags = CIV_KEY | CIV_REQUIRED, .label = "Subject", .label_zh = "对象",
	 .help = "what the row is about: a unit's code, or what and which, such as task:K001"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_KEY | CIV_REQUIRED, .label = "Figure", .label_zh = "数据项",
	 .help = "column of the report"},
	{.name = "value", .type = CIV_TEXT, .label = "Value", .label_zh = "数值", .help = "what was printed there"},
	{.name = NULL},
};

const struct civ_noun civ_noun_figure = {
	.name = "figure",
	.view = "figures",
	.label = "Figure",
	.label_zh = "发布数据",
	.summary = "a figure as it was published",
	.subject = CIV_SUBJECT_PLAN,
	.flags = CIV_NO_ADD | CIV_NO_SET | CIV_NO_REMOVE,
	.columns = columns,
};

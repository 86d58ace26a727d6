#include "civplan/noun.h"
#include "lib/noun/dataset.h"
#include "lib/noun/then.h"

extern const struct civ_noun civ_noun_dataset, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "dataset", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_dataset,
	 .label = "Data set", .label_zh = "数据集", .help = "data set that is shared"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_unit,
	 .label = "Taken by", .label_zh = "使用部门", .help = "unit that takes it"},
	{.name = "start", .type = CIV_DATE, .flags = CIV_KEY | CIV_SHOWN, .fallback = "today", .label = "From",
	 .label_zh = "开始日期",
	 .help = "first day on which it does"},
	{.name = "end", .type = CIV_DATE, .flags = CIV_SHOWN,
	 .then = CIV_THEN_OF("sharing", "n", "end", "c.old", "n.\"end\""),
	 .label = "To", .label_zh = "结束日期", .help = "last day on which it does; empty: none is set"},
	{.name = "purpose", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "Purpose",
	 .label_zh = "用途",
	 .help = "what it is taken for"},
	{.name = "agreement", .type = CIV_TEXT, .flags = CIV_SHOWN,
	 .then = CIV_THEN("sharing", "n", "agreement"), .label = "Agreement", .label_zh = "共享协议",
	 .help = "document under which it is taken; empty: there is none"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"start_before_end", "end", "\"start\" <= \"end\"", "the sharing ends before it starts"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"open", NULL, CIV_SHARING_OPEN("t"), "only sharing that goes on"},
	{.option = NULL},
};

const struct civ_noun civ_noun_sharing = {
	.name = "sharing",
	.view = "sharings",
	.label = "Data sharing",
	.label_zh = "数据共享",
	.summary = "a unit that takes a data set of another, what for, and under which agreement",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.sharing n WHERE n.start < :end",
};

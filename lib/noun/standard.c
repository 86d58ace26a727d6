#include "civplan/noun.h"

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码", .help = "short name of the edition"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Name", .label_zh = "名称", .help = "what it is called"},
	{.name = "issued", .type = CIV_DATE, .label = "Issued", .label_zh = "发布日期", .help = "day it was published"},
	{.name = "effective", .type = CIV_DATE, .flags = CIV_REQUIRED, .label = "Effective", .label_zh = "生效日期", .help = "first day in force"},
	{.name = "retired", .type = CIV_DATE, .label = "Retired", .label_zh = "废止日期", .help = "first day no longer in force"},
	{.name = "process_share", .type = CIV_PERCENT, .measure_unit = "%", .label = "Process share", .label_zh = "过程性指标权重", .help = "share of the process part in the combined score"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"standard_retired", "retired", "\"effective\" <= \"retired\"",
	 "retired before it is effective"},
	{.name = NULL},
};

const struct civ_noun civ_noun_standard = {
	.name = "standard",
	.view = "standards",
	.label = "Standard",
	.label_zh = "测评标准",
	.summary = "a dated edition of the assessment standard",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.rules = rules,
};

#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_indicator;

static const struct civ_choice ops[] = {
	{">=", "不低于"},
	{">", "高于"},
	{"=", "等于"},
	{"<=", "不高于"},
	{"<", "低于"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码", .help = "short name of the target"},
	{.name = "indicator", .type = CIV_CODEREF, .flags = CIV_REQUIRED, .ref = &civ_noun_indicator, .label = "Indicator", .label_zh = "指标", .help = "code of the indicator"},
	{.name = "area", .type = CIV_REF, .ref = &civ_noun_area, .label = "Area", .label_zh = "区域", .help = "area it is for; empty: the whole city"},
	{.name = "due", .type = CIV_DATE, .label = "Due", .label_zh = "完成时限", .help = "day by which it is to be reached"},
	{.name = "base", .type = CIV_REAL, .label = "Base", .label_zh = "基期值", .help = "value at the start"},
	{.name = "op", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = ops, .fallback = ">=", .label = "Comparison", .label_zh = "比较", .help = "how the value compares with the target"},
	{.name = "value", .type = CIV_REAL, .flags = CIV_REQUIRED, .label = "Value", .label_zh = "目标值", .help = "value to reach"},
	{.name = "in_force", .type = CIV_BOOL, .flags = CIV_REQUIRED, .fallback = "yes", .label = "In force", .label_zh = "现行", .help = "whether this target counts; one that contradicts it is kept with no"},
	{.name = "source", .type = CIV_TEXT, .label = "Source", .label_zh = "来源", .help = "where it is written"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注", .help = "anything worth knowing"},
	{.name = NULL},
};

const struct civ_noun civ_noun_target = {
	.name = "target",
	.view = "targets",
	.label = "Target",
	.label_zh = "目标值",
	.summary = "a value that an indicator is to reach by a day",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
};

#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_indicator;

static const struct civ_choice methods[] = {
	{"data", "数据"},
	{"self", "自查"},
	{"inspection", "督查"},
	{"third_party", "第三方"},
	{"survey", "调查"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "indicator", .type = CIV_CODEREF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_indicator, .label = "Indicator", .label_zh = "指标", .help = "code of the indicator, of any standard"},
	{.name = "area", .type = CIV_REF, .flags = CIV_KEY, .ref = &civ_noun_area, .label = "Area", .label_zh = "区域", .help = "area measured; empty: the whole city"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY, .label = "Date", .label_zh = "日期", .help = "day the figure stands for"},
	{.name = "method", .type = CIV_ENUM, .flags = CIV_KEY | CIV_REQUIRED, .choices = methods, .fallback = "data", .label = "Method", .label_zh = "方式", .help = "how it was found"},
	{.name = "value", .type = CIV_REAL, .flags = CIV_REQUIRED, .label = "Value", .label_zh = "数值", .help = "the figure"},
	{.name = "numerator", .type = CIV_REAL, .label = "Numerator", .label_zh = "分子", .help = "what was counted"},
	{.name = "denominator", .type = CIV_REAL, .label = "Denominator", .label_zh = "分母", .help = "out of how many"},
	{.name = "source", .type = CIV_TEXT, .label = "Source", .label_zh = "来源", .help = "where it comes from"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注", .help = "anything worth knowing"},
	{.name = NULL},
};

const struct civ_noun civ_noun_measure = {
	.name = "measure",
	.view = "measures",
	.label = "Measure",
	.label_zh = "测量值",
	.summary = "a figure of an indicator on a day",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
};

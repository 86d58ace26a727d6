#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_indicator;

static const struct civ_column columns[] = {
	{.name = "indicator", .type = CIV_CODEREF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN,
	 .ref = &civ_noun_indicator,
	 .label = "Indicator", .label_zh = "指标编码",
	 .help = "indicator that was measured; serves every standard that has it"},
	{.name = "area", .type = CIV_REF, .flags = CIV_KEY | CIV_SHOWN, .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "区域",
	 .help = "area that was measured; empty: the whole city"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY | CIV_HAPPENED | CIV_SHOWN, .label = "Date",
	 .label_zh = "测量日期",
	 .help = "day that the value stands for, not the day of entry"},
	{.name = "method", .type = CIV_ENUM, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN,
	 .choices = civ_words_method,
	 .fallback = "data",
	 .label = "Method", .label_zh = "采集方式", .help = "how the value was found"},
	{.name = "value", .type = CIV_REAL, .flags = CIV_REQUIRED | CIV_COMPUTED | CIV_SHOWN, .label = "Value",
	 .label_zh = "数值",
	 .help = "the value, in the indicator's unit; a percentage as 0 to 100; empty: as numerator and denominator"
	         " give it"},
	{.name = "numerator", .type = CIV_REAL, .label = "Numerator", .label_zh = "分子",
	 .help = "what was counted; empty: only the value is known"},
	{.name = "denominator", .type = CIV_REAL, .min = "0", .label = "Denominator", .label_zh = "分母",
	 .help = "out of how many it was counted; empty: only the value is known"},
	{.name = "source", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Source", .label_zh = "数据来源",
	 .help = "where the value comes from"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

const struct civ_noun civ_noun_measure = {
	.name = "measure",
	.view = "measures",
	.label = "Measure",
	.label_zh = "测量值",
	.summary = "the value of an indicator on a day, for the city or an area",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.then_from = "main.measure n WHERE n.date < :end",
};

#include "civplan/noun.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_peer;

static const struct civ_column columns[] = {
	{.name = "indicator", .type = CIV_CODEREF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN,
	 .ref = &civ_noun_indicator,
	 .label = "Indicator", .label_zh = "指标编码",
	 .help = "indicator that was measured there; serves every standard that has it"},
	{.name = "peer", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_peer,
	 .label = "Other city", .label_zh = "兄弟城市",
	 .help = "city that has the value"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY | CIV_HAPPENED | CIV_SHOWN, .label = "Date",
	 .label_zh = "数据日期",
	 .help = "day that the value stands for"},
	{.name = "value", .type = CIV_REAL, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "Value", .label_zh = "数值",
	 .help = "the value, in the indicator's unit"},
	{.name = "source", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Source", .label_zh = "数据来源",
	 .help = "document that it was taken from"},
	{.name = NULL},
};

const struct civ_noun civ_noun_benchmark = {
	.name = "benchmark",
	.view = "benchmarks",
	.label = "Benchmark",
	.label_zh = "对标数据",
	.summary = "what another city has of an indicator on a day",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.then_from = "main.benchmark n WHERE n.date < :end",
};

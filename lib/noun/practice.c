#include "civplan/noun.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "X", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the practice"},
	{.name = "title", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Title",
	 .label_zh = "做法名称",
	 .help = "what it is called"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "报送单位",
	 .help = "unit that does it"},
	{.name = "indicator", .type = CIV_CODEREF, .flags = CIV_SHOWN, .ref = &civ_noun_indicator,
	 .label = "Indicator", .label_zh = "对应指标",
	 .help = "indicator that it moved, in whatever standard"},
	{.name = "method", .type = CIV_TEXT, .flags = CIV_REQUIRED, .label = "Method", .label_zh = "主要做法",
	 .help = "what is done, so that others can do it too"},
	{.name = "conditions", .type = CIV_TEXT, .label = "Conditions", .label_zh = "适用条件",
	 .help = "where it works, and what it takes"},
	{.name = "cost", .type = CIV_MONEY, .min = "0", .label = "Cost", .label_zh = "投入",
	 .help = "what it cost, in yuan"},
	{.name = "start", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Start", .label_zh = "开始日期",
	 .help = "first day; the figure before is of that day or earlier"},
	{.name = "end", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "End", .label_zh = "结束日期",
	 .help = "last day; empty: it goes on"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"start_before_end", "end", "\"start\" <= \"end\"", "the practice ends before it starts"},
	{.name = NULL},
};

const struct civ_noun civ_noun_practice = {
	.name = "practice",
	.view = "practices",
	.label = "Practice",
	.label_zh = "经验做法",
	.summary = "a way of working that moved an indicator, for others to take over",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.rules = rules,
};

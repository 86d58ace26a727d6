#include "civplan/noun.h"

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "N", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of this edition"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "名称",
	 .help = "what the edition is called"},
	{.name = "issued", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Published", .label_zh = "发布日期",
	 .help = "day of publication; empty: not known"},
	{.name = "effective", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "In force from",
	 .label_zh = "施行日期",
	 .help = "first day in force"},
	{.name = "retired", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "No longer in force from",
	 .label_zh = "废止日期",
	 .help = "first day no longer in force; empty: none is set"},
	{.name = "process_share", .type = CIV_PERCENT, .flags = CIV_SHOWN, .measure_unit = "%",
	 .label = "Process share", .label_zh = "过程性指标权重",
	 .help = "share of the process part in the combined score; empty: the plan's process_floor, which is also the"
	         " least"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"effective_before_retired", "retired", "\"effective\" <= \"retired\"",
	 "the standard is retired before it is in force"},
	{.name = NULL},
};

const struct civ_noun civ_noun_standard = {
	.name = "standard",
	.view = "standards",
	.label = "Standard",
	.label_zh = "测评体系",
	.summary = "a dated edition of the assessment standard",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.rules = rules,
};

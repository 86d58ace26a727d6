#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_indicator, civ_noun_milestone, civ_noun_policy;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "G", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the target"},
	{.name = "indicator", .type = CIV_CODEREF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_indicator,
	 .label = "Indicator", .label_zh = "指标编码",
	 .help = "indicator that is to reach the value, in whatever standard"},
	{.name = "area", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "区域",
	 .help = "area that is to reach it; empty: the whole city"},
	{.name = "due", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Due", .label_zh = "完成时限",
	 .help = "last day by which it is to be reached; empty: none is set"},
	{.name = "base", .type = CIV_REAL, .label = "Base", .label_zh = "基期值",
	 .help = "value at the start, in the indicator's unit; empty: not known"},
	{.name = "op", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_comparison,
	 .fallback = ">=",
	 .label = "Comparison", .label_zh = "比较方式",
	 .help = "how the measured value must compare with the target's"},
	{.name = "value", .type = CIV_REAL, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "Target", .label_zh = "目标值",
	 .help = "value to be reached, in the indicator's unit"},
	{.name = "in_force", .type = CIV_BOOL, .flags = CIV_REQUIRED | CIV_SHOWN, .fallback = "yes",
	 .label = "In force", .label_zh = "是否现行",
	 .help = "no: kept beside the one that counts, because it contradicts it"},
	{.name = "milestone", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_milestone, .label = "Proven by",
	 .label_zh = "检验节点",
	 .help = "milestone by which it is proven; empty: by its indicator alone"},
	{.name = "source", .type = CIV_TEXT, .label = "Source", .label_zh = "依据",
	 .help = "document and section that set it"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注", .help = "anything else worth knowing"},
	{.name = "core", .type = CIV_INT, .min = "1", .max = "5", .label = "Core figure", .label_zh = "核心指标序号",
	 .help = "its place among the five core figures that the leaders' page shows; empty: it is none of them"},
	{.name = "policies", .type = CIV_REFS, .ref = &civ_noun_policy, .label = "Policies", .label_zh = "政策依据",
	 .help = "policy documents that ask for it, joined with ;"},
	{.name = "credited", .type = CIV_PERCENT, .label = "Credited (%)", .label_zh = "创建贡献率（%）",
	 .help = "share that is put down to the campaign; empty: not stated"},
	{.name = "credited_of", .type = CIV_ENUM, .choices = civ_words_credited_of,
	 .label = "Credited of", .label_zh = "贡献率口径",
	 .help = "what that share is of: the change since the base, or the figure itself; empty: the change"},
	{.name = "base_of", .type = CIV_ENUM, .choices = civ_words_base_of,
	 .label = "Base belongs to", .label_zh = "基数归属",
	 .help = "whose figure the base is: the own city's, or another one's; empty: the own"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"credited_of_what", "credited", "\"credited_of\" IS NULL OR \"credited\" IS NOT NULL",
	 "credited_of says what a share is of: give credited, the share, too"},
	{"base_of_what", "base", "\"base_of\" IS NULL OR \"base\" IS NOT NULL",
	 "base_of says whose figure the base is: give base too"},
	{.name = NULL},
};

const struct civ_noun civ_noun_target = {
	.name = "target",
	.view = "targets",
	.label = "Target",
	.label_zh = "目标",
	.summary = "a value that an indicator is to reach by a day",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.rules = rules,
};

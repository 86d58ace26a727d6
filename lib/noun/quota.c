#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_fund;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "Q", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the share rule"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "名称",
	 .help = "what it asks for"},
	{.name = "part", .type = CIV_REF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_fund, .label = "Part",
	 .label_zh = "分项",
	 .help = "budget line whose share is looked at"},
	{.name = "whole", .type = CIV_REF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_fund, .label = "Whole",
	 .label_zh = "总项",
	 .help = "budget line that it is a share of"},
	{.name = "op", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_quota,
	 .label = "Comparison", .label_zh = "比较方式", .help = "whether the share is a least or a most"},
	{.name = "percent", .type = CIV_PERCENT, .flags = CIV_REQUIRED | CIV_SHOWN, .measure_unit = "%",
	 .label = "Share",
	 .label_zh = "占比要求",
	 .help = "the share that is asked for, of what is planned for the whole"},
	{.name = "source", .type = CIV_TEXT, .label = "Source", .label_zh = "依据",
	 .help = "document and section that set it"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"part_of_another", "whole", "\"part_id\" <> \"whole_id\"", "a budget line is no share of itself"},
	{.name = NULL},
};

const struct civ_noun civ_noun_quota = {
	.name = "quota",
	.view = "quotas",
	.label = "Share rule",
	.label_zh = "资金占比要求",
	.summary = "the least or most that one budget line may have of another",
	.subject = CIV_SUBJECT_MONEY,
	.columns = columns,
	.rules = rules,
};

#include "civplan/noun.h"
#include "lib/noun/policy.h"

extern const struct civ_noun civ_noun_policy, civ_noun_unit;

static const struct civ_word levels[] = {
	CIV_CHOICE("national", "National", "国家级"),
	CIV_CHOICE("provincial", "Provincial", "省级"),
	CIV_CHOICE("city", "Municipal", "市级"),
	{.code = NULL},
};

static const struct civ_word statuses[] = {
	CIV_CHOICE("draft", "Draft", "起草"),
	CIV_CHOICE("passed", "Passed", "审议通过"),
	CIV_CHOICE("issued", "Issued", "已印发"),
	CIV_CHOICE("in_force", "In force", "现行有效"),
	CIV_CHOICE("replaced", "Replaced", "已废止"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "L", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the document"},
	{.name = "title", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Title",
	 .label_zh = "文件标题",
	 .help = "what it is called"},
	{.name = "level", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = levels, .label = "Level",
	 .label_zh = "发文层级",
	 .help = "who it comes from: the nation, the province, or the city, as the campaign's own do"},
	{.name = "number", .type = CIV_TEXT, .label = "Number", .label_zh = "文号", .help = "its official number"},
	{.name = "issuer", .type = CIV_TEXT, .label = "Issuer", .label_zh = "发文机关", .help = "who issued it"},
	{.name = "status", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = statuses,
	 .then = CIV_THEN("policy", "n", "status"), .label = "Status", .label_zh = "文件状态",
	 .help = "how far it is; having expired is not a status but follows from expires"},
	{.name = "passed", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_OLD,
	 .label = "Passed on", .label_zh = "审议通过日期",
	 .help = "day on which it was passed"},
	{.name = "issued", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_OLD, .label = "Issued on",
	 .label_zh = "印发日期",
	 .help = "day on which it was issued"},
	{.name = "effective", .type = CIV_DATE, .flags = CIV_SHOWN | CIV_OLD, .label = "Effective",
	 .label_zh = "施行日期",
	 .help = "first day on which it holds"},
	{.name = "expires", .type = CIV_DATE, .flags = CIV_OLD, .label = "Expires", .label_zh = "失效日期",
	 .help = "last day on which it holds; empty: no end is set"},
	{.name = "replaces", .type = CIV_REF, .ref = &civ_noun_policy, .label = "Replaces", .label_zh = "替代文件",
	 .help = "the document whose place it takes"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "承办单位",
	 .help = "unit that carries it out"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"passed_before_issued", "issued", "\"passed\" <= \"issued\"", "the document is issued before it is passed"},
	{"effective_before_expires", "expires", "\"effective\" <= \"expires\"",
	 "the document expires before it takes effect"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"gone", NULL, CIV_POLICY_GONE("t"), "only documents that are replaced or have expired"},
	{.option = NULL},
};

const struct civ_noun civ_noun_policy = {
	.name = "policy",
	.view = "policies",
	.label = "Policy document",
	.label_zh = "政策文件",
	.summary = "a document that tasks, indicators and targets follow",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.policy n",
};

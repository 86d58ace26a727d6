#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_review, civ_noun_standard;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "AS", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the assessment"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "测评名称",
	 .help = "what it is called"},
	{.name = "level", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_assessment_level,
	 .label = "Level", .label_zh = "测评层级", .help = "who assesses"},
	{.name = "standard", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_standard, .label = "Standard",
	 .label_zh = "测评体系",
	 .help = "standard that is assessed by; empty: not stated"},
	{.name = "review", .type = CIV_REF, .ref = &civ_noun_review, .label = "Review", .label_zh = "所属考评",
	 .help = "review that is held by it; empty: none"},
	{.name = "start", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "First day",
	 .label_zh = "开始日期",
	 .help = "first day of the assessment"},
	{.name = "end", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Last day", .label_zh = "结束日期",
	 .help = "last day of it; empty: not fixed"},
	{.name = "result", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN,
	 .choices = civ_words_assessment_result,
	 .fallback = "pending",
	 .label = "Result", .label_zh = "测评结果", .help = "what came of it"},
	{.name = "score", .type = CIV_REAL, .flags = CIV_SHOWN, .measure_unit = "points", .label = "Score",
	 .label_zh = "测评得分",
	 .help = "points that the assessors gave; empty: not known"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"start_before_end", "end", "\"start\" <= \"end\"", "the assessment ends before it starts"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"coming", NULL, "t.\"start\" > :asof", "only assessments that begin after the as-of day"},
	{.option = NULL},
};

const struct civ_noun civ_noun_assessment = {
	.name = "assessment",
	.view = "assessments",
	.label = "Assessment",
	.label_zh = "测评",
	.summary = "an assessment of the city, from its first day to its result",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.rules = rules,
	.filters = filters,
};

#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_unit;

static const struct civ_word parts[] = {
	CIV_CHOICE("survey", "Survey", "问卷调查"),
	CIV_CHOICE("data", "Data", "指标数据"),
	CIV_CHOICE("expert", "Expert review", "专家评审"),
	{.code = NULL},
};

static const struct civ_word subjects[] = {
	CIV_CHOICE("city", "City", "全市"),
	CIV_CHOICE("district", "Each district", "各区县"),
	CIV_CHOICE("unit", "Each unit", "各单位"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "V", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the review"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "考评名称",
	 .help = "what the review is called"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_review,
	 .label = "Kind", .label_zh = "考评类型", .help = "what sort of review it is"},
	{.name = "every", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_every,
	 .label = "Every", .label_zh = "频次", .help = "how often it is held"},
	{.name = "first_due", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "First due",
	 .label_zh = "首次时限",
	 .help = "last day on which the first one is still in time"},
	{.name = "per", .type = CIV_ENUM, .flags = CIV_SHOWN, .choices = subjects, .label = "Held for",
	 .label_zh = "考评对象",
	 .help = "whether it is held once, or for each district or unit; empty: once for the city"},
	{.name = "part", .type = CIV_ENUM, .choices = parts, .label = "Part of the year's result",
	 .label_zh = "年度考评部分",
	 .help = "part of the yearly result that it gives; empty: none"},
	{.name = "indicator", .type = CIV_CODEREF, .ref = &civ_noun_indicator, .label = "Indicator",
	 .label_zh = "取值指标",
	 .help = "indicator whose figure is the score of that part; empty: the mean of its sessions"},
	{.name = "weight", .type = CIV_PERCENT, .measure_unit = "%", .label = "Weight", .label_zh = "权重",
	 .help = "how much it counts in the yearly result; parts add up to 100"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "组织单位",
	 .help = "unit that holds it; empty: none is named"},
	{.name = "units", .type = CIV_REFS, .ref = &civ_noun_unit, .label = "Units expected",
	 .label_zh = "应参会单位",
	 .help = "units that are to be at each of its sessions, joined with ;; empty: nobody in particular"},
	{.name = "method", .type = CIV_TEXT, .label = "Method", .label_zh = "考评方式", .help = "how it is done"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

const struct civ_noun civ_noun_review = {
	.name = "review",
	.view = "reviews",
	.label = "Review",
	.label_zh = "考评制度",
	.summary = "a review, meeting, test or drill that is to be held again and again, or once",
	.subject = CIV_SUBJECT_PLAN,
	.columns = columns,
};

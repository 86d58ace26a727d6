#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_review, civ_noun_survey, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "SV", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the survey or vote"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "调查名称",
	 .help = "what it is called"},
	{.name = "start", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "First day",
	 .label_zh = "开始日期",
	 .help = "first day on which answers are taken"},
	{.name = "end", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Last day", .label_zh = "结束日期",
	 .help = "last day on which answers are taken; empty: it goes on"},
	{.name = "mode", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_survey_mode,
	 .label = "Mode", .label_zh = "调查方式",
	 .help = "how people answer; a respondent for whom nothing else is said answered so"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_survey_kind,
	 .label = "Kind", .label_zh = "调查类型",
	 .help = "what it is for"},
	{.name = "area", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "调查区域",
	 .help = "area whose people are asked; empty: the whole city"},
	{.name = "after", .type = CIV_REF, .ref = &civ_noun_survey, .label = "Round before",
	 .label_zh = "上一轮调查",
	 .help = "survey that asked the same before; empty: none"},
	{.name = "population", .type = CIV_INT, .flags = CIV_SHOWN, .min = "1", .measure_unit = "people",
	 .label = "Population", .label_zh = "调查总体人数",
	 .help = "how many people it speaks for; empty: the residents of its area, where they are counted"},
	{.name = "design", .type = CIV_TEXT, .label = "Design strata", .label_zh = "抽样分层变量",
	 .help = "dimension of the strata that the sample was drawn by; empty: it was drawn as a whole"},
	{.name = "review", .type = CIV_REF, .ref = &civ_noun_review, .label = "Review", .label_zh = "所属考评",
	 .help = "review that it is a part of; empty: none"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "实施单位",
	 .help = "unit that carries it out; empty: none is named"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"survey_start_before_end", "end", "\"start\" <= \"end\"", "it ends before it starts"},
	{.name = NULL},
};

const struct civ_noun civ_noun_survey = {
	.name = "survey",
	.view = "surveys",
	.label = "Survey",
	.label_zh = "问卷调查",
	.summary = "a survey or vote: who is asked, when and how",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.rules = rules,
};

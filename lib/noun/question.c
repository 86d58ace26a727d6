#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_survey;

static const struct civ_column columns[] = {
	{.name = "survey", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_survey,
	 .label = "Survey", .label_zh = "所属调查",
	 .help = "survey that asks it"},
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "QU", .label = "Code",
	 .label_zh = "题号",
	 .help = "short name of the question, once in a survey; the same code in the round before is the same"
	         " question"},
	{.name = "text", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "Text", .label_zh = "题目",
	 .help = "the question as it is asked"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_question_kind,
	 .label = "Kind", .label_zh = "题型",
	 .help = "what an answer is"},
	{.name = "choices", .type = CIV_TEXT, .flags = CIV_SHOWN | CIV_LIST, .label = "Choices", .label_zh = "选项",
	 .help = "of choice and multi: what there is to choose from, in order, joined with ;"},
	{.name = "good", .type = CIV_TEXT, .label = "Choices that count", .label_zh = "计入选项",
	 .help = "answers that count as good, joined with ;, such as the choices of the satisfied; empty: yes of yesno,"
	         " else none"},
	{.name = "top", .type = CIV_INT, .min = "2", .max = "100", .label = "Top of scale", .label_zh = "最高分值",
	 .help = "of scale: its highest step, the lowest being 1"},
	{.name = "topic", .type = CIV_TEXT, .flags = CIV_LISTED, .label = "Topic", .label_zh = "题目主题",
	 .help = "what it is about, such as gain, happiness or safety; empty: not stated"},
	{.name = "indicator", .type = CIV_CODEREF, .ref = &civ_noun_indicator, .label = "Indicator",
	 .label_zh = "对应指标",
	 .help = "indicator whose value its good answers give, in whatever standard; empty: none"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"question_has_choices", "choices", "\"choices\" IS NOT NULL OR \"kind\" NOT IN ('choice', 'multi')",
	 "choice and multi need choices"},
	{"question_takes_choices", "choices", "\"choices\" IS NULL OR \"kind\" IN ('choice', 'multi')",
	 "only choice and multi have choices"},
	{"question_has_top", "top", "\"top\" IS NOT NULL OR \"kind\" <> 'scale'", "a scale needs top"},
	{"question_takes_top", "top", "\"top\" IS NULL OR \"kind\" = 'scale'", "only a scale has a top"},
	{.name = NULL},
};

const struct civ_noun civ_noun_question = {
	.name = "question",
	.view = "questions",
	.label = "Question",
	.label_zh = "调查题目",
	.summary = "what a survey asks, and what may be answered",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.rules = rules,
};

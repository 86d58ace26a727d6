#include "civplan/noun.h"
#include "lib/noun/respondent.h"
#include "lib/noun/then.h"

extern const struct civ_noun civ_noun_question, civ_noun_respondent, civ_noun_survey;

/* A row is a respondent, a question and what was said: the survey is that of both. */
static const struct civ_column columns[] = {
	{.name = "survey", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_survey,
	 .elsewhere = "(SELECT x.survey_id FROM respondent x WHERE x.id = t.number_id)",
	 .label = "Survey", .label_zh = "所属调查",
	 .help = "survey that was answered"},
	{.name = "number", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .scope = "survey",
	 .ref = &civ_noun_respondent,
	 .label = "Number", .label_zh = "受访序号",
	 .help = "respondent of that survey"},
	{.name = "question", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .scope = "survey",
	 .ref = &civ_noun_question,
	 .label = "Question", .label_zh = "题号",
	 .help = "question of that survey"},
	{.name = "value", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_SHOWN,
	 .then = CIV_THEN("answer", "n", "value"),
	 .label = "Answer", .label_zh = "答案",
	 .help = "what was answered: yes or no, a choice, several joined with ;, a step of the scale, a number"},
	{.name = NULL},
};

const struct civ_noun civ_noun_answer = {
	.name = "answer",
	.view = "answers",
	.label = "Answer",
	.label_zh = "答卷",
	.summary = "what a respondent answered to a question",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.then_from = "main.answer n"
	             " JOIN main.respondent who ON who.id = n.number_id"
	             " WHERE " CIV_RESPONDENT_DAY("who") " < :end",
};

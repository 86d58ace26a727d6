/* Lists of surveys, votes and their questions. */
#include "civplan/lists.h"

#define WORD(code, en, zh) CIV_CHOICE(code, en, zh),

const struct civ_word civ_words_survey_mode[] = {
	CIV_SURVEY_MODES(WORD) CIV_CHOICE("mixed", "Mixed", "混合"),
	{.code = NULL},
};

const struct civ_word civ_words_respondent_mode[] = {CIV_SURVEY_MODES(WORD){.code = NULL}};

const struct civ_word civ_words_survey_kind[] = {
	CIV_CHOICE("satisfaction", "Satisfaction", "满意度"),
	CIV_CHOICE("awareness", "Awareness", "知晓率"),
	CIV_CHOICE("vote", "Vote", "投票"),
	CIV_CHOICE("needs", "Needs", "需求"),
	{.code = NULL},
};

const struct civ_word civ_words_question_kind[] = {
	CIV_CHOICE("yesno", "Yes or no", "是非题"),
	CIV_CHOICE("choice", "One choice", "单选题"),
	CIV_CHOICE("multi", "Several choices", "多选题"),
	CIV_CHOICE("scale", "Scale", "量表题"),
	CIV_CHOICE("number", "Number", "数值题"),
	{.code = NULL},
};

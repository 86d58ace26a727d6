/* Lists of effects: what a gain is counted from, and how much of it the campaign may claim. */
#include "civplan/lists.h"

const struct civ_word civ_words_credited_of[] = {
	CIV_CHOICE("change", "Change", "变化量"),
	CIV_CHOICE("figure", "Figure", "现值"),
	{.code = NULL},
};

const struct civ_word civ_words_base_of[] = {
	CIV_CHOICE("own", "Own city", "本市"),
	{"other", "Another city", "外市", CIV_TONE_WARN, 0},
	{.code = NULL},
};

const struct civ_word civ_words_phase_status[] = {
	CIV_CHOICE("planned", "Planned", "未启动"),
	CIV_CHOICE("running", "Running", "实施中"),
	{"done", "Done", "已完成", CIV_TONE_GOOD, 0},
	{.code = NULL},
};

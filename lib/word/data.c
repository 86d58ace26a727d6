/* Lists of shared data and of publicity. */
#include "civplan/lists.h"

const struct civ_word civ_words_secrecy[] = {CIV_SECRECIES(CIV_WORD_RANKED){.code = NULL}};

#define TYPE(code, en, zh, type) CIV_CHOICE(code, en, zh),

const struct civ_word civ_words_item_type[] = {CIV_ITEM_TYPES(TYPE){.code = NULL}};

const struct civ_word civ_words_outreach[] = {
	CIV_CHOICE("advert", "Advert", "公益广告"),
	CIV_CHOICE("talk", "Talk", "宣讲"),
	CIV_CHOICE("column", "Column", "专题专栏"),
	CIV_CHOICE("role_model", "Role models", "先进典型"),
	CIV_CHOICE("pledge", "Pledge", "签名承诺"),
	CIV_CHOICE("media", "Media", "媒体报道"),
	CIV_CHOICE("training", "Training", "培训"),
	{.code = NULL},
};

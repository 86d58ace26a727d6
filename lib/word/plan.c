/* Lists of the plan, its people and places. */
#include "civplan/lists.h"

const struct civ_word civ_words_language[] = {
	CIV_CHOICE("en", "English", "英文"),
	CIV_CHOICE("zh", "Chinese", "中文"),
	{.code = NULL},
};

const struct civ_word civ_words_role[] = {
	CIV_CHOICE("leader", "Leader", "领导"),
	CIV_CHOICE("staff", "Staff", "工作人员"),
	CIV_CHOICE("citizen", "Citizen", "市民"),
	CIV_CHOICE("expert", "Expert", "专家"),
	CIV_CHOICE("inspector", "Inspector", "督查员"),
	{.code = NULL},
};

const struct civ_word civ_words_area_kind[] = {
	CIV_CHOICE("city", "City", "市"),
	CIV_WORD_DISTRICT,
	CIV_WORD_STREET,
	CIV_CHOICE("community", "Community", "社区"),
	CIV_CHOICE("grid", "Grid", "网格"),
	CIV_CHOICE("site", "Site", "点位"),
	{.code = NULL},
};

const struct civ_word civ_words_publication[] = {
	CIV_CHOICE("week", "Weekly list", "周调度"),
	CIV_CHOICE("month", "Monthly bulletin", "月通报"),
	CIV_CHOICE("quarter", "Quarterly assessment", "季考核"),
	CIV_CHOICE("fund_review", "Quarterly money review", "资金季度绩效评估"),
	{.code = NULL},
};

const struct civ_word civ_words_severity[] = {
	{"note", "Note", "提示", CIV_TONE_PLAIN, 1},
	{"warning", "Warning", "警告", CIV_TONE_WARN, 2},
	{"error", "Error", "错误", CIV_TONE_BAD, 3},
	{.code = NULL},
};

const struct civ_word civ_words_by_area[] = {CIV_WORD_AREA, {.code = NULL}};
const struct civ_word civ_words_by_unit[] = {CIV_WORD_UNIT, {.code = NULL}};

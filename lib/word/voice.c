/* Lists of what citizens say, and of who sits together to hear it. */
#include "civplan/lists.h"

const struct civ_word civ_words_from_group[] = {
	CIV_CHOICE("public", "Public", "市民群众"),
	CIV_CHOICE("observers", "Observers", "市民观察团"),
	CIV_CHOICE("council", "Council", "文明议事会"),
	CIV_CHOICE("experts", "Experts", "专家"),
	CIV_CHOICE("staff", "Staff", "工作人员"),
	{.code = NULL},
};

const struct civ_word civ_words_suggestion_decision[] = {
	{"pending", "Pending", "研究中", CIV_TONE_WARN, 1},
	{"adopted", "Adopted", "采纳", CIV_TONE_GOOD, 4},
	{"partly", "Partly", "部分采纳", CIV_TONE_GOOD, 3},
	{"declined", "Declined", "不采纳", CIV_TONE_PLAIN, 2},
	{.code = NULL},
};

const struct civ_word civ_words_panel[] = {
	CIV_CHOICE("observers", "Observer group", "市民观察团"),
	CIV_CHOICE("council", "Council", "文明议事会"),
	CIV_CHOICE("jury", "Jury", "评审小组"),
	{.code = NULL},
};

const struct civ_word civ_words_resolution_status[] = {
	{"open", "Open", "办理中", CIV_TONE_WARN, 2},
	{"done", "Done", "已办结", CIV_TONE_GOOD, 3},
	{"dropped", "Dropped", "不再办理", CIV_TONE_PLAIN, 1},
	{.code = NULL},
};

const struct civ_word civ_words_carries[] = {
	CIV_CHOICE("issue", "Issues", "问题"),
	CIV_CHOICE("suggestion", "Suggestions", "意见建议"),
	CIV_CHOICE("both", "Issues and suggestions", "问题和意见建议"),
	CIV_CHOICE("answer", "Answers to questions", "答卷"),
	CIV_CHOICE("vote", "Votes", "投票"),
	CIV_CHOICE("motion", "Motions", "议案"),
	CIV_CHOICE("minutes", "Minutes", "会议纪要"),
	CIV_CHOICE("credit", "Credit points", "积分"),
	CIV_CHOICE("story", "Stories", "宣传报道"),
	CIV_CHOICE("registration", "Registrations", "报名"),
	CIV_CHOICE("finding", "Findings", "督查发现"),
	{.code = NULL},
};

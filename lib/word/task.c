/* Lists of tasks, milestones and targets. */
#include "civplan/lists.h"

/* Task and milestone statuses stand side by side on pages: their ranks are one order. */
const struct civ_word civ_words_task_status[] = {
	{"planned", "Planned", "未开始", CIV_TONE_PLAIN, 5},
	{"running", "Running", "进行中", CIV_TONE_PLAIN, 4},
	{"blocked", "Blocked", "受阻", CIV_TONE_WARN, 10},
	{"stopped", "Stopped", "停工", CIV_TONE_WARN, 9},
	{"done", "Done", "已完成", CIV_TONE_GOOD, 1},
	CIV_CHOICE("cancelled", "Cancelled", "已取消"),
	{.code = NULL},
};

const struct civ_word civ_words_milestone_status[] = {
	{"met", "Met", "达成", CIV_TONE_GOOD, 2},
	{"met_late", "Met late", "逾期达成", CIV_TONE_WARN, 7},
	{"missed", "Missed", "未达成", CIV_TONE_BAD, 13},
	{"overdue", "Overdue", "逾期", CIV_TONE_BAD, 12},
	{"at_risk", "At risk", "有风险", CIV_TONE_WARN, 8},
	{"on_track", "On track", "正常推进", CIV_TONE_GOOD, 3},
	{"pending", "Pending", "未到期", CIV_TONE_PLAIN, 6},
	{"no_data", "No data", "无数据", CIV_TONE_BAD, 11},
	{.code = NULL},
};

const struct civ_word civ_words_comparison[] = {
	CIV_CHOICE(">=", "At least", "不低于"),
	CIV_CHOICE(">", "More than", "高于"),
	CIV_CHOICE("=", "Equal to", "等于"),
	CIV_CHOICE("<=", "At most", "不高于"),
	CIV_CHOICE("<", "Less than", "低于"),
	{.code = NULL},
};

const struct civ_word civ_words_term[] = {
	CIV_CHOICE("short", "Short term", "近期"),
	CIV_CHOICE("long", "Long term", "长期"),
	{.code = NULL},
};

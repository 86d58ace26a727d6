#include "civplan/noun.h"

static const struct civ_choice moments[] = {
	{"rectified", "整改完成"},
	{"accepted", "验收通过"},
	{NULL, NULL},
};

static const struct civ_choice roles[] = {
	{"leader", "领导"},
	{"staff", "工作人员"},
	{"citizen", "市民"},
	{"expert", "专家"},
	{"inspector", "督查员"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "name", .type = CIV_TEXT, .label = "Name", .label_zh = "规划名称", .help = "name of the plan"},
	{.name = "city", .type = CIV_TEXT, .label = "City", .label_zh = "城市", .help = "name of the city"},
	{.name = "start", .type = CIV_DATE, .label = "Start", .label_zh = "开始日期", .help = "first day of the plan"},
	{.name = "end", .type = CIV_DATE, .label = "End", .label_zh = "结束日期", .help = "last day of the plan"},
	{.name = "population", .type = CIV_INT, .min = "0", .label = "Population", .label_zh = "常住人口", .help = "residents of the city"},
	{.name = "timezone", .type = CIV_TEXT, .flags = CIV_REQUIRED, .fallback = "Asia/Shanghai", .label = "Time zone", .label_zh = "时区", .help = "zone in which days begin and times are written"},
	{.name = "process_floor", .type = CIV_PERCENT, .flags = CIV_REQUIRED, .measure_unit = "%", .fallback = "40", .label = "Process floor", .label_zh = "过程性指标下限", .help = "least process share of a standard"},
	{.name = "watch_days", .type = CIV_INT, .flags = CIV_REQUIRED, .min = "0", .measure_unit = "days", .fallback = "90", .label = "Watch window", .label_zh = "观察期", .help = "days after closing in which a return counts as rebound"},
	{.name = "recheck_days", .type = CIV_TEXT, .flags = CIV_REQUIRED, .fallback = "30;90;180", .label = "Re-check days", .label_zh = "复查时点", .help = "days after closing on which an issue is looked at again, joined with ;"},
	{.name = "remind_days", .type = CIV_INT, .flags = CIV_REQUIRED, .min = "0", .measure_unit = "days", .fallback = "3", .label = "Remind days", .label_zh = "提醒天数", .help = "days before due from which a reminder is shown"},
	{.name = "notice_days", .type = CIV_INT, .flags = CIV_REQUIRED, .min = "0", .measure_unit = "days", .fallback = "5", .label = "Notice days", .label_zh = "通报天数", .help = "working days late from which a notice is due"},
	{.name = "on_time_by", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = moments, .fallback = "rectified", .label = "On time by", .label_zh = "按期口径", .help = "the moment that decides whether an issue was in time"},
	{.name = "accept_role", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = roles, .fallback = "citizen", .label = "Accepting role", .label_zh = "验收角色", .help = "role of those who accept a rectification"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"plan_start_before_end", "end", "\"start\" <= \"end\"",
	 "the plan ends before it starts"},
	{"plan_recheck_days", "recheck_days", "\"recheck_days\" NOT GLOB '*[^0-9;]*'",
	 "must be numbers of days joined with ;"},
	{.name = NULL},
};

const struct civ_noun civ_noun_plan = {
	.name = "plan",
	.view = "plan_settings",
	.label = "Plan",
	.label_zh = "规划",
	.summary = "the one row of the plan itself and its settings",
	.subject = CIV_SUBJECT_PLAN,
	.flags = CIV_SINGLE,
	.columns = columns,
	.rules = rules,
};

#include "civplan/lists.h"
#include "civplan/noun.h"

static const struct civ_word moments[] = {
	CIV_CHOICE("rectified", "Rectified", "整改完成"),
	CIV_CHOICE("accepted", "Accepted", "验收通过"),
	{.code = NULL},
};

static const struct civ_word answers[] = {
	CIV_CHOICE("out", "Left out", "不计入"),
	CIV_CHOICE("no", "Counted as no", "计为否"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "name", .type = CIV_TEXT, .label = "Name", .label_zh = "规划名称",
	 .help = "name of the plan, the title of pages and bulletins"},
	{.name = "city", .type = CIV_TEXT, .label = "City", .label_zh = "城市名称", .help = "name of the city"},
	{.name = "start", .type = CIV_DATE, .label = "First day", .label_zh = "开始日期",
	 .help = "first day of the plan"},
	{.name = "end", .type = CIV_DATE, .label = "Last day", .label_zh = "结束日期", .help = "last day of the plan"},
	{.name = "population", .type = CIV_INT, .min = "0", .measure_unit = "people",
	 .label = "Residents", .label_zh = "常住人口",
	 .help = "residents of the whole city, the base of shares of the population; empty: not known"},
	{.name = "timezone", .type = CIV_TEXT, .flags = CIV_REQUIRED, .fallback = "Asia/Shanghai",
	 .label = "Time zone", .label_zh = "时区", .help = "zone in which days begin and times are written"},
	{.name = "process_floor", .type = CIV_PERCENT, .flags = CIV_REQUIRED, .measure_unit = "%", .fallback = "40",
	 .label = "Least process share", .label_zh = "过程性指标权重下限",
	 .help = "least share of the process part in a combined score"},
	{.name = "watch_days", .type = CIV_INT, .flags = CIV_REQUIRED, .min = "0", .max = "36525",
	 .measure_unit = "days", .fallback = "90",
	 .label = "Watch window", .label_zh = "反弹观察期",
	 .help = "days after closing within which a return counts as rebound"},
	{.name = "recheck_days", .type = CIV_TEXT, .flags = CIV_REQUIRED, .measure_unit = "days",
	 .fallback = "30;90;180",
	 .label = "Recheck after", .label_zh = "复查时点",
	 .help = "days after closing at which an issue is looked at again, joined with ;"},
	{.name = "remind_days", .type = CIV_INT, .flags = CIV_REQUIRED, .min = "0", .max = "36525",
	 .measure_unit = "days", .fallback = "3",
	 .label = "Remind before", .label_zh = "提前提醒天数",
	 .help = "days before a due date from which a reminder is given"},
	{.name = "notice_days", .type = CIV_INT, .flags = CIV_REQUIRED, .min = "0", .max = "36525",
	 .measure_unit = "working days",
	 .fallback = "5", .label = "Notice after", .label_zh = "逾期通报天数",
	 .help = "working days late from which a public notice is due"},
	{.name = "on_time_by", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = moments, .fallback = "rectified",
	 .label = "In time by", .label_zh = "按期整改口径",
	 .help = "what must have happened by the due date for an issue to be in time"},
	{.name = "accept_role", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = civ_words_role,
	 .fallback = "citizen",
	 .label = "Accepting role", .label_zh = "验收人角色",
	 .help = "role of the people who may accept a rectification"},
	{.name = "partly_share", .type = CIV_PERCENT, .flags = CIV_REQUIRED, .measure_unit = "%", .fallback = "0",
	 .label = "Partly counts", .label_zh = "部分解决折算",
	 .help = "what a callback's answer partly counts in the rates of solved and satisfied"},
	{.name = "no_answer", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = answers, .fallback = "out",
	 .label = "No answer", .label_zh = "未接通口径",
	 .help = "whether a callback that nobody answered is left out of these rates, or counts as no"},
	{.name = "slow_floor", .type = CIV_PERCENT, .flags = CIV_REQUIRED, .measure_unit = "%", .fallback = "60",
	 .label = "Slow below", .label_zh = "滞后底线",
	 .help = "least share of issues in time in a month: a ranked unit below it is named slow, however the others"
	         " stand"},
	{.name = "language", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = civ_words_language, .fallback = "en",
	 .label = "Language", .label_zh = "语言",
	 .help = "language of what is written for people without being asked: the nightly page and mails"},
	{.name = "work_hours", .type = CIV_TEXT, .flags = CIV_REQUIRED, .fallback = "08:30-12:00;14:00-17:30",
	 .label = "Working hours", .label_zh = "工作时间",
	 .help = "hours of a working day in which working hours are counted: HH:MM-HH:MM joined with ;"},
	{.name = "policy_watch_days", .type = CIV_INT, .flags = CIV_REQUIRED, .min = "0", .max = "36525",
	 .measure_unit = "days", .fallback = "30",
	 .label = "Policies watched every", .label_zh = "政策跟踪周期（天）",
	 .help = "days within which somebody looks whether a policy document has changed"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"start_before_end", "end", "\"start\" <= \"end\"", "the plan ends before it starts"},
	{"recheck_days_form", "recheck_days",
	 "\"recheck_days\" GLOB '[0-9]*' AND \"recheck_days\" GLOB '*[0-9]' AND \"recheck_days\" NOT GLOB '*[^0-9;]*'"
	 " AND \"recheck_days\" NOT GLOB '*;;*'",
	 "the recheck days are not whole numbers joined with ; such as 30;90;180"},
	{.name = NULL},
};

const struct civ_noun civ_noun_plan = {
	.name = "plan",
	.view = "plan_settings",
	.label = "Plan",
	.label_zh = "创建规划",
	.summary = "the plan itself and the settings that all programs follow",
	.subject = CIV_SUBJECT_PLAN,
	.flags = CIV_SINGLE | CIV_NO_ADD | CIV_NO_LIST | CIV_NO_SET | CIV_NO_REMOVE,
	.columns = columns,
	.rules = rules,
};

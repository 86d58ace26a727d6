#include "lib/noun/resolution.h"

#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_person, civ_noun_session, civ_noun_survey, civ_noun_unit;

#define THEN(column) CIV_THEN("resolution", "n", column)

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .within = "session", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the resolution; empty on entry: the code of the session and a number"},
	{.name = "session", .type = CIV_REF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_session,
	 .label = "Meeting", .label_zh = "所属会议", .help = "session that resolved it"},
	{.name = "title", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Resolved",
	 .label_zh = "事项内容",
	 .help = "what was resolved"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .then = CIV_THEN_REF("resolution", "n", "unit", "unit"),
	 .ref = &civ_noun_unit, .label = "Unit", .label_zh = "责任单位",
	 .help = "unit that is to carry it out; empty: none was named"},
	{.name = "person", .type = CIV_REF, .then = CIV_THEN_REF("resolution", "n", "person", "person"),
	 .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人",
	 .help = "person who answers for it; empty: nobody in particular"},
	{.name = "due", .type = CIV_DATE, .flags = CIV_SHOWN, .then = THEN("due"), .label = "Due",
	 .label_zh = "完成时限",
	 .help = "last day on which it is still in time; empty: none was set"},
	{.name = "survey", .type = CIV_REF, .ref = &civ_noun_survey, .label = "Survey", .label_zh = "相关调查",
	 .help = "survey whose outcome it follows; empty: none"},
	{.name = "status", .type = CIV_ENUM, .flags = CIV_REQUIRED,
	 .then = "CASE WHEN n.done < :end THEN 'done'"
	         " WHEN n.done >= :end AND " THEN("status") " = 'done' THEN 'open'"
	         " ELSE " THEN("status") " END",
	 .choices = civ_words_resolution_status, .fallback = "open", .label = "Status", .label_zh = "办理状态",
	 .help = "how it is said to stand; an open one is done as well when all tasks that came of it are, see state"},
	{.name = "done", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Done on", .label_zh = "办结日期",
	 .help = "day on which it was said to be done; empty: the as-of day, once it is"},
	{.name = "note", .type = CIV_TEXT,
	 .label = "Note", .label_zh = "备注", .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_column told[] = {
	{.name = "state", .type = CIV_ENUM, .flags = CIV_SHOWN, .choices = civ_words_resolution_status,
	 .computed = CIV_RESOLUTION_STATE("t"), .label = "State", .label_zh = "实际办理状态",
	 .help = "how it stands: done when it is said so, or when all tasks that came of it are"},
	{.name = "tasks", .type = CIV_TEXT, .flags = CIV_SHOWN,
	 .computed = "(SELECT group_concat(x.code, ';')"
	             " FROM (SELECT x.code FROM task x WHERE x.resolution_id = t.id ORDER BY x.code) x)",
	 .label = "Its tasks", .label_zh = "对应任务", .help = "tasks that came of it, joined with ;"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"done_by_status", "done", "\"status\" = 'done' OR \"done\" IS NULL",
	 "a day of being done, but the status is not done"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"open", NULL, CIV_RESOLUTION_OPEN("t"),
	 "only resolutions that are neither done, by their tasks too, nor dropped"},
	{"late", NULL, CIV_RESOLUTION_LATE("t"), "only open resolutions whose due date has passed"},
	{"no-task", NULL, "NOT EXISTS (SELECT 1 FROM task x WHERE x.resolution_id = t.id)",
	 "only resolutions of which no task came yet"},
	{.option = NULL},
};

const struct civ_noun civ_noun_resolution = {
	.name = "resolution",
	.view = "resolutions",
	.label = "Resolution",
	.label_zh = "议定事项",
	.summary = "what a session resolved, who is to carry it out, and by when",
	.subject = CIV_SUBJECT_PLAN,
	.flags = CIV_DATED,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.resolution n JOIN main.session s ON s.id = n.session_id WHERE s.date < :end",
	.told = told,
};

#include "civplan/noun.h"

extern const struct civ_noun civ_noun_dispute, civ_noun_task;

static const struct civ_column columns[] = {
	{.name = "task", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_task, .label = "Task",
	 .label_zh = "任务",
	 .help = "task whose work stood still"},
	{.name = "start", .type = CIV_DATE, .flags = CIV_KEY | CIV_HAPPENED, .label = "First day",
	 .label_zh = "停工首日",
	 .help = "first day on which it stood still"},
	{.name = "end", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Last day", .label_zh = "停工末日",
	 .help = "last day on which it did; empty: it still does"},
	{.name = "cause", .type = CIV_TEXT, .flags = CIV_REQUIRED, .label = "Cause", .label_zh = "停工原因",
	 .help = "why"},
	{.name = "dispute", .type = CIV_REF, .ref = &civ_noun_dispute, .label = "Dispute", .label_zh = "关联纠纷",
	 .help = "dispute that stopped it; empty: none"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"start_before_end", "end", "\"start\" <= \"end\"", "the stop ends before it starts"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"open", NULL, "t.\"start\" <= :asof AND ifnull(t.\"end\", '9999-12-31') >= :asof",
	 "only stops that last on the as-of day"},
	{.option = NULL},
};

const struct civ_noun civ_noun_stop = {
	.name = "stop",
	.view = "stops",
	.label = "Stop",
	.label_zh = "停工记录",
	.summary = "days on which the work on a task stood still",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.rules = rules,
	.filters = filters,
};

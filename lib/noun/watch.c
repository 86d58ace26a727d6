#include "civplan/noun.h"
#include "lib/noun/watch.h"

extern const struct civ_noun civ_noun_person, civ_noun_policy;

static const struct civ_column columns[] = {
	{.name = "source", .type = CIV_TEXT, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .label = "Where looked",
	 .label_zh = "信息来源",
	 .help = "site, office or paper that was looked at"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY | CIV_HAPPENED | CIV_SHOWN, .fallback = "today",
	 .label = "Date", .label_zh = "查看日期",
	 .help = "day on which it was"},
	{.name = "person", .type = CIV_REF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_person,
	 .label = "Looked by", .label_zh = "跟踪人",
	 .help = "who looked"},
	{.name = "found", .type = CIV_BOOL, .flags = CIV_REQUIRED | CIV_SHOWN, .fallback = "no",
	 .label = "Change found", .label_zh = "有无变化",
	 .help = "whether anything had changed"},
	{.name = "change", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Change", .label_zh = "变化内容",
	 .help = "what had changed"},
	{.name = "policy", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_policy, .label = "Document",
	 .label_zh = "相关文件",
	 .help = "document that was looked for; empty: no one in particular"},
	{.name = "reported", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_SHOWN, .label = "Reported on",
	 .label_zh = "上报日期",
	 .help = "day on which the leading group was told of the change; empty: it was not"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"found_says_what", "change", "\"found\" = 0 OR \"change\" IS NOT NULL",
	 "a change was found: the column change says which"},
	{"reported_after_date", "reported", "\"reported\" >= \"date\"", "the change was reported before it was found"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"unreported", NULL, CIV_WATCH_UNREPORTED("t"), "only those that found a change of which nobody was told"},
	{.option = NULL},
};

const struct civ_noun civ_noun_watch = {
	.name = "watch",
	.view = "watches",
	.label = "Policy watch",
	.label_zh = "政策跟踪记录",
	.summary = "a look at whether policy documents have changed: where, when, by whom",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.watch n WHERE n.date < :end",
};

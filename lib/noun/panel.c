#include "civplan/lists.h"
#include "civplan/noun.h"
#include "lib/noun/then.h"

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "PN", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the panel"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "名称",
	 .help = "what the panel is called"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_panel,
	 .label = "Kind", .label_zh = "组织类型", .help = "what sort of panel it is"},
	{.name = "seats", .type = CIV_INT, .flags = CIV_SHOWN, .then = CIV_THEN_INTEGER("panel", "n", "seats"),
	 .min = "0", .measure_unit = "people",
	 .label = "Seats", .label_zh = "名额",
	 .help = "how many members it is to have; empty: not fixed"},
	{.name = "budget", .type = CIV_MONEY, .flags = CIV_SHOWN,
	 .then = CIV_THEN_AS("panel", "n", "budget", CIV_OLD_MONEY),
	 .min = "0", .label = "Budget", .label_zh = "经费",
	 .help = "yuan a year for its work; empty: none was granted"},
	{.name = "powers", .type = CIV_TEXT, .then = CIV_THEN("panel", "n", "powers"), .label = "Powers",
	 .label_zh = "职权",
	 .help = "what it may do, such as to look in unannounced or to be answered in writing"},
	{.name = "since", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Founded on", .label_zh = "成立日期",
	 .help = "first day; empty: not stated"},
	{.name = "until", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Dissolved on", .label_zh = "撤销日期",
	 .help = "last day; empty: it goes on"},
	{.name = "note", .type = CIV_TEXT,
	 .label = "Note", .label_zh = "备注", .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"since_before_until", "until", "\"since\" <= \"until\"", "the panel ends before it begins"},
	{.name = NULL},
};

const struct civ_noun civ_noun_panel = {
	.name = "panel",
	.view = "panels",
	.label = "Panel",
	.label_zh = "市民参与组织",
	.summary = "citizens who take part by right: an observer group, a council, a jury",
	.subject = CIV_SUBJECT_VOICE,
	.columns = columns,
	.rules = rules,
	.then_from = "main.panel n WHERE ifnull(n.since, '') < :end",
};

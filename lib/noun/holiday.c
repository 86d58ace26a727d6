#include "civplan/noun.h"

static const struct civ_choice kinds[] = {
	{"off", "休息日"},
	{"work", "调休上班"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY, .label = "Date", .label_zh = "日期", .help = "the day"},
	{.name = "name", .type = CIV_TEXT, .label = "Name", .label_zh = "名称", .help = "which holiday it belongs to"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = kinds, .label = "Kind", .label_zh = "类型", .help = "off: a rest day; work: a weekend day that is worked"},
	{.name = NULL},
};

const struct civ_noun civ_noun_holiday = {
	.name = "holiday",
	.view = "holidays",
	.label = "Holiday",
	.label_zh = "节假日",
	.summary = "a rest day or a make-up working day",
	.subject = CIV_SUBJECT_CALENDAR,
	.columns = columns,
};

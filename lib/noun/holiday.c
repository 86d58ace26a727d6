#include "civplan/noun.h"

static const struct civ_word kinds[] = {
	CIV_CHOICE("off", "Rest day", "休息日"),
	CIV_CHOICE("work", "Working day", "调休上班日"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY, .label = "Date", .label_zh = "日期", .help = "the day"},
	{.name = "name", .type = CIV_TEXT, .label = "Name", .label_zh = "节日名称",
	 .help = "holiday that it belongs to, such as 国庆节"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = kinds,
	 .label = "Kind", .label_zh = "类型",
	 .help = "off: nobody works; work: worked to make up for a rest day, even at a weekend"},
	{.name = NULL},
};

const struct civ_noun civ_noun_holiday = {
	.name = "holiday",
	.view = "holidays",
	.label = "Holiday",
	.label_zh = "节假日",
	.summary = "a day that is off, or worked, against the rhythm of the week",
	.subject = CIV_SUBJECT_CALENDAR,
	.columns = columns,
};

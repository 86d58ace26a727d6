#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area;

static const struct civ_column columns[] = {
	{.name = "area", .type = CIV_REF, .flags = CIV_KEY | CIV_SHOWN, .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "区域",
	 .help = "area whose residents were counted, those of the areas below it included; empty: the whole city"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY | CIV_HAPPENED | CIV_SHOWN, .label = "Date",
	 .label_zh = "统计日期",
	 .help = "day that the count stands for"},
	{.name = "group", .type = CIV_TEXT, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN | CIV_LISTED,
	 .fallback = "all",
	 .label = "Group", .label_zh = "人群",
	 .help = "code of who was counted: all, 65+ (65 and older), 0-17 or any other group"},
	{.name = "n", .type = CIV_INT, .flags = CIV_REQUIRED | CIV_SHOWN, .min = "0", .measure_unit = "people",
	 .label = "Residents", .label_zh = "人数",
	 .help = "how many there were"},
	{.name = "source", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Source", .label_zh = "数据来源",
	 .help = "document or census that it was taken from"},
	{.name = NULL},
};

const struct civ_noun civ_noun_headcount = {
	.name = "headcount",
	.view = "headcounts",
	.label = "Residents by group",
	.label_zh = "分组人口数",
	.summary = "residents of an area on a day, by age or other group",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.then_from = "main.headcount n WHERE n.date < :end",
};

#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_partner, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "PA", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the action"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .fallback = "today",
	 .label = "Date", .label_zh = "日期", .help = "day on which it was held, or began"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_outreach,
	 .label = "Kind", .label_zh = "宣传形式", .help = "in what form people were told"},
	{.name = "title", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Title",
	 .label_zh = "活动名称",
	 .help = "what it was called"},
	{.name = "topic", .type = CIV_TEXT, .flags = CIV_LISTED | CIV_SHOWN, .label = "Topic", .label_zh = "主题",
	 .help = "what it was about; empty: the campaign as a whole"},
	{.name = "area", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "所属区域",
	 .help = "area whose people it was for; empty: the whole city"},
	{.name = "unit", .type = CIV_REF, .ref = &civ_noun_unit, .label = "Unit", .label_zh = "主办单位",
	 .help = "unit that held it"},
	{.name = "partner", .type = CIV_REF, .ref = &civ_noun_partner, .label = "Partner", .label_zh = "合作单位",
	 .help = "partner that held it with the unit; empty: none"},
	{.name = "reach", .type = CIV_INT, .flags = CIV_SHOWN, .min = "0", .measure_unit = "people",
	 .label = "Reach", .label_zh = "覆盖人次",
	 .help = "how many people it came to; empty: not counted"},
	{.name = "cost", .type = CIV_MONEY, .flags = CIV_SHOWN, .min = "0", .label = "Cost", .label_zh = "经费",
	 .help = "what it cost; empty: not known"},
	{.name = "note", .type = CIV_TEXT,
	 .label = "Note", .label_zh = "备注", .help = "anything else worth knowing"},
	{.name = NULL},
};

const struct civ_noun civ_noun_outreach = {
	.name = "outreach",
	.view = "outreaches",
	.label = "Publicity action",
	.label_zh = "宣传活动",
	.summary = "an advert, a talk, a pledge or another action by which people were told of the campaign",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.then_from = "main.outreach n WHERE n.date < :end",
};

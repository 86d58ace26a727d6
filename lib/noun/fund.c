#include "lib/noun/fund.h"

#include "civplan/lists.h"
#include "civplan/noun.h"
#include "lib/noun/then.h"

extern const struct civ_noun civ_noun_area, civ_noun_fund, civ_noun_indicator, civ_noun_partner, civ_noun_task,
	civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "F", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the budget line"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "名称",
	 .help = "what the money is for, or where it comes from"},
	{.name = "parent", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_fund, .label = "Part of",
	 .label_zh = "上级项目",
	 .help = "budget line that it is a part of, of the same side and year; empty: it stands alone"},
	{.name = "year", .type = CIV_INT, .flags = CIV_SHOWN, .min = "1990", .max = "2100", .label = "Year",
	 .label_zh = "预算年度",
	 .help = "calendar year of the budget; empty: the whole plan"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_fund_kind,
	 .label = "Kind", .label_zh = "资金类别", .help = "where the money comes from, or what it is spent on"},
	{.name = "side", .type = CIV_ENUM, .flags = CIV_STATE | CIV_SHOWN, .choices = civ_words_side,
	 .computed = CIV_FUND_SIDE_OF("\"kind\""),
	 .label = "Side", .label_zh = "收支方向",
	 .help = "source or use, as the kind is; worked out by the program"},
	{.name = "soft", .type = CIV_BOOL, .label = "Soft", .label_zh = "是否软性投入",
	 .help = "of a use: whether it goes into people and rules instead of things; empty: yes for literacy and"
	         " mechanism, else no"},
	{.name = "planned", .type = CIV_MONEY, .flags = CIV_SHOWN,
	 .then = CIV_THEN_AS("fund", "n", "planned", CIV_OLD_MONEY),
	 .label = "Planned", .label_zh = "预算安排数",
	 .help = "yuan in the budget as it was passed, what its parts have included; below 0 for a credit; empty: not"
	         " known, or as percent says"},
	{.name = "percent", .type = CIV_PERCENT, .then = CIV_THEN_NUMBER("fund", "n", "percent"),
	 .measure_unit = "%",
	 .label = "Per cent", .label_zh = "占上级比例",
	 .help = "instead of planned, where only this is known: its part of what is planned for the line above it"},
	{.name = "complete", .type = CIV_BOOL, .then = CIV_THEN_AS("fund", "n", "complete", CIV_OLD_BOOL),
	 .label = "Complete", .label_zh = "分项是否完整",
	 .help = "yes: its parts are meant to be all of it; empty: not stated"},
	{.name = "fills", .type = CIV_REF, .ref = &civ_noun_fund, .label = "Fills", .label_zh = "弥补缺口项目",
	 .help = "of a source: budget line whose gap it is to close"},
	{.name = "tasks", .type = CIV_REFS, .ref = &civ_noun_task, .label = "Tasks", .label_zh = "对应任务",
	 .help = "tasks that it pays for, joined with ;"},
	{.name = "indicator", .type = CIV_CODEREF, .ref = &civ_noun_indicator, .label = "Indicator",
	 .label_zh = "对应指标",
	 .help = "indicator that the money is to move, in whatever standard; empty: none is named"},
	{.name = "partner", .type = CIV_REF, .ref = &civ_noun_partner, .label = "Partner", .label_zh = "共建单位",
	 .help = "body that gives the money or gets it; empty: none is named"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "责任单位",
	 .help = "unit that answers for it; empty: none is named"},
	{.name = "area", .type = CIV_REF, .ref = &civ_noun_area, .label = "Area", .label_zh = "所属区域",
	 .help = "area that it is for; empty: the whole city"},
	{.name = "in_force", .type = CIV_BOOL, .flags = CIV_REQUIRED | CIV_SHOWN,
	 .then = CIV_THEN_AS("fund", "n", "in_force", CIV_OLD_BOOL),
	 .fallback = "yes",
	 .label = "In force", .label_zh = "是否现行",
	 .help = "no: kept beside what counts, as a draft or because it contradicts it"},
	{.name = "source", .type = CIV_TEXT, .label = "Source", .label_zh = "依据",
	 .help = "document and section that set it"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"planned_or_percent", "percent", "\"planned\" IS NULL OR \"percent\" IS NULL",
	 "either planned or percent, not both"},
	{"soft_of_use", "soft", "\"soft\" IS NULL OR \"kind\" NOT IN " CIV_FUND_SOURCE_KINDS, "only a use is soft"},
	{"fills_of_source", "fills", "\"fills_id\" IS NULL OR \"kind\" IN " CIV_FUND_SOURCE_KINDS,
	 "only a source fills the gap of another line"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"without-task", NULL, "t.tasks IS NULL", "only lines that name no task"},
	{.option = NULL},
};

static const struct civ_index indexes[] = {
	{"fund_parent", "parent_id", "parent_id IS NOT NULL", false},
	{.name = NULL},
};

const struct civ_noun civ_noun_fund = {
	.name = "fund",
	.view = "funds",
	.label = "Budget line",
	.label_zh = "资金项目",
	.summary = "money that is planned: where it comes from, or what it is for",
	.subject = CIV_SUBJECT_MONEY,
	.flags = CIV_TREE,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.indexes = indexes,
	.then_from = "main.fund n",
};

#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_category, civ_noun_indicator;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "K", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the category"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "名称",
	 .help = "what the category is called"},
	{.name = "parent", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_category, .label = "Under",
	 .label_zh = "上级类别",
	 .help = "wider category above it; empty: it stands at the top"},
	{.name = "days", .type = CIV_INT, .flags = CIV_SHOWN, .min = "0", .measure_unit = "days",
	 .label = "Rectify within", .label_zh = "整改时限",
	 .help = "days from the report to the due date; empty: as the category above it"},
	{.name = "day_kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_day_kind,
	 .fallback = "working",
	 .label = "Kind of days", .label_zh = "时限计算方式",
	 .help = "calendar_moved: a last day that is a rest day moves to the next working day; goes with days"},
	{.name = "receive_hours", .type = CIV_INT, .min = "0", .measure_unit = "hours",
	 .label = "Receive within", .label_zh = "签收时限",
	 .help = "hours in which the unit must receive it; empty: no limit"},
	{.name = "accept_days", .type = CIV_INT, .min = "0", .measure_unit = "days",
	 .label = "Accept within", .label_zh = "验收时限",
	 .help = "days, of the same kind, in which a rectification is to be accepted or refused; empty: no limit"},
	{.name = "indicator", .type = CIV_CODEREF, .ref = &civ_noun_indicator, .label = "Indicator",
	 .label_zh = "对应指标",
	 .help = "indicator that covers what is complained of; empty: none does"},
	{.name = "priority", .type = CIV_INT, .flags = CIV_SHOWN, .min = "1", .label = "Priority",
	 .label_zh = "优先级",
	 .help = "1 is the most pressing; empty: not stated"},
	{.name = "aliases", .type = CIV_TEXT, .flags = CIV_ALIASES, .label = "Other names", .label_zh = "别名",
	 .help = "other names, joined with ;, that are understood on input"},
	{.name = "hours", .type = CIV_INT, .min = "1", .measure_unit = "hours",
	 .label = "Rectify within hours", .label_zh = "整改时限小时数",
	
	 .help = "hours from the report to the limit, in place of days; empty: it is given in days, or as the category"
	         " above it"},
	{.name = "hour_kind", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = civ_words_hour_kind,
	 .fallback = "clock",
	 .label = "Kind of hours", .label_zh = "小时计算方式",
	 .help = "working: only the plan's work_hours of working days count; goes with hours"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"days_or_hours", "hours", "\"days\" IS NULL OR \"hours\" IS NULL",
	 "a limit is given in days or in hours, not in both"},
	{.name = NULL},
};

const struct civ_noun civ_noun_category = {
	.name = "category",
	.view = "categories",
	.label = "Category",
	.label_zh = "问题类别",
	.summary = "what issues are about, and how much time there is to rectify them",
	.subject = CIV_SUBJECT_ISSUES,
	.flags = CIV_TREE,
	.columns = columns,
	.rules = rules,
};

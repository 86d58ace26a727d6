#include "civplan/noun.h"

extern const struct civ_noun civ_noun_category, civ_noun_indicator;

static const struct civ_choice kinds[] = {
	{"working", "工作日"},
	{"calendar", "自然日"},
	{"calendar_moved", "自然日遇休顺延"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码", .help = "short name of the topic"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Name", .label_zh = "名称", .help = "what it is called"},
	{.name = "parent", .type = CIV_REF, .ref = &civ_noun_category, .label = "Under", .label_zh = "上级类别", .help = "wider topic"},
	{.name = "days", .type = CIV_INT, .min = "0", .measure_unit = "days", .label = "Days", .label_zh = "办理时限", .help = "days to rectify; empty: as the wider topic"},
	{.name = "day_kind", .type = CIV_ENUM, .choices = kinds, .fallback = "working", .label = "Day kind", .label_zh = "时限类型", .help = "how the days are counted"},
	{.name = "receive_hours", .type = CIV_INT, .min = "0", .measure_unit = "hours", .label = "Receive within", .label_zh = "签收时限", .help = "hours to receive an order"},
	{.name = "accept_days", .type = CIV_INT, .min = "0", .measure_unit = "days", .label = "Accept within", .label_zh = "验收时限", .help = "days to accept a rectification"},
	{.name = "indicator", .type = CIV_CODEREF, .ref = &civ_noun_indicator, .label = "Indicator", .label_zh = "对应指标", .help = "indicator that covers the topic"},
	{.name = "priority", .type = CIV_INT, .min = "1", .max = "9", .label = "Priority", .label_zh = "优先级", .help = "1 is the most pressing"},
	{.name = "aliases", .type = CIV_TEXT, .flags = CIV_ALIASES, .label = "Aliases", .label_zh = "别名", .help = "other names joined with ;, accepted on input"},
	{.name = NULL},
};

const struct civ_noun civ_noun_category = {
	.name = "category",
	.view = "categories",
	.label = "Category",
	.label_zh = "诉求类别",
	.summary = "a topic of complaints and findings",
	.subject = CIV_SUBJECT_ISSUES,
	.flags = CIV_TREE,
	.columns = columns,
};

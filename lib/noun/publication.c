#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "id", .type = CIV_ID, .flags = CIV_KEY | CIV_SHOWN, .label = "Number", .label_zh = "发布编号",
	 .help = "number of the publication, given by the program"},
	{.name = "report", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_publication,
	 .label = "Report",
	 .label_zh = "报表",
	 .help = "what was published: plan-week, plan-month, plan-quarter or fund-review"},
	{.name = "start", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_SHOWN,
	 .label = "From", .label_zh = "起始日期",
	 .help = "first day of the period"},
	{.name = "end", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "To", .label_zh = "截止日期",
	 .help = "last day of the period"},
	{.name = "asof", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .label = "As of",
	 .label_zh = "统计时点",
	 .help = "day as of whose end the figures were taken"},
	{.name = "published_at", .type = CIV_TIME, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN,
	 .label = "Published",
	 .label_zh = "发布时间", .help = "when it was frozen"},
	{.name = "by", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "By", .label_zh = "发布人", .help = "by whom"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "单位",
	 .help = "it shows this unit and those below it; empty: all"},
	{.name = "least", .type = CIV_INT, .min = "0", .label = "Least cases", .label_zh = "最少件数",
	 .help = "units with fewer cases were not ranked"},
	{.name = "slow", .type = CIV_PERCENT, .measure_unit = "%", .label = "Slow below", .label_zh = "滞后线",
	 .help = "units below this rate were named slow; empty: those that the whole city's rate is above for certain"},
	{.name = "weights", .type = CIV_TEXT, .label = "Weights", .label_zh = "权重",
	 .help = "of the parts of the assessment: tasks;issues;score"},
	{.name = "slow_floor", .type = CIV_PERCENT, .measure_unit = "%", .label = "Slow floor",
	 .label_zh = "滞后底线",
	 .help = "units below this rate were named slow too, however the others stood; empty: there was none"},
	{.name = NULL},
};

const struct civ_noun civ_noun_publication = {
	.name = "publication",
	.view = "publications",
	.label = "Publication",
	.label_zh = "发布记录",
	.summary = "a weekly, monthly or quarterly report as it was published",
	.subject = CIV_SUBJECT_PLAN,
	.flags = CIV_NO_ADD | CIV_NO_SET | CIV_NO_REMOVE,
	.columns = columns,
};

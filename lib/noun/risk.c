#include "lib/noun/risk.h"

#include "civplan/noun.h"
#include "lib/noun/then.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_person, civ_noun_task, civ_noun_unit;

/* What was so at the end of the day: by the history of changes. */
#define THEN(column) CIV_THEN("risk", "n", column)

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "R", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the risk"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "风险名称",
	 .help = "what may go wrong"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_risk_kind,
	 .label = "Kind", .label_zh = "风险类别", .help = "where it comes from"},
	{.name = "likelihood", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .then = THEN("likelihood"),
	 .choices = civ_words_likelihood, .label = "Likelihood", .label_zh = "发生概率",
	 .help = "how likely it is, from low (1) to high (3)"},
	{.name = "impact", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .then = THEN("impact"),
	 .choices = civ_words_impact, .label = "Impact", .label_zh = "影响程度",
	 .help = "how grave it would be, from medium (1) to severe (3)"},
	{.name = "residual_likelihood", .type = CIV_ENUM, .then = THEN("residual_likelihood"),
	 .choices = civ_words_likelihood, .label = "Likelihood left", .label_zh = "剩余发生概率",
	 .help = "how likely it is once the strategy has its effect; empty: not judged"},
	{.name = "residual_impact", .type = CIV_ENUM, .then = THEN("residual_impact"), .choices = civ_words_impact,
	 .label = "Impact left", .label_zh = "剩余影响程度",
	 .help = "how grave it would then be; empty: not judged"},
	{.name = "tie", .type = CIV_REAL, .then = CIV_THEN_NUMBER("risk", "n", "tie"), .label = "Order among equals",
	 .label_zh = "同级排序号",
	 .help = "its place among risks of the same priority, the smaller one first; empty: not decided"},
	{.name = "signal", .type = CIV_TEXT, .grammar = "criterion",
	 .then = THEN("signal"), .label = "Signal", .label_zh = "预警条件",
	 .help = "figures that tell that it has happened, such as rectification_rate < 80, several joined with and;"
	         " empty: its status alone tells"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .then = CIV_THEN_REF("risk", "n", "unit", "unit"),
	 .ref = &civ_noun_unit, .label = "Unit", .label_zh = "责任单位",
	 .help = "unit that answers for it; empty: nobody does yet"},
	{.name = "person", .type = CIV_REF, .then = CIV_THEN_REF("risk", "n", "person", "person"),
	 .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人",
	 .help = "person who answers for it; empty: nobody does yet"},
	{.name = "tasks", .type = CIV_REFS, .ref = &civ_noun_task, .label = "Tasks", .label_zh = "关联任务",
	 .help = "tasks that it threatens, joined with ;"},
	{.name = "indicator", .type = CIV_CODEREF, .ref = &civ_noun_indicator, .label = "Indicator",
	 .label_zh = "关联指标",
	 .help = "indicator that it threatens, in whatever standard; empty: none is named"},
	{.name = "strategy", .type = CIV_TEXT, .label = "Strategy", .label_zh = "应对措施",
	 .help = "what is done about it"},
	{.name = "evidence", .type = CIV_TEXT, .then = THEN("evidence"),
	 .label = "Evidence", .label_zh = "风险依据",
	 .help = "figures and events that it is judged by"},
	{.name = "found", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Found on", .label_zh = "识别日期",
	 .help = "day on which it was seen; empty: from the start of the plan"},
	{.name = "reviewed", .type = CIV_DATE, .flags = CIV_HAPPENED, .then = CIV_THEN_DAY("risk", "n", "reviewed"),
	 .label = "Reviewed on", .label_zh = "最近评估日期",
	 .help = "day on which it was last judged; empty: not since it was found"},
	{.name = "review_days", .type = CIV_INT, .then = CIV_THEN_INTEGER("risk", "n", "review_days"),
	 .min = "1", .measure_unit = "days",
	 .label = "Review every", .label_zh = "评估周期（天）",
	 .help = "days after which it is to be judged again; empty: 30, 90 or 180, by its level"},
	{.name = "status", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN,
	 .then = "CASE WHEN n.closed < :end THEN 'closed'"
	         " WHEN n.closed >= :end AND " THEN("status") " = 'closed' THEN 'open'"
	         " ELSE " THEN("status") " END",
	 .choices = civ_words_risk_status, .fallback = "open", .label = "Status", .label_zh = "状态",
	 .help = "how it stands; realised: it has happened"},
	{.name = "closed", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Closed on", .label_zh = "销号日期",
	 .help = "day from which it is no risk any more; empty: the as-of day, once it is closed"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"closed_by_status", "closed", "\"status\" = 'closed' OR \"closed\" IS NULL",
	 "a day of closing, but the status is not closed"},
	{"found_before_closed", "closed", "\"found\" <= \"closed\"", "the risk is closed before it was found"},
	{"found_before_reviewed", "reviewed", "\"found\" <= \"reviewed\"", "the risk is reviewed before it was found"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"open", NULL, CIV_RISK_KEPT("t"), "only risks that are not closed"},
	{.option = NULL},
};

const struct civ_noun civ_noun_risk = {
	.name = "risk",
	.view = "risks",
	.label = "Risk",
	.label_zh = "风险",
	.summary = "what may go wrong, how likely and how grave it is, and who answers for it",
	.subject = CIV_SUBJECT_WORK,
	.flags = CIV_DATED,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.risk n WHERE ifnull(n.found, '') < :end",
};

#include "lib/noun/dispute.h"

#include "civplan/lists.h"
#include "civplan/noun.h"
#include "lib/noun/then.h"

extern const struct civ_noun civ_noun_area, civ_noun_task;

#define THEN(column) CIV_THEN("dispute", "n", column)

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "D", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the dispute"},
	{.name = "parties", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "Parties",
	 .label_zh = "当事方",
	 .help = "who is at odds, joined with ;"},
	{.name = "matter", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "Matter",
	 .label_zh = "争议事项",
	 .help = "what it is about"},
	{.name = "task", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_task, .label = "Task",
	 .label_zh = "对应任务",
	 .help = "task that it holds up; empty: none"},
	{.name = "area", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "所属区域",
	 .help = "area in which it is; empty: the whole city"},
	{.name = "opened", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .fallback = "today",
	 .label = "Opened on", .label_zh = "受理日期", .help = "day on which it was taken up"},
	{.name = "settled", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_SHOWN, .label = "Settled on",
	 .label_zh = "化解日期",
	 .help = "day on which it was settled; empty: the as-of day, once it is"},
	{.name = "status", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN,
	 .then = "CASE WHEN n.settled < :end THEN 'settled'"
	         " WHEN n.settled >= :end AND " THEN("status") " = 'settled' THEN 'talks'"
	         " ELSE " THEN("status") " END",
	 .choices = civ_words_dispute_status, .fallback = "open", .label = "Status", .label_zh = "状态",
	 .help = "how it stands"},
	{.name = "solution", .type = CIV_TEXT, .then = THEN("solution"),
	 .label = "Solution", .label_zh = "化解方案",
	 .help = "what was agreed, or is proposed"},
	{.name = "split", .type = CIV_TEXT, .then = THEN("split"), .label = "Split of cost",
	 .label_zh = "费用分摊比例",
	 .help = "who bears how many percent, PARTY:PERCENT joined with ;, which add up to exactly 100"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"opened_before_settled", "settled", "\"opened\" <= \"settled\"",
	 "the dispute is settled before it was opened"},
	{"settled_by_status", "settled", "\"status\" = 'settled' OR \"settled\" IS NULL",
	 "a day of settling, but the status is not settled"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"open", NULL, CIV_DISPUTE_OPEN("t"), "only disputes that are not settled"},
	{.option = NULL},
};

const struct civ_noun civ_noun_dispute = {
	.name = "dispute",
	.view = "disputes",
	.label = "Dispute",
	.label_zh = "矛盾纠纷",
	.summary = "parties at odds over work of the plan, and what came of it",
	.subject = CIV_SUBJECT_WORK,
	.flags = CIV_DATED,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.dispute n WHERE n.opened < :end",
};

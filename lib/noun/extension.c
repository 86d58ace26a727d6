#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_issue;

static const struct civ_column columns[] = {
	{.name = "issue", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_issue,
	 .label = "Issue",
	 .label_zh = "问题",
	 .help = "issue for which more time is asked"},
	{.name = "requested", .type = CIV_DATE, .flags = CIV_KEY | CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN,
	 .fallback = "today",
	 .label = "Requested", .label_zh = "申请日期",
	 .help = "day on which it was asked"},
	{.name = "due", .type = CIV_DATE, .clock = "due_time", .flags = CIV_REQUIRED | CIV_SHOWN,
	 .label = "Extended to",
	 .label_zh = "申请延至", .help = "day until which more time is asked"},
	{.name = "reason", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "Reason",
	 .label_zh = "延期理由",
	 .help = "why it is needed"},
	{.name = "by", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Asked by", .label_zh = "申请人",
	 .help = "who asks; empty: the login"},
	{.name = "decision", .type = CIV_ENUM,
	 .then = "CASE WHEN n.decided_at >= :end THEN 'pending' ELSE n.decision END",
	 .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_decision, .fallback = "pending",
	 .label = "Decision",
	 .label_zh = "审批结果", .help = "what became of it"},
	{.name = "decided_by", .type = CIV_TEXT, .then = "CASE WHEN n.decided_at < :end THEN n.decided_by END",
	 .label = "Decided by", .label_zh = "审批人", .help = "who decided; empty: the login, once it is decided"},
	{.name = "decided_at", .type = CIV_TIME, .flags = CIV_HAPPENED | CIV_SHOWN, .label = "Decided",
	 .label_zh = "审批时间",
	 .help = "when; empty: now, once it is decided"},
	{.name = "due_time", .type = CIV_CLOCK, .label = "Until the time", .label_zh = "申请延至时刻",
	 .help = "time of day on that day until which it would be in time; empty: its end"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"decided_after_requested", "decided_at", "\"decided_at\" >= \"requested\"", "decided before it was asked"},
	{"decided_or_pending", "decided_at", "\"decision\" <> 'pending' OR \"decided_at\" IS NULL",
	 "decided, but the decision is still pending"},
	{.name = NULL},
};

const struct civ_noun civ_noun_extension = {
	.name = "extension",
	.view = "extensions",
	.label = "Extension",
	.label_zh = "延期申请",
	.summary = "more time asked for an issue, granted or refused",
	.subject = CIV_SUBJECT_ISSUES,
	.flags = CIV_NO_REMOVE,
	.columns = columns,
	.then_from = "main.extension n WHERE n.requested < :end",
	.rules = rules,
};

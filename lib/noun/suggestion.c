#include "lib/noun/suggestion.h"

#include "civplan/lists.h"
#include "civplan/noun.h"
#include "lib/noun/then.h"

extern const struct civ_noun civ_noun_area, civ_noun_category, civ_noun_channel, civ_noun_panel, civ_noun_task,
	civ_noun_unit;

#define THEN(column) CIV_THEN("suggestion", "n", column)
#define YES_THEN(column) CIV_THEN_AS("suggestion", "n", column, CIV_OLD_BOOL)
#define REF_THEN(column, noun) CIV_THEN_REF("suggestion", "n", column, noun)

static const struct civ_column columns[] = {
	{.name = "id", .type = CIV_ID, .flags = CIV_KEY | CIV_SHOWN, .label = "Number", .label_zh = "建议编号",
	 .help = "number of the suggestion, given by the program"},
	{.name = "channel", .type = CIV_REF, .ref = &civ_noun_channel, .label = "Channel", .label_zh = "来源渠道",
	 .help = "channel by which it came; empty: entered by hand"},
	{.name = "external_id", .type = CIV_TEXT, .flags = CIV_FOREIGN, .label = "External number",
	 .label_zh = "渠道编号",
	 .help = "its number in the channel, once in a channel; empty: the channel gives none"},
	{.name = "reported_at", .type = CIV_TIME, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .label = "Received",
	 .label_zh = "收到日期",
	 .help = "when it was made"},
	{.name = "from_group", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_from_group,
	 .label = "Group", .label_zh = "建议人类别", .help = "who made it"},
	{.name = "panel", .type = CIV_REF, .ref = &civ_noun_panel, .label = "Panel", .label_zh = "参与组织",
	 .help = "panel that made it; empty: none did"},
	{.name = "category", .type = CIV_REF, .then = REF_THEN("category", "category"), .ref = &civ_noun_category,
	 .label = "Topic", .label_zh = "建议类别",
	 .help = "what it is about; empty: not sorted yet"},
	{.name = "area", .type = CIV_REF, .then = REF_THEN("area", "area"), .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "所属区域",
	 .help = "area that it is about; empty: the whole city, or not known"},
	{.name = "description", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "Text",
	 .label_zh = "建议内容",
	 .help = "what is suggested; without names and numbers of people, for it is published"},
	{.name = "reporter", .type = CIV_TEXT, .flags = CIV_PERSONAL, .label = "Proposer", .label_zh = "建议人",
	 .help = "who made it, by name; printed only with --personal"},
	{.name = "contact", .type = CIV_TEXT, .flags = CIV_PERSONAL, .label = "Contact", .label_zh = "联系方式",
	 .help = "how the proposer is reached; printed only with --personal"},
	{.name = "valid", .type = CIV_BOOL, .flags = CIV_REQUIRED, .then = YES_THEN("valid"), .fallback = "yes",
	 .label = "Valid", .label_zh = "是否有效",
	 .help = "no: it is no suggestion, not the city's business, or made twice; it counts in no rate"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .then = REF_THEN("unit", "unit"), .ref = &civ_noun_unit,
	 .label = "Unit", .label_zh = "承办单位", .help = "unit that looks at it; empty: none was named"},
	{.name = "decision", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN,
	 .then = "CASE WHEN n.decided_at >= :end THEN 'pending' ELSE " THEN("decision") " END",
	 .choices = civ_words_suggestion_decision, .fallback = "pending",
	 .label = "Decision", .label_zh = "采纳情况",
	 .help = "what was decided of it"},
	{.name = "reason", .type = CIV_TEXT,
	 .then = "CASE WHEN n.decided_at >= :end THEN NULL ELSE " THEN("reason") " END",
	 .label = "Reason", .label_zh = "未采纳理由",
	 .help = "why it was decided so; one that was declined needs it"},
	{.name = "decided_at", .type = CIV_TIME, .flags = CIV_HAPPENED, .label = "Decided", .label_zh = "研究时间",
	 .help = "when it was decided; empty: when it was answered, else when the decision is entered; of a row of"
	         " a file that brings a new suggestion it is not known then"},
	{.name = "answered_at", .type = CIV_TIME, .flags = CIV_HAPPENED,
	 .label = "Answered", .label_zh = "答复时间",
	 .help = "when the proposer was told; empty: not yet"},
	{.name = "published", .type = CIV_BOOL, .label = "Published",
	 .then = "CASE WHEN n.decided_at >= :end THEN NULL ELSE " YES_THEN("published") " END",
	 .label_zh = "是否公开",
	 .help = "yes: the decision stands before the public; no: it is not to; empty: not yet"},
	{.name = "task", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_task, .label = "Task",
	 .label_zh = "对应任务",
	 .help = "task that carries it out; empty: none does"},
	{.name = "note", .type = CIV_TEXT,
	 .label = "Note", .label_zh = "备注", .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"decided_after_reported", "decided_at", "\"decided_at\" >= \"reported_at\"", "decided before it was made"},
	{"answered_after_reported", "answered_at", "\"answered_at\" >= \"reported_at\"", "answered before it was made"},
	{"decided_by_decision", "decided_at", "\"decided_at\" IS NULL OR \"decision\" <> 'pending'",
	 "a time of the decision, but it is pending"},
	{"declined_for_a_reason", "reason", "\"decision\" <> 'declined' OR \"reason\" IS NOT NULL",
	 "a declined suggestion needs a reason"},
	{"published_by_decision", "published", "\"published\" = 0 OR \"decision\" <> 'pending'",
	 "the decision is published, but it is pending"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"unanswered", NULL, CIV_SUGGESTION_UNANSWERED("t"),
	 "only valid suggestions that were decided and not answered for more than the plan's answer_days"},
	{.option = NULL},
};

static const struct civ_index indexes[] = {
	{"suggestion_external", "channel_id, external_id", "external_id IS NOT NULL", true},
	{.name = NULL},
};

static const char *const other_key[] = {"channel", "external_id", NULL};

const struct civ_noun civ_noun_suggestion = {
	.name = "suggestion",
	.view = "suggestions",
	.label = "Suggestion",
	.label_zh = "意见建议",
	.summary = "what somebody suggests, what was decided, and why",
	.subject = CIV_SUBJECT_VOICE,
	.flags = CIV_DATED,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.suggestion n WHERE n.reported_at < :end",
	.indexes = indexes,
	.other_key = other_key,
};

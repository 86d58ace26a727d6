#include "lib/noun/flow.h"

#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_flow, civ_noun_fund, civ_noun_partner, civ_noun_task;

static const struct civ_column columns[] = {
	{.name = "id", .type = CIV_ID, .flags = CIV_KEY | CIV_SHOWN, .label = "Number", .label_zh = "流水号",
	 .help = "number of the entry, given by the program"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .label = "Date",
	 .label_zh = "日期",
	 .help = "day on which it happened, not the day of entry; of a reversing entry the day of the correction"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_flow_kind,
	 .label = "Kind", .label_zh = "收支类型", .help = "what happened to the money"},
	{.name = "amount", .type = CIV_MONEY, .flags = CIV_REQUIRED | CIV_SIGNED | CIV_SHOWN, .label = "Amount",
	 .label_zh = "金额",
	 .help = "yuan, above 0; below 0 in a reversing entry"},
	{.name = "source", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_fund, .label = "From",
	 .label_zh = "资金来源",
	 .help = "budget line of the side source that the money is of"},
	{.name = "use", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_fund, .label = "For",
	 .label_zh = "资金投向",
	 .help = "budget line of the side use that the money is for"},
	{.name = "task", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_task, .label = "Task",
	 .label_zh = "对应任务",
	 .help = "task that it pays for; empty: none is named"},
	{.name = "partner", .type = CIV_REF, .ref = &civ_noun_partner, .label = "Partner", .label_zh = "往来单位",
	 .help = "body that paid or was paid; empty: none is named"},
	{.name = "document", .type = CIV_TEXT, .flags = CIV_FOREIGN | CIV_SHOWN, .label = "Document",
	 .label_zh = "凭证号",
	 .help = "number of the voucher; with its line it stands once among entries that hold"},
	{.name = "line", .type = CIV_INT, .flags = CIV_REQUIRED, .min = "1", .fallback = "1", .label = "Line",
	 .label_zh = "凭证行号",
	 .help = "line of the voucher"},
	{.name = "by", .type = CIV_TEXT, .flags = CIV_OWN, .label = "Entered by", .label_zh = "经办人",
	 .help = "who entered it; empty: the login"},
	{.name = "reverses", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_flow, .label = "Reverses",
	 .label_zh = "冲销流水号",
	 .help = "number of the entry that this one takes back; what is left empty is taken over from it"},
	{.name = "note", .type = CIV_TEXT, .flags = CIV_OWN, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = "reversed", .type = CIV_BOOL, .flags = CIV_REQUIRED | CIV_STATE | CIV_KEPT,
	 .then = CIV_FLOW_REVERSED("n"),
	 .fallback = "no",
	 .label = "Reversed", .label_zh = "是否已冲销", .help = "yes: another entry takes it back"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"amount_above_zero", "amount", "\"amount\" > 0 OR \"reverses_id\" IS NOT NULL", "the amount is not above 0"},
	{"amount_taken_back", "amount", "\"amount\" < 0 OR \"reverses_id\" IS NULL",
	 "the amount of a reversing entry is not below 0"},
	{"source_named", "source", "\"source_id\" IS NOT NULL OR \"kind\" NOT IN " CIV_FLOW_SOURCE_KINDS,
	 "money that is secured, arrives or is withdrawn needs its source"},
	{"use_named", "use", "\"use_id\" IS NOT NULL OR \"kind\" NOT IN " CIV_FLOW_USE_KINDS,
	 "money that is allotted, committed, spent or refunded needs its use"},
	{"line_named", "source", "\"source_id\" IS NOT NULL OR \"use_id\" IS NOT NULL",
	 "neither source nor use is named"},
	{.name = NULL},
};

static const struct civ_index indexes[] = {
	{"flow_voucher", "document, line", "document IS NOT NULL AND " CIV_ENTRY_LIVE, true},
	{"flow_reverses", "reverses_id", "reverses_id IS NOT NULL", true},
	{"flow_date", "date", NULL, false},
	{"flow_source", "source_id", "source_id IS NOT NULL", false},
	{"flow_use", "use_id", "use_id IS NOT NULL", false},
	{"flow_moved", "kind", "kind IN ('raised', 'cut')", false},
	{.name = NULL},
};

static const char *const voucher[] = {"document", "line", NULL};

const struct civ_noun civ_noun_flow = {
	.name = "flow",
	.view = "flows",
	.label = "Money entry",
	.label_zh = "资金收支记录",
	.summary = "money that was secured, came, went or was moved, on a day",
	.subject = CIV_SUBJECT_MONEY,
	.flags = CIV_ENTRY | CIV_DATED,
	.columns = columns,
	.rules = rules,
	.indexes = indexes,
	.then_from = "main.flow n WHERE n.date < :end",
	.other_key = voucher,
};

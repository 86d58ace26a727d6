#include "civplan/noun.h"

extern const struct civ_noun civ_noun_unit;

static const struct civ_word kinds[] = {
	CIV_CHOICE("leak", "Data leak", "数据泄露"),
	CIV_CHOICE("attack", "Attack", "网络攻击"),
	CIV_CHOICE("outage", "Outage", "系统故障"),
	CIV_CHOICE("misuse", "Misuse", "违规使用"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "IN", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the incident"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .fallback = "today",
	 .label = "Date", .label_zh = "发生日期", .help = "day on which it happened"},
	{.name = "system", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_LISTED | CIV_SHOWN, .label = "System",
	 .label_zh = "系统名称",
	 .help = "system that it concerned"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = kinds, .label = "Kind",
	 .label_zh = "事件类型", .help = "what happened to it"},
	{.name = "severity", .type = CIV_INT, .flags = CIV_REQUIRED | CIV_SHOWN, .min = "1", .max = "5",
	 .label = "Severity", .label_zh = "严重程度", .help = "how grave it was, from 1 to 5"},
	{.name = "contained", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_SHOWN, .label = "Contained on",
	 .label_zh = "处置完成日期",
	 .help = "day on which it was stopped; empty: it goes on"},
	{.name = "records", .type = CIV_INT, .min = "0", .label = "Persons concerned", .label_zh = "涉及人数",
	 .help = "how many persons' data were concerned; empty: not known"},
	{.name = "cause", .type = CIV_TEXT, .label = "Cause", .label_zh = "原因", .help = "why it could happen"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "责任单位",
	 .help = "unit that answers for the system; empty: nobody does yet"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"date_before_contained", "contained", "\"date\" <= \"contained\"",
	 "the incident is contained before it happened"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"open", NULL, "t.contained IS NULL", "only incidents that are not contained"},
	{.option = NULL},
};

const struct civ_noun civ_noun_incident = {
	.name = "incident",
	.view = "incidents",
	.label = "Security incident",
	.label_zh = "安全事件",
	.summary = "a leak, attack, outage or misuse of a system of the campaign",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.incident n WHERE n.date < :end",
};

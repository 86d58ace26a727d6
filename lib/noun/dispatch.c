#include "civplan/noun.h"

extern const struct civ_noun civ_noun_issue, civ_noun_person, civ_noun_unit;

static const struct civ_word parts[] = {
	CIV_CHOICE("lead", "Lead", "主办"),
	CIV_CHOICE("co", "Co-unit", "协办"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "issue", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_issue,
	 .label = "Issue",
	 .label_zh = "问题",
	 .help = "issue that was given to the unit"},
	{.name = "cycle", .type = CIV_INT, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .min = "1",
	 .label = "Cycle",
	 .label_zh = "整改轮次",
	 .help = "cycle of the issue"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_unit,
	 .label = "Unit",
	 .label_zh = "承办单位",
	 .help = "unit that has, or had, a part in it"},
	{.name = "part", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = parts, .label = "Part",
	 .label_zh = "承办角色",
	 .help = "lead: the responsible unit; co: a unit that does a part"},
	{.name = "person", .type = CIV_REF, .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人",
	 .help = "person who answers for it there"},
	{.name = "due", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Due", .label_zh = "整改时限",
	 .help = "due date when it was given"},
	{.name = "sent_at", .type = CIV_TIME, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .label = "Sent",
	 .label_zh = "交办时间",
	 .help = "when it was given to the unit"},
	{.name = "received_at", .type = CIV_TIME, .flags = CIV_HAPPENED,
	 .label = "Received", .label_zh = "签收时间",
	 .help = "when the unit received it"},
	{.name = "returned_at", .type = CIV_TIME, .flags = CIV_HAPPENED | CIV_SHOWN, .label = "Returned",
	 .label_zh = "退回时间",
	 .help = "when the unit gave it back"},
	{.name = "rectified_at", .type = CIV_TIME, .flags = CIV_HAPPENED | CIV_SHOWN, .label = "Rectified",
	 .label_zh = "整改完成时间",
	 .help = "when the unit reported its part rectified"},
	{.name = "evidence", .type = CIV_TEXT, .label = "Evidence", .label_zh = "佐证材料",
	 .help = "where photographs and papers of its part are kept"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "说明",
	 .help = "what was said with the last step"},
	{.name = "due_time", .type = CIV_CLOCK, .label = "Due time", .label_zh = "整改时限时刻",
	 .help = "time of day of that due date; empty: its end"},
	{.name = NULL},
};

/* Issues of which several units have a part: the exceptions of what is counted by the unit in the lead. */
static const struct civ_index indexes[] = {
	{.name = "dispatch_co", .columns = "issue_id, cycle", .where = "part = 'co'"},
	{.name = NULL},
};

const struct civ_noun civ_noun_dispatch = {
	.name = "dispatch",
	.view = "dispatches",
	.label = "Dispatch",
	.label_zh = "交办",
	.summary = "a unit's part in an issue: lead or co-unit, past leads included",
	.subject = CIV_SUBJECT_ISSUES,
	.flags = CIV_NO_ADD | CIV_NO_SET | CIV_NO_REMOVE,
	.columns = columns,
	.then_from = "main.dispatch n WHERE n.sent_at < :end",
	.indexes = indexes,
};

#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_issue;

static const struct civ_column columns[] = {
	{.name = "id", .type = CIV_ID, .flags = CIV_KEY | CIV_SHOWN, .label = "Number", .label_zh = "事件编号",
	 .help = "number of the event, in the order in which they were entered"},
	{.name = "issue", .type = CIV_REF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_issue,
	 .label = "Issue",
	 .label_zh = "问题",
	 .help = "issue that was moved"},
	{.name = "cycle", .type = CIV_INT, .flags = CIV_REQUIRED, .min = "1", .label = "Cycle", .label_zh = "轮次",
	 .help = "cycle of the issue after the move"},
	{.name = "at", .type = CIV_TIME, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .label = "At",
	 .label_zh = "时间",
	 .help = "when it was moved"},
	{.name = "from_stage", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN,
	 .choices = civ_words_event_stage,
	 .label = "From",
	 .label_zh = "原环节",
	 .help = "stage that it left"},
	{.name = "to_stage", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN,
	 .choices = civ_words_event_stage, .label = "To",
	 .label_zh = "新环节",
	 .help = "move that was made; returned leads back to reported"},
	{.name = "by", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "By", .label_zh = "经办人",
	 .help = "code of the person who moved it, else the login"},
	{.name = "note", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Note", .label_zh = "说明",
	 .help = "why, in the mover's words"},
	{.name = "evidence", .type = CIV_TEXT, .label = "Evidence", .label_zh = "佐证材料",
	 .help = "where photographs and papers of this step are kept"},
	{.name = "undone_at", .type = CIV_TIME, .flags = CIV_HAPPENED, .label = "Taken back",
	 .label_zh = "撤回时间",
	 .help = "when it was taken back, and counts no more; empty: it stands"},
	{.name = "before", .type = CIV_TEXT, .label = "As it was before", .label_zh = "流转前的值",
	 .help = "values that the move changed, as they were: what issue-move --undo brings back"},
	{.name = NULL},
};

static const struct civ_index indexes[] = {
	{"event_issue", "issue_id", NULL, false},
	{.name = NULL},
};

const struct civ_noun civ_noun_event = {
	.name = "event",
	.view = "events",
	.label = "Event",
	.label_zh = "流转记录",
	.summary = "a move of an issue from one stage to another",
	.subject = CIV_SUBJECT_ISSUES,
	.flags = CIV_NO_ADD | CIV_NO_SET | CIV_NO_REMOVE,
	.columns = columns,
	.then_from = "main.event n WHERE n.at < :end",
	.indexes = indexes,
};

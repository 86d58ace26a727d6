#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_event, civ_noun_issue;

static const struct civ_column columns[] = {
	{.name = "id", .type = CIV_ID, .flags = CIV_KEY | CIV_SHOWN, .label = "Number", .label_zh = "更正编号",
	 .help = "number of the amendment, in the order in which they were made"},
	{.name = "issue", .type = CIV_REF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_issue,
	 .label = "Issue",
	 .label_zh = "问题",
	 .help = "issue whose move it was"},
	{.name = "event", .type = CIV_REF, .flags = CIV_REQUIRED, .ref = &civ_noun_event, .label = "Event",
	 .label_zh = "流转记录",
	 .help = "move that was taken back or got another time"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_amendment,
	 .label = "Kind", .label_zh = "更正类型",
	 .help = "undo: the move was taken back; correction: its time was corrected"},
	{.name = "at", .type = CIV_TIME, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .label = "At",
	 .label_zh = "更正时间",
	 .help = "when that was done"},
	/* Text, for older releases stored times after the clock: they are what is amended. */
	{.name = "was", .type = CIV_TEXT, .flags = CIV_REQUIRED, .label = "Was", .label_zh = "原流转时间",
	 .help = "time of the move until then"},
	{.name = "becomes", .type = CIV_TIME, .flags = CIV_HAPPENED | CIV_SHOWN, .label = "Is now",
	 .label_zh = "更正后流转时间",
	 .help = "time of the move from then on; empty: it was taken back"},
	{.name = "by", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_SHOWN, .label = "By", .label_zh = "更正人",
	 .help = "code of the person who did it, else the login"},
	{.name = "note", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Note", .label_zh = "更正原因",
	 .help = "why"},
	{.name = NULL},
};

static const struct civ_index indexes[] = {
	{"amendment_issue", "issue_id", NULL, false},
	{.name = NULL},
};

const struct civ_noun civ_noun_amendment = {
	.name = "amendment",
	.view = "amendments",
	.label = "Amendment",
	.label_zh = "流转更正",
	.summary = "a move of an issue that was taken back, or whose time was corrected",
	.subject = CIV_SUBJECT_ISSUES,
	.flags = CIV_NO_ADD | CIV_NO_SET | CIV_NO_REMOVE,
	.columns = columns,
	.indexes = indexes,
};

#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_dispute, civ_noun_person, civ_noun_review, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "S", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the meeting"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .fallback = "today",
	 .label = "Date", .label_zh = "召开日期", .help = "day on which it was held"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_session,
	 .label = "Kind", .label_zh = "会议类型", .help = "what sort of meeting it was"},
	{.name = "review", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_review, .label = "Review",
	 .label_zh = "所属考评",
	 .help = "review that was held by it; empty: none"},
	{.name = "dispute", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_dispute, .label = "Dispute",
	 .label_zh = "关联纠纷",
	 .help = "dispute that it was about; empty: none"},
	{.name = "unit", .type = CIV_REF, .ref = &civ_noun_unit, .label = "Unit judged", .label_zh = "被考评单位",
	 .help = "unit that it judged; empty: none, or the city as a whole"},
	{.name = "area", .type = CIV_REF, .ref = &civ_noun_area, .label = "Area", .label_zh = "地点所属区域",
	 .help = "area in which it was held; empty: not stated"},
	{.name = "chair", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_person, .label = "Chair",
	 .label_zh = "主持人",
	 .help = "person who led it"},
	{.name = "attended", .type = CIV_REFS, .ref = &civ_noun_unit, .label = "Units present",
	 .label_zh = "参会单位",
	 .help = "units that were there, joined with ;"},
	{.name = "people", .type = CIV_INT, .min = "0", .label = "People", .label_zh = "参会人数",
	 .help = "how many people were there; empty: not counted"},
	{.name = "matters", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Matters", .label_zh = "议题",
	 .help = "what was talked about, joined with ;"},
	{.name = "result", .type = CIV_TEXT, .label = "Result", .label_zh = "会议结果", .help = "what came of it"},
	{.name = "score", .type = CIV_REAL, .min = "0", .max = "100", .label = "Score", .label_zh = "得分",
	 .help = "score that it gave, out of 100; empty: none"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

const struct civ_noun civ_noun_session = {
	.name = "session",
	.view = "sessions",
	.label = "Meeting",
	.label_zh = "会议活动",
	.summary = "a meeting, patrol, hearing, check or drill that was held",
	.subject = CIV_SUBJECT_PLAN,
	.columns = columns,
	.then_from = "main.session n WHERE n.date < :end",
};

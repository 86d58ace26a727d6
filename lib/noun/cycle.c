#include "civplan/noun.h"
#include "lib/noun/limit.h"

extern const struct civ_noun civ_noun_area, civ_noun_category, civ_noun_channel, civ_noun_issue, civ_noun_person,
	civ_noun_unit;

static const struct civ_word reasons[] = {
	CIV_CHOICE("recheck", "Re-check", "复查反弹"),
	CIV_CHOICE("reopened", "Reopened", "重新交办"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "issue", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_issue, .label = "Issue",
	 .label_zh = "问题",
	 .help = "issue that was opened again"},
	{.name = "cycle", .type = CIV_INT, .flags = CIV_KEY | CIV_REQUIRED, .min = "1", .label = "Cycle",
	 .label_zh = "整改轮次",
	 .help = "number of the cycle that ended so"},
	{.name = "channel", .type = CIV_REF, .ref = &civ_noun_channel, .label = "Channel", .label_zh = "来源渠道",
	 .help = "channel by which the issue came"},
	{.name = "category", .type = CIV_REF, .flags = CIV_REQUIRED, .ref = &civ_noun_category, .label = "Category",
	 .label_zh = "问题类别",
	 .help = "category of the issue in that cycle"},
	{.name = "area", .type = CIV_REF, .ref = &civ_noun_area, .label = "Area", .label_zh = "所属区域",
	 .help = "area of the issue in that cycle"},
	{.name = "unit", .type = CIV_REF, .ref = &civ_noun_unit, .label = "Unit", .label_zh = "责任单位",
	 .help = "unit in the lead in that cycle"},
	{.name = "person", .type = CIV_REF, .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人",
	 .help = "person who answered for it in that cycle"},
	{.name = "started_at", .type = CIV_TIME, .flags = CIV_REQUIRED | CIV_HAPPENED, .label = "Started",
	 .label_zh = "本轮开始时间",
	 .help = "when its clock started: the first report, or the reopening"},
	{.name = "due", .type = CIV_DATE, .label = "Due", .label_zh = "整改时限", .help = "last day to rectify it"},
	{.name = "extended_due", .type = CIV_DATE, .label = "Extended to", .label_zh = "延期后时限",
	 .help = "last day after an extension that was granted in time"},
	{.name = "rectified_at", .type = CIV_TIME, .flags = CIV_HAPPENED, .label = "Rectified", .label_zh = "整改完成时间",
	 .help = "when it was rectified"},
	{.name = "accepted_at", .type = CIV_TIME, .flags = CIV_HAPPENED, .label = "Accepted", .label_zh = "验收时间",
	 .help = "when it was accepted"},
	{.name = "accepted_by", .type = CIV_REF, .ref = &civ_noun_person, .label = "Accepted by", .label_zh = "验收人",
	 .help = "person who accepted it"},
	{.name = "closed_at", .type = CIV_TIME, .flags = CIV_REQUIRED | CIV_HAPPENED, .label = "Closed",
	 .label_zh = "销号时间", .help = "when it was struck off the list"},
	{.name = "close_no", .type = CIV_INT, .min = "1", .label = "Closing number", .label_zh = "销号序号",
	 .help = "running number of the closing"},
	{.name = "came_back_at", .type = CIV_TIME, .flags = CIV_REQUIRED | CIV_HAPPENED, .label = "Came back",
	 .label_zh = "反弹时间",
	 .help = "when it was seen to have come back"},
	{.name = "reason", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = reasons, .label = "Reason",
	 .label_zh = "重开原因",
	 .help = "recheck: a re-check found it back; reopened: the office opened it again"},
	CIV_DUE_TIME_COLUMN(NULL),
	CIV_EXTENDED_DUE_TIME_COLUMN(0, NULL),
	CIV_DAYS_LATE_AT_END_COLUMN,
	{.name = NULL},
};

const struct civ_noun civ_noun_cycle = {
	.name = "cycle",
	.view = "cycles",
	.label = "Cycle",
	.label_zh = "整改轮次",
	.summary = "a past cycle of an issue that was closed and came back",
	.subject = CIV_SUBJECT_ISSUES,
	.flags = CIV_NO_ADD | CIV_NO_SET | CIV_NO_REMOVE,
	.columns = columns,
	.then_from = "main.cycle n WHERE n.came_back_at < :end",
};

#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_category, civ_noun_channel, civ_noun_person, civ_noun_unit;

static const struct civ_choice stages[] = {
	{"reported", "已受理"},
	{"assigned", "已交办"},
	{"received", "已签收"},
	{"rectified", "已整改"},
	{"accepted", "已验收"},
	{"closed", "已销号"},
	{"deferred", "暂缓"},
	{"dismissed", "不予办理"},
	{NULL, NULL},
};

static const struct civ_choice reasons[] = {
	{"duplicate", "重复"},
	{"not_ours", "不属职责"},
	{"invalid", "无效"},
	{"unverifiable", "无法核实"},
	{NULL, NULL},
};

static const struct civ_choice levels[] = {
	{"solved", "已解决"},
	{"partly", "部分解决"},
	{"unsolved", "未解决"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "id", .type = CIV_ID, .flags = CIV_KEY, .label = "Number", .label_zh = "编号", .help = "number in the ledger"},
	{.name = "channel", .type = CIV_REF, .ref = &civ_noun_channel, .label = "Channel", .label_zh = "渠道", .help = "channel it came by"},
	{.name = "external_id", .type = CIV_TEXT, .label = "External number", .label_zh = "外部工单号", .help = "its number in the channel"},
	{.name = "reported_at", .type = CIV_TIME, .flags = CIV_REQUIRED, .label = "Reported", .label_zh = "受理时间", .help = "when it was reported"},
	{.name = "category", .type = CIV_REF, .flags = CIV_REQUIRED, .ref = &civ_noun_category, .label = "Category", .label_zh = "诉求类别", .help = "topic"},
	{.name = "area", .type = CIV_REF, .ref = &civ_noun_area, .label = "Area", .label_zh = "区域", .help = "where it is"},
	{.name = "place", .type = CIV_TEXT, .label = "Place", .label_zh = "地点", .help = "address or spot"},
	{.name = "description", .type = CIV_TEXT, .label = "Description", .label_zh = "诉求内容", .help = "what is wrong"},
	{.name = "reporter", .type = CIV_TEXT, .flags = CIV_PERSONAL, .label = "Reporter", .label_zh = "诉求人", .help = "who reported it"},
	{.name = "contact", .type = CIV_TEXT, .flags = CIV_PERSONAL, .label = "Contact", .label_zh = "联系电话", .help = "how to reach the reporter"},
	{.name = "unit", .type = CIV_REF, .ref = &civ_noun_unit, .label = "Unit", .label_zh = "责任单位", .help = "responsible unit"},
	{.name = "person", .type = CIV_REF, .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人", .help = "responsible person"},
	{.name = "due", .type = CIV_DATE, .label = "Due", .label_zh = "整改时限", .help = "last day to rectify; empty: from the category"},
	{.name = "done_when", .type = CIV_TEXT, .label = "Done when", .label_zh = "整改标准", .help = "what counts as rectified"},
	{.name = "severity", .type = CIV_INT, .min = "1", .max = "5", .label = "Severity", .label_zh = "严重程度", .help = "1 (slight) to 5 (grave)"},
	{.name = "lat", .type = CIV_REAL, .min = "-90", .max = "90", .label = "Latitude", .label_zh = "纬度", .help = "degrees north"},
	{.name = "lon", .type = CIV_REAL, .min = "-180", .max = "180", .label = "Longitude", .label_zh = "经度", .help = "degrees east"},
	{.name = "evidence", .type = CIV_TEXT, .label = "Evidence", .label_zh = "佐证", .help = "photographs and papers"},
	{.name = "external_status", .type = CIV_TEXT, .label = "External status", .label_zh = "外部状态", .help = "what the channel says of it"},
	{.name = "stage", .type = CIV_ENUM, .flags = CIV_STATE | CIV_REQUIRED, .choices = stages, .fallback = "reported", .label = "Stage", .label_zh = "环节", .help = "where it stands in the ledger"},
	{.name = "cycle", .type = CIV_INT, .flags = CIV_STATE | CIV_REQUIRED, .min = "1", .fallback = "1", .label = "Cycle", .label_zh = "轮次", .help = "1, and one more with each return"},
	{.name = "assigned_at", .type = CIV_TIME, .flags = CIV_STATE, .label = "Assigned", .label_zh = "交办时间", .help = "when the unit got it"},
	{.name = "received_at", .type = CIV_TIME, .flags = CIV_STATE, .label = "Received", .label_zh = "签收时间", .help = "when the unit received it"},
	{.name = "rectified_at", .type = CIV_TIME, .flags = CIV_STATE, .label = "Rectified", .label_zh = "整改时间", .help = "when it was said to be rectified"},
	{.name = "accepted_at", .type = CIV_TIME, .flags = CIV_STATE, .label = "Accepted", .label_zh = "验收时间", .help = "when a citizen accepted it"},
	{.name = "accepted_by", .type = CIV_REF, .flags = CIV_STATE, .ref = &civ_noun_person, .label = "Accepted by", .label_zh = "验收人", .help = "who accepted it"},
	{.name = "closed_at", .type = CIV_TIME, .flags = CIV_STATE, .label = "Closed", .label_zh = "销号时间", .help = "when it was struck off"},
	{.name = "close_no", .type = CIV_INT, .flags = CIV_STATE, .min = "1", .label = "Closing number", .label_zh = "销号序号", .help = "running number of closed issues"},
	{.name = "extended_due", .type = CIV_DATE, .flags = CIV_STATE, .label = "Extended due", .label_zh = "延期时限", .help = "due date after an extension"},
	{.name = "due_provisional", .type = CIV_BOOL, .flags = CIV_STATE, .label = "Due provisional", .label_zh = "时限暂定", .help = "the calendar of that year was not known"},
	{.name = "returns", .type = CIV_INT, .flags = CIV_STATE | CIV_REQUIRED, .min = "0", .fallback = "0", .label = "Returns", .label_zh = "退回次数", .help = "how often a unit gave it back"},
	{.name = "dismiss_reason", .type = CIV_ENUM, .flags = CIV_STATE, .choices = reasons, .label = "Dismissed because", .label_zh = "不予办理原因", .help = "why it was dismissed"},
	{.name = "solved_level", .type = CIV_ENUM, .flags = CIV_STATE, .choices = levels, .label = "Solved", .label_zh = "解决程度", .help = "what the call-back found"},
	{.name = "answered_at", .type = CIV_TIME, .flags = CIV_STATE, .label = "Answered", .label_zh = "答复时间", .help = "when the reporter was answered"},
	{.name = "callback_at", .type = CIV_TIME, .flags = CIV_STATE, .label = "Called back", .label_zh = "回访时间", .help = "when the reporter was called back"},
	{.name = "solved", .type = CIV_BOOL, .flags = CIV_STATE, .label = "Said solved", .label_zh = "是否解决", .help = "whether the reporter says it is solved"},
	{.name = "satisfied", .type = CIV_BOOL, .flags = CIV_STATE, .label = "Satisfied", .label_zh = "是否满意", .help = "whether the reporter is satisfied"},
	{.name = "reports", .type = CIV_INT, .flags = CIV_STATE | CIV_REQUIRED, .min = "1", .fallback = "1", .label = "Reports", .label_zh = "诉求次数", .help = "how many reports it stands for"},
	{.name = "first_reported_at", .type = CIV_TIME, .flags = CIV_STATE, .label = "First reported", .label_zh = "首次受理时间", .help = "the earliest of its reports"},
	{.name = "review_at", .type = CIV_DATE, .flags = CIV_STATE, .label = "Review on", .label_zh = "复核日期", .help = "when a deferred issue is looked at again"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"issue_assigned", "assigned_at", "\"reported_at\" <= \"assigned_at\"",
	 "assigned before it was reported"},
	{"issue_rectified", "rectified_at", "\"reported_at\" <= \"rectified_at\"",
	 "rectified before it was reported"},
	{"issue_accepted", "accepted_at", "\"rectified_at\" <= \"accepted_at\"",
	 "accepted before it was rectified"},
	{"issue_closed", "closed_at", "\"reported_at\" <= \"closed_at\"",
	 "closed before it was reported"},
	{"issue_closed_accepted", "closed_at", "\"accepted_at\" <= \"closed_at\"",
	 "closed before it was accepted"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"open", NULL,
	 "t.stage NOT IN ('closed', 'dismissed')",
	 "issues not closed or dismissed"},
	{"late", NULL,
	 "t.stage NOT IN ('closed', 'dismissed') AND ifnull(t.extended_due, t.due) < :asof",
	 "open issues past their due date"},
	{"within", "DAYS",
	 "t.stage NOT IN ('closed', 'dismissed') AND ifnull(t.extended_due, t.due) BETWEEN :asof AND date(:asof, '+' || :arg || ' days')",
	 "open issues due in so many days"},
	{.option = NULL},
};

static const struct civ_index indexes[] = {
	{"issue_external", "channel_id, external_id", "external_id IS NOT NULL", true},
	{"issue_open_due", "due", "stage NOT IN ('closed', 'dismissed')", false},
	{"issue_unit", "unit_id", NULL, false},
	{.name = NULL},
};

static const char *const other_key[] = {"channel", "external_id", NULL};

const struct civ_noun civ_noun_issue = {
	.name = "issue",
	.view = "issues",
	.label = "Issue",
	.label_zh = "问题",
	.summary = "a complaint or finding in the ledger",
	.subject = CIV_SUBJECT_ISSUES,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.indexes = indexes,
	.other_key = other_key,
};

#include "civplan/noun.h"
#include "lib/noun/issue.h"
#include "lib/noun/limit.h"
#include "lib/noun/stages.h"

extern const struct civ_noun civ_noun_area, civ_noun_category, civ_noun_channel, civ_noun_issue, civ_noun_person,
	civ_noun_unit;

static const struct civ_choice stages[] = {
	CIV_ISSUE_STAGES,
	{NULL, NULL},
};

static const struct civ_choice dismiss_reasons[] = {
	{"duplicate", "重复反映"},
	{"not_ours", "不属职责范围"},
	{"invalid", "无效反映"},
	{"unverifiable", "无法核实"},
	{NULL, NULL},
};

static const struct civ_choice levels[] = {
	{"grid", "网格"},
	{"community", "社区"},
	{"street", "街道"},
	{"district", "区县"},
	{"city", "市"},
	{NULL, NULL},
};

static const struct civ_choice solved_answers[] = {
	{"yes", "已解决"},
	{"partly", "部分解决"},
	{"no", "未解决"},
	{NULL, NULL},
};

static const struct civ_choice satisfied_answers[] = {
	{"yes", "满意"},
	{"partly", "基本满意"},
	{"no", "不满意"},
	{NULL, NULL},
};

/* What was returned, merged, dismissed, asked or deferred since is taken back. */
#define CIV_ISSUE_RETURNS \
	"CASE WHEN n.returns = 0 THEN 0 ELSE max(0, n.returns - (SELECT count(*) FROM event e WHERE e.issue_id = n.id AND e.to_stage = 'returned'" \
	" AND e.at >= :end AND " CIV_EVENT_STANDS("e") ")) END"
#define CIV_ISSUE_DISMISSED(column) "CASE WHEN y.id IS NULL AND ifnull(n.dismissed_at, '') < :end THEN n." column " END"
#define CIV_ISSUE_ASKED(column) "CASE WHEN ifnull(n.callback_at, '') < :end THEN n." column " END"
#define CIV_ISSUE_REPORTS \
	"CASE WHEN n.reports = 1 THEN 1 ELSE max(1, n.reports - ifnull((SELECT sum(m.reports) FROM main.issue m WHERE m.merged_into_id = n.id" \
	" AND m.dismissed_at >= :end), 0)) END"
#define CIV_ISSUE_REVIEW \
	"CASE WHEN " CIV_ISSUE_MOVED("deferred", "'assigned', 'received', 'reported'") " IS NULL THEN NULL WHEN n.review_at IS NOT NULL THEN n.review_at" \
	" ELSE (SELECT c.new FROM change c WHERE c.table_name = 'issue' AND c.row_id = n.id AND c.column_name = 'review_at' AND c.new IS NOT NULL" \
	" ORDER BY c.id DESC LIMIT 1) END"
#define CIV_ISSUE_REOPENED "CASE WHEN y.id IS NULL THEN n.reopened_at WHEN y.cycle > 1 THEN y.started_at END"

static const struct civ_column columns[] = {
	{.name = "id", .type = CIV_ID, .flags = CIV_KEY, .label = "Number", .label_zh = "问题编号",
	 .help = "number in the ledger, given by the program"},
	{.name = "channel", .type = CIV_REF, .ref = &civ_noun_channel, .label = "Channel", .label_zh = "来源渠道",
	 .help = "channel by which it came; empty: entered by hand"},
	{.name = "external_id", .type = CIV_TEXT, .flags = CIV_FOREIGN, .label = "External number", .label_zh = "工单编号",
	 .help = "its number in the channel, once in a channel; empty: the channel gives none"},
	{.name = "reported_at", .type = CIV_TIME, .flags = CIV_REQUIRED | CIV_HAPPENED, .label = "Reported", .label_zh = "受理时间",
	 .help = "when it was reported"},
	{.name = "category", .type = CIV_REF, .flags = CIV_REQUIRED,
	 .then = CIV_ISSUE_OF_CYCLE("category_id"), .ref = &civ_noun_category,
	 .label = "Category", .label_zh = "问题类别", .help = "what it is about; decides how many days there are"},
	{.name = "area", .type = CIV_REF,
	 .then = CIV_ISSUE_OF_CYCLE("area_id"), .ref = &civ_noun_area, .label = "Area", .label_zh = "所属区域",
	 .help = "area in which the place lies; empty: not known"},
	{.name = "place", .type = CIV_TEXT, .alike = "t.place = :arg OR place_key(t.area_id, t.place) = place_key(t.area_id, :arg)", .label = "Place", .label_zh = "具体地点", .help = "address or spot"},
	{.name = "description", .type = CIV_TEXT, .label = "Description", .label_zh = "问题描述", .help = "what is wrong"},
	{.name = "reporter", .type = CIV_TEXT, .flags = CIV_PERSONAL, .label = "Reported by", .label_zh = "反映人",
	 .help = "who reported it; printed only with --personal"},
	{.name = "contact", .type = CIV_TEXT, .flags = CIV_PERSONAL, .label = "Contact", .label_zh = "联系方式",
	 .help = "how the reporter is reached; printed only with --personal"},
	{.name = "unit", .type = CIV_REF,
	 .then = CIV_ISSUE_OF_CYCLE("unit_id"), .ref = &civ_noun_unit, .label = "Unit", .label_zh = "责任单位",
	 .help = "unit in the lead; empty: not assigned"},
	{.name = "person", .type = CIV_REF,
	 .then = CIV_ISSUE_OF_CYCLE("person_id"), .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人",
	 .help = "person who answers for it; empty: nobody in particular"},
	{.name = "due", .type = CIV_DATE, .clock = "due_time",
	 .then = CIV_ISSUE_OF_CYCLE("due"), .label = "Due", .label_zh = "整改时限",
	 .help = "last day to rectify it; empty on entry: by the category's days"},
	{.name = "done_when", .type = CIV_TEXT, .label = "Done when", .label_zh = "整改标准",
	 .help = "what counts as rectified"},
	{.name = "severity", .type = CIV_INT, .min = "1", .max = "5", .label = "Severity", .label_zh = "严重程度",
	 .help = "1 (slight) to 5 (grave); empty: not judged"},
	{.name = "lat", .type = CIV_REAL, .min = "-90", .max = "90", .measure_unit = "degrees north",
	 .label = "Latitude", .label_zh = "纬度", .help = "latitude of the place; empty: not known"},
	{.name = "lon", .type = CIV_REAL, .min = "-180", .max = "180", .measure_unit = "degrees east",
	 .label = "Longitude", .label_zh = "经度", .help = "longitude of the place; empty: not known"},
	{.name = "evidence", .type = CIV_TEXT, .label = "Evidence", .label_zh = "佐证材料",
	 .help = "where photographs and papers are kept: file, folder or web address"},
	{.name = "external_status", .type = CIV_TEXT, .label = "External status", .label_zh = "渠道状态",
	 .help = "what the channel says of it; never moves our own stage"},
	{.name = "stage", .type = CIV_ENUM, .flags = CIV_STATE | CIV_REQUIRED,
	 .then = CIV_ISSUE_STAGE, .choices = stages, .fallback = "reported",
	 .label = "Stage", .label_zh = "办理环节", .help = "how far it has come"},
	{.name = "cycle", .type = CIV_INT, .flags = CIV_STATE | CIV_REQUIRED,
	 .then = CIV_ISSUE_OF_CYCLE("cycle"), .min = "1", .fallback = "1",
	 .label = "Cycle", .label_zh = "整改轮次", .help = "1, and one more each time that it was reopened"},
	{.name = "assigned_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED,
	 .then = "CASE WHEN y.id IS NULL AND n.assigned_at < :end THEN n.assigned_at ELSE " CIV_ISSUE_MOVED("assigned", "'returned', 'reported'") " END", .label = "Assigned", .label_zh = "交办时间",
	 .help = "when it was assigned to the unit, in this cycle"},
	{.name = "received_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED,
	 .then = "CASE WHEN y.id IS NULL AND n.received_at < :end THEN n.received_at ELSE "
	         CIV_ISSUE_MOVED("received", "'assigned', 'returned', 'reported'") " END", .label = "Received", .label_zh = "签收时间",
	 .help = "when the unit received it, in this cycle"},
	{.name = "rectified_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED,
	 .then = CIV_ISSUE_TIME("rectified_at"), .label = "Rectified", .label_zh = "整改完成时间",
	 .help = "when the unit, and every co-unit, reported it rectified, in this cycle"},
	{.name = "accepted_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED,
	 .then = CIV_ISSUE_TIME("accepted_at"), .label = "Accepted", .label_zh = "验收时间",
	 .help = "when the rectification was accepted, in this cycle"},
	{.name = "accepted_by", .type = CIV_REF, .flags = CIV_STATE,
	 .then = "CASE WHEN ifnull(y.accepted_at, n.accepted_at) < :end THEN " CIV_ISSUE_OF_CYCLE("accepted_by_id") " END", .ref = &civ_noun_person,
	 .label = "Accepted by", .label_zh = "验收人", .help = "person who accepted it, in this cycle"},
	{.name = "closed_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED,
	 .then = CIV_ISSUE_TIME("closed_at"), .label = "Closed", .label_zh = "销号时间",
	 .help = "when it was struck off the list, in this cycle"},
	{.name = "close_no", .type = CIV_INT, .flags = CIV_STATE,
	 .then = "CASE WHEN ifnull(y.closed_at, n.closed_at) < :end THEN " CIV_ISSUE_OF_CYCLE("close_no") " END", .min = "1", .label = "Closing number", .label_zh = "销号序号",
	 .help = "running number of the closing"},
	{.name = "extended_due", .type = CIV_DATE, .flags = CIV_STATE,
	 .then = "substr(" CIV_ISSUE_EXTENDED_TO ", 1, 10)", .label = "Extended to", .label_zh = "延期后时限",
	 .help = "last day to rectify it after an extension was granted; empty: due holds"},
	{.name = "due_provisional", .type = CIV_BOOL, .flags = CIV_STATE,
	 .then = CIV_ISSUE_OF_LAST("due_provisional"), .label = "Due is provisional", .label_zh = "时限是否暂定",
	 .help = "yes: due was counted before the holidays of that year were known"},
	{.name = "returns", .type = CIV_INT, .flags = CIV_STATE | CIV_REQUIRED,
	 .then = CIV_ISSUE_RETURNS, .min = "0", .fallback = "0",
	 .measure_unit = "times", .label = "Times returned", .label_zh = "退回次数", .help = "how often a unit gave it back"},
	{.name = "dismiss_reason", .type = CIV_ENUM, .flags = CIV_STATE,
	 .then = CIV_ISSUE_DISMISSED("dismiss_reason"), .choices = dismiss_reasons,
	 .label = "Dismissed as", .label_zh = "不予办理原因", .help = "why it was dismissed"},
	{.name = "solved_level", .type = CIV_ENUM, .flags = CIV_STATE, .choices = levels,
	 .label = "Solved at", .label_zh = "解决层级", .help = "tier at which it was solved; empty: not stated"},
	{.name = "answered_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED, .label = "Answered", .label_zh = "答复时间",
	 .help = "when the reporter was first answered"},
	{.name = "callback_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED, .label = "Called back", .label_zh = "回访时间",
	 .help = "when the reporter was asked about the outcome"},
	{.name = "solved", .type = CIV_ENUM, .flags = CIV_STATE,
	 .then = CIV_ISSUE_ASKED("solved"), .choices = solved_answers,
	 .label = "Said to be solved", .label_zh = "是否解决", .help = "what the reporter said of it when called back; empty: no answer"},
	{.name = "satisfied", .type = CIV_ENUM, .flags = CIV_STATE,
	 .then = CIV_ISSUE_ASKED("satisfied"), .choices = satisfied_answers,
	 .label = "Reporter satisfied", .label_zh = "是否满意",
	 .help = "whether the reporter was satisfied when called back; empty: no answer"},
	{.name = "reports", .type = CIV_INT, .flags = CIV_STATE | CIV_REQUIRED,
	 .then = CIV_ISSUE_REPORTS, .min = "1", .fallback = "1",
	 .label = "Reports merged", .label_zh = "反映次数", .help = "how many reports it stands for, its own included"},
	{.name = "first_reported_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED, .label = "First reported", .label_zh = "首次反映时间",
	 .help = "when the earliest of its reports came; empty: reported_at is the earliest"},
	{.name = "review_at", .type = CIV_DATE, .flags = CIV_STATE,
	 .then = CIV_ISSUE_REVIEW, .label = "Reviewed on", .label_zh = "暂缓复核日期",
	 .help = "day on which a deferred issue is looked at again"},
	{.name = "dismissed_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED, .since = 2, .label = "Dismissed", .label_zh = "不予办理时间",
	 .help = "when it was dismissed"},
	{.name = "merged_into", .type = CIV_REF, .flags = CIV_STATE,
	 .then = CIV_ISSUE_DISMISSED("merged_into_id"), .ref = &civ_noun_issue, .since = 2, .label = "Merged into",
	 .label_zh = "并入问题", .help = "issue of which it is another report"},
	{.name = "reopened_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED,
	 .then = CIV_ISSUE_REOPENED, .since = 2, .label = "Reopened", .label_zh = "重新交办时间",
	 .help = "when the cycle at hand began; empty: it is the first"},
	{.name = "came_back_at", .type = CIV_TIME, .flags = CIV_STATE | CIV_HAPPENED,
	 .then = CIV_ISSUE_TIME("came_back_at"), .since = 2, .label = "Came back", .label_zh = "反弹时间",
	 .help = "when, after its closing, the same was reported again at the same place"},
	{.name = "again_of", .type = CIV_REF, .flags = CIV_STATE, .ref = &civ_noun_issue, .since = 2, .label = "Again after",
	 .label_zh = "前次问题", .help = "closed issue of the same category and place that it followed within the watch window"},
	CIV_DUE_TIME_COLUMN(CIV_ISSUE_OF_CYCLE("due_time")),
	CIV_EXTENDED_DUE_TIME_COLUMN(CIV_STATE, "nullif(substr(" CIV_ISSUE_EXTENDED_TO ", 12), '23:59')"),
	CIV_DAYS_LATE_AT_END_COLUMN,
	{.name = NULL},
};

/* Histories that cannot have happened. A step that is not recorded compares with nothing. */
static const struct civ_rule rules[] = {
	{"reported_after_first", "first_reported_at", "\"first_reported_at\" <= \"reported_at\"",
	 "the first report is after the time of reporting"},
	{"assigned_after_reported", "assigned_at", "\"assigned_at\" >= \"reported_at\"", "assigned before it was reported"},
	{"received_after_reported", "received_at", "\"received_at\" >= \"reported_at\"", "received before it was reported"},
	{"received_after_assigned", "received_at", "\"received_at\" >= \"assigned_at\"", "received before it was assigned"},
	{"rectified_after_reported", "rectified_at", "\"rectified_at\" >= \"reported_at\"",
	 "rectified before it was reported"},
	{"rectified_after_assigned", "rectified_at", "\"rectified_at\" >= \"assigned_at\"",
	 "rectified before it was assigned"},
	{"rectified_after_received", "rectified_at", "\"rectified_at\" >= \"received_at\"",
	 "rectified before it was received"},
	{"accepted_after_reported", "accepted_at", "\"accepted_at\" >= \"reported_at\"", "accepted before it was reported"},
	{"accepted_after_rectified", "accepted_at", "\"accepted_at\" >= \"rectified_at\"",
	 "accepted before it was rectified"},
	{"closed_after_reported", "closed_at", "\"closed_at\" >= \"reported_at\"", "closed before it was reported"},
	{"closed_after_rectified", "closed_at", "\"closed_at\" >= \"rectified_at\"", "closed before it was rectified"},
	{"closed_after_accepted", "closed_at", "\"closed_at\" >= \"accepted_at\"", "closed before it was accepted"},
	{"answered_after_reported", "answered_at", "\"answered_at\" >= \"reported_at\"", "answered before it was reported"},
	{"called_back_after_reported", "callback_at", "\"callback_at\" >= \"reported_at\"",
	 "called back before it was reported"},
	{"extended_beyond_due", "extended_due", "\"extended_due\" >= \"due\"", "extended to a day before it was due"},
	{"time_of_a_due_date", "due_time", "\"due_time\" IS NULL OR \"due\" IS NOT NULL", "a time of day, but no day on which it is due"},
	{"closed_at_some_time", "closed_at", "\"stage\" <> 'closed' OR \"closed_at\" IS NOT NULL",
	 "a closed issue needs the time of closing"},
	{"dismissed_after_reported", "dismissed_at", "\"dismissed_at\" >= \"reported_at\"", "dismissed before it was reported"},
	{"dismissed_for_a_reason", "dismiss_reason", "\"stage\" <> 'dismissed' OR \"dismiss_reason\" IS NOT NULL",
	 "a dismissed issue needs a reason"},
	{.name = NULL},
};

/* The words of the index on open issues, so that SQLite finds that it fits; and the day that counts, indexed. */
#define OPEN "stage NOT IN ('closed', 'dismissed')"
#define WITH_UNIT "t." OPEN " AND t.stage IN ('reported', 'assigned', 'received')"

static const struct civ_filter filters[] = {
	{"open", NULL, "t." OPEN, "only issues neither closed nor dismissed"},
	{"late", NULL, WITH_UNIT " AND ifnull(t.extended_due, t.due) <= :asof AND " CIV_LIMIT_OF("t") " < :minute",
	 "only issues still to be rectified whose due date, extended or not, has passed, to the minute"},
	{"within", "DAYS",
	 WITH_UNIT " AND ifnull(t.extended_due, t.due) BETWEEN :asof AND date(:asof, '+' || :arg || ' days') AND " CIV_LIMIT_OF("t") " >= :minute",
	 "only issues still to be rectified that are due in the next DAYS days and not yet late"},
	{.option = NULL},
};

static const struct civ_index indexes[] = {
	{"issue_external", "channel_id, external_id", "external_id IS NOT NULL", true, 0},
	{"issue_open_due", "ifnull(extended_due, due)", OPEN, false, 0},
	{"issue_unit", "unit_id", NULL, false, 0},
	{.name = NULL},
};

static const char *const other_key[] = {"channel", "external_id", NULL};

const struct civ_noun civ_noun_issue = {
	.name = "issue",
	.view = "issues",
	.label = "Issue",
	.label_zh = "问题",
	.summary = "a complaint or finding, and how far it has come",
	.subject = CIV_SUBJECT_ISSUES,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = CIV_ISSUE_THEN_FROM,
	.indexes = indexes,
	.other_key = other_key,
};

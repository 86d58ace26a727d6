#include "lib/noun/facility.h"

#include "civplan/lists.h"
#include "civplan/noun.h"
#include "lib/noun/then.h"

extern const struct civ_noun civ_noun_area, civ_noun_partner, civ_noun_task;

/* What had not opened yet on a day was what the history last says of the time before it was first used, not of a time
 * at which it was built anew. */
#define STATUS_CHANGED(c) c ".table_name = 'facility' AND " c ".row_id = n.id AND " c ".column_name = 'status'"
#define TO_COME(c) c ".old IN ('planned', 'building')"
#define NOT_OPENED \
	"ifnull((SELECT c.old" \
	"        FROM change c" \
	"        WHERE " STATUS_CHANGED("c") " AND " TO_COME("c") \
	"         AND NOT EXISTS (SELECT 1" \
	"                         FROM change b" \
	"                         WHERE " STATUS_CHANGED("b") " AND b.id < c.id AND NOT " TO_COME("b") ")" \
	"        ORDER BY c.id DESC" \
	"        LIMIT 1), 'planned')"
/* Days of opening and closing count by themselves, whenever they were entered; the history tells the rest. */
#define STATUS_THEN \
	"CASE WHEN n.closed < :end THEN 'closed'" \
	" ELSE CASE " CIV_THEN("facility", "n", "status") \
	"  WHEN 'planned' THEN CASE WHEN n.opened < :end THEN 'in_use' ELSE 'planned' END" \
	"  WHEN 'building' THEN CASE WHEN n.opened < :end THEN 'in_use' ELSE 'building' END" \
	"  WHEN 'broken' THEN CASE WHEN n.opened >= :end THEN " NOT_OPENED " ELSE 'broken' END" \
	"  WHEN 'closed' THEN" \
	"   CASE WHEN n.opened >= :end THEN " NOT_OPENED " WHEN n.closed >= :end THEN 'in_use' ELSE 'closed' END" \
	"  ELSE CASE WHEN n.opened >= :end THEN " NOT_OPENED " ELSE 'in_use' END" \
	" END END"

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "FA", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the facility"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "设施名称",
	 .help = "what the facility is called"},
	{.name = "kind", .type = CIV_CODE, .flags = CIV_REQUIRED | CIV_SHOWN | CIV_LISTED,
	 .choices = civ_words_facility_kind, .label = "Kind", .label_zh = "设施类型",
	 .help = "what it is: one of the known codes or one of your own, by which facilities are counted"},
	{.name = "area", .type = CIV_REF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "所属区域",
	 .help = "area in which it stands, the smallest that is known"},
	{.name = "quantity", .type = CIV_REAL, .flags = CIV_REQUIRED | CIV_SHOWN,
	 .then = CIV_THEN_NUMBER("facility", "n", "quantity"), .min = "0", .fallback = "1", .label = "Quantity",
	 .label_zh = "数量",
	 .help = "how many of its kind it holds: parking places, beds; 1 where it counts as one"},
	{.name = "services", .type = CIV_TEXT, .flags = CIV_CODES,
	 .then = CIV_THEN("facility", "n", "services"), .label = "Services", .label_zh = "服务事项",
	 .help = "what is offered behind its counter: codes of your own joined with ;, such as government, convenience,"
	         " volunteer"},
	{.name = "beneficiaries", .type = CIV_INT, .min = "0", .measure_unit = "people", .label = "People served",
	 .label_zh = "受益人数",
	 .help = "how many people it serves; empty: not stated"},
	{.name = "opened", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_OLD, .label = "Opened on",
	 .label_zh = "启用日期",
	 .help = "first day of use; empty: it is not used yet, or has been since before anybody kept account"},
	{.name = "closed", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_OLD, .label = "Closed on",
	 .label_zh = "停用日期",
	 .help = "day from which it is not used any more; empty: the as-of day, once it is closed"},
	{.name = "status", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .then = STATUS_THEN,
	 .choices = civ_words_facility_status, .label = "Status", .label_zh = "状态",
	 .help = "how it stands; only what is in_use is counted"},
	{.name = "task", .type = CIV_REF, .ref = &civ_noun_task, .label = "Task", .label_zh = "对应任务",
	 .help = "task that builds it; empty: none is named"},
	{.name = "partner", .type = CIV_REF, .ref = &civ_noun_partner, .label = "Partner", .label_zh = "共建单位",
	 .help = "body that runs or gave it; empty: none is named"},
	{.name = "checked", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Checked on",
	 .label_zh = "最近检查日期",
	 .help = "day on which somebody last saw that it works; empty: nobody did"},
	{.name = "lat", .type = CIV_REAL, .min = "-90", .max = "90", .measure_unit = "degrees north",
	 .label = "Latitude", .label_zh = "纬度",
	 .help = "latitude of the place; empty: not known"},
	{.name = "lon", .type = CIV_REAL, .min = "-180", .max = "180", .measure_unit = "degrees east",
	 .label = "Longitude", .label_zh = "经度",
	 .help = "longitude of the place; empty: not known"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"facility_holds_some", "quantity", "\"quantity\" > 0", "a facility that holds nothing serves nobody"},
	{"opened_by_status", "opened", CIV_FACILITY_HAS_OPENED("\"status\"") " OR \"opened\" IS NULL",
	 "a day of opening, but the facility is only planned or being built"},
	{"closed_by_status", "closed", "\"status\" = 'closed' OR \"closed\" IS NULL",
	 "a day of closing, but the status is not closed"},
	{"opened_before_closed", "closed", "\"opened\" <= \"closed\"",
	 "the facility is closed before it was opened"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"in-use", NULL, CIV_FACILITY_IN_USE("t"), "only facilities in use"},
	{.option = NULL},
};

/* Who counts asks for the kind, who looks at an area for what is there. */
static const struct civ_index indexes[] = {
	{.name = "facility_area", .columns = "area_id"},
	{.name = "facility_kind", .columns = "kind, area_id"},
	{.name = NULL},
};

const struct civ_noun civ_noun_facility = {
	.name = "facility",
	.view = "facilities",
	.label = "Facility",
	.label_zh = "公共服务设施",
	.summary = "a shop, clinic, lift or other place that serves people, and whether it is in use",
	.subject = CIV_SUBJECT_PEOPLE,
	.flags = CIV_DATED,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.indexes = indexes,
	.then_from = "main.facility n",
};

#include "civplan/lists.h"
#include "civplan/record.h"

extern const struct civ_noun civ_noun_issue, civ_noun_notice, civ_noun_task, civ_noun_unit;

/* As what is late calls it. */
static const struct civ_word kind_names[] = {CIV_CHOICE("level", "Level", "级别"), {.code = NULL}};

static const struct civ_column columns[] = {
	{.name = "issue", .type = CIV_REF, .flags = CIV_KEY, .ref = &civ_noun_issue, .label = "Issue",
	 .label_zh = "问题",
	 .help = "issue that the unit was spoken to about; empty: a task, or its work as a whole"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY | CIV_REQUIRED | CIV_HAPPENED, .fallback = "today",
	 .label = "Date", .label_zh = "日期",
	 .help = "day on which it was said"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_KEY | CIV_REQUIRED, .choices = civ_words_notice,
	 .also = kind_names, .label = "Kind", .label_zh = "督办方式",
	 .help = "remind before the due date, urge and notice after it, interview of the unit's head"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_KEY, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "被督办单位",
	 .help = "unit that was spoken to"},
	{.name = "text", .type = CIV_TEXT, .label = "Text", .label_zh = "内容", .help = "what was said"},
	{.name = "by", .type = CIV_TEXT, .label = "By", .label_zh = "督办人", .help = "who said it"},
	{.name = "task", .type = CIV_REF, .flags = CIV_KEY, .ref = &civ_noun_task, .instead = "issue", .label = "Task",
	 .label_zh = "任务",
	 .help = "task that the unit was spoken to about; empty: an issue, or its work as a whole"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"issue_or_task", "task", "\"issue_id\" IS NULL OR \"task_id\" IS NULL",
	 "a notice is about an issue or about a task, not both"},
	{"about_something", "unit", "\"issue_id\" IS NOT NULL OR \"task_id\" IS NOT NULL OR \"unit_id\" IS NOT NULL",
	 "a notice is about an issue or a task, or to a unit about its work as a whole"},
	{.name = NULL},
};

/* What the key's own index, in which either may be empty, does not find. */
static const struct civ_index indexes[] = {
	{"notice_issue", "issue_id", "issue_id IS NOT NULL", false},
	{"notice_task", "task_id", "task_id IS NOT NULL", false},
	{.name = NULL},
};

/* issue-overdue | notice-add, and task-overdue | notice-add */
static const struct civ_word passes[] = {
	CIV_CHOICE("phone", "Phone", "电话"),
	CIV_CHOICE("waits_on", "Waits on", "等待方"),
	CIV_CHOICE("limit", "Limit", "时限类型"),
	CIV_CHOICE("days_late", "Days late", "逾期天数"),
	CIV_CHOICE("workdays_late", "Working days late", "逾期工作日"),
	CIV_CHOICE("urged", "Times urged", "督办次数"),
	CIV_CHOICE("last_urged", "Last urged", "最近督办"),
	CIV_CHOICE("due_time", "Due time", "整改时限时刻"),
	CIV_CHOICE("completion", "Done (%)", "完成（%）"),
	{.code = NULL},
};

const struct civ_noun civ_noun_notice = {
	.name = "notice",
	.view = "notices",
	.label = "Notice",
	.label_zh = "督办记录",
	.summary = "a reminder, an urging or a notice to a unit about an issue, a task or its work: it leaves a trace",
	.subject = CIV_SUBJECT_ISSUES,
	.columns = columns,
	.rules = rules,
	.indexes = indexes,
	.then_from = "main.notice n WHERE n.date < :end",
	.passes = passes,
	.former = "reminder",
};

/* Before version 5 what was said about tasks stood in a table of its own. Its rows, and their history, get numbers
 * behind those that notices ever had. */
static const char taken_sql[] =
	"CREATE TEMP TABLE taken AS"
	" SELECT max(ifnull((SELECT max(id) FROM notice), 0),"
	" ifnull((SELECT max(last_id) FROM run_range WHERE table_name = 'notice'), 0)) AS last;"
	"INSERT INTO notice (id, task_id, date, kind, unit_id, text, by)"
	" SELECT id + last, task_id, date, kind, unit_id, text, by FROM reminder, taken ORDER BY id;"
	"UPDATE change SET table_name = 'notice', row_id = row_id + (SELECT last FROM taken)"
	" WHERE table_name = 'reminder';"
	"INSERT INTO run_range (run, table_name, first_id, last_id, rows_added)"
	" SELECT run, 'notice', first_id + last, last_id + last, rows_added FROM run_range, taken"
	" WHERE table_name = 'reminder'"
	" ON CONFLICT (run, table_name) DO UPDATE SET first_id = min(first_id, excluded.first_id),"
	" last_id = max(last_id, excluded.last_id), rows_added = rows_added + excluded.rows_added;"
	"DELETE FROM run_range WHERE table_name = 'reminder';"
	"DROP VIEW IF EXISTS reminders;"
	"DROP TABLE reminder;"
	"DROP TABLE taken";

static enum civ_status convert(struct civ_records *records, int from)
{
	/* The versions that had them. */
	return from == 3 || from == 4 ? civ_store_exec(civ_records_store(records), taken_sql) : CIV_OK;
}

const struct civ_hook civ_notice_hook = {.noun = &civ_noun_notice, .convert = convert};

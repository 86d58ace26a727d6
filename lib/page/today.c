/* What needs a decision or a call today. */
#include <string.h>

#include "civplan/hash.h"
#include "civplan/milestone.h"
#include "civplan/status.h"
#include "lib/page/page.h"

enum { MOST_LISTED = 10 };

struct today {
	struct civ_page *page;
	bool open; /* the list has begun */
};

static void open_item(struct today *today)
{
	if (!today->open)
		civ_buf_adds(today->page->html, "<ul class=\"call\">\n");
	today->open = true;
	civ_buf_adds(today->page->html, "<li>");
}

static void close_item(struct today *today)
{
	civ_buf_adds(today->page->html, "</li>\n");
}

/* How many there are of WHAT, and the first of them, entries of a list. */
static void put_item(struct today *today, int64_t n, const char *what, const char *command, const struct civ_buf *list)
{
	struct civ_page *page = today->page;

	page->html->failed = page->html->failed || list->failed;
	if (n == 0 || list->failed)
		return;
	open_item(today);
	civ_buf_addf(page->html, "<strong>%lld</strong> %s <code>%s</code><ul>", (long long)n, what, command);
	civ_buf_add(page->html, list->data, list->len);
	civ_buf_adds(page->html, n > MOST_LISTED ? "<li>…</li></ul>" : "</ul>");
	close_item(today);
}

/* ---- decisions about issues ---- */

/* Each gives the issue, its unit, its place or category, and what is asked. */
static const struct question {
	const char *en, *zh, *command, *sql;
} questions[] = {
	{"issues for which more time is asked", "申请延期待审批", "extension-list --decision=pending",
	 "SELECT i.id, u.name, ifnull(i.place, c.name), x.due || ': ' || x.reason"
	 " FROM extension x JOIN issue i ON i.id = x.issue_id JOIN category c ON c.id = i.category_id"
	 " LEFT JOIN unit u ON u.id = i.unit_id"
	 " WHERE (x.decision = 'pending' OR x.decided_at >= :end) AND x.requested <= :asof"
	 " ORDER BY x.due, i.id"},
	{"deferred issues to be looked at again", "暂缓问题到期待复核", "issue-list --stage=deferred",
	 "SELECT i.id, u.name, ifnull(i.place, c.name), i.review_at"
	 " FROM issue i JOIN category c ON c.id = i.category_id LEFT JOIN unit u ON u.id = i.unit_id"
	 " WHERE i.stage = 'deferred' AND (i.review_at IS NULL OR i.review_at <= :asof)"
	 " ORDER BY i.review_at, i.id"},
	{"disputed issues, returned by the unit: nobody is responsible", "争议：责任单位退回、尚无主责",
	 "issue-list --stage=reported",
	 "SELECT i.id, u.name, ifnull(i.place, c.name), i.returns || ' ×'"
	 " FROM issue i JOIN category c ON c.id = i.category_id LEFT JOIN unit u ON u.id = i.unit_id"
	 " WHERE i.stage = 'reported' AND i.returns > 0"
	 " ORDER BY i.returns DESC, i.id"},
};

static enum civ_status ask(struct today *today, const struct question *question)
{
	struct civ_page *page = today->page;
	struct civ_store *store = civ_records_store(page->records);
	struct civ_buf list = {0};
	int64_t n = 0;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_then(page->records, civ_noun_find("issue"), question->sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", page->day);
	while (civ_store_next(store, rows, &status)) {
		if (n++ >= MOST_LISTED)
			continue;
		civ_buf_addf(&list, "<li>%lld", (long long)sqlite3_column_int64(rows, 0));
		for (int c = 1; c < 4; c++)
			if (sqlite3_column_type(rows, c) != SQLITE_NULL) {
				civ_buf_adds(&list, c == 1 ? " " : ", ");
				civ_html_text(&list, (const char *)sqlite3_column_text(rows, c));
			}
		civ_buf_adds(&list, "</li>");
	}
	if (status == CIV_OK)
		put_item(today, n, civ_page_say(page, question->en, question->zh), question->command, &list);
	status = list.failed ? civ_no_memory(page->messages) : status;
	civ_buf_free(&list);
	return status;
}

/* ---- what a monitor would call about ---- */

static enum civ_status report_alarms(struct civ_page *page, struct civ_out *out, const void *data)
{
	static const struct civ_status_options options = {.max_age = -1, .flagged_only = true};

	(void)data;
	return civ_status_write(page->records, &options, out);
}

static enum civ_status tell_alarms(struct today *today)
{
	struct civ_page *page = today->page;
	struct civ_rows rows = civ_page_all_of(civ_status_columns);
	enum civ_status status = civ_page_rows(page, &rows, report_alarms, NULL);

	for (size_t i = 0; i < rows.count && status == CIV_OK; i++) {
		open_item(today);
		civ_buf_addf(page->html, "%s <strong>", civ_page_say(page, "a feed is missing:", "数据源中断："));
		civ_page_text(page, civ_rows_cell(&rows, i, "item"));
		civ_buf_adds(page->html, "</strong> ");
		civ_page_text(page, civ_rows_cell(&rows, i, "note"));
		civ_buf_adds(page->html, " <code>plan-status --check</code>");
		close_item(today);
	}
	return status;
}

/* ---- at a glance ---- */

static enum civ_status report_status(struct civ_page *page, struct civ_out *out, const void *data)
{
	static const struct civ_status_options options = {.max_age = -1};

	(void)data;
	return civ_status_write(page->records, &options, out);
}

static enum civ_status put_glance_section(struct civ_page *page)
{
	struct civ_rows rows = civ_page_all_of(civ_status_columns);
	enum civ_status status = civ_page_rows(page, &rows, report_status, NULL);

	if (status != CIV_OK)
		return status;
	civ_page_open(page, "glance", civ_page_say(page, "At a glance", "概览"), "plan-status");
	civ_buf_adds(page->html, "<div class=\"figures\">\n");
	for (size_t i = 0; i < rows.count && !page->html->failed; i++) {
		const char *part = civ_rows_cell(&rows, i, "part");
		struct civ_buf label = {0};

		if (strcmp(part, "issues") != 0 && strcmp(part, "tasks") != 0)
			continue;
		civ_buf_addf(&label, "%s %s", civ_page_word(page, &rows, i, "part"), civ_rows_cell(&rows, i, "item"));
		page->html->failed = civ_buf_str(&label) == NULL;
		if (!page->html->failed)
			civ_page_tile(page, civ_buf_str(&label), civ_rows_cell(&rows, i, "value"),
			              civ_rows_cell(&rows, i, "flag")[0] == '\0' ? CIV_TONE_PLAIN : CIV_TONE_BAD);
		civ_buf_free(&label);
	}
	civ_buf_adds(page->html, "</div>\n");
	civ_page_close(page);
	return CIV_OK;
}

const struct civ_page_section civ_section_glance = {.kind = CIV_PAGE_BOARD, .place = 10, .put = put_glance_section};

/* ---- what got worse ---- */

/* Rows of a report, by the name of its file, against the file of then. */
struct comparison {
	const char *file, *key, *column, *name;
	const char *en, *zh, *command;
	const struct civ_out_column *columns;
	enum civ_status (*report)(struct civ_page *page, struct civ_out *out, const void *data);
	const struct civ_report_request *request; /* instead of the two before it */
};

/* What stood in the file of then: values, and their places by key. */
struct then {
	struct civ_hash *places;
	struct civ_buf values; /* of const char * */
};

/* The column that is compared, as it stood in the file of then. */
static enum civ_status read_then(struct civ_page *page, const struct comparison *comparison, struct then *then)
{
	static const struct civ_input_options plain = {.map = NULL};
	struct civ_buf path = {0};
	struct civ_input *input = NULL;
	const struct civ_input_row *row = NULL;
	char *file;
	enum civ_status status;

	civ_buf_addf(&path, "%s/%s", page->options->since, comparison->file);
	file = civ_buf_str(&path) == NULL ? NULL : civ_arena_copy(page->arena, civ_buf_str(&path), path.len);
	civ_buf_free(&path);
	status = file == NULL ? civ_no_memory(page->messages)
	                      : civ_input_open(&file, 1, &plain, page->messages, &input);
	while (status == CIV_OK && (status = civ_input_next(input, page->messages, &row)) == CIV_OK && row != NULL) {
		int key_field = civ_header_field(row->header, comparison->key),
		    field = civ_header_field(row->header, comparison->column);
		const char *kept;

		if (key_field < 0 || field < 0) {
			status = civ_error(page->messages, CIV_REFUSED, &row->header->at, "no column '%s' and '%s'",
			                   comparison->key, comparison->column);
			break;
		}
		kept = civ_arena_copy(page->arena, row->cells[field].text, row->cells[field].len);
		civ_buf_add(&then->values, &kept, sizeof kept);
		if (kept == NULL || then->values.failed ||
		    !civ_hash_put(then->places, row->cells[key_field], (int64_t)(then->values.len / sizeof kept) - 1))
			status = civ_no_memory(page->messages);
	}
	civ_input_close(input);
	return status;
}

static const char *value_then(const struct then *then, const char *key)
{
	int64_t place;

	if (!civ_hash_get(then->places, (struct civ_span){key, strlen(key)}, &place))
		return NULL;
	return ((const char *const *)(const void *)then->values.data)[place];
}

static void add_worse(struct civ_page *page, struct civ_buf *list, const char *name, const char *before,
                      const char *now)
{
	struct civ_buf *usual = page->html;

	/* The cells of a page are written to its text: for the length of one entry that is the list. */
	page->html = list;
	civ_buf_adds(list, "<li><strong>");
	civ_page_text(page, name);
	civ_buf_adds(list, "</strong> ");
	civ_page_status(page, before);
	civ_buf_adds(list, " → ");
	civ_page_status(page, now);
	civ_buf_adds(list, "</li>");
	page->html = usual;
}

/* To have no figure any more, or to be missed where nothing was known, is not worse than before: both are bad. */
static bool is_worse(const char *before, const char *now)
{
	enum civ_tone was = civ_page_tone(before), is = civ_page_tone(now);

	return civ_page_badness(before) > 0 && (is == CIV_TONE_WARN || is == CIV_TONE_BAD) && is > was;
}

static enum civ_status report_milestones(struct civ_page *page, struct civ_out *out, const void *data)
{
	static const struct civ_milestone_options options = {.within = -1};

	(void)data;
	return civ_milestone_report(page->records, &options, out);
}

extern const struct civ_report civ_report_target_report;

static const struct civ_report_value in_force[] = {{"in-force", "1"}};
const struct civ_report_request civ_page_targets_in_force = {
	.report = &civ_report_target_report, .values = in_force, .count = 1};

static enum civ_status compare(struct today *today, const struct comparison *comparison)
{
	struct civ_page *page = today->page;
	struct then then = {.places = civ_hash_new()};
	struct civ_rows rows = comparison->columns == NULL ? (struct civ_rows){.count = 0}
	                                                   : civ_page_all_of(comparison->columns);
	struct civ_buf list = {0};
	int64_t n = 0;
	enum civ_status status = then.places == NULL ? civ_no_memory(page->messages)
	                                             : read_then(page, comparison, &then);

	if (status == CIV_OK)
		status = comparison->request != NULL
		                 ? civ_report_rows(comparison->request, page->records, page->arena, &rows)
		                 : civ_page_rows(page, &rows, comparison->report, NULL);
	for (size_t i = 0; i < rows.count && status == CIV_OK; i++) {
		const char *now = civ_rows_cell(&rows, i, comparison->column),
			   *before = value_then(&then, civ_rows_cell(&rows, i, comparison->key));

		if (before != NULL && is_worse(before, now) && n++ < MOST_LISTED)
			add_worse(page, &list, civ_rows_cell(&rows, i, comparison->name), before, now);
	}
	put_item(today, n, civ_page_say(page, comparison->en, comparison->zh), comparison->command, &list);
	civ_hash_free(then.places);
	civ_buf_free(&then.values);
	civ_buf_free(&list);
	return status;
}

static enum civ_status tell_worse(struct today *today)
{
	const struct comparison comparisons[] = {
		{"milestones.csv", "code", "status", "title", "milestones got worse since the last page",
	         "项里程碑较上期变差", "milestone-report", civ_milestone_columns, report_milestones, NULL},
		{"targets.csv", "code", "status", "name", "targets got worse since the last page",
	         "项指标目标较上期变差", "target-report --in-force", NULL, NULL, &civ_page_targets_in_force},
	};
	enum civ_status status = CIV_OK;

	for (size_t i = 0;
	     today->page->options->since != NULL && i < sizeof comparisons / sizeof comparisons[0] && status == CIV_OK;
	     i++)
		status = compare(today, &comparisons[i]);
	return status;
}

static enum civ_status put_today_section(struct civ_page *page)
{
	struct today today = {.page = page};
	enum civ_status status = CIV_OK;

	civ_page_open(page, "today", civ_page_say(page, "Today", "今日需决策事项"), NULL);
	for (size_t i = 0; i < sizeof questions / sizeof questions[0] && status == CIV_OK; i++)
		status = ask(&today, &questions[i]);
	if (status == CIV_OK)
		status = tell_worse(&today);
	if (status == CIV_OK)
		status = tell_alarms(&today);
	if (today.open)
		civ_buf_adds(page->html, "</ul>\n");
	else
		civ_page_note(page, civ_page_say(page, "Nothing needs a decision today.", "今日无需决策事项。"));
	civ_page_close(page);
	return status;
}

const struct civ_page_section civ_section_today = {.kind = CIV_PAGE_BOARD, .place = 20, .put = put_today_section};

/* Where the numbers of a notice come from: the rows of reports. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/hash.h"
#include "civplan/ledger.h"
#include "civplan/milestone.h"
#include "civplan/say.h"
#include "lib/page/bulletin.h"
#include "lib/page/sheets.h"

enum { LONG_LATE = 30 }; /* days */

enum civ_status civ_bulletin_rows(struct civ_bulletin *bulletin, const struct civ_out_column *columns,
                                  enum civ_status (*report)(struct civ_records *records, struct civ_out *out,
                                                            const void *data),
                                  const void *data, struct civ_rows *rows)
{
	struct civ_out *out = NULL;
	enum civ_status status;

	*rows = (struct civ_rows){.columns = columns, .width = civ_out_column_count(columns), .arena = bulletin->arena};
	status = civ_out_open_rows(rows, bulletin->messages, &out);
	if (status == CIV_OK)
		status = report(bulletin->records, out, data);
	/* That something is flagged is what a notice is for. */
	if (status == CIV_FLAGGED)
		status = CIV_OK;
	if (out != NULL)
		status = civ_worse(status, civ_out_close(out, true));
	return status == CIV_OK ? civ_page_sheet(bulletin->options->sheets, NULL, rows) : status;
}

static enum civ_status report_limits(struct civ_records *records, struct civ_out *out, const void *data)
{
	uint64_t late;

	return civ_ledger_overdue(records, data, out, &late);
}

enum civ_status civ_bulletin_limits(struct civ_bulletin *bulletin, int64_t days, struct civ_rows *rows)
{
	const struct civ_overdue_options options = {.within = days, .unless_noticed = -1, .least = CIV_LEVEL_REMIND};

	return civ_bulletin_rows(bulletin, civ_overdue_columns, report_limits, &options, rows);
}

static enum civ_status report_milestones(struct civ_records *records, struct civ_out *out, const void *data)
{
	return civ_milestone_report(records, data, out);
}

enum civ_status civ_bulletin_milestones(struct civ_bulletin *bulletin, struct civ_rows *rows)
{
	static const struct civ_milestone_options options = {.within = -1};

	return civ_bulletin_rows(bulletin, civ_milestone_columns, report_milestones, &options, rows);
}

enum civ_status civ_bulletin_tasks(struct civ_bulletin *bulletin, const char *within, struct civ_rows *rows)
{
	const struct civ_report_value values[] = {{"within", within}};
	const struct civ_report_request request = {
		.report = civ_report_find("task-overdue"), .values = values, .count = 1};

	enum civ_status status = civ_report_rows(&request, bulletin->records, bulletin->arena, rows);

	return status == CIV_OK ? civ_page_sheet(bulletin->options->sheets, civ_say(CIV_WORD("Late tasks")), rows)
	                        : status;
}

const char *civ_bulletin_unit(struct civ_bulletin *bulletin, const char *code)
{
	struct civ_store *store = civ_records_store(bulletin->records);
	const char *name = NULL;
	sqlite3_stmt *row;
	enum civ_status status;

	if (*code == '\0')
		return civ_say(CIV_WORD("no unit yet"));
	status = civ_records_statement(bulletin->records, "SELECT name FROM unit WHERE code = :code", &row);
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":code", code);
	if (civ_store_next(store, row, &status)) {
		const char *text = civ_row_text(row, 0);

		name = civ_arena_copy(bulletin->arena, text, strlen(text));
		sqlite3_reset(row);
	}
	bulletin->status = civ_worse(bulletin->status, status);
	return name == NULL ? code : name;
}

bool civ_bulletin_day(const struct civ_rows *rows, size_t row, const char *column, int32_t *day)
{
	return civ_date_stored(civ_rows_cell(rows, row, column), day);
}

static int most_first(const void *left, const void *right)
{
	const struct civ_bulletin_share *a = left, *b = right;

	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	return strcmp(a->unit, b->unit);
}

static void add_row(struct civ_bulletin_share *share, const struct civ_rows *rows, size_t row)
{
	int64_t days = (int64_t)civ_rows_number(rows, row, "days_late");
	int32_t due;

	if (share->n == 0 || days > share->days) {
		share->days = days;
		share->worst = row;
	}
	if (civ_bulletin_day(rows, row, "due", &due) && (share->n == 0 || due < share->first))
		share->first = due;
	share->long_n += days > LONG_LATE ? 1 : 0;
	share->n++;
}

enum civ_status civ_bulletin_shares(struct civ_bulletin *bulletin, const struct civ_rows *rows, bool late,
                                    struct civ_bulletin_share **shares, size_t *count)
{
	struct civ_hash *places = civ_hash_new();
	enum civ_status status = CIV_OK;

	*count = 0;
	*shares = civ_arena_alloc(bulletin->arena, (rows->count + 1) * sizeof **shares);
	if (*shares == NULL || places == NULL)
		status = civ_no_memory(bulletin->messages);
	for (size_t i = 0; i < rows->count && status == CIV_OK; i++) {
		const char *unit = civ_rows_cell(rows, i, "unit");
		/* "" is no key. */
		const struct civ_span key = {*unit == '\0' ? "-" : unit, *unit == '\0' ? 1 : strlen(unit)};
		int64_t place;

		if ((civ_rows_number(rows, i, "days_late") > 0) != late)
			continue;
		if (!civ_hash_get(places, key, &place)) {
			place = (int64_t)(*count)++;
			(*shares)[place].unit = unit;
			if (!civ_hash_put(places, key, place))
				status = civ_no_memory(bulletin->messages);
		}
		add_row(&(*shares)[place], rows, i);
	}
	if (status == CIV_OK && *count > 1)
		qsort(*shares, *count, sizeof **shares, most_first);
	civ_hash_free(places);
	return status;
}

int32_t civ_bulletin_ahead(const struct civ_bulletin *bulletin)
{
	int months = bulletin->options->report == CIV_RHYTHM_QUARTER ? 3 : 1, year, month, number;
	int32_t next = bulletin->asof + 1;

	civ_date_to_ymd(bulletin->asof + 1, &year, &month, &number);
	month = (month - 1) / months * months + months;
	return civ_date_from_ymd(year + month / 12, month % 12 + 1, 1, &next) ? next - 1 : next;
}

enum civ_status civ_bulletin_late_issues(struct civ_bulletin *bulletin, struct civ_rows *rows,
                                         struct civ_bulletin_share **shares, size_t *count)
{
	enum civ_status status = civ_bulletin_limits(bulletin, 0, rows);

	*count = 0;
	return status == CIV_OK ? civ_bulletin_shares(bulletin, rows, true, shares, count) : status;
}

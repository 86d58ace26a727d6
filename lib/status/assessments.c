/* Which assessments are near. */
#include "lib/status/assessments.h"

#include "civplan/date.h"
#include "civplan/say.h"

static const char assessments_sql[] =
	"SELECT a.name, a.\"start\", a.\"end\", a.\"start\" <= :asof"
	" FROM assessment a"
	" WHERE (a.\"start\" <= :asof AND ifnull(a.\"end\", a.\"start\") >= :asof)"
	"  OR a.id IN ("
	"   SELECT id FROM assessment WHERE \"start\" > :asof ORDER BY \"start\", code LIMIT 1"
	"  )"
	"  OR a.id IN ("
	"   SELECT id FROM assessment WHERE \"start\" > :asof AND level = 'national' ORDER BY \"start\", code LIMIT 1"
	"  )"
	" ORDER BY a.\"start\", a.code";

/* Whole months from FROM to TO, and days where there is none. */
static void say_wait(const struct civ_records *records, int32_t from, int32_t to, struct civ_buf *note)
{
	int years[2], months[2], days[2];
	int64_t wait;

	civ_date_to_ymd(from, &years[0], &months[0], &days[0]);
	civ_date_to_ymd(to, &years[1], &months[1], &days[1]);
	wait = (years[1] - years[0]) * 12 + months[1] - months[0] - (days[1] < days[0]);
	if (wait > 0)
		civ_buf_addf(note, civ_records_say_count(records, "in %lld month", "in %lld months", wait),
		             (long long)wait);
	else
		civ_buf_addf(note, civ_records_say_count(records, "in %lld day", "in %lld days", to - from),
		             (long long)(to - from));
}

static void put_note(const struct civ_records *records, sqlite3_stmt *row, struct civ_buf *note)
{
	const char *start = civ_row_text(row, 1), *end = civ_row_text(row, 2);
	int32_t day;

	if (sqlite3_column_int(row, 3) != 0)
		civ_buf_addf(note, civ_records_say(records, CIV_WORD("goes on until %s")),
		             end[0] == '\0' ? start : end);
	else if (civ_date_stored(start, &day))
		say_wait(records, civ_records_clock(records)->asof, day, note);
}

enum civ_status civ_status_assessments(struct civ_records *records,
                                       enum civ_status (*take)(void *data, const char *name, const char *day,
                                                               const char *note),
                                       void *data)
{
	struct civ_store *store = civ_records_store(records);
	char asof[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(records, assessments_sql, &rows);

	civ_date_format(civ_records_clock(records)->asof, asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	while (civ_store_next(store, rows, &status)) {
		struct civ_buf note = {0};

		put_note(records, rows, &note);
		status = civ_buf_str(&note) == NULL
		                 ? civ_no_memory(civ_records_messages(records))
		                 : take(data, civ_row_text(rows, 0), civ_row_text(rows, 1), civ_buf_str(&note));
		civ_buf_free(&note);
	}
	return status;
}

/* Requests that wait for an answer: they have no section of their own, but stand among the decisions. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "lib/noun/dispute.h"
#include "lib/page/front.h"

enum { MOST_NAMED = 3 };

/* Rows of a question, each "unit, since, until": who it is about, since when it waits, the day on which something
 * happens by itself; the last two may be NULL. */
struct waiting {
	int64_t n;
	const char *units[MOST_NAMED]; /* written */
	size_t unit_count;             /* of them; one more than there is room for: there are others */
	int32_t since, until;
	bool has_until;
};

static void add_unit(struct civ_front *front, struct waiting *waiting, const char *name)
{
	const char *written;

	if (name == NULL || waiting->unit_count > MOST_NAMED)
		return;
	written = civ_front_name(front, name);
	for (size_t i = 0; i < waiting->unit_count && i < MOST_NAMED; i++)
		if (strcmp(waiting->units[i], written) == 0)
			return;
	if (waiting->unit_count < MOST_NAMED)
		waiting->units[waiting->unit_count] = written;
	waiting->unit_count++;
}

static struct waiting ask(struct civ_front *front, const char *nouns, const char *sql)
{
	struct civ_page *page = front->page;
	struct civ_store *store = civ_records_store(page->records);
	struct waiting waiting = {.since = page->asof};
	sqlite3_stmt *rows = NULL;
	enum civ_status status = page->status == CIV_OK ? civ_records_then_all(page->records, nouns, sql, &rows)
	                                                : page->status;

	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", page->day);
	while (civ_store_next(store, rows, &status)) {
		int32_t day;

		waiting.n++;
		add_unit(front, &waiting, civ_row_text(rows, 0));
		if (civ_date_stored(civ_row_text(rows, 1), &day) && day < waiting.since)
			waiting.since = day;
		if (!civ_date_stored(civ_row_text(rows, 2), &day))
			continue;
		if (!waiting.has_until || day < waiting.until)
			waiting.until = day;
		waiting.has_until = true;
	}
	civ_page_fail(page, status);
	return waiting;
}

/* "A, B and C", or "A, B, C and others". */
static const char *units_of(struct civ_front *front, const struct waiting *waiting)
{
	if (waiting->unit_count == 0)
		return civ_front_campaign(front, CIV_FRONT_OFFICE);
	if (waiting->unit_count <= MOST_NAMED)
		return civ_front_names(front, waiting->units, waiting->unit_count);
	return civ_front_said(front, CIV_WORD("%s and others"), civ_front_names(front, waiting->units, MOST_NAMED));
}

static const char *extension_why(struct civ_front *front, const struct waiting *waiting)
{
	const char *day;

	if (!waiting->has_until)
		return "";
	day = civ_front_day(front, waiting->until);
	if (waiting->until < front->page->asof)
		return civ_front_said(
			front, CIV_WORD("The first limit passed on %s: until it is decided they count as late."), day);
	return civ_front_said(front, CIV_WORD("If nothing is decided, the first of them is late after %s."), day);
}

/* WHAT of it the office decides, and WHY; by itself something happens UNTIL, if that day is still to come. */
static void decide_by_office(struct civ_front *front, const struct waiting *waiting, const char *what, const char *why)
{
	civ_front_decide(front, &(struct civ_front_decision){
					.what = what,
					.why = why,
					.who = civ_front_decider(front, CIV_FRONT_OFFICE),
					.asks = units_of(front, waiting),
					.level = CIV_FRONT_OFFICE,
					.since = waiting->since,
					.has_date = waiting->has_until && waiting->until >= front->page->asof,
					.date = waiting->until,
				});
}

/* SENTENCE, one of civ_say_count, with how many wait. */
static const char *with_number(struct civ_front *front, const char *sentence, const struct waiting *waiting)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, sentence, civ_front_count(front, waiting->n));
	return civ_front_keep(front, &text);
}

static void extensions(struct civ_front *front)
{
	static const char sql[] =
		"SELECT u.name, x.requested, ifnull(i.extended_due, i.due)"
		" FROM extension x JOIN issue i ON i.id = x.issue_id LEFT JOIN unit u ON u.id = i.unit_id"
		" WHERE (x.decision = 'pending' OR x.decided_at >= :end) AND x.requested <= :asof"
		" ORDER BY x.requested, i.id";
	const struct waiting waiting = ask(front, "issue", sql);
	const char *what = civ_say_count("Grant or refuse %s request for more time",
	                                 "Grant or refuse %s requests for more time", (unsigned long long)waiting.n);

	if (waiting.n > 0)
		decide_by_office(front, &waiting, with_number(front, what, &waiting), extension_why(front, &waiting));
}

/* Those of the day alone: one that comes later has a day of its own. */
static void deferred(struct civ_front *front)
{
	static const char sql[] = "SELECT u.name, i.review_at, NULL"
				  " FROM issue i LEFT JOIN unit u ON u.id = i.unit_id"
				  " WHERE i.stage = 'deferred' AND (i.review_at IS NULL OR i.review_at <= :asof)"
				  " ORDER BY i.review_at, i.id";
	const struct waiting waiting = ask(front, "issue", sql);
	const char *what = civ_say_count("Look again at %s deferred issue", "Look again at %s deferred issues",
	                                 (unsigned long long)waiting.n);

	if (waiting.n > 0)
		decide_by_office(front, &waiting, with_number(front, what, &waiting),
		                 civ_say(CIV_WORD("The day for looking again has come. If nothing is decided, nothing "
		                                  "is done about them.")));
}

static void disputes(struct civ_front *front)
{
	static const char sql[] = "SELECT u.name, date(i.reported_at), NULL"
				  " FROM issue i LEFT JOIN unit u ON u.id = i.unit_id"
				  " WHERE i.stage = 'reported' AND i.returns > 0"
				  " ORDER BY i.returns DESC, i.id";
	const struct waiting waiting = ask(front, "issue", sql);
	const char *what = civ_say_count("Name who is responsible for %s issue",
	                                 "Name who is responsible for %s issues", (unsigned long long)waiting.n);

	if (waiting.n > 0)
		decide_by_office(
			front, &waiting, with_number(front, what, &waiting),
			civ_say(CIV_WORD("The units returned them. If nothing is decided, nobody works on them.")));
}

/* Late, and no unit was named. */
static void unassigned(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_overdue);
	struct waiting waiting = {.since = front->page->asof};
	const char *what;

	for (size_t i = 0; i < rows->count; i++)
		if (civ_rows_cell(rows, i, "unit")[0] == '\0') {
			int32_t since = front->page->asof - (int32_t)civ_rows_number(rows, i, "days_late");

			waiting.n++;
			waiting.since = since < waiting.since ? since : waiting.since;
		}
	what = civ_say_count("Name a unit for %s late issue", "Name a unit for %s late issues",
	                     (unsigned long long)waiting.n);
	if (waiting.n > 0)
		decide_by_office(
			front, &waiting, with_number(front, what, &waiting),
			civ_say(CIV_WORD("No unit has them yet. If nothing is decided, nobody works on them.")));
}

/* ---- tasks that stand still ---- */

/* A stop that an open dispute over its task caused waits for that to be settled: it is asked for there. */
static const char stop_sql[] = "SELECT t.title, s.cause, u.name, s.start,"
			       "  (SELECT count(*) FROM task x WHERE ';' || x.after || ';' LIKE '%;' || t.code || ';%')"
			       " FROM stop s JOIN task t ON t.id = s.task_id LEFT JOIN unit u ON u.id = t.unit_id"
			       " WHERE s.start <= :asof AND ifnull(s.\"end\", '9999-12-31') >= :asof"
			       "  AND NOT EXISTS (SELECT 1 FROM dispute d WHERE d.id = s.dispute_id"
			       "                  AND d.task_id = s.task_id AND " CIV_DISPUTE_OPEN("d") ")"
			       " ORDER BY s.start, t.id";

static void add_stop(struct civ_front *front, sqlite3_stmt *row)
{
	const char *title = civ_row_text(row, 0), *cause = civ_row_text(row, 1), *unit = civ_row_text(row, 2);
	int64_t after = sqlite3_column_int64(row, 4);
	struct civ_buf why = {0}, asks = {0};
	int32_t since = front->page->asof;

	civ_buf_addf(&why, civ_say(CIV_WORD("The work stands still: %s.")), civ_front_name(front, cause));
	if (after > 0)
		civ_buf_addf(
			&why,
			civ_say_count(" %s task waits for it.", " %s tasks wait for it.", (unsigned long long)after),
			civ_front_count(front, after));
	civ_buf_adds(&why, civ_say(CIV_WORD(" If nothing is decided, it stays so.")));
	civ_buf_adds(&asks, unit == NULL ? civ_front_campaign(front, CIV_FRONT_OFFICE) : civ_front_name(front, unit));
	(void)civ_date_stored(civ_row_text(row, 3), &since);
	civ_front_decide(front, &(struct civ_front_decision){
					.what = civ_front_said(front, CIV_WORD("Clear the way for “%s”"),
	                                                       civ_front_name(front, title)),
					.why = civ_front_keep(front, &why),
					.who = civ_front_decider(front, CIV_FRONT_LEADING),
					.asks = civ_front_keep(front, &asks),
					.level = CIV_FRONT_LEADING,
					.since = since,
				});
}

static void stops(struct civ_front *front)
{
	struct civ_store *store = civ_records_store(front->page->records);
	sqlite3_stmt *rows = NULL;
	enum civ_status status = front->page->status;

	if (status == CIV_OK)
		status = civ_records_then_all(front->page->records, "dispute", stop_sql, &rows);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", front->page->day);
	while (civ_store_next(store, rows, &status))
		add_stop(front, rows);
	civ_page_fail(front->page, status);
}

/* ---- feeds that are missing ---- */

static const char *channel_why(struct civ_front *front, int32_t since)
{
	return civ_front_said(front,
	                      CIV_WORD("The last report came on %s. If nothing is decided, its complaints stay out of "
	                               "every figure here."),
	                      civ_front_day(front, since));
}

static void channels(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_status);

	for (size_t i = 0; i < rows->count; i++) {
		const char *value = civ_rows_cell(rows, i, "value"), *code = civ_rows_cell(rows, i, "item");
		const char *name = civ_front_ask(front, "SELECT name FROM channel WHERE code = :arg", code);
		struct waiting waiting = {.n = 1, .since = front->page->asof};

		if (strcmp(civ_rows_cell(rows, i, "part"), "channels") != 0 ||
		    strcmp(civ_rows_cell(rows, i, "flag"), "alarm") != 0)
			continue;
		(void)civ_date_stored(value, &waiting.since);
		decide_by_office(front, &waiting,
		                 civ_front_said(front, CIV_WORD("Find out why “%s” brings nothing"),
		                                civ_front_name(front, *name == '\0' ? code : name)),
		                 channel_why(front, waiting.since));
	}
}

static void decide(struct civ_front *front)
{
	extensions(front);
	deferred(front);
	disputes(front);
	unassigned(front);
	stops(front);
	channels(front);
}

const struct civ_front_section civ_front_section_requests = {.place = 15, .internal = true, .decide = decide};

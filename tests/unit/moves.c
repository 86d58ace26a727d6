/* Moves taken back and corrected: after any sequence of them a ledger is what it would be if only what stands had
 * happened, when it is said to have happened. The other ledger, that of what stands, is made by moving on alone. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/command.h"
#include "civplan/count.h"
#include "civplan/ledger.h"
#include "civplan/schema.h"

Suite *moves_suite(void);

extern const struct civ_noun civ_noun_extension, civ_noun_issue, civ_noun_plan;

enum { ISSUES = 6, STEPS = 260, RUNS = 24, FIRST_DAY = 20454 /* 2026-01-01 */, NOW = 20680 };

struct ledger {
	char dir[64];
	struct civ_messages *messages;
	struct civ_store *store;
	struct civ_records *records;
	struct civ_mover *mover;
	struct civ_clock clock;
};

/* What was done: a move, or an extension that was granted. */
struct step {
	int issue, unit, co;
	const char *to;
	char due[CIV_DATE_SIZE]; /* "": none */
	bool extension, stands;
	int64_t event;
	char at[CIV_TIME_SIZE];
};

static struct step steps[STEPS];
static size_t count;
static unsigned dice;

/* The same on every machine. */
static unsigned roll(unsigned sides)
{
	dice = dice * 1103515245u + 12345u;
	return (dice >> 16) % sides;
}

static void run_sql(struct ledger *l, const char *sql)
{
	ck_assert_msg(sqlite3_exec(civ_store_db(l->store), sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql,
	              sqlite3_errmsg(civ_store_db(l->store)));
}

static void good(struct ledger *l, enum civ_status status)
{
	enum civ_severity severity;
	const char *text;

	if (status != CIV_OK && civ_messages_next(l->messages, &severity, &text))
		ck_abort_msg("%s", text);
	ck_assert_int_eq(status, CIV_OK);
}

static void add_record(struct ledger *l, const struct civ_noun *noun, const char *const texts[][2])
{
	static const struct civ_write_options plain = {.on_conflict = CIV_CONFLICT_ERROR};
	struct civ_writer *writer;
	struct civ_record *record;
	enum civ_status status = civ_writer_open(l->records, noun, &plain, &writer);

	good(l, status);
	record = civ_writer_record(writer);
	for (int i = 0; texts[i][0] != NULL; i++)
		good(l, civ_record_parse(writer, record, civ_noun_column(noun, texts[i][0]),
		                         (struct civ_span){texts[i][1], strlen(texts[i][1])}));
	status = civ_writer_add(writer, record);
	civ_messages_move(l->messages, record->messages);
	good(l, status);
	good(l, civ_writer_finish(writer));
	civ_writer_close(writer);
}

/* Limits in hours, to the minute, or in days. */
static bool in_hours;

static void open_ledger(struct ledger *l)
{
	static const struct civ_run_info info = {"2026-08-15 00:00:00", "tester", "test", NULL};
	static const struct civ_write_options plain = {.on_conflict = CIV_CONFLICT_ERROR};
	struct civ_buf path = {0};

	snprintf(l->dir, sizeof l->dir, "%s/civplan-moves-XXXXXX", P_tmpdir);
	ck_assert_ptr_nonnull(mkdtemp(l->dir));
	l->messages = civ_messages_new();
	l->clock = (struct civ_clock){.now = (int64_t)NOW * 86400, .asof = NOW, .user = "tester"};
	civ_buf_addf(&path, "%s/plan.db", l->dir);
	good(l, civ_store_open(civ_buf_str(&path), &(struct civ_store_options){CIV_STORE_CREATE, CIV_SCHEMA_VERSION, 1},
	                       l->messages, &l->store));
	civ_buf_free(&path);
	good(l, civ_store_begin(l->store));
	good(l, civ_schema_create(l->store, civ_hooks));
	good(l, civ_history_begin(l->store, &info));
	good(l, civ_records_open(l->store, civ_hooks, &l->clock, l->messages, &l->records));
	add_record(l, &civ_noun_plan, (const char *const[][2]){{"name", "x"}, {"watch_days", "20"}, {NULL, NULL}});
	run_sql(l,
	        "INSERT INTO unit (code, name, kind) VALUES ('U1', 'a', 'office'), ('U2', 'b', 'office'), ('U3', 'c', "
	        "'office');"
	        "INSERT INTO person (code, name, role, unit_id) VALUES ('P', 'p', 'citizen', 3);"
	        "INSERT INTO area (code, name, kind) VALUES ('A', 'a', 'street')");
	run_sql(l, in_hours ? "INSERT INTO category (code, name, hours, hour_kind) VALUES ('c', 'c', 100, 'clock')"
	                    : "INSERT INTO category (code, name, days, day_kind) VALUES ('c', 'c', 5, 'calendar')");
	for (int i = 0; i < ISSUES; i++) {
		char at[CIV_TIME_SIZE];

		civ_time_format((int64_t)(FIRST_DAY + i) * 86400 + 3600 * i, at);
		add_record(
			l, &civ_noun_issue,
			(const char *const[][2]){
				{"reported_at", at}, {"category", "c"}, {"area", "A"}, {"place", "1"}, {NULL, NULL}});
	}
	good(l, civ_mover_open(l->records, &plain, "tester", &l->mover));
}

static void close_ledger(struct ledger *l)
{
	struct civ_buf remove = {0};

	civ_mover_close(l->mover);
	civ_records_close(l->records);
	ck_assert_int_eq(civ_store_close(l->store), CIV_OK);
	civ_messages_free(l->messages);
	civ_buf_addf(&remove, "rm -rf %s", l->dir);
	ck_assert_int_eq(system(civ_buf_str(&remove)), 0);
	civ_buf_free(&remove);
}

/* ---- steps ---- */

static const char *const units[] = {NULL, "U1", "U2", "U3"};

static enum civ_status take_step(struct ledger *l, const struct step *step)
{
	char issue[16], day[CIV_DATE_SIZE];
	struct civ_move move = {
		.to = step->to, .at = step->at, .unit = units[step->unit], .co_units = units[step->co], .note = "why"};
	struct civ_messages *refused = civ_messages_new();
	enum civ_status status;
	int64_t seconds;

	(void)civ_time_parse(step->at, strlen(step->at), &seconds);
	if (step->extension) {
		/* Another run. */
		good(l, civ_mover_finish(l->mover));
		snprintf(issue, sizeof issue, "%d", step->issue);
		civ_date_format(civ_time_day(seconds), day);
		add_record(l, &civ_noun_extension,
		           (const char *const[][2]){{"issue", issue},
		                                    {"requested", day},
		                                    {"due", step->due},
		                                    {"reason", "r"},
		                                    {"decision", "granted"},
		                                    {"decided_at", step->at},
		                                    {NULL, NULL}});
		civ_messages_free(refused);
		return CIV_OK;
	}
	if (strcmp(step->to, "accepted") == 0)
		move.by = "P";
	if (strcmp(step->to, "dismissed") == 0)
		move.reason = "invalid";
	if (strcmp(step->to, "deferred") == 0)
		move.review = "2026-12-31";
	if (step->due[0] != '\0')
		move.due = step->due;
	if (strcmp(step->to, "received") == 0 || strcmp(step->to, "rectified") == 0)
		move.co_units = NULL;
	status = civ_mover_move(l->mover, step->issue, &move, NULL, refused);
	civ_messages_free(refused);
	return status;
}

static int64_t number(struct ledger *l, const char *sql, int64_t parameter)
{
	sqlite3_stmt *statement;
	int64_t value;

	ck_assert_int_eq(sqlite3_prepare_v2(civ_store_db(l->store), sql, -1, &statement, NULL), SQLITE_OK);
	sqlite3_bind_int64(statement, 1, parameter);
	value = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
	sqlite3_finalize(statement);
	return value;
}

/* The last step of the issue that stands, before PLACE; NULL without one. */
static struct step *last_step(int issue, size_t place)
{
	while (place-- > 0)
		if (steps[place].issue == issue && steps[place].stands)
			return &steps[place];
	return NULL;
}

static int64_t time_of(const struct step *step, int issue)
{
	int64_t seconds = (int64_t)(FIRST_DAY + issue - 1) * 86400 + 3600 * (issue - 1);

	if (step != NULL)
		(void)civ_time_parse(step->at, strlen(step->at), &seconds);
	return seconds;
}

/* Where a step behind LAST may begin: behind an extension, not with it, for it counts by its time alone. */
static int64_t time_behind(const struct step *last, int issue)
{
	return time_of(last, issue) + (last != NULL && last->extension ? 1 : 0);
}

/* Mostly what leads on. */
static const char *next_move(struct ledger *l, int issue)
{
	static const char *const any[] = {"assigned", "received", "rectified", "accepted", "closed",
	                                  "returned", "deferred", "dismissed", "reported"};
	static const char *const on[] = {"assigned", "rectified", "rectified", "accepted", "closed",
	                                 "assigned", "assigned",  "reported",  "assigned"};
	int64_t stage = number(
		l,
		"SELECT CASE stage WHEN 'reported' THEN 0 WHEN 'assigned' THEN 1 WHEN 'received' THEN 2"
		" WHEN 'rectified' THEN 3"
		" WHEN 'accepted' THEN 4 WHEN 'closed' THEN 5 ELSE 6 END FROM issue WHERE id = ?1",
		issue);

	return roll(3) == 0 ? any[roll(sizeof any / sizeof any[0])] : on[stage];
}

static void try_move(struct ledger *l)
{
	struct step *step = &steps[count];
	int64_t seconds;

	*step = (struct step){.issue = 1 + (int)roll(ISSUES)};
	step->to = next_move(l, step->issue);
	step->unit = roll(2) == 0 ? 0 : 1 + (int)roll(3);
	step->co = strcmp(step->to, "assigned") == 0 && roll(3) == 0 ? 1 + (int)roll(3) : 0;
	/* Often at the same second: then their order alone tells them apart. */
	seconds = time_behind(last_step(step->issue, count), step->issue) +
	          (roll(3) == 0 ? 0 : (int64_t)roll(3 * 86400));
	if (strcmp(step->to, "assigned") == 0 && roll(5) == 0)
		civ_date_format(civ_time_day(seconds) + 1 + (int)roll(20), step->due);
	civ_time_format(seconds, step->at);
	if (seconds > l->clock.now || take_step(l, step) != CIV_OK)
		return;
	step->stands = true;
	step->event = number(l, "SELECT max(id) FROM event WHERE issue_id = ?1", step->issue);
	count++;
}

static void try_extension(struct ledger *l)
{
	struct step *step = &steps[count];
	int issue = 1 + (int)roll(ISSUES);
	int64_t seconds = time_of(last_step(issue, count), issue) + 60;

	*step = (struct step){.issue = issue, .extension = true, .stands = true, .event = -1};
	civ_time_format(seconds, step->at);
	civ_date_format(civ_time_day(seconds) + 60 + (int)roll(20), step->due);
	/* One a cycle, as long as it is in time. */
	if (number(l,
	           "SELECT stage NOT IN ('closed', 'dismissed') AND extended_due IS NULL AND due IS NOT NULL"
	           " FROM issue WHERE id = ?1",
	           issue) != 1 ||
	    number(l, "SELECT count(*) FROM extension WHERE issue_id = ?1", issue) > 0)
		return;
	good(l, take_step(l, step));
	count++;
}

static void try_undo(struct ledger *l)
{
	static const struct civ_move undo = {.kind = CIV_MOVE_UNDO, .note = "wrong"};
	int issue = 1 + (int)roll(ISSUES);
	struct step *step = last_step(issue, count);

	/* What depends on an extension, or it on what, is not this test's. */
	if (step == NULL || step->extension)
		return;
	good(l, civ_mover_move(l->mover, issue, &undo, NULL, l->messages));
	step->stands = false;
}

static void try_correction(struct ledger *l)
{
	struct step *step = &steps[roll((unsigned)count + 1)], *next = NULL;
	char event[24];
	struct civ_move correct = {.kind = CIV_MOVE_CORRECT, .event = event, .note = "at another time"};
	int64_t first, last, was;

	if (step >= steps + count || !step->stands || step->extension)
		return;
	for (struct step *s = step + 1; s < steps + count && next == NULL; s++)
		if (s->issue == step->issue && s->stands)
			next = s;
	was = time_of(step, 0);
	first = time_behind(last_step(step->issue, (size_t)(step - steps)), step->issue);
	last = next == NULL ? was + 86400 : time_of(next, 0) - (next->extension ? 1 : 0);
	/* The limit of a past cycle stays, so that its reopening keeps its day, with hours its minute; extensions go by
	 * it too. */
	if (strcmp(step->to, "assigned") == 0 &&
	    number(l,
	           "SELECT e.from_stage = 'closed' AND (e.cycle < i.cycle OR EXISTS (SELECT 1 FROM extension x"
	           " WHERE x.issue_id = i.id)) FROM event e JOIN issue i ON i.id = e.issue_id WHERE e.id = ?1",
	           step->event) == 1) {
		int64_t unit = in_hours ? 60 : 86400;

		first = first < was - was % unit ? was - was % unit : first;
		last = last > was - was % unit + unit - 1 ? was - was % unit + unit - 1 : last;
	}
	if (last > l->clock.now)
		last = l->clock.now;
	civ_time_format(first + (int64_t)(roll(1000) * (uint64_t)(last - first) / 999), step->at);
	correct.at = step->at;
	snprintf(event, sizeof event, "%lld", (long long)step->event);
	good(l, civ_mover_move(l->mover, step->issue, &correct, NULL, l->messages));
}

/* ---- comparing ---- */

/* All that the ledger holds, but for closing numbers: those of what was taken back are not given to others. */
static void dump(struct ledger *l, struct civ_buf *text)
{
	static const char *const queries[] = {
		"SELECT id, unit_id, due, due_time, evidence, stage, cycle, assigned_at, received_at, rectified_at,"
		" accepted_at, accepted_by_id, closed_at,"
		" extended_due, extended_due_time, due_provisional, returns, dismiss_reason, review_at, dismissed_at,"
		" reopened_at, came_back_at FROM issue ORDER BY id",
		"SELECT issue_id, cycle, unit_id, part, due, due_time, sent_at, received_at, returned_at,"
		" rectified_at, note FROM dispatch ORDER BY 1, 2, 3",
		"SELECT issue_id, cycle, unit_id, started_at, due, due_time, extended_due, extended_due_time,"
		" rectified_at, accepted_at, accepted_by_id, closed_at, came_back_at, reason"
		" FROM cycle ORDER BY 1, 2",
		"SELECT issue_id, cycle, at, from_stage, to_stage, note FROM event WHERE undone_at IS NULL"
		" ORDER BY 1, id",
	};

	for (size_t q = 0; q < sizeof queries / sizeof queries[0]; q++) {
		sqlite3_stmt *rows;

		ck_assert_int_eq(sqlite3_prepare_v2(civ_store_db(l->store), queries[q], -1, &rows, NULL), SQLITE_OK);
		while (sqlite3_step(rows) == SQLITE_ROW) {
			for (int c = 0; c < sqlite3_column_count(rows); c++)
				civ_buf_addf(text, "%s|",
				             sqlite3_column_type(rows, c) == SQLITE_NULL
				                     ? ""
				                     : (const char *)sqlite3_column_text(rows, c));
			civ_buf_addc(text, '\n');
		}
		sqlite3_finalize(rows);
	}
}

/* The first line in which they differ, for the message. */
static void same_dump(struct ledger *a, struct ledger *b, unsigned seed)
{
	struct civ_buf left = {0}, right = {0};
	const char *x, *y;

	dump(a, &left);
	dump(b, &right);
	x = civ_buf_str(&left);
	y = civ_buf_str(&right);
	while (*x != '\0' && strcspn(x, "\n") == strcspn(y, "\n") && strncmp(x, y, strcspn(x, "\n")) == 0) {
		x += strcspn(x, "\n") + 1;
		y += strcspn(y, "\n") + 1;
	}
	ck_assert_msg(*x == *y && *x == '\0', "seed %u:\n%.*s\n%.*s", seed, (int)strcspn(x, "\n"), x,
	              (int)strcspn(y, "\n"), y);
	civ_buf_free(&left);
	civ_buf_free(&right);
}

static enum civ_status differs(void *data, const char *subject, const char *stored, const char *counted)
{
	ck_abort_msg("seed %u: %s: %s, counted %s", *(unsigned *)data, subject, stored, counted);
	return CIV_SYSTEM;
}

/* The figures of the areas as of DAY. */
static void figures_of(struct ledger *l, int32_t day, bool scan, struct civ_issue_figures *figures)
{
	const struct civ_rates_options options = {
		.groups = {CIV_RATES_AREA}, .group_count = 1, .has_to = true, .to = day, .scan = scan};
	const struct civ_clock clock = {.now = l->clock.now, .asof = day, .user = "tester"};
	struct civ_arena *arena = civ_arena_new();
	struct civ_issue_figures *rows;
	struct civ_records *records;
	size_t rows_count;

	good(l, civ_records_open(l->store, civ_hooks, &clock, l->messages, &records));
	good(l, civ_issue_figures(records, &options, arena, &rows, &rows_count));
	ck_assert_uint_le(rows_count, 1);
	memset(figures, 0, sizeof *figures);
	if (rows_count == 1)
		*figures = rows[0];
	civ_records_close(records);
	civ_arena_free(arena);
}

static void same_figures(struct ledger *a, struct ledger *b, unsigned seed)
{
	struct civ_issue_figures x, y, z;

	for (int32_t day = FIRST_DAY; day <= NOW; day += 9) {
		figures_of(a, day, false, &x);
		figures_of(b, day, false, &y);
		ck_assert_msg(memcmp(&x, &y, sizeof x) == 0, "seed %u: as of day %d", seed, day);
	}
	figures_of(a, NOW, false, &x);
	figures_of(a, NOW, true, &z);
	ck_assert_msg(memcmp(&x, &z, sizeof x) == 0, "seed %u: summary and scan", seed);
}

START_TEST(what_stands_is_what_happened)
{
	unsigned seed = (unsigned)_i + 1;
	struct ledger a, b;

	dice = seed;
	count = 0;
	in_hours = seed % 2 == 0;
	open_ledger(&a);
	open_ledger(&b);
	for (int i = 0; i < 900 && count < STEPS - 1; i++) {
		unsigned what = roll(20);

		if (what < 13)
			try_move(&a);
		else if (what < 16)
			try_undo(&a);
		else if (what < 19)
			try_correction(&a);
		else
			try_extension(&a);
	}
	for (size_t i = 0; i < count; i++)
		if (steps[i].stands)
			good(&b, take_step(&b, &steps[i]));
	good(&a, civ_mover_finish(a.mover));
	good(&b, civ_mover_finish(b.mover));
	ck_assert_int_gt(number(&a, "SELECT count(*) FROM amendment WHERE kind = 'undo' AND id > ?1", 0), 20);
	ck_assert_int_gt(number(&a, "SELECT count(*) FROM amendment WHERE kind = 'correction' AND id > ?1", 0), 20);
	ck_assert_int_gt(number(&a, "SELECT count(*) FROM cycle WHERE id > ?1", 0), 0);
	same_dump(&a, &b, seed);
	good(&a, civ_summary_compare(a.records, differs, &seed));
	same_figures(&a, &b, seed);
	/* Everything that was moved can be taken back to the beginning. */
	for (size_t i = count; i-- > 0;)
		if (steps[i].stands && !steps[i].extension)
			good(&a, civ_mover_move(a.mover, steps[i].issue,
			                        &(const struct civ_move){.kind = CIV_MOVE_UNDO}, NULL, a.messages));
	good(&a, civ_mover_finish(a.mover));
	ck_assert_int_eq(
		number(&a,
	               "SELECT count(*) FROM issue WHERE stage = 'reported' AND cycle = 1 AND returns = 0"
	               " AND assigned_at IS NULL"
	               " AND rectified_at IS NULL AND closed_at IS NULL AND close_no IS NULL"
	               " AND unit_id IS NULL AND id > ?1",
	               0),
		ISSUES);
	ck_assert_int_eq(
		number(&a,
	               "SELECT count(*) FROM (SELECT id FROM dispatch UNION ALL SELECT id FROM cycle) AS x"
	               " WHERE id > ?1",
	               0),
		0);
	good(&a, civ_summary_compare(a.records, differs, &seed));
	close_ledger(&a);
	close_ledger(&b);
}
END_TEST

Suite *moves_suite(void)
{
	Suite *suite = suite_create("moves");
	TCase *tests = tcase_create("moves");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, what_stands_is_what_happened, 0, RUNS);
	suite_add_tcase(suite, tests);
	return suite;
}

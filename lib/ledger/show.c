/* The life of one issue. */
#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/ledger/private.h"

static const struct civ_word parts[] = {
	CIV_CHOICE("issue", "Issue", "问题"),
	CIV_CHOICE("due", "Due", "时限"),
	CIV_CHOICE("stage", "Stage", "环节"),
	CIV_CHOICE("part", "Part", "协办"),
	CIV_CHOICE("amended", "Amended", "更正"),
	CIV_CHOICE("before", "Before", "此前"),
	{.code = NULL},
};

const struct civ_out_column civ_ledger_show_columns[] = {
	{"part", "Part", CIV_KIND_CHOICE(parts), "issue, due, stage, part, amended or before"},
	{"at", "At", CIV_KIND_MOMENT, "when"},
	{"what", "What", CIV_KIND_CHOICE(civ_words_event_stage), "what is said of it"},
	{"days", "Days", CIV_KIND_NUMBER, "days until the next step, or until the as-of day; one decimal"},
	{"note", "Note", CIV_KIND_TEXT, "on whom it waited, by whom, why"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static const char facts_sql[] =
	"SELECT i.reported_at, c.name, a.name, i.place, i.description, u.name, i.stage, i.due, i.extended_due,"
	"  i.due_provisional, i.reports, i.first_reported_at, i.cycle, ch.name, i.external_id, i.category_id,"
	"  i.area_id, ifnull(i.reopened_at, i.reported_at), i.returns, i.closed_at, i.due_time,"
	"  i.due || ifnull(' ' || i.due_time, ''), i.extended_due || ifnull(' ' || i.extended_due_time, '')"
	" FROM issue i JOIN category c ON c.id = i.category_id LEFT JOIN area a ON a.id = i.area_id"
	" LEFT JOIN unit u ON u.id = i.unit_id"
	" LEFT JOIN channel ch ON ch.id = i.channel_id"
	" WHERE i.id = :id";

/* The first row is the report itself; a loaded history has no events, but its times. */
#define LOADED(stage, time, turn) \
	" UNION ALL SELECT " time ", '" stage "', NULL, say('as loaded'), NULL, " turn " FROM issue i WHERE id = :id" \
	" AND " CIV_LEDGER_LOADED("i", stage, time)
static const char stages_sql[] =
	"SELECT reported_at, 'reported', NULL,"
	"  CASE WHEN " CIV_LEDGER_UNIT_FROM_REPORT("i") " THEN say('not known when it was assigned') END,"
	"  CASE WHEN " CIV_LEDGER_UNIT_FROM_REPORT("i") " THEN 'unit' END, 0"
	" FROM issue i"
	" WHERE id = :id"
	" UNION ALL"
	" SELECT at, to_stage, by, note, NULL, 6 + id"
	" FROM event"
	" WHERE issue_id = :id"
	"  AND at < :end"
	"  AND " CIV_EVENT_STANDS("event") LOADED("assigned", "assigned_at", "1")
	"  " LOADED("received", "received_at", "2") LOADED("rectified", "rectified_at", "3")
	"  " LOADED("accepted", "accepted_at", "4") LOADED("closed", "closed_at", "5")
	"  " LOADED("dismissed", "dismissed_at", "6")
	" ORDER BY 1, 6";

/* Of an issue with co-units the parts of its cycle, and how late each was done, or is. :minute is the minute that is
 * asked for. */
#define THEN(time) "CASE WHEN " CIV_MINUTE_OF(time) " <= :minute THEN " time " END"
static const char parts_sql[] =
	"WITH part AS ("
	"  SELECT u.name, d.part, d.sent_at, " THEN("d.returned_at") " AS returned,"
	"   " THEN("d.rectified_at") " AS done, " CIV_LIMIT_OF("i") " AS due, u.code"
	"  FROM issue i JOIN dispatch d ON d.issue_id = i.id AND d.cycle = i.cycle"
	"  JOIN unit u ON u.id = d.unit_id"
	"  WHERE i.id = :id"
	"   AND " CIV_MINUTE_OF("d.sent_at") " <= :minute"
	"   AND EXISTS (SELECT 1 FROM dispatch o WHERE o.issue_id = i.id AND o.cycle = i.cycle AND o.part = 'co')"
	" )"
	" SELECT name, part = 'co', sent_at, returned, done,"
	"  CASE"
	"   WHEN " CIV_MINUTE_OF("ifnull(done, :minute)") " <= due THEN 0"
	"   ELSE max("
	"    1, CAST(julianday(substr(ifnull(done, :minute), 1, 10)) - julianday(substr(due, 1, 10)) AS INTEGER)"
	"   )"
	"  END"
	" FROM part"
	" ORDER BY part = 'co', sent_at, code";

static const char before_sql[] =
	"SELECT x.reported_at, x.id, x.stage, x.closed_at"
	" FROM issue i"
	" JOIN issue x ON x.category_id = i.category_id"
	"  AND x.area_id IS i.area_id"
	"  AND place_key(x.area_id, x.place) IS place_key(i.area_id, i.place)"
	"  AND x.id <> i.id"
	"  AND x.reported_at <= i.reported_at"
	" WHERE i.id = :id"
	" ORDER BY x.reported_at DESC LIMIT 10";

/* Moves that were taken back, or whose time was corrected. */
static const char amended_sql[] =
	"SELECT a.at, e.from_stage = e.to_stage, e.to_stage, a.was, a.becomes, a.by, a.note"
	" FROM amendment a JOIN event e ON e.id = a.event_id"
	" WHERE a.issue_id = :id AND a.at < :end"
	" ORDER BY a.at, a.id";

struct show {
	struct civ_records *records;
	struct civ_out *out;
	int64_t id;
	int64_t end; /* of the as-of day, or now */
};

static void cells(struct show *show, const char *part, const char *at, const char *what)
{
	civ_out_string(show->out, part);
	civ_out_string(show->out, at);
	civ_out_string(show->out, what);
}

static enum civ_status line(struct show *show, const char *part, const char *at, const char *what, const char *note)
{
	cells(show, part, at, what);
	civ_out_null(show->out);
	civ_out_string(show->out, note);
	return civ_out_row(show->out);
}

static const char *say(const struct show *show, const char *text)
{
	return civ_records_say(show->records, text);
}

/* A stage as this reader reads it. */
static const char *stage_word(const struct show *show, const char *stage)
{
	return civ_records_speaking(show->records) ? civ_code_told(civ_words_event_stage, stage) : stage;
}

static const char *text(sqlite3_stmt *row, int column)
{
	return (const char *)sqlite3_column_text(row, column);
}

static enum civ_status select(struct show *show, const char *sql, sqlite3_stmt **rows)
{
	enum civ_status status = civ_records_then(show->records, &civ_noun_issue, sql, rows);

	return status == CIV_OK ? civ_bind_int(civ_records_store(show->records), *rows, ":id", show->id) : status;
}

/* Why this due date: the rule as it stands today, and whether it gives the date that is stored. */
static enum civ_status show_due(struct show *show, sqlite3_stmt *row)
{
	struct civ_due_question question = {.category = sqlite3_column_int64(row, 15),
	                                    .name = text(row, 1),
	                                    .start = text(row, 17),
	                                    .due = text(row, 7),
	                                    .due_time = text(row, 20),
	                                    .provisional = sqlite3_column_int(row, 9) != 0};
	struct civ_deadlines *deadlines = NULL;
	struct civ_buf why = {0};
	enum civ_status status;

	if (question.due == NULL)
		return line(show, "due", NULL, say(show, CIV_WORD("no due date")),
		            say(show, CIV_WORD("the category has no days")));
	status = civ_deadlines_open(show->records, &deadlines);
	if (status == CIV_OK)
		status = civ_deadlines_explain(deadlines, &question, &why);
	if (status == CIV_OK)
		status = line(show, "due", text(row, 21), say(show, CIV_WORD("last day to rectify")),
		              civ_buf_str(&why));
	if (status == CIV_OK && text(row, 8) != NULL)
		status = line(show, "due", text(row, 22), say(show, CIV_WORD("extended to")), NULL);
	civ_buf_free(&why);
	civ_deadlines_close(deadlines);
	return status;
}

static enum civ_status show_facts(struct show *show, sqlite3_stmt *row)
{
	struct civ_buf note = {0};
	enum civ_status status;

	civ_buf_addf(&note, "%s", text(row, 13) == NULL ? say(show, CIV_WORD("entered by hand")) : text(row, 13));
	if (text(row, 14) != NULL)
		civ_buf_addf(&note, " %s", text(row, 14));
	status = note.failed ? civ_no_memory(civ_records_messages(show->records))
	                     : line(show, "issue", text(row, 0), text(row, 1), civ_buf_str(&note));
	civ_buf_free(&note);
	if (status == CIV_OK && (text(row, 2) != NULL || text(row, 3) != NULL))
		status = line(show, "issue", NULL, text(row, 3) == NULL ? text(row, 2) : text(row, 3),
		              text(row, 3) == NULL ? NULL : text(row, 2));
	if (status == CIV_OK && text(row, 4) != NULL)
		status = line(show, "issue", NULL, text(row, 4), NULL);
	if (status == CIV_OK)
		status = line(show, "issue", NULL, stage_word(show, text(row, 6)), text(row, 5));
	if (status == CIV_OK && sqlite3_column_int64(row, 10) > 1)
		status = line(show, "issue", text(row, 11), say(show, CIV_WORD("first of its reports")), NULL);
	return status;
}

const char *civ_ledger_waits_on(const char *stage)
{
	if (strcmp(stage, "assigned") == 0 || strcmp(stage, "received") == 0)
		return "unit";
	if (strcmp(stage, "rectified") == 0)
		return "citizen";
	return strcmp(stage, "closed") == 0 || strcmp(stage, "dismissed") == 0 ? NULL : "office";
}

struct stage {
	const char *at, *name, *by, *note;
	const char *waits_on; /* NULL: as the stage tells */
};

/* One more clause of a note: a format with TEXT in it. */
static void add_part(const struct show *show, struct civ_buf *note, const char *format, const char *text)
{
	civ_buf_adds(note, note->len == 0 ? "" : say(show, CIV_WORD("; ")));
	civ_buf_addf(note, say(show, format), text);
}

static enum civ_status stage_row(struct show *show, const struct stage *stage, int64_t until)
{
	const char *at = stage->at, *by = stage->by, *note = stage->note;
	const char *waits = stage->waits_on != NULL ? stage->waits_on : civ_ledger_waits_on(stage->name);
	struct civ_buf text_of_note = {0};
	int64_t from = 0;
	enum civ_status status;

	if (waits != NULL)
		add_part(show, &text_of_note, CIV_WORD("waits on the %s"),
		         civ_records_speaking(show->records) ? civ_code_told(civ_words_waits_on, waits) : waits);
	if (by != NULL)
		add_part(show, &text_of_note, CIV_WORD("by %s"), by);
	if (note != NULL)
		add_part(show, &text_of_note, "%s", note);
	cells(show, "stage", at, stage_word(show, stage->name));
	if (waits != NULL && civ_time_parse(at, strlen(at), &from) && until >= from)
		civ_out_rounded(show->out, (double)(until - from) / CIV_DAY_SECONDS, 1);
	else
		civ_out_null(show->out);
	civ_out_text(show->out, text_of_note.data, text_of_note.len);
	status = text_of_note.failed ? civ_no_memory(civ_records_messages(show->records)) : civ_out_row(show->out);
	civ_buf_free(&text_of_note);
	return status;
}

static bool keep_stage(struct civ_arena *arena, sqlite3_stmt *row, struct stage *stage)
{
	const char **texts[] = {&stage->at, &stage->name, &stage->by, &stage->note, &stage->waits_on};

	for (int i = 0; i < 5; i++) {
		const char *value = text(row, i);

		*texts[i] = value == NULL ? NULL : civ_arena_copy(arena, value, strlen(value));
		if (value != NULL && *texts[i] == NULL)
			return false;
	}
	return true;
}

/* Each stage is shown once the next is known: its days end there. */
static enum civ_status show_stages(struct show *show)
{
	struct civ_store *store = civ_records_store(show->records);
	struct civ_arena *arena = civ_arena_new();
	struct stage now = {0}, next = {0};
	sqlite3_stmt *rows = NULL;
	enum civ_status status = arena == NULL ? civ_no_memory(civ_records_messages(show->records))
	                                       : select(show, stages_sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		int64_t until = 0;

		if (!keep_stage(arena, rows, &next))
			status = civ_no_memory(civ_records_messages(show->records));
		else if (now.at != NULL && civ_time_parse(next.at, strlen(next.at), &until))
			status = stage_row(show, &now, until);
		now = next;
	}
	if (status == CIV_OK && now.at != NULL)
		status = stage_row(show, &now, show->end);
	civ_arena_free(arena);
	return status;
}

/* Whose part it is, how long the unit had it, and whether it was in time. */
static enum civ_status part_row(struct show *show, sqlite3_stmt *row)
{
	const char *returned = text(row, 3), *done = text(row, 4), *end = returned != NULL ? returned : done;
	bool judged = returned == NULL && sqlite3_column_type(row, 5) != SQLITE_NULL;
	int64_t from = 0, until = show->end, late = sqlite3_column_int64(row, 5);
	struct civ_buf note = {0};
	enum civ_status status;

	add_part(show, &note, sqlite3_column_int(row, 1) != 0 ? CIV_WORD("co-unit") : CIV_WORD("lead"), "");
	if (judged && late > 0)
		civ_buf_addf(&note,
		             done != NULL ? civ_records_say_count(show->records, "; done, %lld day late",
		                                                  "; done, %lld days late", late)
		                          : civ_records_say_count(show->records, "; open, %lld day late",
		                                                  "; open, %lld days late", late),
		             (long long)late);
	else
		add_part(show, &note,
		         returned != NULL         ? CIV_WORD("given back")
		         : done == NULL           ? CIV_WORD("open")
		         : judged                 ? CIV_WORD("done in time")
		                                  : CIV_WORD("done"), "");
	cells(show, "part", end == NULL ? text(row, 2) : end, text(row, 0));
	if (civ_time_parse(text(row, 2), strlen(text(row, 2)), &from) &&
	    (end == NULL || civ_time_parse(end, strlen(end), &until)) && until >= from)
		civ_out_rounded(show->out, (double)(until - from) / CIV_DAY_SECONDS, 1);
	else
		civ_out_null(show->out);
	civ_out_text(show->out, note.data, note.len);
	status = note.failed ? civ_no_memory(civ_records_messages(show->records)) : civ_out_row(show->out);
	civ_buf_free(&note);
	return status;
}

static enum civ_status show_parts(struct show *show)
{
	struct civ_store *store = civ_records_store(show->records);
	char minute[CIV_TIME_SIZE];
	sqlite3_stmt *rows;
	enum civ_status status = select(show, parts_sql, &rows);

	civ_time_format(civ_clock_minute(civ_records_clock(show->records)) * 60, minute);
	minute[CIV_DATE_SIZE + CIV_CLOCK_SIZE - 1] = '\0';
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":minute", minute);
	while (civ_store_next(store, rows, &status))
		status = part_row(show, rows);
	return status;
}

static enum civ_status show_before(struct show *show)
{
	struct civ_store *store = civ_records_store(show->records);
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_records_functions(show->records, before_sql);

	if (status == CIV_OK)
		status = select(show, before_sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		struct civ_buf what = {0};

		civ_buf_addf(&what, say(show, CIV_WORD("issue %lld, %s")), (long long)sqlite3_column_int64(rows, 1),
		             stage_word(show, text(rows, 2)));
		status = what.failed
		                 ? civ_no_memory(civ_records_messages(show->records))
		                 : line(show, "before", text(rows, 0), civ_buf_str(&what),
		                        say(show, CIV_WORD("same category and place")));
		civ_buf_free(&what);
	}
	return status;
}

static enum civ_status amended_row(struct show *show, sqlite3_stmt *row)
{
	struct civ_buf what = {0}, note = {0};
	const char *stage = stage_word(show, text(row, 2));
	enum civ_status status;

	/* A unit's step that left the issue where it was has no stage of its own. */
	if (text(row, 4) == NULL && sqlite3_column_int(row, 1) != 0)
		civ_buf_addf(&what, say(show, CIV_WORD("a unit's step of %s was taken back")), text(row, 3));
	else if (sqlite3_column_int(row, 1) != 0)
		civ_buf_addf(&what, say(show, CIV_WORD("a unit's step was at %s, not at %s")),
		             text(row, 4), text(row, 3));
	else if (text(row, 4) == NULL)
		civ_buf_addf(&what, say(show, CIV_WORD("the move to %s of %s was taken back")), stage, text(row, 3));
	else
		civ_buf_addf(&what, say(show, CIV_WORD("the move to %s was at %s, not at %s")),
		             stage, text(row, 4), text(row, 3));
	add_part(show, &note, CIV_WORD("by %s"), text(row, 5));
	if (text(row, 6) != NULL)
		add_part(show, &note, "%s", text(row, 6));
	status = what.failed || note.failed
	                 ? civ_no_memory(civ_records_messages(show->records))
	                 : line(show, "amended", text(row, 0), civ_buf_str(&what), civ_buf_str(&note));
	civ_buf_free(&what);
	civ_buf_free(&note);
	return status;
}

static enum civ_status show_amended(struct show *show)
{
	struct civ_store *store = civ_records_store(show->records);
	sqlite3_stmt *rows;
	enum civ_status status = select(show, amended_sql, &rows);

	while (civ_store_next(store, rows, &status))
		status = amended_row(show, rows);
	return status;
}

enum civ_status civ_ledger_show(struct civ_records *records, int64_t id, struct civ_out *out)
{
	const struct civ_clock *clock = civ_records_clock(records);
	struct show show = {.records = records, .out = out, .id = id, .end = clock->now};
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row = NULL;
	enum civ_status status;

	if (clock->asof != civ_time_day(clock->now))
		show.end = (int64_t)(clock->asof + 1) * CIV_DAY_SECONDS;
	status = civ_records_say_in_sql(records);
	if (status == CIV_OK)
		status = select(&show, facts_sql, &row);
	if (!civ_store_next(store, row, &status))
		return status;
	status = show_facts(&show, row);
	if (status == CIV_OK)
		status = show_due(&show, row);
	sqlite3_reset(row);
	if (status == CIV_OK)
		status = show_stages(&show);
	if (status == CIV_OK)
		status = show_parts(&show);
	if (status == CIV_OK)
		status = show_amended(&show);
	return status == CIV_OK ? show_before(&show) : status;
}

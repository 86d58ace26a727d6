/* What was published against what the same report says today. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/hash.h"
#include "civplan/lists.h"
#include "lib/rhythm/board.h"

const struct civ_out_column civ_rhythm_compare_columns[] = {
	{"subject", "Subject", CIV_KIND_TEXT, "what the row is about: a unit, or what and which, such as task:K001"},
	{"name", "Figure", CIV_KIND_TEXT, "column of the report; *: the row itself"},
	{"published", "Published", CIV_KIND_TEXT, "what was published; empty: nothing"},
	{"now", "Now", CIV_KIND_TEXT, "what the report says today, as of the same day; empty: nothing"},
	{"runs", "Runs", CIV_KIND_TEXT,
	 "runs since then that changed something dated up to that day which the row is made of, joined with ;: see "
	 "plan-history"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static const char run_sql[] =
	"SELECT min(run) FROM run_range WHERE table_name = 'publication' AND :id BETWEEN first_id AND last_id";
/* What a run did counts when it is dated up to the as-of day, or has no date of its own. */
#define DATED \
	"(" \
	"    c.column_name NOT LIKE '%\\_at' ESCAPE '\\'" \
	"    AND c.column_name NOT IN ('finished', 'stage', 'cycle', 'close_no')" \
	"    OR c.old < :end" \
	"    OR c.new < :end" \
	"   )"
#define CHANGED(table, where) \
	"SELECT c.run" \
	"  FROM change c JOIN \"" table "\" t ON t.id = c.row_id" \
	"  WHERE c.run > :run AND c.table_name = '" table "' AND " DATED " AND " where
#define ADDED(table, date, where) \
	"SELECT g.run" \
	"  FROM run_range g" \
	"  WHERE g.run > :run AND g.table_name = '" table "' AND EXISTS (" \
	"    SELECT 1" \
	"    FROM \"" table "\" t" \
	"    WHERE t.id BETWEEN g.first_id AND g.last_id AND " date " AND " where \
	"   )"
#define UNIT "(SELECT id FROM unit WHERE code = :unit)"
#define OF_UNIT "(:unit = '*' OR t.unit_id = " UNIT ")"
/* Of what the figure is made. */
#define OF(what) "(:what IS NULL OR :what = '" what "') AND "
#define OF_TASK "t.code = :code"
#define OF_PROGRESS OF("task") "t.task_id IN (SELECT k.id FROM task k WHERE :unit = '*' OR k.unit_id = " UNIT ")"
#define OF_MEASURE \
	OF("indicator") "t.indicator IN (SELECT i.code FROM indicator i WHERE :unit = '*' OR i.unit_id = " UNIT ")"
#define OF_CRITERION "(SELECT m.criterion FROM milestone m WHERE m.code = :code) LIKE '%' || t.indicator || '%'"

/* A row that moved to another unit, or away, is known by its old unit. */
static const char unit_runs_sql[] =
	"SELECT group_concat(run, ';')"
	" FROM ("
	"  " CHANGED("issue", OF("issue") OF_UNIT)
	"  UNION " CHANGED("task", OF("task") OF_UNIT)
	"  UNION"
	"  SELECT c.run"
	"  FROM change c"
	"  WHERE c.run > :run"
	"   AND c.table_name IN ('issue', 'task', 'indicator')"
	"   AND (:what IS NULL OR :what = c.table_name)"
	"   AND c.column_name = 'unit'"
	"   AND (c.old = :unit OR c.new = :unit)"
	"  UNION " ADDED("issue", "t.reported_at < :end", OF("issue") OF_UNIT)
	"  UNION " ADDED("task", "1", OF("task") OF_UNIT)
	"  UNION " ADDED("progress", "t.date < :end", OF_PROGRESS)
	"  UNION " ADDED("measure", "t.date < :end", OF_MEASURE)
	"  UNION"
	"  SELECT c.run"
	"  FROM change c JOIN measure t ON t.id = c.row_id"
	"  WHERE c.run > :run"
	"   AND c.table_name = 'measure'"
	"   AND t.date < :end"
	"   AND " OF_MEASURE
	"  ORDER BY 1"
	" )";
static const char task_runs_sql[] =
	"SELECT group_concat(run, ';')"
	" FROM ("
	"  " CHANGED("task", OF_TASK)
	"  UNION " ADDED("task", "1", OF_TASK)
	"  UNION"
	"  SELECT c.run"
	"  FROM change c"
	"  WHERE c.run > :run AND c.table_name = 'task' AND c.row_key = :code"
	"  ORDER BY 1"
	" )";
static const char milestone_runs_sql[] =
	"SELECT group_concat(run, ';')"
	" FROM ("
	"  " CHANGED("milestone", OF_TASK)
	"  UNION " ADDED("milestone", "1", OF_TASK)
	"  UNION"
	"  SELECT c.run"
	"  FROM change c"
	"  WHERE c.run > :run AND c.table_name = 'milestone' AND c.row_key = :code"
	"  UNION " ADDED("measure", "t.date < :end", OF_CRITERION)
	"  ORDER BY 1"
	" )";

struct comparison {
	struct civ_records *records;
	struct civ_store *store;
	struct civ_out *out;
	struct civ_rhythm_options options;
	struct civ_board board;
	struct civ_hash *published; /* subject and name -> place in values */
	struct civ_hash *subjects;
	struct civ_buf values;      /* of const char * */
	int64_t run;
	char end[CIV_DATE_SIZE];
};

static enum civ_status key_of(struct civ_board *board, const char *subject, const char *name, struct civ_span *key)
{
	size_t left = strlen(subject), right = strlen(name);
	char *text = civ_arena_alloc(board->arena, left + right + 2);

	if (text == NULL)
		return civ_no_memory(board->messages);
	memcpy(text, subject, left);
	memcpy(text + left + 1, name, right); /* a NUL stands between them */
	*key = (struct civ_span){text, left + right + 1};
	return CIV_OK;
}

static const char *published_value(const struct comparison *comparison, int64_t place)
{
	return ((const char *const *)(const void *)comparison->values.data)[place];
}

static enum civ_status read_run(struct comparison *comparison, int64_t number)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(comparison->records, run_sql, &row);

	if (status == CIV_OK)
		status = civ_bind_int(comparison->store, row, ":id", number);
	if (civ_store_next(comparison->store, row, &status)) {
		comparison->run = sqlite3_column_int64(row, 0);
		sqlite3_reset(row);
	}
	return status;
}

static enum civ_status read_published(struct comparison *comparison, int64_t number)
{
	struct civ_board *board = &comparison->board;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(comparison->records, civ_board_figures_sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_int(comparison->store, rows, ":id", number);
	while (civ_store_next(comparison->store, rows, &status)) {
		struct civ_span value = civ_value_column(rows, 2).string, key,
				subject = civ_value_column(rows, 0).string;
		const char *kept = civ_arena_copy(board->arena, value.text == NULL ? "" : value.text, value.len);

		status = key_of(board, (const char *)sqlite3_column_text(rows, 0),
		                (const char *)sqlite3_column_text(rows, 1), &key);
		civ_buf_add(&comparison->values, &kept, sizeof kept);
		if (status == CIV_OK &&
		    (kept == NULL || comparison->values.failed || !civ_hash_put(comparison->subjects, subject, 1) ||
		     !civ_hash_put(comparison->published, key, (int64_t)(comparison->values.len / sizeof kept) - 1)))
			status = civ_no_memory(board->messages);
	}
	return status;
}

/* The records that a column of the reports on units counts; NULL: several. */
static const char *made_of(const char *figure)
{
	static const char *const of_tasks[] = {"n_tasks",         "n_tasks_due", "n_tasks_late",
	                                       "n_tasks_carried", "task_part",   NULL};
	static const char *const of_score[] = {"n_indicators", "points", "possible", "score_part", NULL};
	static const char *const of_all[] = {"*", "rank", "total", "slow", "note", "name", "unit", NULL};

	for (size_t i = 0; of_tasks[i] != NULL; i++)
		if (strcmp(of_tasks[i], figure) == 0)
			return "task";
	for (size_t i = 0; of_score[i] != NULL; i++)
		if (strcmp(of_score[i], figure) == 0)
			return "indicator";
	for (size_t i = 0; of_all[i] != NULL; i++)
		if (strcmp(of_all[i], figure) == 0)
			return NULL;
	return "issue";
}

/* "task:K001" is a task, "issues:U05:late" a unit's issues; anything else is a unit. */
static enum civ_status put_runs(struct comparison *comparison, const char *subject, const char *figure)
{
	const char *sql = unit_runs_sql, *code = subject;
	size_t len = strlen(subject);
	char *name;
	sqlite3_stmt *row = NULL;
	enum civ_status status;

	if (strncmp(subject, "task:", 5) == 0 || strncmp(subject, "milestone:", 10) == 0) {
		sql = subject[0] == 't' ? task_runs_sql : milestone_runs_sql;
		code = strchr(subject, ':') + 1;
		len = strlen(code);
	} else if (strncmp(subject, "issues:", 7) == 0) {
		code = subject + 7;
		len = strcspn(code, ":");
	}
	name = civ_arena_copy(comparison->board.arena, code, len);
	status = name == NULL ? civ_no_memory(comparison->board.messages)
	                      : civ_records_statement(comparison->records, sql, &row);
	if (status == CIV_OK)
		status = civ_bind_int(comparison->store, row, ":run", comparison->run);
	if (status == CIV_OK)
		status = civ_bind_text(comparison->store, row, ":end", comparison->end);
	if (status == CIV_OK)
		status = civ_bind_text(comparison->store, row, ":unit", name);
	if (status == CIV_OK)
		status = civ_bind_text(comparison->store, row, ":code", name);
	if (status == CIV_OK)
		status = civ_bind_text(comparison->store, row, ":what", made_of(figure));
	if (civ_store_next(comparison->store, row, &status)) {
		civ_print_cells(comparison->out, row, 0, 1);
		sqlite3_reset(row);
	}
	return status;
}

static enum civ_status write_change(struct comparison *comparison, const char *subject, const char *name,
                                    const char *published, const char *now)
{
	enum civ_status status;

	civ_out_string(comparison->out, subject);
	civ_out_string(comparison->out, name);
	civ_out_string(comparison->out, published);
	civ_out_string(comparison->out, now);
	status = put_runs(comparison, subject, name);
	return status == CIV_OK ? civ_out_row(comparison->out) : status;
}

static enum civ_status compare_row(struct comparison *comparison, const struct civ_board_row *row)
{
	const struct civ_out_column *columns = civ_rhythm_columns[comparison->options.report];
	int64_t place;
	enum civ_status status = CIV_OK;

	if (!civ_hash_get(comparison->subjects, (struct civ_span){row->subject, strlen(row->subject)}, &place))
		return write_change(comparison, row->subject, "*", NULL, "listed");
	if (!civ_hash_put(comparison->subjects, (struct civ_span){row->subject, strlen(row->subject)}, 2))
		return civ_no_memory(comparison->board.messages);
	for (size_t c = 0; c < comparison->board.width && status == CIV_OK; c++) {
		const char *published = "";
		struct civ_span key;

		status = key_of(&comparison->board, row->subject, columns[c].name, &key);
		if (status == CIV_OK && civ_hash_get(comparison->published, key, &place))
			published = published_value(comparison, place);
		if (status == CIV_OK && strcmp(published, row->cells[c]) != 0)
			status = write_change(comparison, row->subject, columns[c].name, published, row->cells[c]);
	}
	return status;
}

/* Rows that were published and are no more. */
static enum civ_status write_gone(struct comparison *comparison, int64_t number)
{
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(
		comparison->records, "SELECT DISTINCT subject FROM figure WHERE publication_id = :id ORDER BY 1",
		&rows);

	if (status == CIV_OK)
		status = civ_bind_int(comparison->store, rows, ":id", number);
	while (civ_store_next(comparison->store, rows, &status)) {
		struct civ_span subject = civ_value_column(rows, 0).string;
		int64_t seen;

		if (civ_hash_get(comparison->subjects, subject, &seen) && seen == 1)
			status = write_change(comparison, (const char *)sqlite3_column_text(rows, 0), "*", "listed",
			                      NULL);
	}
	return status;
}

enum civ_status civ_rhythm_compare(struct civ_records *records, enum civ_rhythm report, int64_t number,
                                   struct civ_out *out)
{
	struct comparison comparison = {.records = records,
	                                .store = civ_records_store(records),
	                                .out = out,
	                                .options = {.slow = NAN, .floor = NAN}};
	struct civ_records *then = NULL;
	enum civ_status status = civ_rhythm_published(records, report, number, &comparison.options);

	civ_date_format(comparison.options.asof + 1, comparison.end);
	/* What is kept is the same in every language, and so is what it is compared with. */
	civ_records_speak(records, false);
	comparison.published = civ_hash_new();
	comparison.subjects = civ_hash_new();
	if (comparison.published == NULL || comparison.subjects == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	if (status == CIV_OK)
		status = read_run(&comparison, number);
	if (status == CIV_OK)
		status = civ_board_make(records, &comparison.options, &then, &comparison.board);
	if (status == CIV_OK)
		status = read_published(&comparison, number);
	for (size_t i = 0; i < comparison.board.count && status == CIV_OK; i++)
		status = compare_row(&comparison, &comparison.board.rows[i]);
	if (status == CIV_OK)
		status = write_gone(&comparison, number);
	if (status == CIV_OK && civ_out_rows(out) > 0)
		status = CIV_FLAGGED;
	civ_board_close(&comparison.board);
	civ_records_close(then);
	civ_hash_free(comparison.published);
	civ_hash_free(comparison.subjects);
	civ_buf_free(&comparison.values);
	return status;
}

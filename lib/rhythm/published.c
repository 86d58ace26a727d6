/* Publications as they were made. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "lib/rhythm/board.h"

static const char publication_sql[] =
	"SELECT report, start, \"end\", asof, unit_id, least, slow, weights, slow_floor FROM publication"
	" WHERE id = :id";
static const char last_sql[] =
	"SELECT max(id) FROM publication"
	" WHERE report = :report AND start = :start AND \"end\" = :end AND unit_id IS NULL AND asof <= :asof";
const char civ_board_figures_sql[] = "SELECT subject, name, value FROM figure WHERE publication_id = :id ORDER BY id";

static double number_or_nan(sqlite3_stmt *row, int column)
{
	return sqlite3_column_type(row, column) == SQLITE_NULL ? NAN : sqlite3_column_double(row, column);
}

static void take_settings(sqlite3_stmt *row, struct civ_rhythm_options *options)
{
	const char *weights = (const char *)sqlite3_column_text(row, 7);

	(void)civ_date_stored((const char *)sqlite3_column_text(row, 1), &options->from);
	(void)civ_date_stored((const char *)sqlite3_column_text(row, 2), &options->to);
	(void)civ_date_stored((const char *)sqlite3_column_text(row, 3), &options->asof);
	options->unit = sqlite3_column_int64(row, 4);
	options->least = sqlite3_column_int64(row, 5);
	options->slow = number_or_nan(row, 6);
	options->floor = number_or_nan(row, 8);
	for (int part = 0; weights != NULL && part < CIV_RHYTHM_PARTS; part++) {
		size_t len = strcspn(weights, ";");

		(void)civ_real_parse(weights, len, &options->weights[part]);
		weights += weights[len] == ';' ? len + 1 : len;
	}
}

enum civ_status civ_rhythm_published(struct civ_records *records, enum civ_rhythm report, int64_t number,
                                     struct civ_rhythm_options *options)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	bool found = false, good;
	enum civ_status status = civ_records_statement(records, publication_sql, &row);

	*options = (struct civ_rhythm_options){.report = report, .slow = NAN, .floor = NAN};
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", number);
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK)
		return status;
	good = found && strcmp((const char *)sqlite3_column_text(row, 0), civ_words_publication[report].code) == 0;
	if (good)
		take_settings(row, options);
	if (found)
		sqlite3_reset(row);
	if (!good)
		return civ_error(civ_records_messages(records), CIV_REFUSED, NULL,
		                 "there is no publication %lld of plan-%s: publication-list names them",
		                 (long long)number, civ_words_publication[report].code);
	return CIV_OK;
}

static enum civ_status bind_day(struct civ_store *store, sqlite3_stmt *row, const char *name, int32_t day)
{
	char text[CIV_DATE_SIZE];

	civ_date_format(day, text);
	return civ_bind_text(store, row, name, text);
}

enum civ_status civ_rhythm_last(struct civ_records *records, struct civ_rhythm_options *options, int64_t *number)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, last_sql, &row);

	*number = 0;
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":report", civ_words_publication[options->report].code);
	if (status == CIV_OK)
		status = bind_day(store, row, ":start", options->from);
	if (status == CIV_OK)
		status = bind_day(store, row, ":end", options->to);
	if (status == CIV_OK)
		status = bind_day(store, row, ":asof", options->asof);
	if (civ_store_next(store, row, &status)) {
		*number = sqlite3_column_int64(row, 0);
		sqlite3_reset(row);
	}
	return status == CIV_OK && *number != 0 ? civ_rhythm_published(records, options->report, *number, options)
	                                        : status;
}

/* ---- the rows again ---- */

/* Figures of one row follow each other. */
struct replay {
	const struct civ_out_column *columns;
	struct civ_arena *arena;
	struct civ_out *out;
	const char *subject; /* of the row that is gathered; NULL: none yet */
	const char **cells;
	size_t width;
};

static enum civ_status write_row(const struct replay *replay)
{
	if (replay->subject == NULL)
		return CIV_OK;
	for (size_t c = 0; c < replay->width; c++)
		civ_out_string(replay->out, replay->cells[c]);
	return civ_out_row(replay->out);
}

static const char *kept(struct replay *replay, struct civ_value value)
{
	return civ_arena_copy(replay->arena, value.string.text == NULL ? "" : value.string.text, value.string.len);
}

static enum civ_status take_figure(struct replay *replay, sqlite3_stmt *figure, struct civ_messages *messages)
{
	const char *subject = kept(replay, civ_value_column(figure, 0)),
		   *name = kept(replay, civ_value_column(figure, 1)),
		   *value = kept(replay, civ_value_column(figure, 2));
	enum civ_status status = CIV_OK;

	if (subject == NULL || name == NULL || value == NULL)
		return civ_no_memory(messages);
	if (replay->subject == NULL || strcmp(replay->subject, subject) != 0) {
		status = write_row(replay);
		replay->subject = subject;
		memset(replay->cells, 0, replay->width * sizeof *replay->cells);
	}
	for (size_t c = 0; c < replay->width; c++)
		if (strcmp(replay->columns[c].name, name) == 0)
			replay->cells[c] = value;
	return status;
}

enum civ_status civ_rhythm_replay(struct civ_records *records, enum civ_rhythm report, int64_t number,
                                  struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_messages *messages = civ_records_messages(records);
	struct replay replay = {.columns = civ_rhythm_columns[report], .arena = civ_arena_new(), .out = out};
	sqlite3_stmt *figures;
	enum civ_status status = civ_records_statement(records, civ_board_figures_sql, &figures);

	replay.width = civ_out_column_count(replay.columns);
	if (replay.arena != NULL)
		replay.cells = civ_arena_alloc(replay.arena, replay.width * sizeof *replay.cells);
	if (status == CIV_OK && replay.cells == NULL)
		status = civ_no_memory(messages);
	if (status == CIV_OK)
		status = civ_bind_int(store, figures, ":id", number);
	while (civ_store_next(store, figures, &status))
		status = take_figure(&replay, figures, messages);
	if (status == CIV_OK)
		status = write_row(&replay);
	civ_arena_free(replay.arena);
	return status;
}

/* One statement that only reads, and its rows. */
#include <stdio.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/query.h"
#include "civplan/say.h"

struct civ_query_run {
	struct civ_records *records;
	struct civ_store *store;
	struct civ_messages *messages;
	struct civ_arena *arena;
	sqlite3_stmt *statement;
	bool personal, has_row;
	struct civ_out_column *columns;
	size_t count;
	char refused[256]; /* what the authorizer did not allow */
};

/* ---- what may be read ---- */

static bool is_personal(const char *table, const char *column)
{
	const struct civ_noun *noun = table == NULL ? NULL : civ_noun_find(table);
	int place = noun == NULL || column == NULL ? -1 : civ_noun_column(noun, column);

	return place >= 0 && (noun->columns[place].flags & CIV_PERSONAL) != 0;
}

/* Views are read with the columns of their tables, so that a personal column is met wherever it is named. */
static int authorize(void *data, int action, const char *first, const char *second, const char *database,
                     const char *trigger)
{
	struct civ_query_run *run = data;

	(void)database;
	(void)trigger;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_READ:
		if (run->personal || !is_personal(first, second))
			return SQLITE_OK;
		snprintf(run->refused, sizeof run->refused,
		         civ_say(CIV_WORD("%.40s.%.40s is personal: it is read with --personal")), first, second);
		return SQLITE_DENY;
	default:
		if (run->refused[0] == '\0')
			snprintf(run->refused, sizeof run->refused, "%s",
			         civ_say(CIV_WORD("only SELECT is allowed: nothing can be changed here")));
		return SQLITE_DENY;
	}
}

static enum civ_status sql_error(struct civ_query_run *run)
{
	int code = sqlite3_errcode(civ_store_db(run->store)) & 0xff;

	if (run->refused[0] != '\0')
		return civ_error(run->messages, CIV_USAGE, NULL, "%s", run->refused);
	if (code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_IOERR || code == SQLITE_CORRUPT ||
	    code == SQLITE_NOMEM)
		return civ_store_fail(run->store, "run the query");
	return civ_error(run->messages, CIV_USAGE, NULL, "SQL: %s", sqlite3_errmsg(civ_store_db(run->store)));
}

/* SQLite does not ask the authorizer about a column that a join is made by without naming its table: rows that are made
 * up, all telephone numbers, would find the people. */
static enum civ_status see_joins(struct civ_query_run *run, const char *sql)
{
	if (run->personal || (!civ_text_has_word(sql, "natural") && !civ_text_has_word(sql, "using")))
		return CIV_OK;
	for (size_t i = 0; civ_nouns[i] != NULL; i++)
		if (civ_noun_is_personal(civ_nouns[i]) && civ_text_has_word(sql, civ_nouns[i]->name))
			return civ_error(run->messages, CIV_USAGE, NULL,
			                 "NATURAL and USING may join by a personal column of %s: join with "
			                 "ON, or the view %s, or ask with --personal",
			                 civ_nouns[i]->name, civ_nouns[i]->view);
	return CIV_OK;
}

static enum civ_status prepare(struct civ_query_run *run, const char *sql)
{
	sqlite3 *db = civ_store_db(run->store);
	sqlite3_stmt *more = NULL;
	const char *tail;
	enum civ_status status = see_joins(run, sql);

	if (status != CIV_OK)
		return status;
	if (sqlite3_prepare_v2(db, sql, -1, &run->statement, &tail) != SQLITE_OK)
		return sql_error(run);
	if (run->statement == NULL)
		return civ_error(run->messages, CIV_USAGE, NULL, "there is no query in the text");
	if (sqlite3_prepare_v2(db, tail, -1, &more, NULL) != SQLITE_OK || more != NULL)
		status = civ_error(run->messages, CIV_USAGE, NULL, "more than one statement: one query at a time");
	sqlite3_finalize(more);
	return status;
}

/* ---- parameters ---- */

static int parameter_index(const struct civ_query_run *run, const char *name, size_t len)
{
	for (int i = 1; i <= sqlite3_bind_parameter_count(run->statement); i++) {
		const char *known = sqlite3_bind_parameter_name(run->statement, i);

		if (known != NULL && strlen(known) == len + 1 && memcmp(known + 1, name, len) == 0)
			return i;
	}
	return 0;
}

/* What reads as a number and is written as one, 007 is not, is compared as a number. */
static int bind_value(struct civ_query_run *run, int index, const char *value)
{
	char canonical[CIV_REAL_SIZE];
	double real;
	int64_t integer;
	size_t len = strlen(value);

	if (civ_int_parse(value, len, &integer)) {
		snprintf(canonical, sizeof canonical, "%lld", (long long)integer);
		if (strcmp(canonical, value) == 0)
			return sqlite3_bind_int64(run->statement, index, integer);
	}
	if (civ_real_parse(value, len, &real)) {
		civ_real_format(real, canonical);
		if (strcmp(canonical, value) == 0)
			return sqlite3_bind_double(run->statement, index, real);
	}
	return sqlite3_bind_text(run->statement, index, value, -1, SQLITE_TRANSIENT);
}

static enum civ_status bind_parameter(struct civ_query_run *run, const char *parameter)
{
	const char *name = parameter[0] == ':' ? parameter + 1 : parameter, *equals = strchr(name, '=');
	int index;

	if (equals == NULL || equals == name)
		return civ_error(run->messages, CIV_USAGE, NULL, "'%s' is not a parameter: write :name=value",
		                 parameter);
	index = parameter_index(run, name, (size_t)(equals - name));
	if (index == 0)
		return civ_error(run->messages, CIV_USAGE, NULL, "the query has no parameter ':%.*s'",
		                 (int)(equals - name), name);
	return bind_value(run, index, equals + 1) == SQLITE_OK ? CIV_OK
	                                                       : civ_store_fail(run->store, "bind a parameter");
}

static enum civ_status bind_day(struct civ_query_run *run, const char *name, const char *text, int len)
{
	int index = parameter_index(run, name, strlen(name));

	if (index > 0 && sqlite3_bind_text(run->statement, index, text, len, SQLITE_TRANSIENT) != SQLITE_OK)
		return civ_store_fail(run->store, "bind a parameter");
	return CIV_OK;
}

/* A parameter that is left out is NULL, so that a query can say what it stands for then. */
static enum civ_status bind_all(struct civ_query_run *run, char *const *parameters, size_t count,
                                const struct civ_clock *clock)
{
	char day[CIV_DATE_SIZE], minute[CIV_TIME_SIZE];
	enum civ_status status;

	civ_date_format(clock->asof, day);
	civ_time_format(civ_clock_minute(clock) * 60, minute);
	status = bind_day(run, "asof", day, CIV_DATE_SIZE - 1);
	if (status == CIV_OK)
		status = bind_day(run, "minute", minute, CIV_DATE_SIZE + CIV_CLOCK_SIZE - 1);
	for (size_t i = 0; i < count && status == CIV_OK; i++)
		status = bind_parameter(run, parameters[i]);
	return status;
}

/* ---- rows ---- */

static enum civ_status step(struct civ_query_run *run)
{
	int result = sqlite3_step(run->statement);

	run->has_row = result == SQLITE_ROW;
	return run->has_row || result == SQLITE_DONE ? CIV_OK : sql_error(run);
}

/* Of a column that a reader sees: as a noun heads its column of that name, else the catalogue; NULL: the name. */
static const char *heading(const struct civ_query_run *run, const char *name)
{
	/* Each noun heads these in its own way. */
	static const char *const shared[] = {CIV_WORD("id"), CIV_WORD("kind"), CIV_WORD("n"),
	                                     CIV_WORD("group")};

	if (!civ_records_speaking(run->records))
		return NULL;
	for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
		if (strcmp(shared[i], name) == 0)
			return shared[i];
	for (const struct civ_noun *const *noun = civ_nouns; *noun != NULL; noun++) {
		int column = civ_noun_column(*noun, name);

		if (column >= 0)
			return civ_column_label(&(*noun)->columns[column], civ_say_is_chinese());
	}
	return name;
}

/* An expression has no declared type: the first row tells. */
static enum civ_cell_type type_of(const struct civ_query_run *run, int column)
{
	const char *text;

	switch (run->has_row ? sqlite3_column_type(run->statement, column) : SQLITE_NULL) {
	case SQLITE_INTEGER:
	case SQLITE_FLOAT:
		return CIV_CELL_NUMBER;
	case SQLITE_TEXT:
		text = (const char *)sqlite3_column_text(run->statement, column);
		return text != NULL && civ_time_is_iso(text, strlen(text)) ? CIV_CELL_MOMENT : CIV_CELL_TEXT;
	default:
		return CIV_CELL_TEXT;
	}
}

static enum civ_status make_columns(struct civ_query_run *run)
{
	run->count = (size_t)sqlite3_column_count(run->statement);
	run->columns = civ_arena_alloc(run->arena, (run->count + 1) * sizeof *run->columns);
	if (run->columns == NULL)
		return civ_no_memory(run->messages);
	for (size_t i = 0; i < run->count; i++) {
		const char *name = sqlite3_column_name(run->statement, (int)i);

		run->columns[i].name = name == NULL ? NULL : civ_arena_copy(run->arena, name, strlen(name));
		run->columns[i].kind.type = type_of(run, (int)i);
		if (run->columns[i].name == NULL)
			return civ_no_memory(run->messages);
		run->columns[i].label = heading(run, run->columns[i].name);
	}
	return CIV_OK;
}

enum civ_status civ_query_open(struct civ_records *records, const struct civ_query_asked *asked,
                               struct civ_arena *arena, struct civ_query_run **run)
{
	struct civ_query_run *made = civ_arena_alloc(arena, sizeof *made);
	enum civ_status status;

	*run = made;
	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	made->records = records;
	made->store = civ_records_store(records);
	made->messages = civ_records_messages(records);
	made->arena = arena;
	made->personal = asked->personal;
	if (sqlite3_set_authorizer(civ_store_db(made->store), authorize, made) != SQLITE_OK)
		return civ_store_fail(made->store, "guard the database");
	status = prepare(made, asked->sql);
	if (status == CIV_OK)
		status = bind_all(made, asked->parameters, asked->parameter_count, civ_records_clock(records));
	if (status == CIV_OK)
		status = step(made);
	return status == CIV_OK ? make_columns(made) : status;
}

void civ_query_close(struct civ_query_run *run)
{
	if (run == NULL)
		return;
	sqlite3_finalize(run->statement);
	(void)sqlite3_set_authorizer(civ_store_db(run->store), NULL, NULL);
}

const struct civ_out_column *civ_query_columns(const struct civ_query_run *run, size_t *count)
{
	*count = run->count;
	return run->columns;
}

/* Bytes that are no text are written as SQL would. */
static void put_blob(struct civ_out *out, sqlite3_stmt *row, int column)
{
	const unsigned char *bytes = sqlite3_column_blob(row, column);
	struct civ_buf text = {0};

	civ_buf_adds(&text, "x'");
	for (int i = 0; i < sqlite3_column_bytes(row, column); i++)
		civ_buf_addf(&text, "%02x", bytes[i]);
	civ_buf_addc(&text, '\'');
	civ_out_string(out, civ_buf_str(&text));
	civ_buf_free(&text);
}

/* A reader's word for a cell that is a choice of some noun's column of that name. */
static bool put_choice(const struct civ_query_run *run, int column, struct civ_out *out)
{
	const struct civ_span code = civ_value_column(run->statement, column).string;
	const struct civ_word *word = NULL;

	if (!civ_records_speaking(run->records) || sqlite3_column_type(run->statement, column) != SQLITE_TEXT)
		return false;
	for (const struct civ_noun *const *noun = civ_nouns; *noun != NULL && word == NULL; noun++) {
		int place = civ_noun_column(*noun, run->columns[column].name);

		if (place >= 0)
			word = civ_word_of((*noun)->columns[place].choices, code);
	}
	if (word != NULL)
		civ_out_string(out, civ_word_told(word));
	return word != NULL;
}

enum civ_status civ_query_write(struct civ_query_run *run, struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	while (run->has_row && status == CIV_OK) {
		for (int i = 0; i < (int)run->count; i++)
			if (sqlite3_column_type(run->statement, i) == SQLITE_BLOB)
				put_blob(out, run->statement, i);
			else if (!put_choice(run, i, out))
				civ_print_cells(out, run->statement, i, 1);
		status = civ_out_row(out);
		if (status == CIV_OK)
			status = step(run);
	}
	return status;
}

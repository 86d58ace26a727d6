#include <stdio.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/record.h"
#include "civplan/say.h"
#include "lib/record/private.h"

bool civ_value_same(const struct civ_value *a, const struct civ_value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case CIV_NULL:
		return true;
	case CIV_INTEGER:
		return a->integer == b->integer;
	case CIV_DOUBLE:
		return a->real == b->real;
	case CIV_STRING:
		return a->string.len == b->string.len && memcmp(a->string.text, b->string.text, a->string.len) == 0;
	}
	return false;
}

bool civ_value_is(const struct civ_value *value, const char *text)
{
	return value->kind == CIV_STRING && value->string.len == strlen(text) &&
	       memcmp(value->string.text, text, value->string.len) == 0;
}

enum civ_status civ_value_bind(struct civ_store *store, sqlite3_stmt *statement, int parameter,
                               const struct civ_value *value)
{
	int result = SQLITE_OK;

	switch (value->kind) {
	case CIV_NULL:
		result = sqlite3_bind_null(statement, parameter);
		break;
	case CIV_INTEGER:
		result = sqlite3_bind_int64(statement, parameter, value->integer);
		break;
	case CIV_DOUBLE:
		result = sqlite3_bind_double(statement, parameter, value->real);
		break;
	case CIV_STRING:
		/* The record outlives the step, so that SQLite need not copy. */
		result = sqlite3_bind_text64(statement, parameter, value->string.text, value->string.len, SQLITE_STATIC,
		                             SQLITE_UTF8);
		break;
	}
	return result == SQLITE_OK ? CIV_OK : civ_store_fail(store, "bind a value");
}

struct civ_value civ_value_column(sqlite3_stmt *statement, int column)
{
	struct civ_value value = {.kind = CIV_NULL};

	switch (sqlite3_column_type(statement, column)) {
	case SQLITE_INTEGER:
		value.kind = CIV_INTEGER;
		value.integer = sqlite3_column_int64(statement, column);
		break;
	case SQLITE_FLOAT:
		value.kind = CIV_DOUBLE;
		value.real = sqlite3_column_double(statement, column);
		break;
	case SQLITE_TEXT:
		value.kind = CIV_STRING;
		value.string.text = (const char *)sqlite3_column_text(statement, column);
		value.string.len = (size_t)sqlite3_column_bytes(statement, column);
		break;
	default:
		break;
	}
	return value;
}

struct civ_span civ_cell_clean(struct civ_span cell)
{
	cell = civ_text_trim(cell);
	if (cell.len >= 3 && cell.text[0] == '=' && cell.text[1] == '"' && cell.text[cell.len - 1] == '"')
		cell = civ_text_trim((struct civ_span){cell.text + 2, cell.len - 3});
	while (cell.len > 1 && cell.text[0] == '\'' && civ_excel_guards(cell.text + 1, cell.len - 1))
		cell = civ_text_trim((struct civ_span){cell.text + 1, cell.len - 1});
	return cell;
}

static enum civ_status string_in(struct civ_span text, const struct civ_reading *reading, struct civ_value *value)
{
	char *copy = civ_arena_copy(reading->arena, text.text, text.len);

	if (copy == NULL)
		return civ_no_memory(reading->messages);
	value->kind = CIV_STRING;
	value->string = (struct civ_span){copy, text.len};
	return CIV_OK;
}

/* An empty part: a code is forgotten, rather than a sign written twice. */
static bool has_gap(struct civ_span text)
{
	return memmem(text.text, text.len, ";;", 2) != NULL || text.text[0] == ';' || text.text[text.len - 1] == ';';
}

/* Words that a semicolon parts already are kept as they came, with the blanks in them. */
static bool is_parted(struct civ_span text)
{
	return memchr(text.text, ';', text.len) != NULL &&
	       memmem(text.text, text.len, "；", sizeof "；" - 1) == NULL &&
	       memmem(text.text, text.len, "┋", sizeof "┋" - 1) == NULL;
}

/* A list without a part, or of codes with an empty one, is left to who looks at it. */
static enum civ_status text_in(const struct civ_column *column, struct civ_span text,
                               const struct civ_reading *reading, struct civ_value *value)
{
	struct civ_buf plain = {0};
	enum civ_status status;

	if (column->type != CIV_TEXT || (column->flags & (CIV_LIST | CIV_CODES | CIV_ALIASES)) == 0)
		return string_in(text, reading, value);
	if ((column->flags & CIV_CODES) != 0 ? has_gap(text) : is_parted(text))
		return string_in(text, reading, value);
	civ_list_plain(text, (column->flags & CIV_CODES) != 0, &plain);
	if (plain.failed)
		status = civ_no_memory(reading->messages);
	else if (plain.len == 0)
		status = string_in(text, reading, value);
	else
		status = string_in((struct civ_span){plain.data, plain.len}, reading, value);
	civ_buf_free(&plain);
	return status;
}

static bool is_code(struct civ_span text)
{
	if (text.text[0] == '-' || text.text[0] == '*')
		return false;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.text[i];

		if (c <= ' ' || c == 0x7F || c == ';' || c == ',' || c == ':')
			return false;
	}
	return true;
}

static bool is_word(struct civ_span text, const char *word)
{
	return civ_text_same(text, (struct civ_span){word, strlen(word)});
}

static bool is_any_word(struct civ_span text, const char *const *words)
{
	while (*words != NULL && !is_word(text, *words))
		words++;
	return *words != NULL;
}

static enum civ_status parse_choice(const struct civ_column *column, struct civ_span text,
                                    const struct civ_reading *reading, struct civ_value *value)
{
	const struct civ_word *choice = civ_word_meant(column->choices, text);
	struct civ_buf why = {0};
	enum civ_status status;

	if (choice != NULL) {
		value->kind = CIV_STRING;
		value->string = (struct civ_span){choice->code, strlen(choice->code)};
		return CIV_OK;
	}
	civ_word_refuse(column->choices, text, &why);
	status = civ_value_error(column, text, reading, civ_buf_str(&why));
	civ_buf_free(&why);
	return status;
}

/* A known code by its word, too. */
static enum civ_status parse_code(const struct civ_column *column, struct civ_span text,
                                  const struct civ_reading *reading, struct civ_value *value)
{
	const struct civ_word *known = column->choices == NULL ? NULL : civ_word_meant(column->choices, text);

	if (known != NULL)
		return string_in((struct civ_span){known->code, strlen(known->code)}, reading, value);
	if (!is_code(text))
		return civ_value_error(column, text, reading,
		                       "is no code (no blank, comma, colon or semicolon; not starting with - or *)");
	return string_in(text, reading, value);
}

static enum civ_status parse_bool(const struct civ_column *column, struct civ_span text,
                                  const struct civ_reading *reading, struct civ_value *value)
{
	static const char *const yes[] = {"yes", "1", "true", "是", "有", "√", "✓", "✔", NULL};
	static const char *const no[] = {"no", "0", "false", "否", "无", "×", "✗", "✘", NULL};

	value->kind = CIV_INTEGER;
	value->integer = is_any_word(text, yes) ? 1 : 0;
	if (value->integer == 0 && !is_any_word(text, no))
		return civ_value_error(column, text, reading, "is neither yes nor no");
	return CIV_OK;
}

static bool is_numeric(const struct civ_column *column)
{
	return column->type == CIV_INT || column->type == CIV_REAL || column->type == CIV_PERCENT ||
	       column->type == CIV_MONEY;
}

/* A day in Chinese without its year can be told by a map alone. */
static enum civ_status wrong_date(const struct civ_column *column, struct civ_span text,
                                  const struct civ_reading *reading)
{
	static const char year[] = "年", month[] = "月";

	if (memmem(text.text, text.len, month, sizeof month - 1) != NULL &&
	    memmem(text.text, text.len, year, sizeof year - 1) == NULL)
		return civ_value_error(column, text, reading,
		                       "is no day with a year (YYYY-MM-DD): the formats of a map tell how other dates "
		                       "are written");
	if (column->type == CIV_DATE)
		return civ_value_error(column, text, reading, "is not a date (YYYY-MM-DD)");
	return civ_value_error(column, text, reading, "is not a time (YYYY-MM-DD HH:MM:SS)");
}

static enum civ_status parse_date(const struct civ_column *column, struct civ_span text,
                                  const struct civ_reading *reading, struct civ_value *value)
{
	char iso[CIV_TIME_SIZE];
	int64_t seconds;
	int32_t day;

	/* As it is printed already: the most common case, and the quickest. */
	if (text.len == (column->type == CIV_DATE ? CIV_DATE_SIZE : CIV_TIME_SIZE) - 1 &&
	    civ_time_is_iso(text.text, text.len))
		return string_in(text, reading, value);
	if (column->type == CIV_DATE) {
		if (civ_date_parse(text.text, text.len, &day)) {
			civ_date_format(day, iso);
		} else if (civ_time_parse(text.text, text.len, &seconds)) {
			civ_date_format(civ_time_day(seconds), iso);
		} else {
			return wrong_date(column, text, reading);
		}
	} else {
		if (!civ_time_parse(text.text, text.len, &seconds))
			return wrong_date(column, text, reading);
		civ_time_format(seconds, iso);
	}
	return string_in((struct civ_span){iso, strlen(iso)}, reading, value);
}

/* Prose is kept as it came; of names what nobody sees goes; everything else is read in its folded form, which is
 * compared too. */
static struct civ_span form_of(const struct civ_column *column, struct civ_span text, struct civ_arena *arena)
{
	struct civ_span clean = civ_cell_clean(text);

	if (column->type == CIV_TEXT && (column->flags & (CIV_NAME | CIV_ALIASES | CIV_CODES | CIV_FOREIGN)) == 0)
		return clean;
	if (civ_text_is_folded(clean))
		return clean;
	clean = (column->flags & (CIV_NAME | CIV_ALIASES)) != 0 ? civ_text_visible(clean, arena)
	                                                        : civ_text_folded(clean, arena);
	return clean.text == NULL ? clean : civ_cell_clean(clean);
}

static enum civ_status parse_clock(const struct civ_column *column, struct civ_span text,
                                   const struct civ_reading *reading, struct civ_value *value)
{
	char clock[CIV_CLOCK_SIZE];
	int minute;

	if (!civ_clock_parse(text.text, text.len, &minute))
		return civ_value_error(column, text, reading, "is not a time of day (HH:MM)");
	civ_clock_format(minute, clock);
	return string_in((struct civ_span){clock, strlen(clock)}, reading, value);
}

/* Dates and times sort as texts. */
static enum civ_status check_range(const struct civ_column *column, struct civ_span text,
                                   const struct civ_reading *reading, const struct civ_value *value)
{
	const char *min = column->min, *max = column->max;
	struct civ_buf why = {0};
	enum civ_status status = CIV_OK;

	if (min != NULL && strncmp(value->string.text, min, value->string.len) < 0)
		civ_buf_addf(&why, civ_say(CIV_WORD("is before %s")), min);
	else if (max != NULL && strncmp(value->string.text, max, value->string.len) > 0)
		civ_buf_addf(&why, civ_say(CIV_WORD("is after %s")), max);
	if (why.failed)
		status = civ_no_memory(reading->messages);
	else if (why.len > 0)
		status = civ_value_error(column, text, reading, civ_buf_str(&why));
	civ_buf_free(&why);
	return status;
}

static enum civ_status parse_moment(const struct civ_column *column, struct civ_span text,
                                    const struct civ_reading *reading, struct civ_value *value)
{
	enum civ_status status = column->type == CIV_CLOCK ? parse_clock(column, text, reading, value)
	                                                   : parse_date(column, text, reading, value);

	if (status != CIV_OK || (column->min == NULL && column->max == NULL))
		return status;
	return check_range(column, text, reading, value);
}

enum civ_status civ_value_parse(const struct civ_column *column, struct civ_span text,
                                const struct civ_reading *reading, struct civ_value *value)
{
	*value = (struct civ_value){.kind = CIV_NULL};
	if (text.len == 0)
		return CIV_OK;
	text = form_of(column, text, reading->arena);
	if (text.text == NULL)
		return civ_no_memory(reading->messages);
	if (text.len == 0)
		return CIV_OK;
	if (!is_numeric(column) && civ_number_is_cut(text.text, text.len))
		return civ_value_error(column, text, reading, civ_value_cut);
	switch (column->type) {
	case CIV_CODE:
		return parse_code(column, text, reading, value);
	case CIV_TEXT:
	case CIV_CODEREF:
	case CIV_REFS:
	case CIV_REF:
		return text_in(column, text, reading, value);
	case CIV_ENUM:
		return parse_choice(column, text, reading, value);
	case CIV_BOOL:
		return parse_bool(column, text, reading, value);
	case CIV_DATE:
	case CIV_TIME:
	case CIV_CLOCK:
		return parse_moment(column, text, reading, value);
	case CIV_ID:
		value->kind = CIV_INTEGER;
		if (!civ_int_parse(text.text, text.len, &value->integer) || value->integer < 1)
			return civ_value_error(column, text, reading, "is no number of a record");
		return CIV_OK;
	case CIV_INT:
	case CIV_REAL:
	case CIV_PERCENT:
	case CIV_MONEY:
		break;
	}
	return civ_value_number(column, text, reading, value);
}

void civ_value_format(const struct civ_column *column, const struct civ_value *value, struct civ_buf *buf)
{
	char text[CIV_REAL_SIZE];

	switch (value->kind) {
	case CIV_NULL:
		return;
	case CIV_STRING:
		civ_buf_add(buf, value->string.text, value->string.len);
		return;
	case CIV_DOUBLE:
		civ_real_format(value->real, text);
		civ_buf_adds(buf, text);
		return;
	case CIV_INTEGER:
		break;
	}
	if (column->type == CIV_BOOL) {
		civ_buf_adds(buf, value->integer != 0 ? "yes" : "no");
	} else if (column->type == CIV_MONEY) {
		civ_money_format(value->integer, text);
		civ_buf_adds(buf, text);
	} else {
		civ_buf_addf(buf, "%lld", (long long)value->integer);
	}
}

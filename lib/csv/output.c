/* The writer of rows: which columns, the cells of a row, and the hand-over to the format. */
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/csv/format.h"

enum { INT_DIGITS = 20 };
static const size_t NOWHERE = SIZE_MAX;

struct civ_out {
	struct civ_messages *messages;
	const struct civ_out_column *columns; /* all, in the order in which the cells come */
	size_t given;
	size_t *places;                       /* of each of them in the output, or NOWHERE */
	enum civ_format format;
	struct civ_layout layout;
	struct civ_buf text;                  /* of the row */
	struct civ_cell *cells;
	size_t next;                          /* column of the next cell */
	uint64_t rows, limit;                 /* written; of them at most, 0: any number */
	bool quiet;
	bool begun;
	bool labels;
	const char *(*name)(void *data, const char *of, struct civ_span code);
	void *name_data;
	bool zh;                              /* what labels and words are read in */
	struct civ_table table;
	struct civ_xlsx_out *xlsx;            /* NULL: it is no workbook */
	struct civ_sink sink;
	struct civ_rows *kept;                /* instead of the sink */
	bool aside;                           /* the sink is not open: the rows are kept, or go to a workbook */
};

static bool is_for_terminal(const struct civ_out_options *options)
{
	return options->path == NULL && isatty(STDOUT_FILENO) == 1;
}

static enum civ_format choose_format(const struct civ_out_options *options)
{
	if (options->format != CIV_FORMAT_AUTO)
		return options->format;
	return options->excel || !is_for_terminal(options) ? CIV_FORMAT_CSV : CIV_FORMAT_TABLE;
}

static void place(struct civ_out *out, size_t column)
{
	const struct civ_out_column *c = &out->columns[column];
	const char *text = out->labels && c->label != NULL ? civ_say(c->label) : c->name;

	out->places[column] = out->layout.count;
	out->layout.headings[out->layout.count++] = (struct civ_heading){{text, strlen(text)}, c->kind.type};
}

static enum civ_status place_all(struct civ_out *out, const char *names)
{
	struct civ_choice choice = {.columns = out->columns, .count = out->given, .names = names,
	                            .terminal = out->layout.fit > 0,
	                            .chosen = calloc(out->given + 1, sizeof *choice.chosen)};
	enum civ_status status = choice.chosen == NULL ? civ_no_memory(out->messages)
	                                               : civ_columns_choose(&choice, out->messages);

	for (size_t i = 0; i < out->given; i++)
		out->places[i] = NOWHERE;
	for (size_t i = 0; i < choice.chosen_count; i++)
		place(out, choice.chosen[i]);
	free(choice.chosen);
	return status;
}

/* What --excel does is done for text that a spreadsheet reads. */
static enum civ_status not_for_spreadsheets(struct civ_messages *messages, enum civ_format format)
{
	static const struct civ_position excel = {.file = "--excel"};

	if (format == CIV_FORMAT_XLSX)
		return civ_error(messages, CIV_USAGE, &excel, "a workbook needs no such care");
	return civ_error(messages, CIV_USAGE, &excel, "a spreadsheet opens csv and tsv, not %s",
	                 format == CIV_FORMAT_JSON ? "json" : "a table");
}

static enum civ_status open_workbook(struct civ_out *out, const struct civ_out_options *options)
{
	static const struct civ_position format = {.file = "--format"};
	bool standard = options->workbook == NULL && (options->path == NULL || strcmp(options->path, "-") == 0);

	if (standard && isatty(STDOUT_FILENO) == 1)
		return civ_error(out->messages, CIV_USAGE, &format,
		                 "a terminal cannot show a workbook: name a file with -o FILE");
	return civ_xlsx_out_open(&out->layout, options, out->messages, &out->xlsx);
}

static enum civ_status prepare(struct civ_out *out, const struct civ_out_options *options)
{
	enum civ_status status;

	out->format = choose_format(options);
	out->layout.no_header = options->no_header;
	out->layout.excel = options->excel;
	out->layout.guarded = options->excel || options->guarded;
	if (is_for_terminal(options) && out->format == CIV_FORMAT_TABLE && !options->wide)
		out->layout.fit = civ_terminal_width();
	out->limit = options->limit;
	out->labels = options->labels;
	out->name = options->name;
	out->name_data = options->name_data;
	out->zh = civ_say_is_chinese();
	if (options->excel && out->format != CIV_FORMAT_CSV && out->format != CIV_FORMAT_TSV)
		return not_for_spreadsheets(out->messages, out->format);
	out->places = calloc(out->given + 1, sizeof *out->places);
	out->cells = calloc(out->given + 1, sizeof *out->cells);
	out->layout.headings = calloc(out->given + 1, sizeof *out->layout.headings);
	if (out->places == NULL || out->cells == NULL || out->layout.headings == NULL)
		return civ_no_memory(out->messages);
	status = place_all(out, options->columns);
	return status == CIV_OK && out->format == CIV_FORMAT_XLSX ? open_workbook(out, options) : status;
}

static enum civ_status open_sink(struct civ_out *out, const struct civ_out_options *options)
{
	if (options->is_private)
		return civ_sink_open_private(&out->sink, options->path, out->messages);
	return civ_sink_open(&out->sink, options->path, out->messages);
}

static void free_out(struct civ_out *out)
{
	civ_table_free(&out->table);
	civ_xlsx_out_free(out->xlsx);
	civ_buf_free(&out->text);
	free(out->layout.headings);
	free(out->cells);
	free(out->places);
	free(out);
}

size_t civ_out_column_count(const struct civ_out_column *columns)
{
	size_t count = 0;

	while (columns[count].name != NULL)
		count++;
	return count;
}

enum civ_status civ_out_open(const struct civ_out_options *options, const struct civ_out_column *columns,
                             size_t count, struct civ_messages *messages, struct civ_out **out)
{
	struct civ_out *made = calloc(1, sizeof *made);
	enum civ_status status;

	*out = NULL;
	if (made == NULL)
		return civ_no_memory(messages);
	made->messages = messages;
	made->columns = columns;
	made->given = count;
	made->aside = options->workbook != NULL;
	made->sink.messages = messages;
	made->sink.name = options->title;
	status = prepare(made, options);
	if (status == CIV_OK && !made->aside)
		status = open_sink(made, options);
	if (status == CIV_OK)
		*out = made;
	else
		free_out(made);
	return status;
}

enum civ_status civ_out_open_rows(struct civ_rows *rows, struct civ_messages *messages, struct civ_out **out)
{
	static const struct civ_out_options plain = {.format = CIV_FORMAT_CSV};
	struct civ_out *made = calloc(1, sizeof *made);
	enum civ_status status;

	*out = NULL;
	if (made == NULL)
		return civ_no_memory(messages);
	made->messages = messages;
	made->columns = rows->columns;
	made->given = rows->width;
	made->kept = rows;
	made->aside = true;
	status = prepare(made, &plain);
	if (status == CIV_OK)
		*out = made;
	else
		free_out(made);
	return status;
}

bool civ_out_wants(const struct civ_out *out, size_t i)
{
	if (out->kept != NULL && out->kept->unwanted != NULL && i < out->given &&
	    civ_text_has_word(out->kept->unwanted, out->columns[i].name))
		return false;
	return i < out->given && out->places[i] != NOWHERE;
}

/* What a reader reads for a CODE of the column; NULL: nothing else. */
static const char *read_as(const struct civ_out *out, const struct civ_kind *kind, struct civ_span code)
{
	const struct civ_word *word = kind->words == NULL ? NULL : civ_word_of(kind->words, code);

	if (word != NULL)
		return civ_word_said(word, out->zh);
	return kind->of == NULL || out->name == NULL || code.len == 0 ? NULL
	                                                              : out->name(out->name_data, kind->of, code);
}

/* Add the words or names of CELL, a code or several joined with ;, to the row; false when it is anything else. */
static bool add_words(struct civ_out *out, const struct civ_kind *kind, struct civ_span cell)
{
	size_t start = out->text.len;
	bool more = (kind->words != NULL || kind->of != NULL) && cell.len > 0;

	while (more) {
		const char *end = memchr(cell.text, ';', cell.len);
		size_t len = end == NULL ? cell.len : (size_t)(end - cell.text);
		const char *word = read_as(out, kind, (struct civ_span){cell.text, len});

		more = word != NULL && end != NULL;
		if (word == NULL) {
			out->text.len = start;
			return false;
		}
		civ_buf_addf(&out->text, "%s%s", word, more ? ";" : "");
		cell = (struct civ_span){cell.text + len + 1, more ? cell.len - len - 1 : 0};
	}
	return out->text.len > start;
}

static void add_cell(struct civ_out *out, const char *text, size_t len, bool is_bool)
{
	size_t column = out->next++, start = out->text.len;

	if (!civ_out_wants(out, column))
		return;
	/* True and false are what they are in JSON. */
	if (!out->labels || (is_bool && out->format == CIV_FORMAT_JSON) ||
	    !add_words(out, &out->columns[column].kind, (struct civ_span){text, len}))
		civ_buf_add(&out->text, text, len);
	out->cells[out->places[column]] = (struct civ_cell){start, out->text.len - start, is_bool};
}

void civ_out_text(struct civ_out *out, const char *text, size_t len)
{
	add_cell(out, text, len, false);
}

void civ_out_string(struct civ_out *out, const char *text)
{
	add_cell(out, text, text == NULL ? 0 : strlen(text), false);
}

void civ_out_said(struct civ_out *out, const char *text)
{
	civ_out_string(out, out->labels ? civ_say(text) : text);
}

void civ_out_int(struct civ_out *out, int64_t value)
{
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	char digits[INT_DIGITS];
	size_t at = sizeof digits;

	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0)
		digits[--at] = '-';
	add_cell(out, digits + at, sizeof digits - at, false);
}

void civ_out_real(struct civ_out *out, double value)
{
	char text[CIV_REAL_SIZE] = "";

	if (civ_out_wants(out, out->next))
		civ_real_format(value, text);
	civ_out_string(out, text);
}

void civ_out_rounded(struct civ_out *out, double value, int digits)
{
	char text[CIV_REAL_SIZE] = "";

	if (isfinite(value) && civ_out_wants(out, out->next))
		civ_real_format_rounded(value, digits, text);
	civ_out_string(out, isfinite(value) ? text : NULL);
}

void civ_out_bool(struct civ_out *out, bool value)
{
	add_cell(out, value ? "yes" : "no", value ? 3 : 2, true);
}

void civ_out_day(struct civ_out *out, bool given, int32_t day)
{
	char text[CIV_DATE_SIZE];

	civ_date_format(day, text);
	civ_out_string(out, given ? text : NULL);
}

void civ_out_null(struct civ_out *out)
{
	add_cell(out, NULL, 0, false);
}

static void begin(struct civ_out *out)
{
	out->begun = true;
	if (out->layout.excel)
		civ_sink_put(&out->sink, "\xEF\xBB\xBF", 3);
	if (out->xlsx != NULL)
		civ_write_xlsx_header(out->xlsx, &out->sink, &out->layout);
	if (out->layout.no_header || out->xlsx != NULL)
		return;
	if (out->format == CIV_FORMAT_CSV)
		civ_write_csv_header(&out->sink, &out->layout);
	else if (out->format == CIV_FORMAT_TSV)
		civ_write_tsv_header(&out->sink, &out->layout);
	else if (out->format == CIV_FORMAT_TABLE)
		civ_write_table_header(&out->table, &out->layout);
}

static void write_row(struct civ_out *out)
{
	const struct civ_row row = {out->text.data, out->cells};

	if (out->limit > 0 && out->rows >= out->limit)
		return;
	out->rows++;
	if (out->kept != NULL) {
		if (!civ_rows_keep(out->kept, &row))
			out->sink.status = civ_no_memory(out->messages);
		return;
	}
	if (!out->begun)
		begin(out);
	if (out->format == CIV_FORMAT_CSV)
		civ_write_csv_row(&out->sink, &out->layout, &row);
	else if (out->format == CIV_FORMAT_TSV)
		civ_write_tsv_row(&out->sink, &out->layout, &row);
	else if (out->format == CIV_FORMAT_JSON)
		civ_write_json_row(&out->sink, &out->layout, &row);
	else if (out->xlsx != NULL)
		civ_write_xlsx_row(out->xlsx, &out->sink, &out->layout, &row);
	else
		civ_write_table_row(&out->table, &out->sink, &out->layout, &row);
}

enum civ_status civ_out_row(struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	if (out->text.failed)
		civ_sink_no_memory(&out->sink);
	if (out->next != out->given)
		status = civ_error(out->messages, CIV_SYSTEM, NULL, "a row of %zu cells for %zu columns", out->next,
		                   out->given);
	else if (out->sink.status == CIV_OK)
		write_row(out);
	out->next = 0;
	civ_buf_clear(&out->text);
	return civ_worse(out->sink.status, status);
}

bool civ_out_lost(const struct civ_out *out)
{
	return out->sink.lost;
}

uint64_t civ_out_rows(const struct civ_out *out)
{
	return out->rows;
}

void civ_out_quiet_when_empty(struct civ_out *out)
{
	out->quiet = true;
}

/* Into the buffer of the sink what has not gone there yet. */
static void complete(struct civ_out *out)
{
	if (!out->begun && !out->quiet)
		begin(out);
	civ_write_table_end(&out->table, &out->sink, &out->layout);
	if (out->xlsx != NULL)
		civ_write_xlsx_end(out->xlsx, &out->sink, &out->layout);
}

enum civ_status civ_out_finish(struct civ_out *out)
{
	if (out->sink.status == CIV_OK && out->kept == NULL)
		complete(out);
	return out->aside ? out->sink.status : civ_sink_flush(&out->sink);
}

enum civ_status civ_out_close(struct civ_out *out, bool keep)
{
	enum civ_status status;

	if (keep)
		(void)civ_out_finish(out);
	status = out->aside ? out->sink.status : civ_sink_close(&out->sink, keep);
	free_out(out);
	return status;
}

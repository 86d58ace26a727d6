/* How a file is laid out: its delimiter, the lines above its headings, whether it has any, what its columns hold. */
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "lib/ledger/draft.h"

/* Rows that tell the delimiter, and the header; bytes of a short text. */
enum { TRIED = 50, LOOKED_AT = 20, SHORT = 40 };

/* Of a pass only what ended it is told: the last one says the rest. */
static enum civ_status end_pass(struct civ_draft *draft, struct civ_messages *aside, enum civ_status status)
{
	if (status != CIV_OK && aside != NULL)
		civ_messages_move(draft->messages, aside);
	civ_messages_free(aside);
	return status;
}

static enum civ_status open_try(struct civ_draft *draft, const struct civ_feed_options *options,
                                struct civ_messages *aside, struct civ_feed **feed)
{
	enum civ_status status = civ_source_rewind(draft->source);

	return status == CIV_OK ? civ_feed_open(draft->source, options, aside, feed) : status;
}

/* How many cells the rows have: the width that most have, times the rows that have it; a width of one tells nothing. */
static size_t weigh_widths(const unsigned *widths, size_t count)
{
	size_t best = 0;

	for (size_t i = 0; i < count; i++) {
		size_t same = 0;

		for (size_t j = 0; j < count; j++)
			same += widths[j] == widths[i] ? 1 : 0;
		if (same * (widths[i] - 1) > best)
			best = same * (widths[i] - 1);
	}
	return best;
}

static enum civ_status try_delimiter(struct civ_draft *draft, char delimiter, size_t *weight)
{
	const struct civ_feed_options options = {.delimiter = delimiter, .sheet = draft->options->sheet};
	struct civ_messages *aside = civ_messages_new();
	const struct civ_csv_row *row = NULL;
	struct civ_feed *feed = NULL;
	unsigned widths[TRIED];
	size_t count = 0;
	enum civ_status status;

	if (aside == NULL)
		return civ_no_memory(draft->messages);
	status = open_try(draft, &options, aside, &feed);
	while (status == CIV_OK && count < TRIED && (status = civ_feed_next(feed, &row)) == CIV_OK && row != NULL)
		if (!civ_csv_row_is_blank(row))
			widths[count++] = row->count;
	draft->is_book = status == CIV_OK && civ_feed_is_book(feed);
	civ_feed_close(feed);
	/* Quotes that the delimiter breaks speak against it; what else fails will fail again. */
	*weight = status == CIV_OK ? weigh_widths(widths, count) : 0;
	civ_messages_free(aside);
	return status == CIV_REFUSED ? CIV_OK : status;
}

/* By rows as they are read, so that a sign inside quotes does not count. */
static enum civ_status find_delimiter(struct civ_draft *draft)
{
	static const char all[] = {',', '\t', ';', '|'};
	size_t most = 0, weight = 0;
	enum civ_status status = CIV_OK;

	draft->delimiter = ',';
	for (size_t d = 0; d < sizeof all && status == CIV_OK && !draft->is_book; d++) {
		status = try_delimiter(draft, all[d], &weight);
		if (status == CIV_OK && weight > most) {
			most = weight;
			draft->delimiter = all[d];
		}
	}
	return status;
}

/* What a row near the top is like. */
struct top {
	uint64_t line;
	unsigned filled, headings, data;
};

static bool is_number(struct civ_span cell)
{
	double value;

	return civ_real_parse(cell.text, cell.len, &value);
}

static bool is_heading(struct civ_span cell)
{
	struct civ_buf bare = {0};
	bool found = false;

	civ_draft_bare(cell, &bare);
	for (unsigned f = 0; f < CIV_DRAFT_FIELDS && civ_buf_str(&bare) != NULL && !found; f++)
		found = civ_draft_fit(civ_buf_str(&bare), f) >= 900;
	civ_buf_free(&bare);
	return found;
}

static void look_at_top(const struct civ_csv_row *row, struct top *top)
{
	*top = (struct top){.line = row->line};
	for (unsigned i = 0; i < row->count; i++) {
		struct civ_span cell = civ_cell_clean(row->cells[i]);

		top->filled += cell.len > 0 ? 1 : 0;
		top->headings += cell.len > 0 && is_heading(cell) ? 1 : 0;
		top->data += cell.len > 0 && (civ_draft_is_time(cell) || is_number(cell)) ? 1 : 0;
	}
}

/* The header is the row with most headings; without any the first that is about as full as the fullest. Above it are
 * titles, which may have several cells filled. A row with numbers or dates is no header: then the file has none. */
static void choose_header(struct civ_draft *draft, const struct top *tops, size_t count)
{
	size_t header = count;
	unsigned most = 0, fullest = 0;

	for (size_t i = 0; i < count; i++) {
		fullest = tops[i].filled > fullest ? tops[i].filled : fullest;
		if (tops[i].headings > most && tops[i].data == 0) {
			most = tops[i].headings;
			header = i;
		}
	}
	for (size_t i = 0; i < count && header == count; i++)
		if (tops[i].filled * 2 > fullest) {
			header = i;
			draft->no_header = tops[i].data > 0;
		}
	draft->skip = header < count ? (unsigned)(tops[header].line - 1) : 0;
}

static enum civ_status find_header(struct civ_draft *draft)
{
	const struct civ_feed_options options = {.delimiter = draft->delimiter,
	                                         .sheet = draft->options->sheet};
	struct top tops[LOOKED_AT];
	const struct civ_csv_row *row = NULL;
	struct civ_feed *feed = NULL;
	struct civ_messages *aside = civ_messages_new();
	size_t count = 0;
	enum civ_status status =
		aside == NULL ? civ_no_memory(draft->messages) : open_try(draft, &options, aside, &feed);

	while (status == CIV_OK && count < LOOKED_AT && (status = civ_feed_next(feed, &row)) == CIV_OK && row != NULL)
		if (!civ_csv_row_is_blank(row))
			look_at_top(row, &tops[count++]);
	civ_feed_close(feed);
	status = end_pass(draft, aside, status);
	if (status == CIV_OK && count == 0)
		return civ_error(draft->messages, CIV_REFUSED, NULL, "%s is empty", draft->path);
	if (status == CIV_OK)
		choose_header(draft, tops, count);
	return status;
}

static enum civ_status name_columns(struct civ_draft *draft, const struct civ_csv_row *row)
{
	draft->count = row->count;
	draft->columns = civ_arena_alloc(draft->arena, (row->count + 1) * sizeof *draft->columns);
	for (unsigned i = 0; draft->columns != NULL && i < row->count; i++) {
		struct civ_span name = civ_text_trim(civ_text_visible(row->cells[i], draft->arena));
		struct civ_buf number = {0};

		if (draft->no_header) {
			civ_buf_addf(&number, "%u", i + 1);
			name = (struct civ_span){civ_buf_str(&number), number.len};
		}
		draft->columns[i].name = name.len == 0 ? "" : civ_arena_copy(draft->arena, name.text, name.len);
		civ_buf_free(&number);
		if (draft->columns[i].name == NULL)
			return civ_no_memory(draft->messages);
	}
	return draft->columns == NULL ? civ_no_memory(draft->messages) : CIV_OK;
}

static bool has_digit(struct civ_span cell)
{
	for (size_t i = 0; i < cell.len; i++)
		if (cell.text[i] >= '0' && cell.text[i] <= '9')
			return true;
	return false;
}

static enum civ_status look_for_names(struct civ_draft *draft, struct civ_draft_column *column, struct civ_span cell)
{
	bool category = false, area = false;
	int64_t seen;
	enum civ_status status = civ_draft_is_known(draft, &civ_noun_category, cell, &category);

	if (status == CIV_OK)
		status = civ_draft_is_known(draft, &civ_noun_area, cell, &area);
	column->categories += category ? 1 : 0;
	column->areas += area ? 1 : 0;
	if (column->distinct == NULL)
		column->distinct = civ_hash_new();
	if (column->distinct == NULL)
		return civ_no_memory(draft->messages);
	if (!civ_hash_get(column->distinct, cell, &seen)) {
		column->distinct_count++;
		if (!civ_hash_put(column->distinct, cell, 1))
			return civ_no_memory(draft->messages);
	}
	return status;
}

static enum civ_status look_at_cells(struct civ_draft *draft, const struct civ_csv_row *row)
{
	enum civ_status status = CIV_OK;

	for (unsigned i = 0; i < row->count && i < draft->count && status == CIV_OK; i++) {
		struct civ_draft_column *column = &draft->columns[i];
		struct civ_span cell = civ_cell_clean(row->cells[i]), parts[2];

		if (cell.len == 0)
			continue;
		column->filled++;
		column->bytes += cell.len;
		column->times += civ_draft_is_time(cell) ? 1 : 0;
		column->points += civ_point_read(cell, parts) ? 1 : 0;
		column->numbered += cell.len <= SHORT && has_digit(cell) ? 1 : 0;
		if (draft->no_header)
			status = look_for_names(draft, column, cell);
	}
	return status;
}

static enum civ_status open_rows(struct civ_draft *draft, struct civ_messages *messages, struct civ_feed **feed)
{
	const struct civ_feed_options options = {
		.delimiter = draft->delimiter, .skip = draft->skip, .sheet = draft->options->sheet};

	return open_try(draft, &options, messages, feed);
}

static enum civ_status look_at_columns(struct civ_draft *draft)
{
	const struct civ_csv_row *row = NULL;
	struct civ_feed *feed = NULL;
	struct civ_messages *aside = civ_messages_new();
	size_t rows = 0;
	enum civ_status status = aside == NULL ? civ_no_memory(draft->messages) : open_rows(draft, aside, &feed);

	while (status == CIV_OK && rows < CIV_DRAFT_MOST_VALUES && (status = civ_feed_next(feed, &row)) == CIV_OK &&
	       row != NULL) {
		if (civ_csv_row_is_blank(row))
			continue;
		if (rows++ == 0)
			status = name_columns(draft, row);
		if (status == CIV_OK && (rows > 1 || draft->no_header))
			status = look_at_cells(draft, row);
	}
	if (status == CIV_OK && civ_feed_encoding(feed) != NULL) {
		const char *encoding = civ_feed_encoding(feed);

		draft->encoding = civ_arena_copy(draft->arena, encoding, strlen(encoding));
		status = draft->encoding == NULL ? civ_no_memory(draft->messages) : CIV_OK;
	}
	civ_feed_close(feed);
	return end_pass(draft, aside, status);
}

enum civ_status civ_draft_look(struct civ_draft *draft)
{
	enum civ_status status = find_delimiter(draft);

	if (status == CIV_OK)
		status = find_header(draft);
	return status == CIV_OK ? look_at_columns(draft) : status;
}

/* ---- values of the fields that need them ---- */

static bool keep_value(struct civ_draft *draft, struct civ_draft_source *field, struct civ_span cell, bool once)
{
	int64_t seen = 0;

	if (field->seen == NULL)
		field->seen = civ_hash_new();
	if (field->values == NULL)
		field->values = calloc(CIV_DRAFT_MOST_VALUES, sizeof(char *));
	if (field->seen == NULL || field->values == NULL)
		return false;
	if (once && civ_hash_get(field->seen, cell, &seen))
		return civ_hash_put(field->seen, cell, seen + 1);
	if (field->count == CIV_DRAFT_MOST_VALUES)
		return true;
	field->values[field->count] = civ_arena_copy(draft->arena, cell.text, cell.len);
	return field->values[field->count++] != NULL && (!once || civ_hash_put(field->seen, cell, 1));
}

/* What total rows begin with, in the first cell that holds something; blanks inside do not count. */
static const char *total_of(const struct civ_csv_row *row, struct civ_arena *arena)
{
	static const char *const totals[] = {"合计", "总计", "共计"};
	struct civ_span first = {"", 0};
	struct civ_buf bare = {0};
	const char *found = NULL;

	for (unsigned i = 0; i < row->count && first.len == 0; i++)
		first = civ_text_trim(row->cells[i]);
	civ_draft_bare(civ_text_folded(first, arena), &bare);
	for (size_t i = 0; i < sizeof totals / sizeof totals[0] && found == NULL; i++)
		if (bare.len >= strlen(totals[i]) && memcmp(bare.data, totals[i], strlen(totals[i])) == 0)
			found = totals[i];
	civ_buf_free(&bare);
	return found;
}

static bool is_as_above(struct civ_span cell)
{
	return civ_text_same(cell, (struct civ_span){"同上", strlen("同上")}) ||
	       civ_text_same(cell, (struct civ_span){"〃", strlen("〃")});
}

static enum civ_status keep_values(struct civ_draft *draft, const struct civ_csv_row *row)
{
	for (unsigned f = 0; f < CIV_DRAFT_FIELDS; f++) {
		struct civ_draft_source *field = &draft->fields[f];
		struct civ_span cell;

		if (field->column < 0 || (unsigned)field->column >= row->count ||
		    (!civ_draft_holds_times(f) && !civ_draft_is_reference(f)))
			continue;
		cell = civ_cell_clean(row->cells[field->column]);
		if (is_as_above(cell))
			field->repeats = true;
		else if (cell.len > 0 && !keep_value(draft, field, cell, civ_draft_is_reference(f)))
			return civ_no_memory(draft->messages);
	}
	return CIV_OK;
}

enum civ_status civ_draft_read_values(struct civ_draft *draft)
{
	const struct civ_csv_row *row = NULL;
	struct civ_feed *feed = NULL;
	bool first = !draft->no_header;
	enum civ_status status = open_rows(draft, draft->messages, &feed);

	while (status == CIV_OK && draft->stop == NULL && (status = civ_feed_next(feed, &row)) == CIV_OK &&
	       row != NULL) {
		if (civ_csv_row_is_blank(row))
			continue;
		draft->stop = first ? NULL : total_of(row, draft->arena);
		if (!first && draft->stop == NULL)
			status = keep_values(draft, row);
		first = false;
	}
	civ_feed_close(feed);
	return status;
}

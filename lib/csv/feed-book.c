/* A sheet of a workbook as rows of a file. */
#include <stdlib.h>
#include <string.h>

#include "civplan/book.h"
#include "lib/csv/feed.h"

/* A row that may be one of the last. */
struct held {
	struct civ_csv_row row;
	struct civ_arena *arena; /* of its cells */
};

struct state {
	struct civ_messages *messages;
	struct civ_book *book;
	char delimiter;
	unsigned skip, ignore_last;
	struct civ_buf titles;
	uint64_t title_lines; /* in it */
	/* A ring of IGNORE_LAST rows, and the one that is served. */
	struct held *held;
	size_t held_count, first;
	bool end;
	/* The row that is served: as wide as the widest so far. */
	struct civ_csv_row row;
	struct civ_span *cells;
	unsigned char *marks;
	unsigned width;
};

static void close_book(void *state)
{
	struct state *s = state;

	for (size_t i = 0; s->held != NULL && i <= s->ignore_last; i++)
		civ_arena_free(s->held[i].arena);
	free(s->held);
	civ_book_close(s->book);
	civ_buf_free(&s->titles);
	free(s->cells);
	free(s->marks);
	free(s);
}

static bool make_ring(struct state *s)
{
	s->held = calloc((size_t)s->ignore_last + 1, sizeof *s->held);
	for (size_t i = 0; s->held != NULL && i <= s->ignore_last; i++) {
		s->held[i].arena = civ_arena_new();
		if (s->held[i].arena == NULL)
			return false;
	}
	return s->held != NULL;
}

static enum civ_status open_book(struct civ_source *source, const struct civ_feed_options *options,
                                 struct civ_messages *messages, void **state)
{
	const struct civ_book_options asked = {.sheet = options->sheet};
	struct state *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(messages);
	*made = (struct state){.messages = messages,
	                       .delimiter = options->delimiter == 0 ? ',' : options->delimiter,
	                       .skip = options->skip,
	                       .ignore_last = options->ignore_last};
	status = make_ring(made) ? civ_book_open(source, &asked, messages, &made->book) : civ_no_memory(messages);
	if (status != CIV_OK) {
		close_book(made);
		return status;
	}
	*state = made;
	return CIV_OK;
}

static bool make_room(struct state *s, unsigned width)
{
	struct civ_span *cells;
	unsigned char *marks;

	if (width <= s->width)
		return true;
	cells = realloc(s->cells, width * sizeof *cells);
	if (cells != NULL)
		s->cells = cells;
	marks = realloc(s->marks, width);
	if (marks != NULL)
		s->marks = marks;
	if (cells == NULL || marks == NULL)
		return false;
	s->width = width;
	return true;
}

/* Fill ROW up to the widest so far. */
static enum civ_status serve(struct state *s, const struct civ_csv_row *row)
{
	if (!make_room(s, row->count))
		return civ_no_memory(s->messages);
	for (unsigned i = 0; i < s->width; i++) {
		s->cells[i] = i < row->count && row->cells[i].len > 0 ? row->cells[i] : (struct civ_span){"", 0};
		s->marks[i] = i < row->count ? row->marks[i] : 0;
	}
	s->row = (struct civ_csv_row){
		.line = row->line, .count = s->width, .cells = s->cells, .raw = s->cells, .marks = s->marks};
	return CIV_OK;
}

static bool hold(struct held *held, const struct civ_book_row *row)
{
	struct civ_span *cells;
	char *marks;

	civ_arena_clear(held->arena);
	cells = civ_arena_alloc(held->arena, (row->count + 1) * sizeof *cells);
	marks = civ_arena_copy(held->arena, (const char *)row->marks, row->count);
	if (cells == NULL || marks == NULL)
		return false;
	for (unsigned i = 0; i < row->count; i++) {
		cells[i] = (struct civ_span){civ_arena_copy(held->arena, row->cells[i].text, row->cells[i].len),
		                             row->cells[i].len};
		if (cells[i].text == NULL)
			return false;
	}
	held->row = (struct civ_csv_row){.line = row->row,
	                                 .count = row->count,
	                                 .cells = cells,
	                                 .raw = cells,
	                                 .marks = (const unsigned char *)marks};
	return true;
}

/* A title as a line: what it holds has no line of its own there. */
static void keep_title(struct state *s, const struct civ_book_row *row)
{
	for (; s->title_lines + 1 < row->row; s->title_lines++)
		civ_buf_addc(&s->titles, '\n');
	for (unsigned i = 0; i < row->count; i++) {
		if (i > 0)
			civ_buf_addc(&s->titles, s->delimiter);
		for (size_t c = 0; c < row->cells[i].len; c++)
			civ_buf_addc(&s->titles, row->cells[i].text[c] == '\n' || row->cells[i].text[c] == '\r'
			                                 ? ' '
			                                 : row->cells[i].text[c]);
	}
	civ_buf_addc(&s->titles, '\n');
	s->title_lines++;
}

/* The next row of the sheet below its titles. */
static enum civ_status next_below(struct state *s, const struct civ_book_row **row)
{
	enum civ_status status;

	while ((status = civ_book_next(s->book, row)) == CIV_OK && *row != NULL && (*row)->row <= s->skip)
		keep_title(s, *row);
	s->end = status == CIV_OK && *row == NULL;
	return status == CIV_OK && s->titles.failed ? civ_no_memory(s->messages) : status;
}

static enum civ_status next_row(void *state, const struct civ_csv_row **row)
{
	struct state *s = state;
	size_t room = (size_t)s->ignore_last + 1;
	const struct civ_book_row *read = NULL;
	enum civ_status status = CIV_OK;

	*row = NULL;
	while (!s->end && s->held_count < room) {
		status = next_below(s, &read);
		if (status != CIV_OK || read == NULL)
			return status;
		if (!hold(&s->held[(s->first + s->held_count) % room], read))
			return civ_no_memory(s->messages);
		s->held_count++;
	}
	if (s->end)
		return CIV_OK;
	status = serve(s, &s->held[s->first].row);
	s->first = (s->first + 1) % room;
	s->held_count--;
	*row = status == CIV_OK ? &s->row : NULL;
	return status;
}

static struct civ_position position(const void *state, uint64_t line, unsigned field)
{
	return civ_book_position(((const struct state *)state)->book, line, field);
}

static enum civ_status check(const void *state, const struct civ_csv_row *row, unsigned cell,
                             struct civ_messages *messages)
{
	const struct civ_book_row of_book = {
		.row = row->line, .count = row->count, .cells = row->cells, .marks = row->marks};

	if (cell >= row->count || (row->marks[cell] & CIV_BOOK_FAULTS) == 0)
		return CIV_OK;
	return civ_book_check(((const struct state *)state)->book, &of_book, cell + 1, messages);
}

/* Rows that are set aside are CSV in UTF-8. */
static const char *encoding(const void *state)
{
	(void)state;
	return NULL;
}

static char delimiter(const void *state)
{
	return ((const struct state *)state)->delimiter;
}

/* By which CSV is known to be in UTF-8, whatever the map says of it. */
static bool has_mark(const void *state)
{
	(void)state;
	return true;
}

static void titles(const void *state, struct civ_buf *text)
{
	const struct state *s = state;

	civ_buf_add(text, s->titles.data, s->titles.len);
	for (uint64_t line = s->title_lines; line < s->skip; line++)
		civ_buf_addc(text, '\n');
}

static size_t total_count(const void *state)
{
	const struct state *s = state;

	return s->end ? s->held_count : 0;
}

static const struct civ_csv_row *total(void *state, size_t i)
{
	struct state *s = state;

	return serve(s, &s->held[(s->first + i) % ((size_t)s->ignore_last + 1)].row) == CIV_OK ? &s->row : NULL;
}

const struct civ_feed_kind civ_feed_book = {
	.open = open_book,
	.close = close_book,
	.next = next_row,
	.position = position,
	.check = check,
	.encoding = encoding,
	.delimiter = delimiter,
	.has_mark = has_mark,
	.titles = titles,
	.total_count = total_count,
	.total = total,
};

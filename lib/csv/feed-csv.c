/* CSV as rows of a file. */
#include <stdlib.h>

#include "lib/csv/feed.h"
#include "lib/csv/private.h"

struct state {
	struct civ_source *source;
	struct civ_csv *csv;
};

static enum civ_status open_csv(struct civ_source *source, const struct civ_feed_options *options,
                                struct civ_messages *messages, void **state)
{
	const struct civ_csv_options plain = {.encoding = options->encoding,
	                                      .delimiter = options->delimiter,
	                                      .skip = options->skip,
	                                      .ignore_last = options->ignore_last};
	struct state *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(messages);
	made->source = source;
	status = civ_csv_open(source, &plain, messages, &made->csv);
	if (status != CIV_OK) {
		free(made);
		return status;
	}
	*state = made;
	return CIV_OK;
}

static void close_csv(void *state)
{
	struct state *s = state;

	civ_csv_close(s->csv);
	free(s);
}

static enum civ_status next_row(void *state, const struct civ_csv_row **row)
{
	return civ_csv_next(((struct state *)state)->csv, row);
}

static struct civ_position position(const void *state, uint64_t line, unsigned field)
{
	const struct state *s = state;

	return (struct civ_position){.file = civ_source_name(s->source), .line = line, .field = field};
}

/* Its cells are what stands there. */
static enum civ_status check(const void *state, const struct civ_csv_row *row, unsigned cell,
                             struct civ_messages *messages)
{
	(void)state, (void)row, (void)cell, (void)messages;
	return CIV_OK;
}

static const char *encoding(const void *state)
{
	return civ_csv_encoding(((const struct state *)state)->csv);
}

static char delimiter(const void *state)
{
	return civ_csv_delimiter(((const struct state *)state)->csv);
}

static bool has_mark(const void *state)
{
	return civ_csv_has_bom(((const struct state *)state)->csv);
}

static void titles(const void *state, struct civ_buf *text)
{
	struct civ_span skipped = civ_csv_skipped(((const struct state *)state)->csv);

	civ_buf_add(text, skipped.text, skipped.len);
}

static size_t total_count(const void *state)
{
	return civ_csv_ignored_count(((const struct state *)state)->csv);
}

static const struct civ_csv_row *total(void *state, size_t i)
{
	return civ_csv_ignored(((struct state *)state)->csv, i);
}

const struct civ_feed_kind civ_feed_csv = {
	.open = open_csv,
	.close = close_csv,
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

/* Rows of files of several kinds behind one face. */
#include <stdlib.h>

#include "civplan/book.h"
#include "lib/csv/feed.h"

struct civ_feed {
	const struct civ_feed_kind *kind;
	void *state;
};

static enum civ_status find_kind(struct civ_source *source, const struct civ_feed_kind **kind)
{
	char head[CIV_BOOK_HEAD];
	size_t got;
	enum civ_status status = civ_source_read(source, head, sizeof head, &got);

	*kind = status == CIV_OK && civ_book_is(head, got) ? &civ_feed_book : &civ_feed_csv;
	return status == CIV_OK ? civ_source_rewind(source) : status;
}

enum civ_status civ_feed_open(struct civ_source *source, const struct civ_feed_options *options,
                              struct civ_messages *messages, struct civ_feed **feed)
{
	struct civ_feed *made = calloc(1, sizeof *made);
	enum civ_status status = made == NULL ? civ_no_memory(messages) : find_kind(source, &made->kind);

	if (status == CIV_OK)
		status = made->kind->open(source, options, messages, &made->state);
	if (status != CIV_OK) {
		free(made);
		return status;
	}
	*feed = made;
	return CIV_OK;
}

void civ_feed_close(struct civ_feed *feed)
{
	if (feed == NULL)
		return;
	feed->kind->close(feed->state);
	free(feed);
}

enum civ_status civ_feed_next(struct civ_feed *feed, const struct civ_csv_row **row)
{
	return feed->kind->next(feed->state, row);
}

struct civ_position civ_feed_position(const struct civ_feed *feed, uint64_t line, unsigned field)
{
	return feed->kind->position(feed->state, line, field);
}

enum civ_status civ_feed_check(const struct civ_feed *feed, const struct civ_csv_row *row, unsigned cell,
                               struct civ_messages *messages)
{
	return row->marks == NULL ? CIV_OK : feed->kind->check(feed->state, row, cell, messages);
}

bool civ_feed_is_book(const struct civ_feed *feed)
{
	return feed->kind == &civ_feed_book;
}

const char *civ_feed_encoding(const struct civ_feed *feed)
{
	return feed->kind->encoding(feed->state);
}

char civ_feed_delimiter(const struct civ_feed *feed)
{
	return feed->kind->delimiter(feed->state);
}

bool civ_feed_has_mark(const struct civ_feed *feed)
{
	return feed->kind->has_mark(feed->state);
}

void civ_feed_titles(const struct civ_feed *feed, struct civ_buf *text)
{
	feed->kind->titles(feed->state, text);
}

size_t civ_feed_total_count(const struct civ_feed *feed)
{
	return feed->kind->total_count(feed->state);
}

const struct civ_csv_row *civ_feed_total(struct civ_feed *feed, size_t i)
{
	return feed->kind->total(feed->state, i);
}

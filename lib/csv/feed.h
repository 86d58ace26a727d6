/* A kind of file that has rows, and what is kept of a file of it. */
#ifndef LIB_CSV_FEED_H
#define LIB_CSV_FEED_H

#include "civplan/feed.h"

/* Each as in civplan/feed.h; STATE is what `open` made. */
struct civ_feed_kind {
	enum civ_status (*open)(struct civ_source *source, const struct civ_feed_options *options,
	                        struct civ_messages *messages, void **state);
	void (*close)(void *state);
	enum civ_status (*next)(void *state, const struct civ_csv_row **row);
	struct civ_position (*position)(const void *state, uint64_t line, unsigned field);
	enum civ_status (*check)(const void *state, const struct civ_csv_row *row, unsigned cell,
	                         struct civ_messages *messages);
	const char *(*encoding)(const void *state);
	char (*delimiter)(const void *state);
	bool (*has_mark)(const void *state);
	void (*titles)(const void *state, struct civ_buf *text);
	size_t (*total_count)(const void *state);
	const struct civ_csv_row *(*total)(void *state, size_t i);
};

extern const struct civ_feed_kind civ_feed_csv, civ_feed_book;

#endif

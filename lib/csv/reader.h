/* What a reader of CSV holds. */
#ifndef CIVPLAN_CSV_READER_H
#define CIVPLAN_CSV_READER_H

#include <csv.h>

#include "lib/csv/private.h"

struct civ_csv_place {
	size_t at, len; /* in the batch's text */
};

struct civ_csv_record {
	uint64_t line;
	size_t first; /* of its places */
	unsigned count;
};

struct civ_csv {
	struct civ_source *source;
	struct civ_messages *messages;
	struct csv_parser parser;
	bool parser_open;
	struct civ_csv_options options;
	struct civ_encoding encoding;
	char *chunk;
	struct civ_buf decoded;      /* of UTF-16 */
	struct civ_buf carried;      /* bytes of UTF-16 cut by a chunk's end */
	/* The batch: complete records from `next` on, and the cells of the one being read. */
	struct civ_buf text;
	struct civ_csv_place *places;
	size_t place_count, place_room;
	struct civ_csv_record *records;
	size_t record_count, record_room, next;
	size_t open_first;           /* first place of the record being read */
	uint64_t line, open_line;    /* the line at hand; that on which the record being read starts */
	uint64_t newlines;           /* inside the cells of the record being read */
	bool after_cr, end, out_of_memory;
	/* A syntax error waits until the rows before it are served. */
	bool broken;
	struct civ_position where;
	const char *why;
	/* Title lines. */
	unsigned to_skip;
	bool skip_cr;
	struct civ_buf skipped;
	/* The row that is served. */
	struct civ_span *cells, *raw;
	size_t cell_room;
	struct civ_buf converted;
	struct civ_csv_row row;
};

/* Read the next chunk: complete records join the batch, those served leave it. At the end of the source, or where its
 * syntax breaks, `end` or `broken` is set. CIV_SYSTEM: it cannot be read, or memory is out. */
enum civ_status civ_csv_fill(struct civ_csv *csv);

#endif

/* An input while it is read. */
#ifndef LIB_CSV_INPUT_H
#define LIB_CSV_INPUT_H

#include "civplan/feed.h"
#include "lib/csv/heads.h"
#include "lib/csv/map.h"

struct civ_input {
	struct civ_messages *messages;
	struct civ_source **sources;
	size_t count, at;            /* at: the file at hand */
	char *encoding, *sheet;      /* NULL: not given */
	struct civ_map *map;
	struct civ_feed *feed;       /* of the file at hand, as the next three */
	struct civ_mapping *mapping;
	struct civ_sieve *sieve;     /* NULL: all rows are taken as they come */
	struct civ_wide *wide;       /* NULL: a row is one */
	struct civ_header *headers;  /* one for each file, so that its address tells the file */
	struct civ_heads heads;      /* of the file at hand */
	struct civ_span *cells;
	struct civ_arena *arena;     /* of the file's header */
	struct civ_csv_row raw_row;
	struct civ_input_row row;
	bool has_header;
	bool stopped;                /* by the map: the rest of the file is not read */
	const struct civ_csv_row *pending; /* the first row of a file without headings, until it is given */
	bool allow_empty;
	char *zone_name;             /* NULL: not known */
	struct civ_zone *zone;       /* opened by the first map that needs it */
	civ_unit_of *unit_of;        /* NULL: nothing says what fields are counted in */
	const void *unit_data;
	uint64_t rows, passed;
};

/* The next file that has a header is at hand, or none is left. */
enum civ_status civ_input_ready(struct civ_input *input);
void civ_input_close_file(struct civ_input *input);
/* The next row of the file at hand that holds anything; NULL at its end. */
enum civ_status civ_input_next_filled(struct civ_input *input, const struct civ_csv_row **row);

#endif

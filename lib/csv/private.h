/* What the reading half of lib/csv shares. */
#ifndef CIVPLAN_CSV_PRIVATE_H
#define CIVPLAN_CSV_PRIVATE_H

#include <iconv.h>

#include "civplan/buffer.h"
#include "civplan/date.h"
#include "civplan/input.h"

struct civ_feed;
struct civ_heads;

/* ---- encoding ---- */

enum civ_encoding_kind {
	CIV_UTF8_KNOWN,  /* the whole source was found valid */
	CIV_UTF8_LOOKED_AT, /* said to be, or by all that was seen: each cell is looked at */
	CIV_BY_CELL,     /* iconv, after parsing */
	CIV_BY_STREAM,   /* UTF-16: iconv, before parsing */
};

struct civ_encoding {
	enum civ_encoding_kind kind;
	const char *name;     /* for iconv */
	bool guessed;         /* auto, and not UTF-8 */
	bool decoded, common; /* of a guess: some cell was converted; one held a common Chinese character */
	iconv_t converter;    /* BY_CELL, BY_STREAM */
	bool open;
	size_t bom;           /* bytes to pass over */
};

/* Look at SOURCE (rewound before and after) and open what NAME (may be NULL, "auto") asks for. CIV_REFUSED for
 * an unknown encoding. */
enum civ_status civ_encoding_open(struct civ_source *source, const char *name, struct civ_messages *messages,
                                  struct civ_encoding *encoding);
void civ_encoding_close(struct civ_encoding *encoding);
/* Append CELL in UTF-8 to TEXT. False when it is not valid in the encoding; *BAD is the first wrong byte. */
bool civ_encoding_cell(struct civ_encoding *encoding, struct civ_span cell, struct civ_buf *text, unsigned char *bad);

/* Once all cells are converted: warn when they were guessed to be GB18030 and hold no common Chinese character. Any
 * bytes can be read so; what comes out of another encoding is rare characters. */
void civ_encoding_doubt(struct civ_encoding *encoding, const char *file, struct civ_messages *messages);

/* ---- reader ---- */

/* The title lines that were passed over, as bytes of the file (UTF-8 for UTF-16). */
struct civ_span civ_csv_skipped(const struct civ_csv *csv);
/* The total rows at the end that were passed over; complete once civ_csv_next gave NULL. */
size_t civ_csv_ignored_count(const struct civ_csv *csv);
/* One of them as raw cells; valid until the next call. */
const struct civ_csv_row *civ_csv_ignored(struct civ_csv *csv, size_t i);
char civ_csv_delimiter(const struct civ_csv *csv);
/* True if the source began with a byte order mark. */
bool civ_csv_has_bom(const struct civ_csv *csv);

/* ---- map ---- */

enum { CIV_HEADING_LINES = 5 }; /* headings may stand above each other in so many lines */

struct civ_map_options {
	const char *encoding; /* NULL: not said */
	const char *sheet;    /* NULL: not said */
	char delimiter;       /* 0: not said */
	unsigned skip, ignore_last;
	unsigned heading_lines; /* 0: no headings */
};

const struct civ_map_options *civ_map_described(const struct civ_map *map);
/* True if a format of the map names an instant. */
bool civ_map_needs_zone(const struct civ_map *map);

/* A map laid on a header. */
struct civ_mapping;

/* MAP laid on the header FILE has of its own: its names and where it stands count. CIV_REFUSED when it lacks a column
 * that the map wants. MAP and FEED, whose rows it is for, must outlive the mapping; free it with civ_mapping_free. */
enum civ_status civ_mapping_make(const struct civ_map *map, const struct civ_header *file, const struct civ_feed *feed,
                                 struct civ_messages *messages, struct civ_mapping **mapping);
void civ_mapping_free(struct civ_mapping *mapping);
unsigned civ_mapping_count(const struct civ_mapping *mapping);
const struct civ_span *civ_mapping_names(const struct civ_mapping *mapping);
/* For each field its columns in the file, joined as in the map; empty for a constant. */
const struct civ_span *civ_mapping_headings(const struct civ_mapping *mapping);
/* Instants become times of ZONE, which must outlive the mapping. */
void civ_mapping_use_zone(struct civ_mapping *mapping, const struct civ_zone *zone);
/* Numbers become as many of what the fields are counted in. */
void civ_mapping_use_units(struct civ_mapping *mapping, civ_unit_of *unit_of, const void *data);
/* Of a wide sheet: the next rows are those of cell WHICH of the map, which stands in COLUMN (from 0). */
void civ_mapping_use_cell(struct civ_mapping *mapping, size_t which, unsigned column);
/* True if a field takes the column (from 0) of the file. */
bool civ_mapping_uses(const struct civ_mapping *mapping, unsigned column);
/* For each field the number of its (first) column in the file, from 1; 0: a constant. */
const unsigned *civ_mapping_fields(const struct civ_mapping *mapping);
/* For each field the text of the row at hand that the map gave nothing for. */
const struct civ_span *civ_mapping_emptied(const struct civ_mapping *mapping);
/* Does the map give nothing for the cell of a wide sheet in the row at hand? Then it holds nothing. */
bool civ_mapping_empties_cell(const struct civ_mapping *mapping);
/* The cells of a row mapped and translated, valid until the next call. CIV_REFUSED: a value matches none of its
 * formats, or the file has none. */
enum civ_status civ_mapping_row(struct civ_mapping *mapping, const struct civ_csv_row *row,
                                const struct civ_position *at, struct civ_messages *messages,
                                const struct civ_span **mapped);

/* ---- input ---- */

/* For rejects: the file at hand, NULL before the first; its place among the files, its headings. */
struct civ_feed *civ_input_feed(struct civ_input *input);
size_t civ_input_file(const struct civ_input *input);
const struct civ_heads *civ_input_heads(const struct civ_input *input);

#endif

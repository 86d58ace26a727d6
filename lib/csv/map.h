/* A map in memory. */
#ifndef CIVPLAN_CSV_MAP_H
#define CIVPLAN_CSV_MAP_H

#include "civplan/hash.h"
#include "lib/csv/private.h"

/* The name of the column whose cell a row of a wide sheet was made of. */
#define CIV_MAP_EACH "@each"

struct civ_map_field {
	const char *name;
	struct civ_span heading;       /* the columns as the map has them, joined with + */
	char **columns;                /* joined; ended by NULL; NULL: a constant */
	const char *joint;             /* what stands between those that are joined; NULL: a blank */
	char **formats;                /* strptime patterns, or parts of a point; ended by NULL; may be NULL */
	struct civ_hash *translations; /* folded text -> address of its translation, in the map's arena */
	size_t translation_count;
	const char *other;             /* translation of any other text; NULL: it passes unchanged */
};

/* A cell of a wide sheet: under HEADING, it is a row of its own whose field has CODE. */
struct civ_map_cell {
	const char *heading, *code;
};

/* Only rows with one of the folded texts VALUES in COLUMN are taken. */
struct civ_map_part {
	const char *column;
	struct civ_span *values;
	size_t count, room;
};

/* The columns of FIELD are joined with TEXT. */
struct civ_map_joint {
	const char *field, *text;
};

struct civ_map {
	const char *path;
	struct civ_map_options options;
	struct civ_map_field *fields;
	size_t count;
	bool needs_zone;
	struct civ_arena *arena;
	/* Columns whose empty cells are as the one above. */
	const char **fills;
	size_t fill_count, fill_room;
	/* What the first row that is not read begins with; folded, without blanks. */
	struct civ_span *stops;
	size_t stop_count, stop_room;
	struct civ_map_joint *joints;
	size_t joint_count, joint_room;
	struct civ_map_part *parts;
	size_t part_count, part_room;
	const char *each;              /* the field that cells have a code for; NULL: the sheet is not wide */
	struct civ_map_cell *cells;
	size_t cell_count, cell_room;
};

/* The cells of a map row by what they are. */
struct civ_map_line {
	struct civ_span field, column, format, from, to;
};

/* A row that describes the file: its field begins with @. CIV_REFUSED, told, where it cannot be meant. */
enum civ_status civ_map_describe(struct civ_map *map, const struct civ_map_line *line, const struct civ_position *at,
                                 struct civ_messages *messages);

/* The text folded and without blanks, as totals are compared: 合　计 is 合计. In the arena; .text is NULL when
 * memory is out. */
struct civ_span civ_map_bare(struct civ_span text, struct civ_arena *arena);

/* A column that a map wants, NAME or NAME#2, and what for. */
struct civ_map_want {
	const char *column, *wanted_for;
};

/* The place (from 0) of the column in the header of FILE. CIV_REFUSED, told, when there is none, or when the name
 * stands twice. */
enum civ_status civ_map_place(const struct civ_map *map, const struct civ_header *file, struct civ_map_want want,
                              struct civ_messages *messages, unsigned *place);

/* ---- rows before they are mapped ---- */

/* Which rows are taken, and what empty cells stand for: @stop, @only and @fill. */
struct civ_sieve;

/* *SIEVE is NULL where the map has none of these. MAP must outlive it. */
enum civ_status civ_sieve_make(const struct civ_map *map, const struct civ_header *file, struct civ_messages *messages,
                               struct civ_sieve **sieve);
void civ_sieve_free(struct civ_sieve *sieve);
/* What becomes of ROW: *TAKEN is the row to be read, valid until the next call, or NULL: it is passed over; *END: no
 * row is read from here on. */
enum civ_status civ_sieve_row(struct civ_sieve *sieve, const struct civ_csv_row *row, const struct civ_csv_row **taken,
                              bool *end);
/* Rows passed over by @only. */
uint64_t civ_sieve_passed(const struct civ_sieve *sieve);
bool civ_sieve_uses(const struct civ_sieve *sieve, unsigned column);

/* A wide sheet: each of the cells that @each names makes a row. */
struct civ_wide;

/* *WIDE is NULL where the map has no @each. MAP must outlive it. */
enum civ_status civ_wide_make(const struct civ_map *map, const struct civ_header *file, struct civ_messages *messages,
                              struct civ_wide **wide);
void civ_wide_free(struct civ_wide *wide);
/* ROW, valid as long as it is asked for, is the one whose cells are given next. */
enum civ_status civ_wide_take(struct civ_wide *wide, const struct civ_csv_row *row, struct civ_messages *messages);
/* The next of its cells that holds something: the row without the others, and which it is; *NARROW is NULL when there
 * is none left. */
void civ_wide_next(struct civ_wide *wide, const struct civ_csv_row **narrow, size_t *which);
/* The column (from 0) of cell WHICH of the map. */
unsigned civ_wide_column(const struct civ_wide *wide, size_t which);
bool civ_wide_uses(const struct civ_wide *wide, unsigned column);

#endif

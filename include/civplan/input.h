/* Reading rows: files or standard input, CSV in any usual encoding, through a map if there is one.
 *
 * The rules are those of the CSV contract: RFC 4180 with LF, CRLF or CR, quotes strict, header
 * matched by name by whoever takes the rows, NUL and unterminated quotes refused, memory bounded. */
#ifndef CIVPLAN_INPUT_H
#define CIVPLAN_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/buffer.h"
#include "civplan/decimal.h"
#include "civplan/messages.h"
#include "civplan/source.h"
#include "civplan/text.h"

/* ---- CSV: records ---- */

struct civ_csv_options {
	const char *encoding; /* an iconv name; NULL or "auto": UTF-16 by its BOM, else UTF-8 if the whole
	                         source is valid, else GB18030 */
	char delimiter;       /* 0: comma */
	unsigned skip;        /* title lines before the header */
	unsigned ignore_last; /* total lines at the end */
};

struct civ_csv_row {
	uint64_t line;                /* on which the record starts, from 1 */
	unsigned count;
	const struct civ_span *cells; /* UTF-8; an empty cell has len 0, quoted or not */
	const struct civ_span *raw;   /* the same cells in the file's encoding (UTF-8 for UTF-16) */
	const unsigned char *marks;   /* of a workbook: what is to be known of each cell (civ_book_mark); else NULL */
};

struct civ_csv;

/* A reader over SOURCE, which stays the caller's and must outlive it. Refuses (CIV_REFUSED)
 * an unknown encoding. Options are copied. What may be a workbook, too, is read as a feed (civplan/feed.h). */
enum civ_status civ_csv_open(struct civ_source *source, const struct civ_csv_options *options,
                             struct civ_messages *messages, struct civ_csv **csv);
void civ_csv_close(struct civ_csv *csv);

/* The next record, the header being the first; *ROW is NULL at the end. Blank lines are passed
 * over. Valid until the next call. CIV_REFUSED on a syntax error, with its position: a NUL, a
 * quote inside an unquoted cell, text after a closing quote, an unterminated quote (names where it
 * opened), a cell over CIV_CELL_MAX; reading must stop then. A cell that is not valid in the
 * encoding is also CIV_REFUSED with its position. */
enum civ_status civ_csv_next(struct civ_csv *csv, const struct civ_csv_row **row);

/* True if no cell of the row holds anything but blanks: a row of delimiters is none. */
bool civ_csv_row_is_blank(const struct civ_csv_row *row);

/* The encoding that the source is in, when it is not UTF-8 or marked itself; else NULL. */
const char *civ_csv_encoding(const struct civ_csv *csv);

/* ---- map: other people's layouts ---- */

/* A map file has the columns field,column,format,from,to:
 *   field,column,format   where the field comes from; columns joined with +; formats joined with |, the whole text must
 *                         match one of them: strptime patterns; latitude, longitude: that part of a pair of coordinates
 *                         (civ_point_read); 元, 万元, 亿元, 小时, 天, yuan, hours, days (civ_unit_named): a
 *                         number in that unit becomes one in the field's own
 *   field,,,from,to       translate a value; from "*": any other; empty from: an empty cell; empty to: leave empty; a
 *                         value without a row passes unchanged
 *   field,,,,to           a constant (no column row and no other from row for the field)
 *   #...                  a remark: passed over
 * and rows that describe the file, with the value in `to` and a column of the file in `column`:
 *   @encoding @delimiter  of CSV
 *   @sheet                of a workbook
 *   @skip                 title lines, or rows of a sheet, before the headings
 *   @header               no: it has no headings, and its columns are called 1, 2, ...; 2 to 5: so many lines of
 *                         headings, the upper ones over several columns: UPPER/LOWER
 *   @ignore_last          total rows at the end
 *   @stop                 what total rows begin with: from the first on nothing is read
 *   @fill,column          an empty cell, or one that says "same as above", is as the last above it that was not
 *   @only,column,,,A;B    only rows with one of these are taken
 *   @each,field,,,HEADING=CODE;HEADING=CODE   each of these cells that holds something makes a row, in which the field
 *                         has the code; the field whose column is @each takes the cell
 * A map may itself be a workbook. */
struct civ_map;

/* Stands in a map between a heading that the file has several times and the number of the one that is meant: NAME#2. */
#define CIV_MAP_TWIN '#'

#define CIV_FORMAT_LATITUDE "latitude"
#define CIV_FORMAT_LONGITUDE "longitude"

/* Latitude and longitude of "(41.9, -87.6)", with or without brackets, or with an address before them, and of "POINT
 * (-87.6 41.9)"; where the first is over 90 it is the longitude. PARTS are within TEXT. */
bool civ_point_read(struct civ_span text, struct civ_span parts[2]);

/* CIV_REFUSED with file, line and field for anything that is not such a map, and for a format with which something is
 * wrong (civ_pattern_fault). */
enum civ_status civ_map_load(const char *path, struct civ_messages *messages, struct civ_map **map);
void civ_map_free(struct civ_map *map);

/* ---- input: rows with named fields ---- */

struct civ_input_options {
	const char *encoding; /* as in civ_csv_options; it wins over the map's */
	const char *sheet;    /* of a workbook, by name or number; it wins over the map's */
	const char *map;      /* path of a map, or NULL */
	bool allow_empty;     /* a file without a header is no error, and gives no rows */
};

struct civ_header {
	struct civ_position at;         /* file and line of the header; field is 0 */
	const unsigned *fields;         /* for each name the number of its field in the file, from 1; 0: a constant */
	unsigned count;
	const struct civ_span *names; /* field names, trimmed; with a map its fields, else the file's header */
	const struct civ_span *headings; /* what the file calls each of them; a constant has none */
};

struct civ_input_row {
	struct civ_position at;         /* file and line; field is 0 */
	const struct civ_header *header;/* changes with the file: compare the pointer to bind anew */
	const struct civ_span *cells;   /* header->count of them, mapped and translated */
	const unsigned *fields;         /* for each cell the number of its field in the file, from 1; 0: a constant */
	const struct civ_span
		*emptied; /* for each cell the text that the map gave nothing for, else empty; NULL: no map */
};

struct civ_input;

/* Open COUNT files (0: standard input). All sources are opened, and spooled where needed, here:
 * after it no read waits. Headers beginning with # are left out of the header and the cells.
 * Errors as of civ_source_open and civ_map_load. */
enum civ_status civ_input_open(char *const *paths, size_t count, const struct civ_input_options *options,
                               struct civ_messages *messages, struct civ_input **input);
void civ_input_close(struct civ_input *input);
/* Instants in the rows become times of this zone, which is copied; before the first row or header is asked for. */
enum civ_status civ_input_use_zone(struct civ_input *input, const char *zone);
/* What the field NAME is counted in; NONE: nothing says. DATA is the caller's. */
typedef enum civ_unit civ_unit_of(const void *data, struct civ_span name);
/* Numbers that a map reads in a unit become as many of that of their field, as UNIT_OF says of it and DATA, which is
 * borrowed; before the first row or header is asked for. */
void civ_input_use_units(struct civ_input *input, civ_unit_of *unit_of, const void *data);
/* Lay the map in PATH on the input, which has none yet, before its first row or header is asked for. */
enum civ_status civ_input_use_map(struct civ_input *input, const char *path);
/* True if no file holds a byte: nothing to do, no lock to take. */
bool civ_input_is_empty(const struct civ_input *input);

/* The next row of the files in turn; *ROW is NULL at the end. A file with only a header gives none.
 * A record of another width than its header, a value that matches none of the map's formats and a
 * missing map column are errors with position:
 *   CIV_REFUSED, *ROW not NULL   this row is bad (its message went to ROW_MESSAGES); reading may go on
 *   CIV_REFUSED, *ROW NULL       a syntax or header error (message went to the run's queue); stop
 * Rows of delimiters alone are passed over, and so are columns without a heading as long as nothing stands in them; a
 * value there makes a bad row. A file that has not even a header is an error of the second kind, unless that is
 * allowed. */
enum civ_status civ_input_next(struct civ_input *input, struct civ_messages *row_messages,
                               const struct civ_input_row **row);

/* The header of the first file that has one, NULL when none has; for a command that must know the
 * columns before the first row. Reads no further than that header. */
enum civ_status civ_input_peek(struct civ_input *input, const struct civ_header **header);

/* CIV_REFUSED, an error for each column whose name another before it has: for readers that find columns by
 * civ_header_field. */
enum civ_status civ_header_check(const struct civ_header *header, struct civ_messages *messages);

/* The cell of HEADER that is called NAME, without regard to case; -1 when none is. */
int civ_header_field(const struct civ_header *header, const char *name);

/* Rows read so far, headers not counted; rows passed over by the map's @only. */
uint64_t civ_input_rows(const struct civ_input *input);
uint64_t civ_input_passed(const struct civ_input *input);
/* Back to before the first row of the first file, as if nothing had been read. */
enum civ_status civ_input_rewind(struct civ_input *input);

/* The columns of the file at hand, after its header was read: its own names, and whether the map takes the one with
 * that place (from 0), or it has a field of its own. */
const struct civ_span *civ_input_columns(const struct civ_input *input, unsigned *count);
bool civ_input_uses(const struct civ_input *input, unsigned column);
/* The row given last, before the map. */
const struct civ_csv_row *civ_input_came(const struct civ_input *input);

/* ---- rejects ---- */

struct civ_rejects;

/* A file for the rows of INPUT that are set aside, for the owner and the group at most (0640, and less by the umask).
 * It is created with the first row and written aside; civ_rejects_place puts it in its place, from where
 * civ_rejects_close(keep = false) takes it back, so that what was there is there again. Without a row no file is made;
 * of one from an earlier run only the headings stay. CIV_USAGE, told: PATH is a file that holds something and has not
 * the headings of such a file. */
enum civ_status civ_rejects_open(const char *path, struct civ_input *input, struct civ_messages *messages,
                                 struct civ_rejects **rejects);
/* Set aside the row that civ_input_next gave last, as it came and in its encoding and delimiter (title
 * lines before the header too, so that the same map reads the file again), with `#line` and `#reason`
 * at the end: the errors of the queue WHY, which is emptied. A short row is filled up to the headings; cells beyond
 * them stand behind the reason, where the row is refused until they are moved or emptied. CIV_SYSTEM also when memory
 * ran out for one of them. */
enum civ_status civ_rejects_add(struct civ_rejects *rejects, struct civ_messages *why);
/* The same in two steps, for a row that is only known to be bad when others were read: its text, without the reason, is
 * appended to TEXT at once, and set aside later. Rows of one header must be added before one of the next is kept. */
enum civ_status civ_rejects_keep(struct civ_rejects *rejects, struct civ_buf *text);
enum civ_status civ_rejects_add_kept(struct civ_rejects *rejects, const char *kept, size_t len,
                                     struct civ_messages *why);
/* The same without a file: TOLD is called with why each row is set aside; what it does not say CIV_OK of ends the run.
 */
enum civ_status civ_rejects_watch(struct civ_input *input, struct civ_messages *messages,
                                  enum civ_status (*told)(void *data, const char *reason), void *data,
                                  struct civ_rejects **rejects);
uint64_t civ_rejects_count(const struct civ_rejects *rejects);
/* A dry run: rows are counted, and no file is touched. */
void civ_rejects_only_count(struct civ_rejects *rejects);
/* After the last row: the file stands where it should, whole and on the disk. CIV_SYSTEM, told. */
enum civ_status civ_rejects_place(struct civ_rejects *rejects);
/* KEEP: after civ_rejects_place. Frees REJECTS, which may be NULL, in any case. */
enum civ_status civ_rejects_close(struct civ_rejects *rejects, bool keep);

#endif

/* Writing rows: CSV, TSV, JSON (one object a line), an aligned table or a workbook. */
#ifndef CIVPLAN_OUTPUT_H
#define CIVPLAN_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/buffer.h"
#include "civplan/messages.h"
#include "civplan/text.h"
#include "civplan/word.h"

/* AUTO: a table on a terminal, without a path and without excel; else CSV. */
enum civ_format {
	CIV_FORMAT_AUTO,
	CIV_FORMAT_CSV,
	CIV_FORMAT_TSV,
	CIV_FORMAT_JSON,
	CIV_FORMAT_TABLE,
	CIV_FORMAT_XLSX, /* needs the header of libxlsxwriter when the programs are built, and the library in the run */
};

/* What a column holds: numbers stand on the right in a table and bare in JSON, choices of a list are said in the
 * reader's language where headings are; money and moments, which are days or days with a time of day, are shown as such
 * in a workbook. */
enum civ_cell_type { CIV_CELL_TEXT, CIV_CELL_NUMBER, CIV_CELL_BOOL, CIV_CELL_MONEY, CIV_CELL_MOMENT };

struct civ_kind {
	enum civ_cell_type type;
	const struct civ_word *words; /* TEXT: cells are codes of it, joined with ; if several, or something else;
	                                 NULL: they are no choices */
	bool shown; /* a person needs it: on a terminal these alone are printed, where any of the columns is marked */
	const char *of; /* "issue.unit": headed as that column of a noun, and where that refers to others their names
	                   stand for their codes with labels; "unit": codes of that noun; NULL: neither */
};

#define CIV_KIND_TEXT {CIV_CELL_TEXT, NULL, false, NULL}
#define CIV_KIND_NUMBER {CIV_CELL_NUMBER, NULL, false, NULL}
#define CIV_KIND_MONEY {CIV_CELL_MONEY, NULL, false, NULL}
#define CIV_KIND_MOMENT {CIV_CELL_MOMENT, NULL, false, NULL}
#define CIV_KIND_BOOL {CIV_CELL_BOOL, civ_words_bool, false, NULL}
#define CIV_KIND_CHOICE(words) {CIV_CELL_TEXT, words, false, NULL}
#define CIV_KIND_OF(of) {CIV_CELL_TEXT, NULL, false, of}
/* The same of columns that a person needs. */
#define CIV_SHOWN_TEXT {CIV_CELL_TEXT, NULL, true, NULL}
#define CIV_SHOWN_NUMBER {CIV_CELL_NUMBER, NULL, true, NULL}
#define CIV_SHOWN_MOMENT {CIV_CELL_MOMENT, NULL, true, NULL}
#define CIV_SHOWN_BOOL {CIV_CELL_BOOL, civ_words_bool, true, NULL}
#define CIV_SHOWN_CHOICE(words) {CIV_CELL_TEXT, words, true, NULL}
#define CIV_SHOWN_OF(of) {CIV_CELL_TEXT, NULL, true, of}

struct civ_out_column {
	const char *name;     /* in the header, never translated */
	const char *label;    /* heading with --labels; NULL: the name */
	struct civ_kind kind;
	const char *help;     /* for the manual */
};

/* How many there are before the one without a name. */
size_t civ_out_column_count(const struct civ_out_column *columns);

struct civ_workbook;

struct civ_out_options {
	enum civ_format format;
	const char *columns;    /* "a,b,c": these, in this order; "+a,-b": with a and without b; NULL: all, or what is
	                           marked as shown, on a terminal */
	bool wide;              /* a table on a terminal has all columns too, and is not cut to fit */
	uint64_t limit;         /* write the first rows alone, so many; 0: all */
	bool no_header;
	bool labels;            /* for a reader: headings are labels, choices words, in the reader's language, and codes
	                           the names that NAME knows */
	/* The name of the record whose CODE stands in a column with this OF, borrowed until the rows are written; NULL:
	 * the code stays. May be NULL. */
	const char *(*name)(void *data, const char *of, struct civ_span code);
	void *name_data;
	bool excel;             /* BOM, CRLF, and a ' before a text cell that civ_excel_guards; CSV and TSV only */
	bool guarded;           /* that ' alone: for what goes to a person's spreadsheet in any case */
	bool is_private;        /* the rows name people: a file is for its owner and the group at most (0640, and
	                           less by the umask) */
	const char *title;      /* of the sheet of a workbook; NULL: it has none of its own */
	struct civ_workbook *workbook; /* of several sheets, into which the rows go (XLSX); NULL: to PATH */
	const char *path;       /* -o: written aside, renamed by civ_out_close; a device or a pipe is written
	                           straight; NULL or "-": standard output */
};

struct civ_out;

/* COLUMNS and what OPTIONS point to must outlive the writer. CIV_USAGE: options->columns names an unknown or repeated
 * column, excel is asked of anything but CSV and TSV, or a workbook on a terminal or of programs that were built
 * without them. CIV_SYSTEM: the path cannot be written, or the library for workbooks is not there. */
enum civ_status civ_out_open(const struct civ_out_options *options, const struct civ_out_column *columns,
                             size_t count, struct civ_messages *messages, struct civ_out **out);

/* True if column I will be printed: spare the work for others. */
bool civ_out_wants(const struct civ_out *out, size_t i);

/* The cells of a row, in the order of the columns; each call gives the next. Text is copied.
 * JSON goes by the column's kind: what a number column holds is bare if it is a number, else a string. */
void civ_out_text(struct civ_out *out, const char *text, size_t len);
void civ_out_string(struct civ_out *out, const char *text); /* NULL: empty */
void civ_out_said(struct civ_out *out, const char *text);   /* a text of our tables: where choices are said, in the
                                                               reader's language */
void civ_out_int(struct civ_out *out, int64_t value);
void civ_out_real(struct civ_out *out, double value);       /* shortest decimal; not finite: empty */
void civ_out_rounded(struct civ_out *out, double value, int digits); /* half up, zeros at the end dropped; not finite:
                                                                        empty */
void civ_out_bool(struct civ_out *out, bool value);         /* yes/no; JSON true/false */
void civ_out_day(struct civ_out *out, bool given, int32_t day); /* YYYY-MM-DD; not given: empty */
void civ_out_null(struct civ_out *out);

/* End the row. CIV_SYSTEM when writing failed, or the row has not a cell for each column; civ_out_lost
 * tells whether the reader only went away, which leaves no message. */
enum civ_status civ_out_row(struct civ_out *out);
/* True if the reader closed the pipe (EPIPE): a reader ends quietly, a writer that has committed says so. */
bool civ_out_lost(const struct civ_out *out);
/* Rows written so far. */
uint64_t civ_out_rows(const struct civ_out *out);

/* Print nothing at all unless a row comes, not even a header (--check). Before the first row. */
void civ_out_quiet_when_empty(struct civ_out *out);

/* Write what is held back, the header also when there was no row; no row may follow. Only after it is
 * civ_out_lost final: the last bytes leave here. CIV_SYSTEM as civ_out_row. */
enum civ_status civ_out_finish(struct civ_out *out);

/* KEEP: finish and, with a path, rename. Else drop a file that was written aside; on standard output what
 * has not left the buffer is dropped too, unless earlier rows have: then the row is written to its end.
 * Frees OUT in any case. CIV_SYSTEM as civ_out_row; a lost reader is CIV_OK here. */
enum civ_status civ_out_close(struct civ_out *out, bool keep);

/* Write LEN bytes to the file PATH, all or nothing, as rows are. CIV_SYSTEM, told: it cannot be written. */
enum civ_status civ_file_write(const char *path, const char *bytes, size_t len, struct civ_messages *messages);

/* ---- rows in memory ---- */

struct civ_arena;

/* What a report would print, for a program that makes something else of it. */
struct civ_rows {
	const struct civ_out_column *columns;
	size_t width, count;
	const char **cells; /* COUNT times WIDTH, as they would be printed; "" empty; in ARENA */
	const char *unwanted; /* columns, joined with ;, that nobody will read: their cells stay empty; NULL: none */
	size_t room;
	struct civ_arena *arena;
};

/* A writer that keeps its rows in ROWS, of which the caller has set the columns, the width and the arena; closed as
 * others are. CIV_SYSTEM: memory is out. */
enum civ_status civ_out_open_rows(struct civ_rows *rows, struct civ_messages *messages, struct civ_out **out);
/* The cell of that column, "" when there is no such column. */
const char *civ_rows_cell(const struct civ_rows *rows, size_t row, const char *column);
/* The choices of that column; NULL: it has none. */
const struct civ_word *civ_rows_words(const struct civ_rows *rows, const char *column);
/* The cell as a number; NAN when it is none. */
double civ_rows_number(const struct civ_rows *rows, size_t row, const char *column);

/* CELL as a terminal may show it: controls, and bytes that are no UTF-8, are spelt out (\\n, \\x1b). */
void civ_add_visible(struct civ_buf *text, struct civ_span cell);

/* True if a spreadsheet would run TEXT as a formula (it starts with = + - @, in full width too, a tab, CR or LF) or
 * change it as a number: 12 or more digits, a zero in front of digits, an exponent, a zero or a point at the end of a
 * decimal (1.10, 12.). The writer puts a ' before exactly these, the reader takes it away from exactly these. */
bool civ_excel_guards(const char *text, size_t len);

#endif

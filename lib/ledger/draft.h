/* What the files that draft a map share. */
#ifndef LIB_LEDGER_DRAFT_H
#define LIB_LEDGER_DRAFT_H

#include "civplan/hash.h"
#include "civplan/input.h"
#include "civplan/feed.h"
#include "civplan/folder.h"
#include "civplan/ledger.h"
#include "lib/ledger/meanings.h"

extern const struct civ_noun civ_noun_issue, civ_noun_category, civ_noun_area;

/* What a column of a file can be. TITLE is no field of the ledger: it stands before the description. */
enum civ_draft_field {
	CIV_DRAFT_EXTERNAL_ID,
	CIV_DRAFT_REPORTED_AT,
	CIV_DRAFT_CATEGORY,
	CIV_DRAFT_TITLE,
	CIV_DRAFT_DESCRIPTION,
	CIV_DRAFT_PLACE,
	CIV_DRAFT_AREA,
	CIV_DRAFT_REPORTER,
	CIV_DRAFT_CONTACT,
	CIV_DRAFT_UNIT,
	CIV_DRAFT_DUE,
	CIV_DRAFT_CLOSED_AT,
	CIV_DRAFT_EXTERNAL_STATUS,
	CIV_DRAFT_LAT,
	CIV_DRAFT_LON,
	CIV_DRAFT_SEVERITY,
	CIV_DRAFT_EVIDENCE,
	CIV_DRAFT_CHANNEL,
	CIV_DRAFT_FIELDS
};

enum { CIV_DRAFT_NO_COLUMN = -1, CIV_DRAFT_MOST_VALUES = 2000 }; /* of a column, that are looked at */

/* A column of the file, and what its first cells are. */
struct civ_draft_column {
	const char *name;      /* UTF-8; its number where the file has no headings */
	size_t filled;         /* of them: */
	size_t times, points;  /* dates; pairs of coordinates */
	size_t categories, areas; /* known to the plan; counted only without headings */
	size_t numbered;       /* with a digit, and short */
	size_t bytes;
	struct civ_hash *distinct;
	size_t distinct_count;
};

/* A field of the ledger: its column, and the cells that its form is told by. */
struct civ_draft_source {
	int column;
	char **values;          /* of dates: as they come; of references: each once */
	size_t count;
	struct civ_hash *seen;  /* of references: in how many rows each stands */
	bool repeats;           /* a cell of it says that it is as the one above */
	char **codes;           /* of those without one, in the order of the values, the one given; NULL: none was */
};

struct civ_draft {
	struct civ_records *records;
	struct civ_messages *messages;
	const char *path;
	const struct civ_draft_options *options;
	struct civ_out *out;
	struct civ_folder *folder; /* for records that the file has and the plan not; NULL: not wanted */
	struct civ_arena *arena;
	struct civ_source *source;
	bool is_book;
	char delimiter;
	unsigned skip;          /* lines before the header, or before the first row */
	bool no_header;
	const char *stop;       /* what its first total row begins with; NULL: it has none */
	const char *encoding;   /* NULL: UTF-8; in the arena */
	struct civ_draft_column *columns;
	unsigned count;
	int point;              /* a column of coordinates, or NO_COLUMN */
	struct civ_draft_source fields[CIV_DRAFT_FIELDS];
};

/* ---- fields ---- */

/* The ledger's column that the field is; of TITLE "title". */
const char *civ_draft_field_name(enum civ_draft_field field);
/* What it is called where complaints come from, the most telling name first, joined with ";", bare. */
const char *civ_draft_field_headings(enum civ_draft_field field);
bool civ_draft_holds_times(enum civ_draft_field field);
bool civ_draft_is_reference(enum civ_draft_field field);
/* The noun that a reference refers to. */
const struct civ_noun *civ_draft_noun(enum civ_draft_field field);
/* A row of the map; NULL: an empty cell. */
enum civ_status civ_draft_line(struct civ_draft *draft, const char *const cells[5]);
#define CIV_DRAFT_LINE(draft, field, column, format, from, to) \
	civ_draft_line(draft, (const char *const[5]){field, column, format, from, to})

/* ---- headings ---- */

/* How well the heading fits the field, 0 not at all, 900 and more: it is one of its names. HEADING is bare. */
int civ_draft_fit(const char *heading, enum civ_draft_field field);
/* Letters and digits of NAME only, in lower case, appended to TEXT. */
void civ_draft_bare(struct civ_span name, struct civ_buf *text);
/* Give each field its column, by headings and by what stands under them. */
enum civ_status civ_draft_assign(struct civ_draft *draft);
/* The same for a file without headings. */
void civ_draft_guess(struct civ_draft *draft);
bool civ_draft_is_taken(const struct civ_draft *draft, int column);

/* ---- the file ---- */

/* Delimiter, title lines, whether there are headings, what the columns hold. CIV_REFUSED: the file is empty. */
enum civ_status civ_draft_look(struct civ_draft *draft);
/* Once the fields have their columns: the values of dates and references. */
enum civ_status civ_draft_read_values(struct civ_draft *draft);

/* ---- values ---- */

/* True if the cell is a date in a form that is known. */
bool civ_draft_is_time(struct civ_span cell);
/* The row of the map, and remarks on the form of its dates. */
enum civ_status civ_draft_print_times(struct civ_draft *draft, enum civ_draft_field field);
/* True if NOUN has a row that the text names. */
enum civ_status civ_draft_is_known(struct civ_draft *draft, const struct civ_noun *noun, struct civ_span text,
                                   bool *known);
/* Give the first UNKNOWN values of the field codes, and write them into the folder as rows of their noun. */
enum civ_status civ_draft_write_noun(struct civ_draft *draft, enum civ_draft_field field, size_t unknown,
                                     const struct civ_meanings *meanings);
/* The row of the map, and a row for each value without a code. */
enum civ_status civ_draft_print_references(struct civ_draft *draft, enum civ_draft_field field);

#endif

/* A noun is written once.
 *
 * A record type (task, unit, issue, ...) is one const table in lib/noun/<noun>.c. The SQL table with
 * its checks and its view, the CSV header, the options of NOUN-add, -set and -list, their help, the manual's
 * COLUMNS section, labels, parsing, validation and its messages all come from it; nothing else
 * spells the list of columns. A new noun is one new file there and one prose part in man/. */
#ifndef CIVPLAN_NOUN_H
#define CIVPLAN_NOUN_H

#include <stdbool.h>
#include <stddef.h>

#include "civplan/decimal.h"
#include "civplan/text.h"
#include "civplan/word.h"

/* The release of the schema that these tables describe. It only tells releases apart, and which conversions a file
 * needs (civ_hook.convert): what plan-upgrade brings in, it finds by comparing the file with these tables. */
enum { CIV_SCHEMA_VERSION = 8 };

enum civ_type {
	CIV_ID,   /* number given by the program; the key of nouns that come in great numbers */
	CIV_CODE, /* short name: no blank, comma, colon or semicolon in it, not starting with - or * */
	CIV_TEXT,
	CIV_INT,
	CIV_REAL,
	CIV_PERCENT, /* 0 to 100 unless min and max say otherwise */
	CIV_MONEY,   /* decimal yuan outside, integer fen inside */
	CIV_DATE,
	CIV_TIME,  /* date and time of day; a date alone is its midnight */
	CIV_CLOCK, /* time of day to the minute, HH:MM */
	CIV_ENUM,
	CIV_BOOL,    /* yes/no outside, 1/0 inside */
	CIV_REF,     /* a row of `ref`: its code outside, its id in COLUMN_id inside */
	CIV_REFS,    /* codes of `ref` joined with ; (kept as codes; follows a rename) */
	CIV_CODEREF, /* a code of `ref` without a foreign key, such as an indicator code that exists in several
	                standards */
};

/* SQL that is true where CODES, as a column of CIV_REFS keeps them, hold CODE; NULL where one of them is NULL. */
#define CIV_CITES(codes, code) "instr(';' || " codes " || ';', ';' || " code " || ';') > 0"

enum civ_column_flag {
	CIV_KEY = 1u << 0,      /* part of the key, in the order of the columns */
	CIV_REQUIRED = 1u << 1, /* never empty; a CODE, ID or DATE that is a key is so anyway */
	CIV_STATE = 1u << 2,    /* moved by the program only: taken by add, refused by set when it differs */
	CIV_PERSONAL = 1u << 3, /* printed only with --personal, kept out of views, history and command lines */
	CIV_NAME = 1u << 4,     /* what --labels prints for a reference; accepted for the code on input when unique */
	CIV_ALIASES = 1u << 5,  /* other names joined with ; accepted in the same way */
	CIV_HAPPENED = 1u
	               << 6, /* a DATE or TIME of what happened: never later than the clock of the run that enters it */
	CIV_COMPUTED = 1u << 7, /* may be left empty on entry: the domain's hook fills it, or refuses the record, before
	                           it is stored */
	CIV_FOREIGN = 1u
	              << 8, /* a number that somebody else gave: read and compared like a code, whatever stands in it */
	CIV_LISTED = 1u << 9, /* a TEXT whose values recur: to ask for one that no row has is a mistake */
	CIV_SHOWN = 1u << 10, /* a person needs it in a list: on a terminal these columns alone are printed */
	/* Of entries that can be reversed (see CIV_ENTRY). */
	CIV_SIGNED = 1u << 11, /* a number that counts: a reversing entry has it with the other sign */
	CIV_OWN = 1u << 12,    /* who enters it and why: never taken over from the entry that is reversed */
	CIV_KEPT = 1u << 13,   /* STATE that the program alone works out (see civ_column_is_kept) */
	CIV_OLD = 1u << 14,    /* a DATE that may lie long before the plan, as a law's does (see civ_moment_check) */
	CIV_LIST = 1u << 15,  /* a TEXT of words joined with ; however whoever enters it parts them (civ_list_plain), as
	                       * ALIASES are */
	CIV_CODES = 1u << 16, /* the same of codes, and of what holds no sign that parts a list either */
};

struct civ_column {
	const char *name;
	enum civ_type type;
	unsigned flags;                 /* of civ_column_flag */
	const struct civ_word *choices; /* ENUM: its list. CODE, not of a key: codes that are known, and understood by
	                                 * their words; others are taken as they are */
	const char *min, *max;          /* bounds as text, inclusive; numbers and dates alike */
	const char *alike;              /* TEXT: SQL over the row t, true where it says the same as :arg */
	const char *measure_unit;       /* "days", "%": for help */
	const char *letter; /* CODE, KEY: what a code that the program gives on add begins with; NULL: it gives none */
	const char *within; /* CODE, KEY: a reference; the program gives the code of its row and a number, S1-2 */
	const char *fallback;            /* value of an empty cell on add; "today" for a DATE: the as-of day */
	const struct civ_word *also; /* other names under which programs print it, and how they are said: understood on
	                              * input; ended by one without a code; NULL: none */
	const struct civ_noun *ref;      /* REF, REFS, CODEREF; the own noun is resolved at the end of the run */
	const char
		*clock; /* DATE: the column that takes the time of day which comes with a date; NULL: it is dropped */
	const char *computed; /* SQL over the columns of the row that gives its value; never stored, nor taken from an
	                         input */
	const char *elsewhere; /* SQL over the row t that gives its value (of a REF the id), which other tables hold:
	                       * the noun's own has no such column. What is given for it a hook stores */
	const char *names;    /* ELSEWHERE, with `ref` but no REF: SQL over t, true where the value names row ?1 of that
	                       * noun */
	const char *scope;    /* CODEREF, REF: column, a reference, that the found row must share, as "standard" for
	                         indicator.parent. The code of such a REF names a row only together with it */
	const struct civ_noun *same; /* CODE: the noun whose rows have the same code, in the rows where SAME_WHERE is
	                              * true: they keep that row, and follow when it is renamed; NULL: none */
	const char *same_where; /* SQL over the row t */
	const char *grammar;  /* TEXT: what it is written in, where it names rows of nouns: the name of a struct
	                       * civ_grammar. They are looked for on entry, and followed when they are renamed */
	const char *instead;  /* KEY: the key column before it, another reference, in whose place it names a row where
	                         that one is empty, as notice.task for "issue" */
	const char *then; /* SQL of its value at the end of the day before :end (see then_from), where it was another
	                   * than now and the clock alone does not tell: what happened later was not there then */
	const char *label, *label_zh;    /* headings, also understood on input */
	const char *help;                /* one line for help and manual */
};

/* A rule over the columns of one row. SQL is the table's CHECK and the test: column names in double
 * quotes, references as "unit_id". NAME is unique in the noun; the message is shown with the row's position
 * and the number of COLUMN's field. */
struct civ_rule {
	const char *name, *column, *sql, *message;
};

/* A filter of NOUN-list beside the columns, such as --late. SQL sees the row, as it was on a past day, as t and may use
 * :asof (text, end of that day), :minute (text "YYYY-MM-DD HH:MM", the minute that answers depend on) and, when ARG is
 * not NULL, :arg. */
struct civ_filter {
	const char *option, *arg, *sql, *help;
};

/* An index beside those of key and references. */
struct civ_index {
	const char *name, *columns, *where; /* WHERE may be NULL */
	bool unique;
};

enum civ_noun_flag {
	CIV_SINGLE = 1u << 0, /* exactly one row (plan) */
	CIV_TREE = 1u << 1,   /* a filter by such a row takes in what is below it (column "parent") */
	CIV_DATED = 1u << 2,  /* what -add and -set do depends on the as-of day */
	/* Its rows are entries: there is no -remove, and -set touches only the column "note". Where it has the columns
	 * "reverses", a reference to itself, and "reversed" (BOOL, STATE, KEPT), an entry that names another in
	 * `reverses` puts that one right: what is left empty in it is taken over, CIV_SIGNED columns with the other
	 * sign, and a CIV_HAPPENED day is the as-of day. In rows that have numbers of their own, as a listing does,
	 * `reverses` is the number of a row above. What is given must be as in that one, but days, CIV_OWN columns,
	 * texts and parts of unique indexes. An entry is reversed once, a reversing one never; the program keeps
	 * `reversed`, by which unique indexes (CIV_ENTRY_LIVE) and `other_key` pass over entries that reverse or are
	 * reversed. */
	CIV_ENTRY = 1u << 3,
	/* The generic programs that it does not have. */
	CIV_NO_ADD = 1u << 4,
	CIV_NO_LIST = 1u << 5,
	CIV_NO_SET = 1u << 6,
	CIV_NO_REMOVE = 1u << 7,
};

/* WHERE of a unique index of entries that can be reversed. */
#define CIV_ENTRY_LIVE "reverses_id IS NULL AND reversed = 0"

/* The heading under which `civplan` lists a program. */
enum civ_subject {
	CIV_SUBJECT_PLAN,
	CIV_SUBJECT_PEOPLE,
	CIV_SUBJECT_STANDARD,
	CIV_SUBJECT_WORK,
	CIV_SUBJECT_MONEY,
	CIV_SUBJECT_ISSUES,
	CIV_SUBJECT_VOICE,
	CIV_SUBJECT_CALENDAR,
	CIV_SUBJECTS
};

struct civ_noun {
	const char *name;      /* "task": the table and the programs' prefix */
	const char *view;      /* "tasks": the analysts' view */
	const char *label, *label_zh;
	const char *summary;   /* one line: what such a record is */
	enum civ_subject subject;
	unsigned flags;        /* of civ_noun_flag */
	const struct civ_column *columns; /* ended by {NULL} */
	const struct civ_rule *rules;     /* ended by {NULL}; may be NULL, as the next two */
	const struct civ_filter *filters;
	const struct civ_index *indexes;
	const char *then_from; /* SQL behind FROM of the rows that there were at the end of the day before :end, the row
	                        * itself as n (its own table as main.NOUN): the noun's list answers as of a day; NULL:
	                        * it knows no day */
	const struct civ_word *passes; /* other headings in the rows of programs that are piped to -add, by name and as
	                                * they are said: passed over; ended by one without a code; may be NULL */
	const char *former; /* a noun of earlier releases whose rows are its own now, and whose file their bundles have;
	                     * NULL: none */
	const struct civ_column *told; /* what its list prints behind its columns, as of the day: COMPUTED is SQL over
	                                * the row t and :asof; never stored; ended by {NULL}; may be NULL */
	const char *const
		*other_key; /* columns that also name a row, "channel:external_id"; ended by NULL; may be NULL */
};

/* All nouns in alphabetical order, ended by NULL (made from the folder lib/noun at build time). */
extern const struct civ_noun *const civ_nouns[];

/* NULL when there is none of that name. */
const struct civ_noun *civ_noun_find(const char *name);
size_t civ_noun_width(const struct civ_noun *noun); /* number of columns */
/* True if a column of it is personal. */
bool civ_noun_is_personal(const struct civ_noun *noun);
/* Index of a column by name; -1 when there is none. */
int civ_noun_column(const struct civ_noun *noun, const char *name);
/* The column that names a row in messages and references: "code", "id" or, for nouns without, none (-1). */
int civ_noun_code_column(const struct civ_noun *noun);
/* What the column of NOUN, a struct civ_noun, that NAME means, its name or a label, is counted in (civ_unit_of). */
enum civ_unit civ_noun_unit_of(const void *noun, struct civ_span name);
/* The column that stands in the place of a key COLUMN which is empty (civ_column.instead); -1: none does. */
int civ_noun_instead(const struct civ_noun *noun, int column);
/* True if COLUMN is a part of the key in its own place. */
bool civ_column_is_key_part(const struct civ_column *column);
/* True if a record cannot be without a value in it. */
bool civ_column_required(const struct civ_column *column);
/* True if who enters a record has to give it: nothing else fills it. */
bool civ_column_entered(const struct civ_column *column);
/* True if the program alone works it out, COMPUTED or KEPT: no option gives it, and a row that is added may have it, as
 * a listing does, when it is what the program comes to. */
bool civ_column_is_kept(const struct civ_column *column);
/* True if what is stored in it can be changed by -set: its own programs move the rest, and entries stay. */
bool civ_column_settable(const struct civ_noun *noun, const struct civ_column *column);
/* The column "reverses" of entries that can be reversed; -1: NOUN has none. */
int civ_noun_reverses(const struct civ_noun *noun);
/* Its heading in the reader's language; the name when it has none. */
const char *civ_column_label(const struct civ_column *column, bool zh);

#endif

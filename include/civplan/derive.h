/* Derived measures: figures that the database already holds, counted as measures of indicators.
 *
 * Each is one entry in the file of its domain (lib/<domain>/derived.c): its SQL, what it means in words for the manual,
 * and a test. An indicator that names it in its column `formula` has its values from it. */
#ifndef CIVPLAN_DERIVE_H
#define CIVPLAN_DERIVE_H

#include "civplan/record.h"

enum civ_derived_kind {
	CIV_DERIVED_PERCENT, /* 100 x numerator / denominator */
	CIV_DERIVED_MEAN,    /* numerator / denominator */
	CIV_DERIVED_COUNT,   /* the numerator; there is no denominator */
};

/* What one area comes to, without the areas below it: 0 is what belongs to none. */
struct civ_derived_part {
	int64_t area;
	double numerator, denominator;
};

struct civ_derived;

/* Give TAKE the parts as of the records' clock, from the day FROM on (NULL: no bound). */
typedef enum civ_status civ_derive_function(struct civ_records *records, const struct civ_derived *derived,
                                            const char *from,
                                            enum civ_status (*take)(void *data, const struct civ_derived_part *part),
                                            void *data);

struct civ_derived {
	const char *name;
	enum civ_derived_kind kind;
	const char *unit;                      /* of the value */
	const char *numerator, *denominator;   /* what is counted, in words; the denominator is NULL for a count */
	const char *sql; /* area or 0, numerator, denominator; :from, :asof, :end (the day after) */
	civ_derive_function *count;            /* instead of SQL */
	size_t numerator_at, denominator_at;   /* for `count` to use */
	const char *note_sql;                  /* a setting that is printed with the figure; NULL: none */
};

/* Run the entry's SQL. */
civ_derive_function civ_derive_sql;

/* All of them: an array of each file that holds some, ended by NULL (made of the folders at build time). */
extern const struct civ_derived *const civ_derived_tables[];

/* True if the column formula of an indicator may say NAME: an entry's, or one of those whose records are kept elsewhere
 * so far, whose values are entered. Else *NEAR is the one that may be meant, or NULL. */
bool civ_derived_is_known(struct civ_span name, const char **near);

struct civ_derive_options {
	const char *from;   /* day; NULL: everything up to the as-of day */
	bool by_area;       /* a row for each area, with those below it, instead of one for the whole city */
	const char *only;   /* "a,b": only these; NULL: all */
};

extern const struct civ_out_column civ_derive_list_columns[];

/* Print rows of the noun measure, dated the as-of day, for each indicator with a formula, of the standards in force.
 * What comes to nothing over nothing has no row. CIV_USAGE: an unknown name in `only`. CIV_REFUSED: two standards in
 * force disagree on a formula. A formula for which there are no data yet is a note. */
enum civ_status civ_derive(struct civ_records *records, const struct civ_derive_options *options, struct civ_out *out);
/* Print what derived measures there are, what they count, and which indicators use them. */
enum civ_status civ_derive_list(struct civ_records *records, struct civ_out *out);

#endif

/* Derived measures: figures that the database already holds, counted as measures of indicators.
 *
 * An entry in the file of its domain (lib/<domain>/derived.c) is SQL, what it means in words for the manual, and a
 * test; each report's figures are derived measures, too, and so is what expressions make of them, of indicators and of
 * numbers. An indicator has its values from what stands in its column `formula`. */
#ifndef CIVPLAN_DERIVE_H
#define CIVPLAN_DERIVE_H

#include "civplan/expression.h"
#include "civplan/mention.h"
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
	const char *expression; /* what it is another name of; instead of SQL */
	const char *sql; /* area or 0, numerator, denominator; :from, :asof, :end (the day after) */
	const char *then; /* nouns, joined with ;, that the SQL reads as they were at the end of the as-of day */
	civ_derive_function *count;            /* instead of SQL */
	size_t numerator_at, denominator_at;   /* for `count` to use */
	const char *note_sql;                  /* a setting that is printed with the figure; NULL: none */
};

/* Run the entry's SQL. */
civ_derive_function civ_derive_sql;

/* All of them: an array of each file that holds some, ended by NULL (made of the folders at build time). */
extern const struct civ_derived *const civ_derived_tables[];

/* ---- figures of reports ---- */

/* What is to be found out of a figure, `fund.arrived(kind=budget)`. */
struct civ_figure_ask {
	const struct civ_expression *figure;
	const char *area; /* code: this area and those below it; NULL: the whole city */
	const char *from; /* day from which on it counts, where the figure names no period; NULL: no bound */
};

struct civ_figure_value {
	double value;                  /* NAN: there is none */
	double numerator, denominator; /* NAN: it is not made of two */
};

/* What is known of a figure that may be asked for; borrowed for the call. */
struct civ_figure_known {
	const char *report, *column; /* first word of the report, or all of them with _ between, and the column */
	const char *unit;            /* of its values, NULL: none is told */
	const char *help;            /* what it is; to be said */
};

/* Who knows figures: `const struct civ_figure_source civ_NAME_figures` in the folder that makes them. */
struct civ_figure_source {
	/* Whether the names in it are there. *KNOWN: its report is one of this source. CIV_REFUSED: WHY, a whole
	 * sentence, tells what is wrong, at the byte *AT. */
	enum civ_status (*check)(struct civ_records *records, const struct civ_expression *figure, bool *known,
	                         size_t *at, struct civ_buf *why);
	/* Of one that passed the check, as of the records' clock. *BY_AREA: it has areas; else one is not looked at. */
	enum civ_status (*value)(struct civ_records *records, const struct civ_figure_ask *ask,
	                         struct civ_figure_value *value, bool *by_area);
	/* The rows that its options name. */
	enum civ_status (*mentions)(struct civ_records *records, const struct civ_expression *figure,
	                            civ_mention_function *take, void *data);
	/* All figures that it knows. */
	enum civ_status (*each)(enum civ_status (*take)(void *data, const struct civ_figure_known *known), void *data);
};

/* All of them, ended by NULL (made from the folders at build time). */
extern const struct civ_figure_source *const civ_figure_sources[];

/* ---- expressions ---- */

/* An expression and the text that it was read from. */
struct civ_written {
	struct civ_span text;
	const struct civ_expression *expression;
	size_t before; /* bytes of the text before it */
};

/* Whether all names in it are those of indicators, derived measures, figures, areas. CIV_REFUSED: WHY says which is
 * not, where it stands, and what may be meant. */
enum civ_status civ_expression_check(struct civ_records *records, const struct civ_written *written,
                                     struct civ_buf *why);
/* "character 7: WHY", appended. */
void civ_mistake_put(struct civ_span text, const struct civ_mistake *mistake, struct civ_buf *why);
/* TAKE is called with each row that it names, from left to right. */
enum civ_status civ_expression_mentions(struct civ_records *records, const struct civ_expression *expression,
                                        civ_mention_function *take, void *data);
/* How an expression names an indicator: the `form` of its mentions. */
enum civ_mention_form { CIV_MENTION_CODE, CIV_MENTION_VALUE };
/* What a grammar of expressions writes in the place of such a mention. */
void civ_mention_write(const struct civ_mention *mention, struct civ_span code, struct civ_buf *text);
/* For the whole city, at the end of DAY. */
enum civ_status civ_expression_value(struct civ_records *records, const struct civ_expression *expression, int32_t day,
                                     struct civ_figure_value *value);
/* True for a name that stands for no indicator: population, elderly and those of derived measures, also of such whose
 * records are kept elsewhere so far. */
bool civ_name_is_counted(struct civ_span name);
/* TAKE is called with each part of it that has no parts, from left to right, until it does not say CIV_OK. */
enum civ_status civ_expression_each(const struct civ_expression *expression,
                                    enum civ_status (*take)(void *data, const struct civ_expression *part), void *data);

struct civ_derive_options {
	const char *from;   /* day; NULL: everything up to the as-of day */
	bool by_area;       /* a row for each area, with those below it, instead of one for the whole city */
	const char *only;   /* "a,b": only these derived measures, or indicators; NULL: all */
};

extern const struct civ_out_column civ_derive_list_columns[];

/* Print rows of the noun measure, dated the as-of day, for each indicator with a formula, of the standards in force.
 * What comes to nothing over nothing has no row. CIV_USAGE: an unknown name in `only`. CIV_REFUSED: two standards in
 * force disagree on a formula. A formula for which there are no data yet is a note. */
enum civ_status civ_derive(struct civ_records *records, const struct civ_derive_options *options, struct civ_out *out);
/* Print what derived measures there are, what they count, and which indicators use them. */
enum civ_status civ_derive_list(struct civ_records *records, struct civ_out *out);

#endif

/* Expressions and derived measures counted, area by area. */
#ifndef CIVPLAN_DERIVE_EVALUATE_H
#define CIVPLAN_DERIVE_EVALUATE_H

#include "civplan/date.h"
#include "civplan/derive.h"
#include "civplan/hash.h"

enum { CIV_FORMULAS_DEEP = 50 }; /* formulas that name each other */

struct civ_area_place {
	int64_t id;
	size_t parent;              /* place of the area that it is part of; 0: of none */
	int kind;                   /* place in civ_words_area_kind */
	double population, elderly; /* NAN: not known */
	bool whole;                 /* it is the whole city */
	bool old;                   /* an old community */
};

/* What a derived measure, or the measures of an indicator, come to in an area. */
struct civ_tally {
	double numerator, denominator; /* those of the areas below it included */
	double value;                  /* of an indicator: its last measure; NAN: none */
	bool touched;                  /* anything is known of it */
};

struct civ_evaluator {
	struct civ_records *records;
	const char *from; /* day from which on measures count; NULL: no bound */
	char asof[CIV_DATE_SIZE];
	struct civ_arena *arena;
	struct civ_hash *places;      /* id of an area -> its place */
	struct civ_area_place *areas; /* [0]: the whole city */
	size_t count;
	size_t city;                /* the area that is the whole city; 0: none is */
	struct civ_hash *tallied;   /* "entry NAME", "indicator CODE", calls -> place in tallies */
	struct civ_tally **tallies; /* each by area */
	size_t tally_count, tally_room;
	struct civ_hash *formulas; /* code of an indicator -> place in expressions, -1: it has none */
	const struct civ_expression **expressions;
	size_t expression_count, expression_room;
	size_t depth; /* formulas within formulas */
};

/* A figure of an area, and what it was made of. */
struct civ_counted {
	struct civ_figure_value figure;
	size_t summed, of; /* of the city, over so many of so many areas; 0: it is no sum */
};

enum civ_status civ_evaluator_open(struct civ_evaluator *evaluator, struct civ_records *records, const char *from);
void civ_evaluator_close(struct civ_evaluator *evaluator);
/* By area, what the entry counts; borrowed. */
enum civ_status civ_evaluator_entry(struct civ_evaluator *evaluator, const struct civ_derived *derived,
                                    const struct civ_tally **tallies);
/* What TALLY of an entry comes to; NAN: nothing. */
double civ_tally_value(const struct civ_derived *derived, const struct civ_tally *tally);
/* The expression in the area at PLACE, 0 for the whole city. *BY_AREA false: it says nothing of areas. */
enum civ_status civ_evaluate(struct civ_evaluator *evaluator, const struct civ_expression *expression, size_t place,
                             struct civ_counted *counted, bool *by_area);

#endif

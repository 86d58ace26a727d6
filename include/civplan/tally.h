/* What a survey says: its answers, weighted, with their errors, by group, beside another round. */
#ifndef CIVPLAN_TALLY_H
#define CIVPLAN_TALLY_H

#include "civplan/record.h"
#include "civplan/word.h"

/* The order of civ_words_tally_weight. */
enum civ_tally_weight {
	CIV_TALLY_NONE,         /* each respondent counts as one */
	CIV_TALLY_DESIGN,       /* by the way the sample was drawn */
	CIV_TALLY_POSTSTRATIFY, /* fitted to one margin */
	CIV_TALLY_RAKE,         /* fitted to several */
};

extern const struct civ_word civ_words_tally_weight[];

/* Lists are joined with commas; NULL: not given. */
struct civ_tally_options {
	const char *survey;
	const char *questions; /* only these */
	const char *by;        /* dimensions of its strata, mode, area; several are crossed */
	const char *weight;    /* code of its list; NULL: the design's, or what `margins` ask for */
	const char *margins;   /* dimensions that weights are fitted to */
	bool uncapped;         /* no cap on the adjustments of raking */
	const char *against;   /* the round that it is compared with */
	const char *contrast;  /* "DIMENSION:A,B": A less B */
	bool flagged_only;
};

extern const struct civ_out_column civ_tally_columns[], civ_tally_measure_columns[];

/* Write a row for each group, question and choice. CIV_USAGE, told: options that do not go together. CIV_REFUSED, told:
 * what they name is not there, a stratum of the design is too small, margins cannot be met. */
enum civ_status civ_tally_print(struct civ_records *records, const struct civ_tally_options *options,
                                struct civ_out *out);
/* The same as rows of measures: for each question that names an indicator the share of its good answers or, where it
 * has none, its mean; of the survey's area, or with by "area" of each area. */
enum civ_status civ_tally_measures(struct civ_records *records, const struct civ_tally_options *options,
                                   struct civ_out *out);

#endif

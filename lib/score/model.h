/* A standard and the figures of the areas that it is applied to. */
#ifndef CIVPLAN_SCORE_MODEL_H
#define CIVPLAN_SCORE_MODEL_H

#include "civplan/date.h"
#include "civplan/hash.h"
#include "civplan/lists.h"
#include "civplan/score.h"
#include "lib/score/rule.h"
#include "lib/score/tree.h"

struct civ_score_indicator {
	const char *code, *name, *parent; /* PARENT: "" at the top */
	int level;                        /* 1 at the top */
	bool has_rule;
	double rebound_points;            /* taken off for each percent that came back; NAN: none */
	bool is_change;                   /* its figures count only where their base was measured before */
	struct civ_score_rule rule;
	int64_t unit;                     /* 0: nobody answers for it */
	const char *scope; /* as it was given, "" without; of a leaf settled by civ_score_load_indicators */
};

/* The measure that counts. */
struct civ_score_figure {
	bool given;
	int32_t day;
	const struct civ_word *method; /* of civ_words_method */
	struct civ_score_measured measured;
};

/* Points taken off in the year of the as-of day, and by what is known now in the next. */
struct civ_score_rebound {
	double now, next;
};

struct civ_score_subject {
	int64_t area;                     /* 0: the whole city */
	const char *code;                 /* "" for the whole city */
	struct civ_score_figure *figures; /* by indicator, as the next */
	struct civ_score *scores;
	struct civ_score_rebound *rebounds; /* NULL: nothing is taken off any indicator */
	struct civ_score totals[CIV_PARTS];
	struct civ_score_error error;     /* why a node is undefined */
};

struct civ_score_model {
	struct civ_records *records;
	struct civ_messages *messages;
	struct civ_arena *arena;
	int64_t standard;
	const char *code;                       /* of the standard */
	int32_t asof;
	const char *method, *scope;             /* NULL: all */
	struct civ_score_indicator *indicators; /* parents before children; the tree's nodes in the same order */
	struct civ_score_tree tree;
	struct civ_hash *places;                /* code of an indicator -> its place */
	bool all;                               /* subjects are made of the measures' areas */
	struct civ_score_subject *subjects;
	size_t count, room;
	struct civ_hash *subject_places;        /* id of an area -> place in subjects */
};

/* ---- model.c ---- */

/* Choose the standard, load its indicators and check its share against the plan's floor. The model starts as {0} and
 * is always closed. */
enum civ_status civ_score_model_open(struct civ_score_model *model, struct civ_records *records,
                                     const struct civ_score_options *options);
void civ_score_model_close(struct civ_score_model *model);
/* Both, and civ_score_evaluate in between. */
enum civ_status civ_score_model_score(struct civ_score_model *model, struct civ_records *records,
                                      const struct civ_score_options *options);

/* ---- standard.c ---- */

/* The standard of that name, or with NULL the one in force. */
enum civ_status civ_score_standard_find(struct civ_score_model *model, const char *name);
/* With dimensions: the share is given, or is the floor, and is not under it. */
enum civ_status civ_score_share_check(struct civ_score_model *model);
/* The plan's floor of the process share in percent. */
/* The two parts and their sum, as rows of totals name them for whoever asked. */
const char *civ_score_part_name(const struct civ_records *records, enum civ_score_part part);

enum civ_status civ_score_floor(struct civ_records *records, double *floor);

/* ---- indicators.c ---- */

/* The standard's indicators in the order of their tree, each fit to be scored, or every one named that is not. */
enum civ_status civ_score_load_indicators(struct civ_score_model *model);

/* ---- measures.c ---- */

/* The stored measures of the subjects. */
enum civ_status civ_score_load_measures(struct civ_score_model *model);

/* ---- rebound.c ---- */

/* What is taken off each indicator of each subject because issues about it came back. */
enum civ_status civ_score_load_rebounds(struct civ_score_model *model);
/* The points taken off indicator I, no more than it has; NEXT: in the next year. NAN: it is none of those. */
double civ_score_held_off(const struct civ_score_model *model, const struct civ_score_subject *subject, size_t i,
                          bool next);
/* Its SCORE by its rule alone less these points. */
double civ_score_after_rebound(const struct civ_score_model *model, const struct civ_score_subject *subject, size_t i,
                               double score);

/* ---- figures.c ---- */

/* The dimension of a part, "" for all. */
const char *civ_score_part_code(enum civ_score_part part);
/* Make room for a subject. */
enum civ_status civ_score_subject_add(struct civ_score_model *model, int64_t area);
/* The subject of an area, made where all areas are wanted; *SUBJECT is NULL for one that is not. */
enum civ_status civ_score_subject_find(struct civ_score_model *model, int64_t area, struct civ_score_subject **subject);
/* Let FIGURE take the place of *HELD when it counts more. False when both are of one day and method. */
bool civ_score_figure_offer(struct civ_score_figure *held, const struct civ_score_figure *figure);

/* ---- order.c ---- */

/* Order COUNT indicators, given in order of codes, so that children follow their parents; sets the levels and the
 * nodes' parents. PARENTS[i] is the place of i's parent, -1: none. *LOST is the place of one whose parents run in a
 * circle, -1 when there is none. False when memory is out. */
bool civ_score_order(struct civ_score_indicator *indicators, struct civ_score_node *nodes, size_t count,
                     const int *parents, int *lost);

/* ---- rows.c ---- */

/* The measures of an input instead. */
enum civ_status civ_score_read_measures(struct civ_score_model *model, struct civ_input *input);

/* ---- evaluate.c ---- */

/* Score every subject by the figures it has; what is undefined shows in the subject's error. */
enum civ_status civ_score_compute(struct civ_score_model *model);

/* Take the measures, stored or of an input, and score every subject; subjects are then in the order of their codes.
 * Where all areas are scored a node that is undefined is one of its area, told by a warning; of one area alone it is
 * CIV_REFUSED. */
enum civ_status civ_score_evaluate(struct civ_score_model *model, struct civ_input *measures);
/* CIV_FLAGGED in place of CIV_OK when a score of some area is undefined. */
enum civ_status civ_score_flag(const struct civ_score_model *model, enum civ_status status);

#endif

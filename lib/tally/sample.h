/* A survey in memory: codes and numbers by respondent, no texts. */
#ifndef CIVPLAN_TALLY_SAMPLE_H
#define CIVPLAN_TALLY_SAMPLE_H

#include "civplan/survey.h"
#include "civplan/tally.h"
#include "lib/poll/question.h"

struct civ_sample_stratum {
	int64_t id;
	const char *code;
	double population, clusters; /* NAN: not known */
};

struct civ_sample_dimension {
	const char *name;
	struct civ_sample_stratum *strata;
	size_t count, room;
	uint32_t *of; /* of each respondent: its place; CIV_SURVEY_NONE: none */
};

struct civ_sample_question {
	const struct civ_question *asked;
	const char *indicator; /* NULL: none */
	size_t choices;        /* 0: it has a mean */
	bool has_good;
	bool *good; /* by choice, or by step of a scale less 1 */
	/* What was answered, by respondent; one of them is there. */
	uint16_t *places; /* 0: nothing; else a choice or step, from 1 */
	uint64_t *ticked; /* bits of choices, WORDS of them a respondent; none: nothing */
	size_t words;
	double *numbers; /* NAN: nothing */
};

struct civ_sample {
	struct civ_records *records;
	struct civ_arena *arena;   /* of all that is here; borrowed */
	int64_t id, area;          /* area 0: the whole city */
	const char *code, *design; /* DESIGN NULL: drawn as a whole */
	double population;         /* NAN: not known */
	int32_t end;               /* the day that it speaks of: its last, or the as-of day */
	struct civ_sample_dimension *dimensions;
	size_t dimension_count, dimension_room;
	struct civ_questions *known; /* owns what questions are asked */
	struct civ_sample_question *questions;
	size_t question_count;
	/* By respondent. */
	size_t size;
	int64_t *ids;       /* rising */
	double *weights;    /* design weights */
	uint8_t *modes;     /* places in civ_words_respondent_mode */
	int64_t *areas;     /* 0: none */
	uint32_t *clusters; /* NULL: none */
	const char **cluster_names;
	size_t cluster_count;
	double *members; /* by cluster: of the population */
	bool has_members;
	/* How it is reckoned. */
	struct civ_survey_design drawn;
	struct civ_survey_fit fit;
	double *fitted;            /* NULL: the design's weights */
	struct civ_survey *survey; /* NULL: nobody answered */
};

/* Load the survey that is NAMED, as of the records' day: itself and its strata, and who answered. Ended with
 * civ_sample_close in any case. CIV_REFUSED, told: there is none, or its clusters are not consistent. */
enum civ_status civ_sample_begin(struct civ_sample *sample, const struct civ_asked *named);
enum civ_status civ_sample_respondents(struct civ_sample *sample);
void civ_sample_close(struct civ_sample *sample);
/* A statement with :survey and :asof bound, of NOUNS (joined with ;) as they were on the as-of day; NULL: as they are.
 */
enum civ_status civ_sample_ask(struct civ_sample *sample, const char *nouns, const char *sql, sqlite3_stmt **row);
/* See how the survey was drawn, fit weights as the options say, and get ready to estimate. CIV_USAGE, CIV_REFUSED,
 * told.
 */
enum civ_status civ_sample_weigh(struct civ_sample *sample, const struct civ_tally_options *options);

/* The dimension NAME, NULL when there is none. */
struct civ_sample_dimension *civ_sample_dimension(struct civ_sample *sample, struct civ_span name);
/* "age, area, sex", appended. */
void civ_sample_dimensions(const struct civ_sample *sample, struct civ_buf *text);
/* The text of a choice. */
struct civ_span civ_sample_choice(const struct civ_sample_question *question, size_t choice);
/* The next name of several joined with commas, trimmed. */
bool civ_sample_next(struct civ_span *rest, struct civ_span *name);

/* ---- answers.c ---- */

/* Load its questions, or those that QUESTIONS names (joined with commas; NULL: all). CIV_REFUSED, told: one is not
 * there.
 */
enum civ_status civ_sample_questions(struct civ_sample *sample, const char *questions);
enum civ_status civ_sample_answers(struct civ_sample *sample);
/* Whether respondent I has answered. */
bool civ_sample_answered(const struct civ_sample_question *question, size_t i);
/* 1 where he chose it, else 0; NAN: no answer. */
double civ_sample_chose(const struct civ_sample_question *question, size_t i, size_t choice);
/* 1 where the answer is a good one. */
double civ_sample_is_good(const struct civ_sample_question *question, size_t i);
/* The number or step. */
double civ_sample_number(const struct civ_sample_question *question, size_t i);

/* ---- groups.c ---- */

/* Respondents that are told apart; each is in one group. */
struct civ_sample_groups {
	const char **names; /* "65+", crossed "65+;f"; "": of none */
	size_t count;
	uint32_t *members; /* one group behind the other */
	size_t *starts;    /* COUNT and one more */
};

/* By the dimensions, mode and area of BY. CIV_REFUSED, told: one is neither. */
enum civ_status civ_sample_groups(struct civ_sample *sample, const char *by, struct civ_sample_groups *groups);
/* The members of the group of that name; nobody when there is none. */
struct civ_survey_group civ_sample_group(const struct civ_sample_groups *groups, size_t place);
/* COUNT when there is none. */
size_t civ_sample_group_named(const struct civ_sample_groups *groups, const char *name);

#endif

/* The strata of a survey in memory, and which of them somebody is in. */
#ifndef CIVPLAN_POLL_STRATA_H
#define CIVPLAN_POLL_STRATA_H

#include "civplan/hash.h"
#include "civplan/record.h"

/* The dimensions that people are placed in by the program. */
#define CIV_DIMENSION_AGE "age"
#define CIV_DIMENSION_AREA "area"

struct civ_stratum {
	int64_t id;
	const char *dimension, *code;
	int64_t least, most; /* of ages, both included */
	bool bounded;        /* it has one of them */
};

/* Of one survey, in the order of their ids. */
struct civ_strata {
	struct civ_stratum *list;
	size_t count, room;
	struct civ_hash *places; /* "dimension:code", and "dimension:name" where that is one -> place in the list */
	struct civ_hash *areas;  /* id of an area that is a stratum -> its place; NULL until it is asked for */
};

/* Strata of the surveys of a run, read when they are first asked for. */
struct civ_strata_set;

struct civ_strata_set *civ_strata_set_new(void);
void civ_strata_set_free(struct civ_strata_set *set);
enum civ_status civ_strata_of(struct civ_strata_set *set, struct civ_records *records, int64_t survey,
                              struct civ_strata **strata);

/* Somebody who is to be placed. */
struct civ_placing {
	const struct civ_value *age, *area, *strata; /* of the respondent; strata as given */
	size_t *places;       /* of the strata that they are in, rising; room for all of them */
	size_t count;
	struct civ_span part; /* of strata, that is at fault */
};

enum civ_misplaced {
	CIV_PLACED,
	CIV_PLACED_NOWHERE, /* no such stratum */
	CIV_PLACED_TWICE,   /* two of one dimension */
	CIV_PLACED_AGAINST, /* another one than the age or the area says */
	CIV_PLACED_FAILED,  /* memory, or the database; told */
};

/* An age is in the stratum of the dimension age that holds it, an area in that of the dimension area which is the area
 * or the nearest above it; what is given besides stands for itself. */
enum civ_misplaced civ_strata_place(struct civ_strata_set *set, struct civ_records *records, struct civ_strata *strata,
                                    struct civ_placing *placing);
/* Whether people are placed in DIMENSION by what the respondent's column of that name says: area always, age where a
 * stratum has bounds. */
bool civ_strata_are_placed(const struct civ_strata *strata, const char *dimension);
/* Whether AREA is ABOVE or lies in it. */
enum civ_status civ_strata_area_inside(struct civ_strata_set *set, struct civ_records *records, int64_t area,
                                       int64_t above, bool *inside);
/* The strata of the placing as "dimension:code;...", appended to TEXT. */
void civ_strata_text(const struct civ_strata *strata, const struct civ_placing *placing, struct civ_buf *text);

/* The table that holds who is in which. */
extern const char civ_poll_schema[];

/* Which strata respondents are in, to be stored: gathered in memory, and written together. */
struct civ_members {
	int64_t *pairs; /* respondent, stratum; stratum 0: the respondent is in none any more */
	size_t count, room;
};

bool civ_members_add(struct civ_members *members, int64_t respondent, int64_t stratum);
/* Write them, in their order, and forget them. */
enum civ_status civ_members_write(struct civ_members *members, struct civ_records *records);
void civ_members_free(struct civ_members *members);
/* Place all respondents of the survey anew by age and area: its strata have changed. */
enum civ_status civ_members_replace(struct civ_records *records, int64_t survey);

/* What is of a survey stays there: CIV_REFUSED when the record changes its column "survey". OLD NULL: it is new. */
enum civ_status civ_poll_stays(const struct civ_record *record, const struct civ_value *old);

#endif

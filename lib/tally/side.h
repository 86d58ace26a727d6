/* One survey of a tally: what it is estimated from. */
#ifndef CIVPLAN_TALLY_SIDE_H
#define CIVPLAN_TALLY_SIDE_H

#include "lib/tally/sample.h"

struct civ_side {
	struct civ_sample *sample;
	struct civ_sample_groups groups; /* none without `by` */
	double *values;                  /* of the question in hand, by respondent */
};

/* Load the survey that is NAMED, with the QUESTIONS (NULL: all), weigh and group it. */
enum civ_status civ_side_open(struct civ_side *side, const struct civ_tally_options *options,
                              const struct civ_asked *named, const char *questions);
/* CIV_USAGE, told: no survey is named, or options exclude each other. */
enum civ_status civ_tally_check(const struct civ_tally_options *options, struct civ_messages *messages);

/* What is estimated of a question: whether CHOICE was chosen, or the number; GOOD: whether the answer is a good one. */
struct civ_side_value {
	const struct civ_sample_question *question;
	size_t choice;
	bool good;
};

/* Put that of each member in hand. */
void civ_side_fill(const struct civ_side *side, const struct civ_side_value *value,
                   const struct civ_survey_group *group);
/* Estimate what is in hand. Of a survey that nobody answered there is nothing. */
void civ_side_estimate(const struct civ_side *side, const struct civ_survey_group *group,
                       struct civ_survey_estimate *found);
/* The K-th member of the group. */
size_t civ_side_member(const struct civ_survey_group *group, size_t k);

#endif

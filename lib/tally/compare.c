#include "lib/tally/compare.h"

#include <math.h>
#include <string.h>

static const struct civ_comparison nothing = {NAN, NAN, NAN};

/* What is answered in the same way: shares of several choices are none of one, and steps go as far as their scale. */
static bool is_like(const struct civ_question *a, const struct civ_question *b)
{
	return strcmp(a->code, b->code) == 0 && a->kind == b->kind && a->top == b->top;
}

static const struct civ_sample_question *same_question(const struct civ_sample *sample,
                                                       const struct civ_sample_question *question)
{
	for (size_t q = 0; q < sample->question_count; q++)
		if (is_like(sample->questions[q].asked, question->asked))
			return &sample->questions[q];
	return NULL;
}

/* Whether THEN asks for the choice, too: its place. */
static bool same_choice(const struct civ_sample_question *then, struct civ_span text, size_t *place)
{
	for (*place = 0; *place < then->choices; ++*place) {
		struct civ_span other = civ_sample_choice(then, *place);

		if (other.len == text.len && memcmp(other.text, text.text, text.len) == 0)
			return true;
	}
	return false;
}

struct civ_comparison civ_compare_rounds(const struct civ_side *then, const struct civ_survey_group *group,
                                         const struct civ_side_value *value, const struct civ_survey_estimate *now)
{
	struct civ_side_value other = {.question = same_question(then->sample, value->question), .good = value->good};
	struct civ_survey_estimate of_then;

	if (other.question == NULL)
		return nothing;
	if (!value->good && value->question->choices > 0 &&
	    !same_choice(other.question, civ_sample_choice(value->question, value->choice), &other.choice))
		return nothing;
	civ_side_fill(then, &other, group);
	civ_side_estimate(then, group, &of_then);
	return (struct civ_comparison){of_then.mean, now->mean - of_then.mean,
	                               sqrt(now->se * now->se + of_then.se * of_then.se)};
}

struct civ_comparison civ_compare_groups(const struct civ_side *side, const struct civ_survey_group *a,
                                         const struct civ_survey_group *b, const struct civ_side_value *value)
{
	struct civ_survey_estimate of_b;
	double change[2];

	if (side->sample->survey == NULL)
		return nothing;
	civ_side_fill(side, value, a);
	civ_side_fill(side, value, b);
	civ_side_estimate(side, b, &of_b);
	civ_survey_contrast(side->sample->survey, a, b, side->values, change);
	return (struct civ_comparison){of_b.mean, change[0], change[1]};
}

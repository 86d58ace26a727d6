#include "lib/tally/side.h"

#include <math.h>

size_t civ_side_member(const struct civ_survey_group *group, size_t k)
{
	return group->members == NULL ? k : group->members[k];
}

static double value_of(const struct civ_side_value *value, size_t i)
{
	if (value->good)
		return civ_sample_is_good(value->question, i);
	return value->question->choices > 0 ? civ_sample_chose(value->question, i, value->choice)
	                                    : civ_sample_number(value->question, i);
}

void civ_side_fill(const struct civ_side *side, const struct civ_side_value *value,
                   const struct civ_survey_group *group)
{
	for (size_t k = 0; k < group->count; k++) {
		size_t i = civ_side_member(group, k);

		side->values[i] = value_of(value, i);
	}
}

void civ_side_estimate(const struct civ_side *side, const struct civ_survey_group *group,
                       struct civ_survey_estimate *found)
{
	*found = (struct civ_survey_estimate){.mean = NAN, .se = NAN, .deff = NAN};
	if (side->sample->survey != NULL)
		civ_survey_estimate(side->sample->survey, group, side->values, found);
}

enum civ_status civ_side_open(struct civ_side *side, const struct civ_tally_options *options,
                              const struct civ_asked *named, const char *questions)
{
	struct civ_sample *sample = side->sample;
	enum civ_status status = civ_sample_begin(sample, named);

	if (status == CIV_OK)
		status = civ_sample_questions(sample, questions);
	if (status == CIV_OK)
		status = civ_sample_respondents(sample);
	if (status == CIV_OK)
		status = civ_sample_answers(sample);
	if (status == CIV_OK)
		status = civ_sample_weigh(sample, options);
	if (status == CIV_OK && options->by != NULL)
		status = civ_sample_groups(sample, options->by, &side->groups);
	if (status != CIV_OK)
		return status;
	side->values = civ_arena_alloc(sample->arena, (sample->size + 1) * sizeof *side->values);
	return side->values == NULL ? civ_no_memory(civ_records_messages(sample->records)) : CIV_OK;
}

enum civ_status civ_tally_check(const struct civ_tally_options *options, struct civ_messages *messages)
{
	if (options->survey == NULL)
		return civ_error(messages, CIV_USAGE, NULL, "--survey is needed");
	if (options->against != NULL && options->contrast != NULL)
		return civ_error(messages, CIV_USAGE, NULL, "--against and --contrast exclude each other");
	return CIV_OK;
}

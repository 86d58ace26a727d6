/* How a survey was drawn, and the weights that it is reckoned with. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "civplan/say.h"
#include "lib/tally/sample.h"

const struct civ_word civ_words_tally_weight[] = {
	CIV_CHOICE("none", "None", "不加权"),
	CIV_CHOICE("design", "Design weights", "设计权重"),
	CIV_CHOICE("poststratify", "One margin", "事后分层"),
	CIV_CHOICE("rake", "Several margins", "迭代加权"),
	{.code = NULL},
};

static struct civ_messages *messages_of(const struct civ_sample *sample)
{
	return civ_records_messages(sample->records);
}

/* ---- what is wrong ---- */

/* A stratum or group as messages name it: "age:65+". */
static const char *stratum_name(const struct civ_sample_dimension *dimension, size_t place, struct civ_buf *text)
{
	civ_buf_addf(text, "%s:%s", dimension->name, dimension->strata[place].code);
	return civ_buf_str(text) == NULL ? "" : civ_buf_str(text);
}

static const struct civ_sample_dimension *design_of(struct civ_sample *sample)
{
	return sample->design == NULL
	               ? NULL
	               : civ_sample_dimension(sample, (struct civ_span){sample->design, strlen(sample->design)});
}

static enum civ_status tell_lonely(struct civ_sample *sample, const struct civ_survey_problem *problem)
{
	const struct civ_sample_dimension *design = design_of(sample);
	bool clusters = sample->clusters != NULL;
	struct civ_buf name = {0};
	enum civ_status status;

	if (design == NULL)
		return civ_error(
			messages_of(sample), CIV_REFUSED, NULL,
			clusters
				? CIV_WORD("survey '%s': its respondents are of fewer than 2 clusters, and no error can"
		                           " be told")
				: CIV_WORD("survey '%s' has fewer than 2 respondents, and no error can be told"),
			sample->code);
	status = civ_error(
		messages_of(sample), CIV_REFUSED, NULL,
		clusters
			? CIV_WORD("survey '%s': the stratum '%s' of its design has fewer than 2 clusters, and no error"
	                           " can be told; merge it with another")
			: CIV_WORD("survey '%s': the stratum '%s' of its design has fewer than 2 respondents, and no"
	                           " error can be told; merge it with another"),
		sample->code, stratum_name(design, problem->which, &name));
	civ_buf_free(&name);
	return status;
}

static enum civ_status tell_over(struct civ_sample *sample, const struct civ_survey_problem *problem)
{
	const struct civ_sample_dimension *design = design_of(sample);
	struct civ_buf name = {0};
	const char *what = design == NULL ? "" : stratum_name(design, problem->which, &name);
	enum civ_status status;

	if (sample->clusters != NULL)
		status = civ_error(messages_of(sample), CIV_REFUSED, NULL,
		                   "survey '%s': the stratum '%s' of its design has %.0f clusters here, and %.0f in the"
		                   " population",
		                   sample->code, what, problem->found, problem->expected);
	else if (design != NULL)
		status = civ_error(
			messages_of(sample), CIV_REFUSED, NULL,
			"survey '%s': the stratum '%s' of its design has %.0f respondents, and a population of"
			" %.0f",
			sample->code, what, problem->found, problem->expected);
	else
		status = civ_error(messages_of(sample), CIV_REFUSED, NULL,
		                   "survey '%s' has %.0f respondents, and a population of %.0f", sample->code,
		                   problem->found, problem->expected);
	civ_buf_free(&name);
	return status;
}

static enum civ_status tell_margin(struct civ_sample *sample, const struct civ_survey_problem *problem,
                                   struct civ_sample_dimension *const *margins)
{
	const struct civ_sample_dimension *margin = margins[problem->which];
	struct civ_buf name = {0};
	const char *group = stratum_name(margin, problem->group, &name);
	enum civ_status status;

	if (problem->fault == CIV_SURVEY_NO_POPULATION)
		status = civ_error(messages_of(sample), CIV_REFUSED, NULL,
		                   "survey '%s': the population of the stratum '%s' is not known: set it, or enter a"
		                   " headcount of its group",
		                   sample->code, group);
	else if (problem->fault == CIV_SURVEY_NOBODY)
		status = civ_error(messages_of(sample), CIV_REFUSED, NULL,
		                   "survey '%s': nobody of the stratum '%s' answered, so that nobody can stand for its"
		                   " %.0f people; merge it with another",
		                   sample->code, group, problem->expected);
	else if (problem->fault == CIV_SURVEY_APART)
		status = civ_error(messages_of(sample), CIV_REFUSED, NULL,
		                   "survey '%s': all who answered of the stratum '%s' are in no stratum of another of"
		                   " the margins, so that nobody can stand for its %.0f people",
		                   sample->code, group, problem->expected);
	else if (problem->fault == CIV_SURVEY_TOTALS)
		status = civ_error(messages_of(sample), CIV_REFUSED, NULL,
		                   "survey '%s': the populations of the dimension '%s' add up to %.0f, those of '%s' to"
		                   " %.0f",
		                   sample->code, margin->name, problem->found, margins[0]->name, problem->expected);
	else
		status = civ_error(
			messages_of(sample), CIV_REFUSED, NULL,
			"survey '%s': raking does not meet the dimension '%s': the stratum '%s' still stands for"
			" %.6g people instead of %.6g",
			sample->code, margin->name, group, problem->found, problem->expected);
	civ_buf_free(&name);
	return status;
}

static enum civ_status tell(struct civ_sample *sample, const struct civ_survey_problem *problem)
{
	const char *cluster = sample->clusters == NULL ? "" : sample->cluster_names[problem->which];

	if (problem->fault == CIV_SURVEY_LONELY)
		return tell_lonely(sample, problem);
	if (problem->fault == CIV_SURVEY_OVER)
		return tell_over(sample, problem);
	if (problem->fault == CIV_SURVEY_LONELY_CLUSTER)
		return civ_error(
			messages_of(sample), CIV_REFUSED, NULL,
			"survey '%s': of the %.0f people of the cluster '%s' only one answered, and no error can"
			" be told",
			sample->code, problem->expected, cluster);
	return civ_error(messages_of(sample), CIV_REFUSED, NULL,
	                 "survey '%s': %.0f people of the cluster '%s' answered, and its cluster_size is %.0f",
	                 sample->code, problem->found, cluster, problem->expected);
}

/* ---- how it was drawn ---- */

static enum civ_status check_design(struct civ_sample *sample, const struct civ_sample_dimension *design)
{
	size_t without = 0;

	if (design == NULL)
		return civ_error(messages_of(sample), CIV_REFUSED, NULL,
		                 "survey '%s': there are no strata of the dimension '%s', by which it was drawn",
		                 sample->code, sample->design);
	for (size_t i = 0; i < sample->size; i++)
		without += design->of[i] == CIV_SURVEY_NONE;
	if (without == 0)
		return CIV_OK;
	return civ_error(messages_of(sample), CIV_REFUSED, NULL,
	                 civ_say_count("survey '%s': %" PRIu64 " respondent is in no stratum of the dimension '%s', by"
	                               " which it was drawn",
	                               "survey '%s': %" PRIu64
	                               " respondents are in no stratum of the dimension '%s', by"
	                               " which it was drawn",
	                               without),
	                 sample->code, (uint64_t)without, sample->design);
}

static enum civ_status draw(struct civ_sample *sample, bool weighted)
{
	const struct civ_sample_dimension *design = design_of(sample);
	size_t strata = design == NULL ? 1 : design->count;
	double *population = civ_arena_alloc(sample->arena, strata * sizeof *population);

	if (population == NULL)
		return civ_no_memory(messages_of(sample));
	for (size_t s = 0; design != NULL && s < strata; s++)
		population[s] = sample->clusters == NULL ? design->strata[s].population : design->strata[s].clusters;
	if (design == NULL)
		population[0] = sample->clusters == NULL ? sample->population : NAN;
	sample->drawn = (struct civ_survey_design){
		.size = sample->size,
		.weights = weighted ? sample->weights : NULL,
		.strata = design == NULL ? NULL : design->of,
		.stratum_count = strata,
		.population = population,
		.clusters = sample->clusters,
		.cluster_count = sample->cluster_count,
		.members = sample->has_members ? sample->members : NULL,
	};
	return sample->design == NULL ? CIV_OK : check_design(sample, design);
}

/* ---- margins ---- */

static enum civ_status usage(struct civ_sample *sample, const char *text)
{
	return civ_error(messages_of(sample), CIV_USAGE, NULL, "%s", civ_say(text));
}

/* The dimensions that --margins names; without it all that there are. */
static enum civ_status find_margins(struct civ_sample *sample, const char *names, struct civ_sample_dimension **margins,
                                    size_t *count)
{
	struct civ_span rest = {names, names == NULL ? 0 : strlen(names)}, name;

	*count = 0;
	for (size_t d = 0; names == NULL && d < sample->dimension_count; d++)
		margins[(*count)++] = &sample->dimensions[d];
	while (civ_sample_next(&rest, &name)) {
		struct civ_sample_dimension *margin = civ_sample_dimension(sample, name);
		bool twice = false;

		for (size_t m = 0; m < *count; m++)
			twice = twice || margins[m] == margin;
		if (margin == NULL)
			return civ_error(messages_of(sample), CIV_REFUSED, NULL,
			                 "survey '%s' has no strata of the dimension '%.*s'", sample->code,
			                 (int)name.len, name.text);
		if (!twice)
			margins[(*count)++] = margin;
	}
	if (*count == 0)
		return civ_error(messages_of(sample), CIV_REFUSED, NULL, "survey '%s' has no strata to weight by",
		                 sample->code);
	return CIV_OK;
}

static bool make_margins(struct civ_sample *sample, struct civ_sample_dimension *const *dimensions, size_t count)
{
	struct civ_survey_margin *margins = civ_arena_alloc(sample->arena, count * sizeof *margins);

	for (size_t m = 0; margins != NULL && m < count; m++) {
		double *population = civ_arena_alloc(sample->arena, (dimensions[m]->count + 1) * sizeof *population);

		if (population == NULL)
			return false;
		for (size_t s = 0; s < dimensions[m]->count; s++)
			population[s] = dimensions[m]->strata[s].population;
		margins[m] = (struct civ_survey_margin){dimensions[m]->of, dimensions[m]->count, population};
	}
	sample->fit.margins = margins;
	sample->fit.count = count;
	sample->fitted = civ_arena_alloc(sample->arena, (sample->size + 1) * sizeof *sample->fitted);
	return margins != NULL && sample->fitted != NULL;
}

static void warn_left_out(struct civ_sample *sample)
{
	uint64_t without = 0;

	for (size_t i = 0; i < sample->size; i++)
		without += sample->fitted[i] <= 0;
	if (without > 0)
		civ_warn(messages_of(sample), NULL,
		         civ_say_count("survey '%s': %" PRIu64 " respondent is in no stratum of a margin, and left out",
		                       "survey '%s': %" PRIu64
		                       " respondents are in no stratum of a margin, and left out",
		                       without),
		         sample->code, without);
}

static enum civ_status fit(struct civ_sample *sample, const struct civ_tally_options *options, bool rake)
{
	struct civ_sample_dimension **margins = civ_arena_alloc(sample->arena,
	                                                        (sample->dimension_count + 1) * sizeof *margins);
	struct civ_survey_problem problem;
	size_t count = 0;
	enum civ_status status = margins == NULL ? civ_no_memory(messages_of(sample))
	                                         : find_margins(sample, options->margins, margins, &count);

	if (status != CIV_OK)
		return status;
	if (!rake && count > 1)
		return usage(sample, CIV_WORD("--weight=poststratify takes one margin; --weight=rake takes several"));
	if (!make_margins(sample, margins, count))
		return civ_no_memory(messages_of(sample));
	sample->fit.cap = rake && !options->uncapped ? CIV_SURVEY_CAP : INFINITY;
	status = civ_survey_weigh(&sample->drawn, &sample->fit, sample->fitted, &problem);
	if (status == CIV_SYSTEM)
		return civ_no_memory(messages_of(sample));
	if (status != CIV_OK)
		return tell_margin(sample, &problem, margins);
	warn_left_out(sample);
	return CIV_OK;
}

/* Margins that are given tell how many there are to be met. */
static enum civ_tally_weight chosen(const struct civ_tally_options *options)
{
	int given = civ_word_place(civ_words_tally_weight, options->weight);

	if (given >= 0)
		return (enum civ_tally_weight)given;
	if (options->margins == NULL)
		return CIV_TALLY_DESIGN;
	return strchr(options->margins, ',') == NULL ? CIV_TALLY_POSTSTRATIFY : CIV_TALLY_RAKE;
}

enum civ_status civ_sample_weigh(struct civ_sample *sample, const struct civ_tally_options *options)
{
	enum civ_tally_weight weight = chosen(options);
	bool fits = weight == CIV_TALLY_POSTSTRATIFY || weight == CIV_TALLY_RAKE;
	struct civ_survey_problem problem;
	enum civ_status status;

	if (!fits && options->margins != NULL)
		return usage(sample, CIV_WORD("--margins goes with --weight=poststratify or --weight=rake"));
	if (weight != CIV_TALLY_RAKE && options->uncapped)
		return usage(sample, CIV_WORD("--uncapped goes with --weight=rake"));
	if (sample->size == 0)
		return CIV_OK;
	status = draw(sample, weight != CIV_TALLY_NONE);
	if (status == CIV_OK && fits)
		status = fit(sample, options, weight == CIV_TALLY_RAKE);
	if (status != CIV_OK)
		return status;
	status = civ_survey_open(&sample->drawn, fits ? &sample->fit : NULL, sample->fitted, &sample->survey, &problem);
	if (status == CIV_SYSTEM)
		return civ_no_memory(messages_of(sample));
	return status == CIV_OK ? CIV_OK : tell(sample, &problem);
}

/* What a survey says, as measures of indicators. */
#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "lib/tally/side.h"

extern const struct civ_noun civ_noun_area;

const struct civ_out_column civ_tally_measure_columns[] = {
	{"indicator", "Indicator", CIV_SHOWN_OF("measure.indicator"), "the question's"},
	{"area", "Area", CIV_SHOWN_OF("measure.area"), "the survey's, or the respondents'; empty: the whole city"},
	{"date", "Date", CIV_SHOWN_OF("measure.date"), "last day of the survey, or the as-of day where it goes on"},
	{"method", "Method", {CIV_CELL_TEXT, civ_words_method, true, "measure.method"}, "survey"},
	{"value", "Value", CIV_SHOWN_NUMBER, "good_share, or the mean of a question without good answers"},
	{"numerator", "Numerator", CIV_KIND_NUMBER, "sum of the weights of the good answers; empty of a mean"},
	{"denominator", "Denominator", CIV_KIND_NUMBER, "sum of the weights of all answers; empty of a mean"},
	{"source", "Source", CIV_SHOWN_TEXT, "survey and question"},
	{"note", "Note", CIV_SHOWN_TEXT, "how many answered, and the margin: 1.96 standard errors"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* One run. */
struct measuring {
	struct civ_side side;
	const struct civ_tally_options *options;
	struct civ_out *out;
};

static struct civ_messages *messages_of(const struct measuring *m)
{
	return civ_records_messages(m->side.sample->records);
}

static enum civ_status write_measure(const struct measuring *m, const struct civ_sample_question *question,
                                     const char *area, const struct civ_survey_estimate *found)
{
	const struct civ_sample *sample = m->side.sample;
	bool good = question->has_good;
	struct civ_buf text = {0};
	char margin[CIV_REAL_SIZE];
	enum civ_status status;

	civ_out_string(m->out, question->indicator);
	civ_out_string(m->out, area);
	civ_out_day(m->out, true, sample->end);
	civ_out_string(m->out, "survey");
	civ_out_rounded(m->out, (good ? 100 : 1) * found->mean, 6);
	civ_out_rounded(m->out, good ? found->total : NAN, 6);
	civ_out_rounded(m->out, good ? found->weight : NAN, 6);
	civ_buf_addf(&text, "%s:%s", sample->code, question->asked->code);
	civ_out_string(m->out, civ_buf_str(&text));
	civ_real_format_rounded((good ? 100 : 1) * civ_survey_margin(found->se), 6, margin);
	civ_buf_clear(&text);
	civ_buf_addf(&text, "n=%zu", found->n);
	if (!isnan(found->se))
		civ_buf_addf(&text, " ±%s", margin);
	civ_out_string(m->out, civ_buf_str(&text));
	status = civ_buf_str(&text) == NULL ? civ_no_memory(messages_of(m)) : civ_out_row(m->out);
	civ_buf_free(&text);
	return status;
}

static enum civ_status measure_group(const struct measuring *m, const struct civ_survey_group *group, const char *area)
{
	const struct civ_sample *sample = m->side.sample;
	enum civ_status status = CIV_OK;

	for (size_t q = 0; q < sample->question_count && status == CIV_OK; q++) {
		const struct civ_sample_question *question = &sample->questions[q];
		struct civ_side_value value;
		struct civ_survey_estimate found;

		if (question->indicator == NULL || (!question->has_good && question->choices > 0))
			continue;
		value = (struct civ_side_value){.question = question, .good = question->has_good};
		civ_side_fill(&m->side, &value, group);
		civ_side_estimate(&m->side, group, &found);
		if (found.n > 0)
			status = write_measure(m, question, area, &found);
	}
	return status;
}

/* A value of one indicator comes from one question. */
static enum civ_status check_indicators(const struct measuring *m)
{
	const struct civ_sample *sample = m->side.sample;

	for (size_t q = 0; q < sample->question_count; q++)
		for (size_t k = 0; k < q; k++) {
			const struct civ_sample_question *a = &sample->questions[k], *b = &sample->questions[q];

			if (a->indicator != NULL && b->indicator != NULL && strcmp(a->indicator, b->indicator) == 0)
				return civ_error(messages_of(m), CIV_REFUSED, NULL,
				                 "the questions '%s' and '%s' both give a value of the indicator '%s':"
				                 " choose one with --question",
				                 a->asked->code, b->asked->code, a->indicator);
		}
	return CIV_OK;
}

/* Where no measure comes of it there is a reason. */
static void tell_none(const struct measuring *m)
{
	const struct civ_sample *sample = m->side.sample;
	size_t named = 0;

	for (size_t q = 0; q < sample->question_count; q++) {
		const struct civ_sample_question *question = &sample->questions[q];

		named += question->indicator != NULL ? 1 : 0;
		if (question->indicator != NULL && !question->has_good && question->choices > 0)
			civ_warn(messages_of(m), NULL,
			         "the question '%s' gives no value of '%s': none of its choices counts as good",
			         question->asked->code, question->indicator);
	}
	if (named == 0)
		civ_warn(messages_of(m), NULL, "survey '%s': no question names an indicator, and there is no measure",
		         sample->code);
}

static enum civ_status measure(struct measuring *m)
{
	struct civ_sample *sample = m->side.sample;
	struct civ_survey_group all;
	enum civ_status status = civ_side_open(
		&m->side, m->options, &(struct civ_asked){"--survey", m->options->survey, NULL}, m->options->questions);

	if (status == CIV_OK)
		status = check_indicators(m);
	if (status != CIV_OK)
		return status;
	tell_none(m);
	all = (struct civ_survey_group){NULL, sample->size};
	if (m->options->by == NULL)
		return measure_group(
			m, &all,
			sample->area == 0 ? NULL : civ_records_code(sample->records, &civ_noun_area, sample->area));
	for (size_t g = 0; g < m->side.groups.count && status == CIV_OK; g++) {
		struct civ_survey_group group = civ_sample_group(&m->side.groups, g);

		/* Who lives nowhere stands for no area. */
		if (m->side.groups.names[g][0] != '\0')
			status = measure_group(m, &group, m->side.groups.names[g]);
	}
	return status;
}

enum civ_status civ_tally_measures(struct civ_records *records, const struct civ_tally_options *options,
                                   struct civ_out *out)
{
	struct civ_messages *messages = civ_records_messages(records);
	struct civ_arena *arena = civ_arena_new();
	struct civ_sample now = {.records = records, .arena = arena};
	struct measuring m = {.side = {.sample = &now}, .options = options, .out = out};
	enum civ_status status = arena == NULL ? civ_no_memory(messages) : civ_tally_check(options, messages);

	if (status == CIV_OK && (options->against != NULL || options->contrast != NULL))
		status = civ_error(messages, CIV_USAGE, NULL, "--measures excludes --against and --contrast");
	if (status == CIV_OK && options->by != NULL && strcmp(options->by, "area") != 0)
		status = civ_error(messages, CIV_USAGE, NULL,
		                   "--measures takes --by=area alone: measures are of areas");
	if (status == CIV_OK)
		status = measure(&m);
	civ_sample_close(&now);
	civ_arena_free(arena);
	return status;
}

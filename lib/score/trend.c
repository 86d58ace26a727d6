/* Scores of several days, one below the other. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "lib/score/model.h"

const struct civ_out_column civ_score_trend_columns[] = {
	{"date", "Date", CIV_SHOWN_MOMENT, "as of the end of this day"},
	{"standard", "Standard", CIV_KIND_OF("standard"), "code of the standard in force on it"},
	{"area", "Area", CIV_SHOWN_OF("area"), "code of the area; empty: the whole city"},
	{"indicator", "Indicator", CIV_SHOWN_TEXT, "code of the indicator; *, *result and *process: the totals"},
	{"level", "Level", CIV_KIND_NUMBER, "0 for the totals, 1 for the top indicators"},
	{"name", "Name", CIV_SHOWN_TEXT, "name of the indicator"},
	{"value", "Value", CIV_SHOWN_NUMBER, "the measure that counts"},
	{"score", "Score", CIV_SHOWN_NUMBER, "0 to 100"},
	{"change", "Change", CIV_SHOWN_NUMBER, "against the score of the day before in this list"},
	{"change_percent", "Change (%)", CIV_KIND_NUMBER, "the same in percent of that score"},
	{"points", "Points", CIV_KIND_NUMBER, "points got, out of its weight"},
	{"new_standard", "Other standard", CIV_KIND_BOOL,
	 "yes: by another standard than the day before, so that the change is not one of the work alone"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum { SCORE_DIGITS = 6, POINT_DIGITS = 4 };

struct trend {
	struct civ_records *records;
	const struct civ_score_options *options;
	struct civ_out *out;
	struct civ_hash *places; /* area and indicator -> place in before */
	double *before;          /* their scores on the day before */
	size_t count, room;
	const char *standard;    /* of the day before; NULL: there was none */
	struct civ_arena *arena;
	bool undefined;          /* a score of some area on some day is */
};

/* One line of a day. */
struct line {
	const char *area, *code, *name;
	int level;
	double value, weight;
	const struct civ_score *score;
};

/* The score of the day before, NAN when there is none, replaced by today's. */
static bool exchange(struct trend *trend, const struct line *line, double score, double *before)
{
	struct civ_buf key = {0};
	int64_t place;
	bool good = true;

	civ_buf_addf(&key, "%s:%s", line->area, line->code);
	*before = NAN;
	if (civ_buf_str(&key) == NULL)
		return false;
	if (civ_hash_get(trend->places, (struct civ_span){key.data, key.len}, &place)) {
		*before = trend->before[place];
		trend->before[place] = score;
	} else {
		good = CIV_GROW(trend->before, trend->count, trend->room) &&
		       civ_hash_put(trend->places, (struct civ_span){key.data, key.len}, (int64_t)trend->count);
		if (good)
			trend->before[trend->count++] = score;
	}
	civ_buf_free(&key);
	return good;
}

static enum civ_status write_line(struct trend *trend, const struct civ_score_model *model, const struct line *line)
{
	bool has_score = line->score->status == CIV_SCORE_SCORED || line->score->zero;
	double score = has_score ? line->score->value : NAN, before;
	struct civ_out *out = trend->out;

	if (!exchange(trend, line, score, &before))
		return civ_no_memory(model->messages);
	civ_out_day(out, true, model->asof);
	civ_out_string(out, model->code);
	civ_out_string(out, line->area);
	civ_out_string(out, line->code);
	civ_out_int(out, line->level);
	civ_out_string(out, line->name);
	civ_out_real(out, line->value);
	civ_out_rounded(out, score, SCORE_DIGITS);
	civ_out_rounded(out, score - before, SCORE_DIGITS);
	civ_out_rounded(out, before > 0 ? 100 * (score - before) / before : NAN, 2);
	civ_out_rounded(out, line->weight * score / 100, POINT_DIGITS);
	civ_out_bool(out, trend->standard != NULL && strcmp(trend->standard, model->code) != 0);
	return civ_out_row(out);
}

static enum civ_status write_subject(struct trend *trend, const struct civ_score_model *model,
                                     const struct civ_score_subject *subject)
{
	static const char *const codes[CIV_PARTS] = {"*", "*result", "*process"};
	enum civ_status status = CIV_OK;

	for (int part = 0; part < (model->tree.has_parts ? CIV_PARTS : 1) && status == CIV_OK; part++) {
		const struct line line = {
			subject->code, codes[part],
			civ_score_part_name(trend->records, (enum civ_score_part)part),
			0, NAN, model->tree.weight[part], &subject->totals[part]};

		status = write_line(trend, model, &line);
	}
	for (size_t i = 0; i < model->tree.count && status == CIV_OK; i++) {
		const struct civ_score_indicator *indicator = &model->indicators[i];
		const struct civ_score_figure *figure = &subject->figures[i];
		const struct line line = {subject->code,
		                          indicator->code,
		                          indicator->name,
		                          indicator->level,
		                          figure->given ? figure->measured.value : NAN,
		                          model->tree.nodes[i].weight,
		                          &subject->scores[i]};

		if (trend->options->level < 0 || indicator->level <= trend->options->level)
			status = write_line(trend, model, &line);
	}
	return status;
}

static enum civ_status one_day(struct trend *trend, int32_t day)
{
	struct civ_score_options options = *trend->options;
	struct civ_score_model model = {0};
	enum civ_status status;

	options.asof = day;
	status = civ_score_model_score(&model, trend->records, &options);
	for (size_t s = 0; s < model.count && status == CIV_OK; s++)
		status = write_subject(trend, &model, &model.subjects[s]);
	if (status == CIV_OK) {
		trend->standard = civ_arena_copy(trend->arena, model.code, strlen(model.code));
		if (trend->standard == NULL)
			status = civ_no_memory(model.messages);
	}
	trend->undefined = trend->undefined || civ_score_flag(&model, CIV_OK) == CIV_FLAGGED;
	civ_score_model_close(&model);
	return status;
}

enum civ_status civ_score_trend(struct civ_records *records, const struct civ_score_options *options,
                                const int32_t *days, size_t count, struct civ_out *out)
{
	struct trend trend = {.records = records, .options = options, .out = out};
	enum civ_status status = CIV_OK;

	trend.places = civ_hash_new();
	trend.arena = civ_arena_new();
	if (trend.places == NULL || trend.arena == NULL)
		status = civ_no_memory(civ_records_messages(records));
	for (size_t i = 0; i < count && status == CIV_OK; i++)
		status = one_day(&trend, days[i]);
	free(trend.before);
	civ_hash_free(trend.places);
	civ_arena_free(trend.arena);
	return status == CIV_OK && trend.undefined ? CIV_FLAGGED : status;
}

/* What statements may ask of scores. */
#include <stdlib.h>

#include "civplan/date.h"
#include "lib/score/model.h"

extern const struct civ_noun civ_noun_area;

/* The standard in force on a day, scored for each area and day that is asked for. */
struct scores {
	struct civ_records *records;
	struct civ_hash *places; /* a subject -> its model */
	struct civ_score_model **models;
	size_t count, room;
};

struct subject {
	int64_t area; /* id; 0: the whole city */
	int64_t day;
};

static enum civ_status open_scores(struct civ_records *records, void **state)
{
	struct scores *scores = calloc(1, sizeof *scores);

	*state = scores;
	if (scores == NULL)
		return civ_no_memory(civ_records_messages(records));
	scores->records = records;
	scores->places = civ_hash_new();
	return scores->places == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;
}

static void close_scores(void *state)
{
	struct scores *scores = state;

	if (scores == NULL)
		return;
	for (size_t i = 0; i < scores->count; i++) {
		civ_score_model_close(scores->models[i]);
		free(scores->models[i]);
	}
	free(scores->models);
	civ_hash_free(scores->places);
	free(scores);
}

/* Without a standard in force, or one that can be scored, nothing has a score; who asks for one of many figures does
 * not want to be told. */
static enum civ_status score_quietly(struct scores *scores, const struct subject *subject,
                                     struct civ_score_model *model)
{
	const char *code =
		subject->area == 0 ? NULL : civ_records_code(scores->records, &civ_noun_area, subject->area);
	const struct civ_score_options options = {.area = code, .asof = (int32_t)subject->day};
	struct civ_messages *aside = civ_messages_new(), *usual;
	enum civ_status status;

	if (aside == NULL)
		return CIV_SYSTEM;
	usual = civ_records_report_to(scores->records, aside);
	status = civ_score_model_score(model, scores->records, &options);
	(void)civ_records_report_to(scores->records, usual);
	if (status == CIV_REFUSED || status == CIV_USAGE) {
		civ_score_model_close(model);
		*model = (struct civ_score_model){0};
		status = CIV_OK;
	}
	civ_messages_free(aside);
	return status;
}

/* NULL when memory or the file fails. */
static const struct civ_score_model *model_of(struct scores *scores, const struct subject *subject)
{
	const struct civ_span key = {(const char *)subject, sizeof *subject};
	struct civ_score_model *model;
	int64_t place;

	if (civ_hash_get(scores->places, key, &place))
		return scores->models[place];
	model = calloc(1, sizeof *model);
	if (model == NULL || !CIV_GROW(scores->models, scores->count, scores->room)) {
		free(model);
		return NULL;
	}
	scores->models[scores->count++] = model;
	if (score_quietly(scores, subject, model) != CIV_OK ||
	    !civ_hash_put(scores->places, key, (int64_t)scores->count - 1))
		return NULL;
	return model;
}

/* Of its code, the id of an area and a day. Nothing where it has no score. */
static void put(sqlite3_context *context, sqlite3_value **values, bool points)
{
	const struct civ_score_model *model;
	struct subject subject = {.area = sqlite3_value_int64(values[1])};
	const struct civ_span code = {(const char *)sqlite3_value_text(values[0]),
	                              (size_t)sqlite3_value_bytes(values[0])};
	const struct civ_score *score;
	int64_t place;
	int32_t day;

	if (!civ_date_stored((const char *)sqlite3_value_text(values[2]), &day))
		return;
	subject.day = day;
	model = model_of(sqlite3_user_data(context), &subject);
	if (model == NULL) {
		sqlite3_result_error_nomem(context);
		return;
	}
	if (code.text == NULL || model->count == 0 || !civ_hash_get(model->places, code, &place))
		return;
	score = &model->subjects[0].scores[place];
	if (score->status != CIV_SCORE_SCORED && !score->zero)
		return;
	sqlite3_result_double(context, model->tree.nodes[place].weight * (points ? score->value / 100 : 1));
}

static void score_points(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	put(context, values, true);
}

static void score_weight(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	put(context, values, false);
}

/* Of an indicator of the standard in force, by its code, in an area, by its id, 0: the whole city, on a day. */
static const struct civ_function list[] = {
	{"score_points", 3, false, score_points}, /* what it got; NULL: it has no score */
	{"score_weight", 3, false, score_weight}, /* what was to be got; NULL as well */
	{.name = NULL},
};

const struct civ_functions civ_score_functions = {.list = list, .open = open_scores, .close = close_scores};

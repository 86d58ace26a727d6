/* From the measures of every subject to its scores. */
#include <stdlib.h>
#include <string.h>

#include "lib/score/model.h"

/* ---- scores of the leaves ---- */

static bool is_out_of_scope(const struct civ_score_model *model, const struct civ_score_indicator *indicator)
{
	return model->scope != NULL && strcmp(model->scope, indicator->scope) != 0;
}

static enum civ_status score_leaf(struct civ_score_model *model, struct civ_score_subject *subject, size_t i)
{
	const struct civ_score_indicator *indicator = &model->indicators[i];
	const struct civ_score_figure *figure = &subject->figures[i];
	struct civ_score *score = &subject->scores[i];

	*score = (struct civ_score){.status = CIV_SCORE_SCORED};
	if (indicator->rule.kind == CIV_RULE_NONE || is_out_of_scope(model, indicator))
		score->status = CIV_SCORE_NA;
	else if (!figure->given)
		score->status = CIV_SCORE_MISSING;
	else if (!civ_score_rule_is_relative(indicator->rule.kind) &&
	         !civ_score_by_rule(&indicator->rule, &figure->measured, &score->value))
		return civ_error(model->messages, CIV_REFUSED, NULL,
		                 "indicator '%s:%s': too many digits for a rule with round", model->code,
		                 indicator->code);
	return CIV_OK;
}

/* All subjects at once: they are compared with each other. VALUES has room for their values and scores. */
static enum civ_status compare_subjects(struct civ_score_model *model, size_t i, double *values)
{
	const struct civ_score_indicator *indicator = &model->indicators[i];
	double *scores = values + model->count;
	size_t count = 0;

	for (size_t s = 0; s < model->count; s++)
		if (model->subjects[s].figures[i].given && model->subjects[s].scores[i].status != CIV_SCORE_NA)
			values[count++] = model->subjects[s].figures[i].measured.value;
	if (count == 0)
		return CIV_OK;
	if (!civ_score_by_comparison(&indicator->rule, values, count, scores))
		return civ_error(model->messages, CIV_REFUSED, NULL,
		                 "indicator '%s:%s': its rule compares areas (--area=all) and needs two values that "
		                 "differ", model->code,
		                 indicator->code);
	for (size_t s = 0; s < model->count; s++)
		if (model->subjects[s].figures[i].given && model->subjects[s].scores[i].status != CIV_SCORE_NA)
			model->subjects[s].scores[i].value = *scores++;
	return CIV_OK;
}

static void take_off(const struct civ_score_model *model, struct civ_score_subject *subject, size_t i)
{
	subject->scores[i].value = civ_score_after_rebound(model, subject, i, subject->scores[i].value);
}

static enum civ_status score_leaves(struct civ_score_model *model)
{
	double *values = calloc(2 * model->count + 1, sizeof *values);
	enum civ_status status = values == NULL ? civ_no_memory(model->messages) : CIV_OK;

	for (size_t i = 0; i < model->tree.count && status == CIV_OK; i++) {
		if (!model->tree.nodes[i].leaf)
			continue;
		for (size_t s = 0; s < model->count && status == CIV_OK; s++)
			status = score_leaf(model, &model->subjects[s], i);
		if (status == CIV_OK && civ_score_rule_is_relative(model->indicators[i].rule.kind))
			status = compare_subjects(model, i, values);
		for (size_t s = 0; s < model->count && status == CIV_OK; s++)
			take_off(model, &model->subjects[s], i);
	}
	free(values);
	return status;
}

/* ---- scores up the tree ---- */

/* Of one area it ends the run; of all of them the others are scored. */
static enum civ_status tell_fault(const struct civ_score_model *model, const struct civ_score_subject *subject)
{
	const struct civ_score_error *error = &subject->error;
	const char *in = subject->area == 0 ? "" : " in area ";
	const char *node, *child;

	if (error->fault == CIV_FAULT_NONE)
		return CIV_OK;
	node = error->node < 0 ? "*" : model->indicators[error->node].code;
	child = error->child < 0 ? "*" : model->indicators[error->child].code;
	if (model->all && error->fault == CIV_FAULT_MISSING) {
		civ_warn(model->messages, NULL,
		         "area '%s': '%s:%s' is undefined: it wants all scores below it, and '%s' has none",
		         subject->code, model->code, node, child);
		return CIV_OK;
	}
	if (model->all) {
		civ_warn(model->messages, NULL,
		         "area '%s': '%s:%s' is undefined: its mean takes only scores above 0, and '%s' has 0",
		         subject->code, model->code, node, child);
		return CIV_OK;
	}
	if (error->fault == CIV_FAULT_MISSING)
		return civ_error(model->messages, CIV_REFUSED, NULL,
		                 "indicator '%s:%s' wants all scores below it: '%s' has none%s%s", model->code, node,
		                 child, in, subject->code);
	return civ_error(model->messages, CIV_REFUSED, NULL,
	                 "indicator '%s:%s' takes only scores above 0 into its mean: '%s' has 0%s%s"
	                 , model->code, node, child, in,
	                 subject->code);
}

static enum civ_status score_trees(struct civ_score_model *model)
{
	struct civ_score_room room = {
		.sums = calloc(model->tree.count + 1, sizeof *room.sums),
		.part = calloc(model->tree.count + 1, sizeof *room.part),
	};
	enum civ_status status = room.sums == NULL || room.part == NULL ? civ_no_memory(model->messages) : CIV_OK;

	for (size_t s = 0; s < model->count && status == CIV_OK; s++) {
		struct civ_score_subject *subject = &model->subjects[s];

		(void)civ_score_tree_evaluate(&model->tree, subject->scores, &room, subject->totals, &subject->error);
	}
	free(room.sums);
	free(room.part);
	return status;
}

/* One veto is told, however many there are. */
static void tell_veto(const struct civ_score_model *model, const struct civ_score_subject *subject)
{
	int by = civ_score_vetoed_by(&model->tree, subject->scores);

	if (by >= 0 && subject->area == 0)
		civ_warn(model->messages, NULL, "there is no result: '%s:%s', a veto, has a score of 0", model->code,
		         model->indicators[by].code);
	else if (by >= 0)
		civ_warn(model->messages, NULL, "area '%s': there is no result: '%s:%s', a veto, has a score of 0",
		         subject->code, model->code, model->indicators[by].code);
}

/* ---- all of it ---- */

static int compare_codes(const void *a, const void *b)
{
	const struct civ_score_subject *left = a, *right = b;

	return strcmp(left->code, right->code);
}

static void warn_of_nothing(struct civ_score_model *model)
{
	char day[CIV_DATE_SIZE];

	civ_date_format(model->asof, day);
	civ_warn(model->messages, NULL, "no area has a measure for '%s' up to %s", model->code, day);
}

enum civ_status civ_score_compute(struct civ_score_model *model)
{
	enum civ_status status = score_leaves(model);

	return status == CIV_OK ? score_trees(model) : status;
}

enum civ_status civ_score_evaluate(struct civ_score_model *model, struct civ_input *measures)
{
	enum civ_status status = measures == NULL ? civ_score_load_measures(model)
	                                          : civ_score_read_measures(model, measures);

	if (status == CIV_OK && model->count == 0)
		warn_of_nothing(model);
	if (status == CIV_OK)
		status = civ_score_load_rebounds(model);
	if (status == CIV_OK)
		status = civ_score_compute(model);
	if (status == CIV_OK && model->count > 1)
		qsort(model->subjects, model->count, sizeof *model->subjects, compare_codes);
	for (size_t s = 0; s < model->count && status == CIV_OK; s++) {
		tell_veto(model, &model->subjects[s]);
		status = tell_fault(model, &model->subjects[s]);
	}
	return status;
}

enum civ_status civ_score_flag(const struct civ_score_model *model, enum civ_status status)
{
	for (size_t s = 0; s < model->count && status == CIV_OK; s++)
		if (model->subjects[s].error.fault != CIV_FAULT_NONE)
			return CIV_FLAGGED;
	return status;
}

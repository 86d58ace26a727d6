/* Points by responsible unit. */
#include <string.h>

#include "lib/score/model.h"

static void take(struct civ_score_unit *units, size_t *count, int64_t unit, double weight,
                 const struct civ_score *score)
{
	size_t i = 0;

	while (i < *count && units[i].unit != unit)
		i++;
	if (i == *count)
		units[(*count)++] = (struct civ_score_unit){.unit = unit};
	units[i].indicators++;
	units[i].possible += weight;
	units[i].points += weight * score->value / 100;
}

/* The assessment of units goes on where the city has no standard, or none that can be scored as a whole. */
static enum civ_status pass_over(struct civ_score_model *model, enum civ_status status)
{
	if (status != CIV_REFUSED && status != CIV_USAGE)
		return status;
	civ_warn(model->messages, NULL, "no scores: %s", civ_messages_reason(model->messages));
	return CIV_OK;
}

enum civ_status civ_score_by_unit(struct civ_records *records, int32_t asof, struct civ_arena *arena,
                                  struct civ_score_unit **units, size_t *count)
{
	const struct civ_score_options options = {.asof = asof};
	struct civ_messages *aside = civ_messages_new(), *usual;
	struct civ_score_model model = {0};
	enum civ_status status;

	*count = 0;
	*units = NULL;
	if (aside == NULL)
		return civ_no_memory(civ_records_messages(records));
	usual = civ_records_report_to(records, aside);
	status = civ_score_model_score(&model, records, &options);
	*units = civ_arena_alloc(arena, (model.tree.count + 1) * sizeof **units);
	if (*units == NULL)
		status = civ_worse(status, civ_no_memory(aside));
	for (size_t i = 0; i < model.tree.count && status == CIV_OK && model.count > 0; i++) {
		const struct civ_score *score = &model.subjects[0].scores[i];
		const struct civ_score_node *node = &model.tree.nodes[i];

		if (node->leaf && node->weight > 0 && model.indicators[i].unit != 0 &&
		    (score->status == CIV_SCORE_SCORED || score->zero))
			take(*units, count, model.indicators[i].unit, node->weight, score);
	}
	status = pass_over(&model, status);
	civ_score_model_close(&model);
	(void)civ_records_report_to(records, usual);
	civ_messages_move(usual, aside);
	civ_messages_free(aside);
	return status;
}

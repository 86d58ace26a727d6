/* A standard and the subjects that it is applied to. */
#include "lib/score/model.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/say.h"

extern const struct civ_noun civ_noun_area;

static enum civ_status add_subjects(struct civ_score_model *model, const char *areas)
{
	const struct civ_asked asked = {"--area", areas, model->arena};
	const char *ids;
	enum civ_status status;

	model->all = areas != NULL && strcmp(areas, "all") == 0;
	if (model->all)
		return CIV_OK;
	if (areas == NULL)
		return civ_score_subject_add(model, 0);
	status = civ_records_all_named(model->records, &civ_noun_area, &asked, &ids);
	while (status == CIV_OK && *ids != '\0') {
		char *end;
		int64_t id = strtoll(ids, &end, 10);

		/* An area that stands twice is scored once. */
		if (!civ_hash_get(model->subject_places, (struct civ_span){(const char *)&id, sizeof id},
		                  &(int64_t){0}))
			status = civ_score_subject_add(model, id);
		ids = *end == ',' ? end + 1 : end;
	}
	return status;
}

enum civ_status civ_score_model_open(struct civ_score_model *model, struct civ_records *records,
                                     const struct civ_score_options *options)
{
	enum civ_status status;

	model->records = records;
	model->messages = civ_records_messages(records);
	model->asof = options->asof;
	model->method = options->method;
	model->scope = options->scope;
	model->arena = civ_arena_new();
	model->places = civ_hash_new();
	model->subject_places = civ_hash_new();
	if (model->arena == NULL || model->places == NULL || model->subject_places == NULL)
		return civ_no_memory(model->messages);
	status = civ_score_standard_find(model, options->standard);
	if (status == CIV_OK)
		status = civ_score_load_indicators(model);
	if (status != CIV_OK)
		return status;
	civ_score_tree_prepare(&model->tree);
	status = civ_score_share_check(model);
	return status == CIV_OK ? add_subjects(model, options->area) : status;
}

enum civ_status civ_score_model_score(struct civ_score_model *model, struct civ_records *records,
                                      const struct civ_score_options *options)
{
	enum civ_status status = civ_score_model_open(model, records, options);

	return status == CIV_OK ? civ_score_evaluate(model, options->measures) : status;
}

void civ_score_model_close(struct civ_score_model *model)
{
	civ_arena_free(model->arena);
	civ_hash_free(model->places);
	civ_hash_free(model->subject_places);
	free(model->indicators);
	free(model->tree.nodes);
	free(model->subjects);
}

const char *civ_score_part_name(const struct civ_records *records, enum civ_score_part part)
{
	static const char *const names[CIV_PARTS] = {CIV_WORD("combined score"), CIV_WORD("result part"),
	                                             CIV_WORD("process part")};

	return civ_records_say(records, names[part]);
}

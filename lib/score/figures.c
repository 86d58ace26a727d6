/* The subjects of a run and the measure that counts for each of their indicators. */
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/lists.h"
#include "lib/score/model.h"

extern const struct civ_noun civ_noun_area;

const char *civ_score_part_code(enum civ_score_part part)
{
	return part == CIV_PART_ALL ? "" : civ_words_dimension[part - CIV_PART_RESULT].code;
}

static struct civ_span area_key(const int64_t *area)
{
	return (struct civ_span){(const char *)area, sizeof *area};
}

enum civ_status civ_score_subject_add(struct civ_score_model *model, int64_t area)
{
	struct civ_score_subject *subject;

	if (!CIV_GROW(model->subjects, model->count, model->room))
		return civ_no_memory(model->messages);
	subject = &model->subjects[model->count];
	*subject = (struct civ_score_subject){.area = area, .code = ""};
	if (area != 0)
		subject->code = civ_records_code(model->records, &civ_noun_area, area);
	subject->figures = civ_arena_alloc(model->arena, model->tree.count * sizeof *subject->figures);
	subject->scores = civ_arena_alloc(model->arena, model->tree.count * sizeof *subject->scores);
	if (subject->figures == NULL || subject->scores == NULL ||
	    !civ_hash_put(model->subject_places, area_key(&area), (int64_t)model->count))
		return civ_no_memory(model->messages);
	model->count++;
	return CIV_OK;
}

enum civ_status civ_score_subject_find(struct civ_score_model *model, int64_t area, struct civ_score_subject **subject)
{
	enum civ_status status = CIV_OK;
	int64_t place;

	*subject = NULL;
	if (!civ_hash_get(model->subject_places, area_key(&area), &place)) {
		if (!model->all || area == 0)
			return CIV_OK;
		place = (int64_t)model->count;
		status = civ_score_subject_add(model, area);
	}
	if (status == CIV_OK)
		*subject = &model->subjects[place];
	return status;
}

bool civ_score_figure_offer(struct civ_score_figure *held, const struct civ_score_figure *figure)
{
	if (!held->given || figure->day > held->day ||
	    (figure->day == held->day && figure->method->rank > held->method->rank)) {
		*held = *figure;
		held->given = true;
		return true;
	}
	return figure->day != held->day || figure->method != held->method;
}

/* Respondents: how they answered, and which strata they are in. */
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "civplan/person.h"
#include "lib/poll/question.h"
#include "lib/poll/within.h"

extern const struct civ_noun civ_noun_respondent;

struct state {
	struct civ_strata_set *set;
	struct civ_within *within;
	struct civ_members members;
	size_t *places;
	size_t room;
	struct civ_hash *modes;              /* survey -> place in words of how it is answered, -1: mixed */
	int survey, mode, age, area, strata; /* columns */
};

static void release(void *data)
{
	struct state *state = data;

	if (state == NULL)
		return;
	civ_strata_set_free(state->set);
	civ_within_free(state->within);
	civ_members_free(&state->members);
	civ_hash_free(state->modes);
	free(state->places);
	free(state);
}

static struct state *state_of(struct civ_writer *writer)
{
	const struct civ_noun *noun = &civ_noun_respondent;
	void **place = civ_writer_state(writer);
	struct state *made = *place;

	if (made != NULL)
		return made;
	made = calloc(1, sizeof *made);
	if (made == NULL)
		return NULL;
	made->survey = civ_noun_column(noun, "survey");
	made->mode = civ_noun_column(noun, "mode");
	made->age = civ_noun_column(noun, "age");
	made->area = civ_noun_column(noun, "area");
	made->strata = civ_noun_column(noun, "strata");
	made->set = civ_strata_set_new();
	made->within = civ_within_new();
	made->modes = civ_hash_new();
	if (made->set == NULL || made->within == NULL || made->modes == NULL) {
		release(made);
		return NULL;
	}
	*place = made;
	return made;
}

/* ---- how ---- */

/* The place among the words of how people answer; -1: it is none of them. */
static int64_t place_of_mode(const char *mode)
{
	for (int64_t i = 0; civ_words_respondent_mode[i].code != NULL; i++)
		if (strcmp(civ_words_respondent_mode[i].code, mode) == 0)
			return i;
	return -1;
}

static enum civ_status mode_of_survey(struct state *state, struct civ_records *records, int64_t survey, int64_t *mode)
{
	const struct civ_span key = {(const char *)&survey, sizeof survey};
	sqlite3_stmt *row;
	enum civ_status status;

	if (civ_hash_get(state->modes, key, mode))
		return CIV_OK;
	status = civ_row_first(records, "SELECT s.mode FROM survey s WHERE s.id = ?1", CIV_NUMBERS(survey), &row);
	if (status != CIV_OK)
		return status;
	*mode = row == NULL ? -1 : place_of_mode(civ_row_text(row, 0));
	if (row != NULL)
		sqlite3_reset(row);
	return civ_hash_put(state->modes, key, *mode) ? CIV_OK : civ_no_memory(civ_records_messages(records));
}

static enum civ_status give_mode(struct state *state, struct civ_writer *writer, struct civ_record *record)
{
	int64_t mode;
	enum civ_status status;

	if (record->values[state->mode].kind != CIV_NULL)
		return CIV_OK;
	status = mode_of_survey(state, civ_writer_records(writer), record->values[state->survey].integer, &mode);
	if (status != CIV_OK)
		return status;
	if (mode < 0)
		return civ_record_error(record, state->mode, "is required: the survey is answered in several ways");
	record->values[state->mode].kind = CIV_STRING;
	record->values[state->mode].string.text = civ_words_respondent_mode[mode].code;
	record->values[state->mode].string.len = strlen(civ_words_respondent_mode[mode].code);
	return CIV_OK;
}

/* ---- where ---- */

static enum civ_status refuse(const struct state *state, const struct civ_record *record, enum civ_misplaced result,
                              const struct civ_placing *placing)
{
	const int len = (int)placing->part.len;
	const char *part = placing->part.text;

	switch (result) {
	case CIV_PLACED_NOWHERE:
		return civ_record_error(record, state->strata, "'%.*s' is no DIMENSION:CODE of a stratum of the survey",
		                        len, part);
	case CIV_PLACED_TWICE:
		return civ_record_error(record, state->strata, "'%.*s' is a second stratum of one dimension", len,
		                        part);
	case CIV_PLACED_AGAINST:
		return civ_record_error(record, state->strata, "another stratum than the age or the area is in");
	case CIV_PLACED_FAILED:
	case CIV_PLACED:
		break;
	}
	return CIV_SYSTEM;
}

/* Of a row that is set, what age and area said before goes where they say something else now. */
static void drop_placed(const struct state *state, struct civ_record *record, const struct civ_value *old)
{
	struct civ_value *strata = &record->values[state->strata];
	bool age = !civ_value_same(&record->values[state->age], &old[state->age]),
	     area = !civ_value_same(&record->values[state->area], &old[state->area]);
	struct civ_span rest = strata->string, part;
	struct civ_buf kept = {0};

	if (record->given[state->strata] || strata->kind != CIV_STRING || (!age && !area))
		return;
	while (civ_list_next_whole(&rest, &part)) {
		if ((age && part.len > 4 && memcmp(part.text, CIV_DIMENSION_AGE ":", 4) == 0) ||
		    (area && part.len > 5 && memcmp(part.text, CIV_DIMENSION_AREA ":", 5) == 0))
			continue;
		civ_buf_adds(&kept, kept.len == 0 ? "" : ";");
		civ_buf_add(&kept, part.text, part.len);
	}
	if (kept.len == 0 || civ_record_put(record, state->strata, civ_buf_str(&kept)) != CIV_OK)
		civ_record_clear(record, state->strata);
	civ_buf_free(&kept);
}

static enum civ_status place(struct state *state, struct civ_writer *writer, struct civ_record *record)
{
	struct civ_placing placing = {.age = &record->values[state->age],
	                              .area = &record->values[state->area],
	                              .strata = &record->values[state->strata]};
	struct civ_records *records = civ_writer_records(writer);
	struct civ_strata *strata;
	struct civ_buf text = {0};
	enum civ_misplaced result;
	enum civ_status status = civ_strata_of(state->set, records, record->values[state->survey].integer, &strata);

	while (status == CIV_OK && state->room <= strata->count)
		if (!CIV_GROW(state->places, strata->count + 1, state->room))
			status = civ_no_memory(record->messages);
	if (status != CIV_OK)
		return status;
	placing.places = state->places;
	result = civ_strata_place(state->set, records, strata, &placing);
	if (result != CIV_PLACED)
		return refuse(state, record, result, &placing);
	civ_strata_text(strata, &placing, &text);
	if (placing.count == 0)
		civ_record_clear(record, state->strata);
	else
		status = text.failed ? civ_no_memory(record->messages)
		                     : civ_record_put(record, state->strata, civ_buf_str(&text));
	civ_buf_free(&text);
	return status;
}

/* ---- who ---- */

/* What was there before is not looked at again: an older release took it. */
static enum civ_status check_nameless(const struct civ_record *record, const struct civ_value *old)
{
	static const char *const columns[] = {"number", "cluster", "note"};

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
		int column = civ_noun_column(&civ_noun_respondent, columns[i]);
		const struct civ_value *value = &record->values[column];

		if (value->kind == CIV_STRING && (old == NULL || !civ_value_same(value, &old[column])) &&
		    civ_person_number(value->string).len > 0)
			return civ_record_error(record, column,
			                        "looks like a mobile telephone's or an identity card's number: nothing"
			                        " here tells who a respondent is");
	}
	return CIV_OK;
}

static enum civ_status before_store(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	struct state *state = state_of(writer);
	enum civ_status status = state == NULL ? civ_no_memory(record->messages) : civ_poll_stays(record, old);

	if (status == CIV_OK)
		status = check_nameless(record, old);
	if (status == CIV_OK)
		status = civ_within_check(state->within, state->set, writer, record, old);
	if (status == CIV_OK && old != NULL)
		drop_placed(state, record, old);
	if (status == CIV_OK)
		status = give_mode(state, writer, record);
	return status == CIV_OK ? place(state, writer, record) : status;
}

/* ---- storing ---- */

static enum civ_status ready(struct civ_writer *writer, bool many)
{
	struct state *state = state_of(writer);

	(void)many;
	return state == NULL ? civ_no_memory(civ_records_messages(civ_writer_records(writer)))
	                     : civ_members_write(&state->members, civ_writer_records(writer));
}

/* The strata of the row, which were found when it was made ready. */
static enum civ_status tally(struct civ_writer *writer, int64_t id, const struct civ_value *old,
                             const struct civ_value *now)
{
	struct state *state = *civ_writer_state(writer);
	struct civ_span rest, part;
	struct civ_strata *strata;
	int64_t place;

	if (state == NULL || now == NULL)
		return CIV_OK;
	if (old != NULL && !civ_members_add(&state->members, id, 0))
		return CIV_SYSTEM;
	rest = now[state->strata].string;
	/* They are in memory: the row was placed by them. */
	if (now[state->strata].kind != CIV_STRING ||
	    civ_strata_of(state->set, civ_writer_records(writer), now[state->survey].integer, &strata) != CIV_OK)
		return CIV_OK;
	while (civ_list_next_whole(&rest, &part))
		if (civ_hash_get(strata->places, part, &place) &&
		    !civ_members_add(&state->members, id, strata->list[place].id))
			return CIV_SYSTEM;
	return CIV_OK;
}

static enum civ_status after_run(struct civ_writer *writer)
{
	struct state *state = *civ_writer_state(writer);

	if (state == NULL)
		return CIV_OK;
	civ_within_tell(state->within, civ_records_messages(civ_writer_records(writer)));
	return civ_members_write(&state->members, civ_writer_records(writer));
}

const struct civ_hook civ_respondent_hook = {
	.noun = &civ_noun_respondent,
	.schema = civ_poll_schema,
	.before_store = before_store,
	.ready = ready,
	.tally = tally,
	.after_run = after_run,
	.release = release,
};

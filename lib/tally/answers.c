/* Questions and answers, loaded. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "lib/tally/sample.h"

static enum civ_status no_memory(const struct civ_sample *sample)
{
	return civ_no_memory(civ_records_messages(sample->records));
}

/* ---- questions ---- */

struct civ_span civ_sample_choice(const struct civ_sample_question *question, size_t choice)
{
	if (question->asked->kind == CIV_ASKED_YESNO)
		return choice == 0 ? (struct civ_span){"yes", 3} : (struct civ_span){"no", 2};
	return question->asked->choices[choice];
}

static size_t choices_of(const struct civ_question *asked)
{
	switch (asked->kind) {
	case CIV_ASKED_YESNO:
		return 2;
	case CIV_ASKED_CHOICE:
	case CIV_ASKED_MULTI:
		return asked->count;
	case CIV_ASKED_SCALE:
	case CIV_ASKED_NUMBER:
		break;
	}
	return 0;
}

/* The place of a stored answer, from 1: of a choice, or a step; 0: it is none. */
static size_t place_of(const struct civ_sample_question *question, struct civ_span value)
{
	int64_t place;

	switch (question->asked->kind) {
	case CIV_ASKED_YESNO:
		return value.len == 3 ? 1 : 2;
	case CIV_ASKED_SCALE:
		return civ_int_parse(value.text, value.len, &place) && place > 0 && place <= question->asked->top
		               ? (size_t)place
		               : 0;
	case CIV_ASKED_CHOICE:
	case CIV_ASKED_MULTI:
		return civ_hash_get(question->asked->exact, value, &place) ? (size_t)place + 1 : 0;
	case CIV_ASKED_NUMBER:
		break;
	}
	return 0;
}

/* Yes of yesno without more, else what the question says. */
static bool take_good(struct civ_sample *sample, struct civ_sample_question *question, const char *text)
{
	size_t places = question->choices > 0 ? question->choices : (size_t)question->asked->top;
	struct civ_span rest = {text, strlen(text)}, part;

	question->good = civ_arena_alloc(sample->arena, (places + 1) * sizeof *question->good);
	if (question->good == NULL)
		return false;
	if (rest.len == 0 && question->asked->kind == CIV_ASKED_YESNO)
		rest = (struct civ_span){"yes", 3};
	while (civ_list_next_whole(&rest, &part)) {
		size_t place = place_of(question, part);

		if (place == 0)
			continue;
		question->good[place - 1] = true;
		question->has_good = true;
	}
	return true;
}

static const char questions_sql[] = "SELECT q.id, q.good, q.indicator"
				    " FROM question q"
				    " WHERE q.survey_id = :survey"
				    " ORDER BY q.id";

static enum civ_status take_question(struct civ_sample *sample, sqlite3_stmt *row)
{
	struct civ_sample_question *question = &sample->questions[sample->question_count];
	const char *indicator = civ_row_text(row, 2);
	enum civ_status status = civ_questions_get(sample->known, sample->records, sqlite3_column_int64(row, 0),
	                                           &question->asked);

	if (status != CIV_OK || question->asked == NULL)
		return status;
	question->choices = choices_of(question->asked);
	if (*indicator != '\0') {
		question->indicator = civ_arena_copy(sample->arena, indicator, strlen(indicator));
		if (question->indicator == NULL)
			return no_memory(sample);
	}
	sample->question_count++;
	return take_good(sample, question, civ_row_text(row, 1)) ? CIV_OK : no_memory(sample);
}

static bool is_named(struct civ_span rest, const char *code)
{
	struct civ_span name;

	while (civ_sample_next(&rest, &name))
		if (name.len == strlen(code) && memcmp(name.text, code, name.len) == 0)
			return true;
	return false;
}

/* Keep those of the names; each name must be one. */
static enum civ_status choose(struct civ_sample *sample, const char *names)
{
	struct civ_span all = {names, strlen(names)}, rest = all, name;
	size_t kept = 0;

	while (civ_sample_next(&rest, &name)) {
		bool found = false;

		for (size_t q = 0; q < sample->question_count; q++)
			found = found || is_named(name, sample->questions[q].asked->code);
		if (!found)
			return civ_error(civ_records_messages(sample->records), CIV_REFUSED, NULL,
			                 "survey '%s' has no question '%.*s'", sample->code, (int)name.len, name.text);
	}
	for (size_t q = 0; q < sample->question_count; q++)
		if (is_named(all, sample->questions[q].asked->code))
			sample->questions[kept++] = sample->questions[q];
	sample->question_count = kept;
	return CIV_OK;
}

enum civ_status civ_sample_questions(struct civ_sample *sample, const char *questions)
{
	struct civ_store *store = civ_records_store(sample->records);
	size_t count = 0;
	sqlite3_stmt *row = NULL;
	enum civ_status status = civ_sample_ask(sample, NULL,
	                                        "SELECT count(*) FROM question q WHERE q.survey_id = :survey", &row);

	if (status == CIV_OK && civ_store_next(store, row, &status)) {
		count = (size_t)sqlite3_column_int64(row, 0);
		sqlite3_reset(row);
	}
	sample->known = civ_questions_new();
	sample->questions = civ_arena_alloc(sample->arena, (count + 1) * sizeof *sample->questions);
	if (sample->known == NULL || sample->questions == NULL)
		status = civ_worse(status, no_memory(sample));
	if (status == CIV_OK)
		status = civ_sample_ask(sample, NULL, questions_sql, &row);
	while (status == CIV_OK && sample->question_count < count && civ_store_next(store, row, &status))
		status = take_question(sample, row);
	if (row != NULL)
		sqlite3_reset(row);
	return status == CIV_OK && questions != NULL ? choose(sample, questions) : status;
}

/* ---- answers ---- */

static bool make_room(struct civ_sample *sample, struct civ_sample_question *question)
{
	size_t n = sample->size + 1;

	switch (question->asked->kind) {
	case CIV_ASKED_NUMBER:
		question->numbers = civ_arena_alloc(sample->arena, n * sizeof *question->numbers);
		for (size_t i = 0; question->numbers != NULL && i < n; i++)
			question->numbers[i] = NAN;
		return question->numbers != NULL;
	case CIV_ASKED_MULTI:
		question->words = (question->choices + 63) / 64;
		question->ticked = civ_arena_alloc(sample->arena, n * question->words * sizeof *question->ticked);
		return question->ticked != NULL;
	case CIV_ASKED_YESNO:
	case CIV_ASKED_CHOICE:
	case CIV_ASKED_SCALE:
		break;
	}
	question->places = civ_arena_alloc(sample->arena, n * sizeof *question->places);
	return question->places != NULL;
}

static bool take_answer(struct civ_sample_question *question, size_t i, struct civ_span value)
{
	struct civ_span part;
	size_t place = 0;

	if (question->numbers != NULL)
		return civ_real_parse(value.text, value.len, &question->numbers[i]);
	if (question->places != NULL) {
		place = place_of(question, value);
		question->places[i] = (uint16_t)place;
		return place > 0;
	}
	while (civ_list_next_whole(&value, &part)) {
		place = place_of(question, part);
		if (place == 0)
			return false;
		question->ticked[i * question->words + (place - 1) / 64] |= UINT64_C(1) << (place - 1) % 64;
	}
	return place > 0;
}

static const char answers_sql[] = "SELECT a.number_id, a.question_id, a.value"
				  " FROM respondent r"
				  " JOIN answer a ON a.number_id = r.id"
				  " WHERE r.survey_id = :survey";

static int by_id(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

/* The place of respondent ID, after the one at AT: mostly the same or the next; the size when there is none. */
static size_t find_respondent(const struct civ_sample *sample, int64_t id, size_t at)
{
	const int64_t *found;

	for (size_t i = at; i < sample->size && i < at + 2; i++)
		if (sample->ids[i] == id)
			return i;
	found = sample->size == 0 ? NULL : bsearch(&id, sample->ids, sample->size, sizeof id, by_id);
	return found == NULL ? sample->size : (size_t)(found - sample->ids);
}

/* The place of question ID, looked for from AT on; the count when it is not asked for. */
static size_t find_question(const struct civ_sample *sample, int64_t id, size_t at)
{
	for (size_t k = 0; k < sample->question_count; k++) {
		size_t q = (at + k) % sample->question_count;

		if (sample->questions[q].asked->id == id)
			return q;
	}
	return sample->question_count;
}

static enum civ_status damaged(const struct civ_sample *sample, size_t q, struct civ_span value)
{
	return civ_error(civ_records_messages(sample->records), CIV_SYSTEM, NULL,
	                 "survey '%s': the file holds '%.*s', which is no answer to the question '%s'", sample->code,
	                 (int)value.len, value.text, sample->questions[q].asked->code);
}

enum civ_status civ_sample_answers(struct civ_sample *sample)
{
	struct civ_store *store = civ_records_store(sample->records);
	size_t i = 0, q = 0;
	sqlite3_stmt *row;
	enum civ_status status;

	for (size_t k = 0; k < sample->question_count; k++)
		if (!make_room(sample, &sample->questions[k]))
			return no_memory(sample);
	status = civ_sample_ask(sample, "respondent;answer", answers_sql, &row);
	while (status == CIV_OK && civ_store_next(store, row, &status)) {
		size_t at = find_respondent(sample, sqlite3_column_int64(row, 0), i < sample->size ? i : 0),
		       asked = find_question(sample, sqlite3_column_int64(row, 1), q + 1);
		struct civ_span value;

		if (at == sample->size || asked == sample->question_count)
			continue;
		i = at;
		q = asked;
		value = (struct civ_span){(const char *)sqlite3_column_text(row, 2),
		                          (size_t)sqlite3_column_bytes(row, 2)};
		if (!take_answer(&sample->questions[q], i, value))
			status = damaged(sample, q, value);
	}
	return status;
}

/* ---- of one respondent ---- */

bool civ_sample_answered(const struct civ_sample_question *question, size_t i)
{
	if (question->numbers != NULL)
		return !isnan(question->numbers[i]);
	if (question->places != NULL)
		return question->places[i] > 0;
	for (size_t w = 0; w < question->words; w++)
		if (question->ticked[i * question->words + w] != 0)
			return true;
	return false;
}

static bool has_ticked(const struct civ_sample_question *question, size_t i, size_t choice)
{
	return (question->ticked[i * question->words + choice / 64] >> choice % 64 & 1) != 0;
}

double civ_sample_chose(const struct civ_sample_question *question, size_t i, size_t choice)
{
	if (!civ_sample_answered(question, i))
		return NAN;
	if (question->places != NULL)
		return question->places[i] == choice + 1 ? 1 : 0;
	return has_ticked(question, i, choice) ? 1 : 0;
}

double civ_sample_is_good(const struct civ_sample_question *question, size_t i)
{
	if (!question->has_good || !civ_sample_answered(question, i))
		return NAN;
	if (question->places != NULL)
		return question->good[question->places[i] - 1] ? 1 : 0;
	for (size_t c = 0; c < question->choices; c++)
		if (question->good[c] && has_ticked(question, i, c))
			return 1;
	return 0;
}

double civ_sample_number(const struct civ_sample_question *question, size_t i)
{
	if (!civ_sample_answered(question, i))
		return NAN;
	return question->places != NULL ? question->places[i] : question->numbers[i];
}

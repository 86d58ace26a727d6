/* Strata: who is in them follows when they change. */
#include <stdlib.h>
#include <string.h>

#include "lib/poll/strata.h"

extern const struct civ_noun civ_noun_stratum, civ_noun_area;

/* The surveys whose strata the run changed. */
struct state {
	int64_t *surveys;
	size_t count, room;
};

static void release(void *data)
{
	struct state *state = data;

	if (state != NULL)
		free(state->surveys);
	free(state);
}

static int place(const char *column)
{
	return civ_noun_column(&civ_noun_stratum, column);
}

/* It stands before a colon in lists that are joined with semicolons. */
static enum civ_status check_dimension(const struct civ_record *record)
{
	const struct civ_span dimension = record->values[place("dimension")].string;

	for (size_t i = 0; i < dimension.len; i++)
		if (strchr(" :;,", dimension.text[i]) != NULL)
			return civ_record_error(record, place("dimension"),
			                        "has a blank, comma, colon or semicolon in it");
	return CIV_OK;
}

/* Of the dimension area the code is that of an area, as it is stored there. */
static enum civ_status check_area(struct civ_writer *writer, struct civ_record *record)
{
	struct civ_records *records = civ_writer_records(writer);
	const struct civ_value *code = &record->values[place("code")];
	struct civ_position at = civ_record_at(record, place("code"));
	int64_t id;
	enum civ_status status;

	if (!civ_value_is(&record->values[place("dimension")], CIV_DIMENSION_AREA))
		return CIV_OK;
	status = civ_records_find(records, &civ_noun_area, code->string, &at, &id);
	if (status == CIV_OK && id == 0)
		status = civ_records_unknown(records, &civ_noun_area, code->string, &at, record->messages);
	return status == CIV_OK ? civ_record_put(record, place("code"), civ_records_code(records, &civ_noun_area, id))
	                        : status;
}

static enum civ_status before_store(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = civ_poll_stays(record, old);

	if (status == CIV_OK)
		status = check_dimension(record);
	return status == CIV_OK && !civ_writer_options(writer)->restore ? check_area(writer, record) : status;
}

static enum civ_status ready(struct civ_writer *writer, bool many)
{
	void **state = civ_writer_state(writer);

	(void)many;
	if (*state == NULL)
		*state = calloc(1, sizeof(struct state));
	return *state == NULL ? civ_no_memory(civ_records_messages(civ_writer_records(writer))) : CIV_OK;
}

static enum civ_status tally(struct civ_writer *writer, int64_t id, const struct civ_value *old,
                             const struct civ_value *now)
{
	struct state *state = *civ_writer_state(writer);
	int64_t survey = (now == NULL ? old : now)[place("survey")].integer;

	(void)id;
	if (state->count > 0 && state->surveys[state->count - 1] == survey)
		return CIV_OK;
	if (!CIV_GROW(state->surveys, state->count, state->room))
		return CIV_SYSTEM;
	state->surveys[state->count++] = survey;
	return CIV_OK;
}

/* Two strata that hold one age; the first by their codes. */
static const char overlap_sql[] =
	"SELECT a.code, b.code"
	" FROM stratum a"
	" JOIN stratum b ON b.survey_id = a.survey_id AND b.dimension = a.dimension AND b.id > a.id"
	" WHERE a.survey_id = ?1"
	" AND a.dimension = '" CIV_DIMENSION_AGE "'"
	" AND (a.least IS NOT NULL OR a.most IS NOT NULL)"
	" AND (b.least IS NOT NULL OR b.most IS NOT NULL)"
	" AND ifnull(a.least, 0) <= ifnull(b.most, 1000)"
	" AND ifnull(b.least, 0) <= ifnull(a.most, 1000)"
	" ORDER BY a.code, b.code";

static enum civ_status check_overlap(struct civ_records *records, int64_t survey)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(records, overlap_sql, CIV_NUMBERS(survey), &row);

	if (status != CIV_OK || row == NULL)
		return status;
	status = civ_error(civ_records_messages(records), CIV_REFUSED, NULL,
	                   "the strata '%s' and '%s' of ages hold the same age", civ_row_text(row, 0),
	                   civ_row_text(row, 1));
	sqlite3_reset(row);
	return status;
}

static enum civ_status after_run(struct civ_writer *writer)
{
	struct state *state = *civ_writer_state(writer);
	struct civ_records *records = civ_writer_records(writer);
	enum civ_status status = CIV_OK;

	/* In a bundle everybody comes with what they were in. */
	for (size_t i = 0; state != NULL && i < state->count && status == CIV_OK; i++) {
		status = check_overlap(records, state->surveys[i]);
		if (status == CIV_OK && !civ_writer_options(writer)->restore)
			status = civ_members_replace(records, state->surveys[i]);
	}
	return status;
}

const struct civ_hook civ_stratum_hook = {
	.noun = &civ_noun_stratum,
	.before_store = before_store,
	.ready = ready,
	.tally = tally,
	.after_run = after_run,
	.release = release,
};

/* Areas: who is in a stratum of areas follows when one becomes part of another. */
#include <stdlib.h>

#include "lib/poll/strata.h"

extern const struct civ_noun civ_noun_area;

struct state {
	bool moved; /* an area of the run has, or may have, another parent */
};

static enum civ_status before_store(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	int parent = civ_noun_column(&civ_noun_area, "parent");
	void **state = civ_writer_state(writer);

	/* Nobody lives in a new one yet; a parent that stands further down is known at the end only. */
	if (old == NULL || (record->late[parent].len == 0 && civ_value_same(&record->values[parent], &old[parent])))
		return CIV_OK;
	if (*state == NULL)
		*state = calloc(1, sizeof(struct state));
	if (*state == NULL)
		return civ_no_memory(record->messages);
	((struct state *)*state)->moved = true;
	return CIV_OK;
}

/* The surveys that have a stratum of areas, one behind the other. */
static const char next_sql[] =
	"SELECT s.survey_id"
	" FROM stratum s"
	" WHERE s.dimension = '" CIV_DIMENSION_AREA "'"
	" AND s.survey_id > ?1"
	" ORDER BY s.survey_id"
	" LIMIT 1";

static enum civ_status after_run(struct civ_writer *writer)
{
	const struct state *state = *civ_writer_state(writer);
	struct civ_records *records = civ_writer_records(writer);
	sqlite3_stmt *row = NULL;
	int64_t survey = 0;
	enum civ_status status = CIV_OK;

	/* In a bundle everybody comes with what they were in. */
	if (state == NULL || !state->moved || civ_writer_options(writer)->restore)
		return CIV_OK;
	do {
		status = civ_row_first(records, next_sql, CIV_NUMBERS(survey), &row);
		if (status != CIV_OK || row == NULL)
			break;
		survey = sqlite3_column_int64(row, 0);
		sqlite3_reset(row);
		status = civ_members_replace(records, survey);
	} while (status == CIV_OK);
	return status;
}

const struct civ_hook civ_area_hook = {
	.noun = &civ_noun_area,
	.before_store = before_store,
	.after_run = after_run,
	.release = free,
};

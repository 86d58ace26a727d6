/* Who is in which stratum: rows of two numbers. */
#include <stdlib.h>
#include <string.h>

#include "lib/poll/strata.h"

const char civ_poll_schema[] =
	"CREATE TABLE \"respondent_stratum\" (\n"
	"\t\"respondent_id\" INTEGER NOT NULL REFERENCES \"respondent\" ON DELETE CASCADE,\n"
	"\t\"stratum_id\" INTEGER NOT NULL REFERENCES \"stratum\",\n"
	"\tPRIMARY KEY (\"respondent_id\", \"stratum_id\")\n"
	") STRICT, WITHOUT ROWID;\n";

bool civ_members_add(struct civ_members *members, int64_t respondent, int64_t stratum)
{
	if (!CIV_GROW(members->pairs, members->count, members->room))
		return false;
	members->pairs[members->count++] = respondent;
	if (!CIV_GROW(members->pairs, members->count, members->room))
		return false;
	members->pairs[members->count++] = stratum;
	return true;
}

enum civ_status civ_members_write(struct civ_members *members, struct civ_records *records)
{
	static const char insert[] = "INSERT INTO respondent_stratum (respondent_id, stratum_id) VALUES (?1, ?2)";
	static const char clear[] = "DELETE FROM respondent_stratum WHERE respondent_id = ?1";
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *statement;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < members->count && status == CIV_OK; i += 2) {
		int64_t stratum = members->pairs[i + 1];

		status = civ_records_statement(records, stratum == 0 ? clear : insert, &statement);
		if (status == CIV_OK && (sqlite3_bind_int64(statement, 1, members->pairs[i]) != SQLITE_OK ||
		                         (stratum != 0 && sqlite3_bind_int64(statement, 2, stratum) != SQLITE_OK)))
			status = civ_store_fail(store, "bind an id");
		if (status == CIV_OK)
			status = civ_store_do(store, statement);
	}
	members->count = 0;
	return status;
}

void civ_members_free(struct civ_members *members)
{
	free(members->pairs);
	*members = (struct civ_members){0};
}

/* ---- placing anew ---- */

/* With what they are in, but for what age and area say. */
static const char respondents_sql[] =
	"SELECT r.id, r.age, r.area_id,"
	"  (SELECT group_concat(s.dimension || ':' || s.code, ';')"
	"   FROM respondent_stratum x"
	"   JOIN stratum s ON s.id = x.stratum_id"
	"   WHERE x.respondent_id = r.id"
	"   AND NOT (s.dimension = '" CIV_DIMENSION_AGE "' AND r.age IS NOT NULL)"
	"   AND NOT (s.dimension = '" CIV_DIMENSION_AREA "' AND r.area_id IS NOT NULL))"
	" FROM respondent r"
	" WHERE r.survey_id = ?1";

static enum civ_status place_row(struct civ_strata_set *set, struct civ_records *records, struct civ_strata *strata,
                                 sqlite3_stmt *row, struct civ_members *members)
{
	struct civ_value age = civ_value_column(row, 1), area = civ_value_column(row, 2),
			 given = civ_value_column(row, 3);
	struct civ_placing placing = {.age = &age, .area = &area, .strata = &given};
	int64_t id = sqlite3_column_int64(row, 0);
	bool good;
	enum civ_misplaced result;

	placing.places = calloc(strata->count + 1, sizeof *placing.places);
	result = placing.places == NULL ? CIV_PLACED_FAILED : civ_strata_place(set, records, strata, &placing);
	good = result != CIV_PLACED_FAILED && civ_members_add(members, id, 0);
	for (size_t i = 0; i < placing.count && good; i++)
		good = civ_members_add(members, id, strata->list[placing.places[i]].id);
	free(placing.places);
	return good ? CIV_OK : civ_no_memory(civ_records_messages(records));
}

enum civ_status civ_members_replace(struct civ_records *records, int64_t survey)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_strata_set *set = civ_strata_set_new();
	struct civ_members members = {0};
	struct civ_strata *strata;
	sqlite3_stmt *row;
	enum civ_status status = set == NULL ? civ_no_memory(civ_records_messages(records))
	                                     : civ_strata_of(set, records, survey, &strata);

	if (status == CIV_OK)
		status = civ_records_statement(records, respondents_sql, &row);
	if (status == CIV_OK && sqlite3_bind_int64(row, 1, survey) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	while (status == CIV_OK && civ_store_next(store, row, &status))
		status = place_row(set, records, strata, row, &members);
	if (status == CIV_OK)
		status = civ_members_write(&members, records);
	civ_members_free(&members);
	civ_strata_set_free(set);
	return status;
}

enum civ_status civ_poll_stays(const struct civ_record *record, const struct civ_value *old)
{
	int survey = civ_noun_column(record->noun, "survey");

	if (old == NULL || civ_value_same(&record->values[survey], &old[survey]))
		return CIV_OK;
	return civ_record_error(record, survey, "what is of a survey stays there: add it to the other one");
}

#include "lib/poll/strata.h"

#include <stdlib.h>
#include <string.h>

#include "lib/poll/question.h"

extern const struct civ_noun civ_noun_area;

struct civ_strata_set {
	struct civ_arena *arena;
	struct civ_hash *surveys; /* id -> place in the list */
	struct civ_strata **list;
	size_t count, room;
	struct civ_hash *parents; /* of areas; NULL until they are asked for */
	struct civ_buf key;
};

static struct civ_span key_of(const int64_t *id)
{
	return (struct civ_span){(const char *)id, sizeof *id};
}

struct civ_strata_set *civ_strata_set_new(void)
{
	struct civ_strata_set *made = calloc(1, sizeof *made);

	if (made == NULL)
		return NULL;
	made->arena = civ_arena_new();
	made->surveys = civ_hash_new();
	if (made->arena == NULL || made->surveys == NULL) {
		civ_strata_set_free(made);
		return NULL;
	}
	return made;
}

void civ_strata_set_free(struct civ_strata_set *set)
{
	if (set == NULL)
		return;
	for (size_t i = 0; i < set->count; i++) {
		free(set->list[i]->list);
		civ_hash_free(set->list[i]->places);
		civ_hash_free(set->list[i]->areas);
	}
	free(set->list);
	civ_hash_free(set->surveys);
	civ_hash_free(set->parents);
	civ_buf_free(&set->key);
	civ_arena_free(set->arena);
	free(set);
}

/* ---- reading ---- */

/* What no other stratum of the dimension is called already. */
static bool put_place(struct civ_strata_set *set, struct civ_strata *strata, const char *dimension, const char *word)
{
	int64_t known;
	struct civ_span key;

	if (*word == '\0')
		return true;
	civ_buf_clear(&set->key);
	civ_buf_addf(&set->key, "%s:%s", dimension, word);
	key = (struct civ_span){set->key.data, set->key.len};
	if (set->key.failed)
		return false;
	return civ_hash_get(strata->places, key, &known) || civ_hash_put(strata->places, key, (int64_t)strata->count);
}

static bool take_stratum(struct civ_strata_set *set, struct civ_strata *strata, sqlite3_stmt *row)
{
	const char *dimension = civ_row_text(row, 1), *code = civ_row_text(row, 2);
	struct civ_stratum made = {
		.id = sqlite3_column_int64(row, 0),
		.dimension = civ_arena_copy(set->arena, dimension, strlen(dimension)),
		.code = civ_arena_copy(set->arena, code, strlen(code)),
		.least = sqlite3_column_int64(row, 3),
		.most = sqlite3_column_int64(row, 4),
		.bounded = sqlite3_column_int(row, 5) != 0,
	};

	if (made.dimension == NULL || made.code == NULL || !CIV_GROW(strata->list, strata->count, strata->room) ||
	    !put_place(set, strata, dimension, code))
		return false;
	strata->list[strata->count++] = made;
	return true;
}

/* Codes first: a name may be another's code. */
static const char strata_sql[] =
	"SELECT s.id, s.dimension, s.code, ifnull(s.least, 0), ifnull(s.most, 1000),"
	"  s.least IS NOT NULL OR s.most IS NOT NULL, ifnull(s.name, '')"
	" FROM stratum s"
	" WHERE s.survey_id = ?1"
	" ORDER BY s.id";

static enum civ_status read_strata(struct civ_strata_set *set, struct civ_records *records, int64_t survey,
                                   struct civ_strata *strata)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status = CIV_OK;
	size_t named = 0;

	for (int pass = 0; pass < 2 && status == CIV_OK; pass++) {
		status = civ_records_statement(records, strata_sql, &row);
		if (status == CIV_OK && sqlite3_bind_int64(row, 1, survey) != SQLITE_OK)
			status = civ_store_fail(store, "bind an id");
		while (civ_store_next(store, row, &status)) {
			size_t count = strata->count;
			bool good = true;

			if (pass == 0) {
				good = take_stratum(set, strata, row);
			} else {
				strata->count = named++;
				good = put_place(set, strata, civ_row_text(row, 1), civ_row_text(row, 6));
				strata->count = count;
			}
			if (!good)
				status = civ_no_memory(civ_records_messages(records));
		}
	}
	return status;
}

enum civ_status civ_strata_of(struct civ_strata_set *set, struct civ_records *records, int64_t survey,
                              struct civ_strata **strata)
{
	int64_t place;

	if (civ_hash_get(set->surveys, key_of(&survey), &place)) {
		*strata = set->list[place];
		return CIV_OK;
	}
	*strata = civ_arena_alloc(set->arena, sizeof **strata);
	if (*strata == NULL || !CIV_GROW(set->list, set->count, set->room) ||
	    !civ_hash_put(set->surveys, key_of(&survey), (int64_t)set->count))
		return civ_no_memory(civ_records_messages(records));
	set->list[set->count++] = *strata;
	(*strata)->places = civ_hash_new();
	if ((*strata)->places == NULL)
		return civ_no_memory(civ_records_messages(records));
	return read_strata(set, records, survey, *strata);
}

/* ---- areas ---- */

static enum civ_status read_parents(struct civ_strata_set *set, struct civ_records *records)
{
	struct civ_store *store = civ_records_store(records);
	static const char parents_sql[] = "SELECT a.id, ifnull(a.parent_id, 0) FROM area a";
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, parents_sql, &row);

	set->parents = civ_hash_new();
	if (set->parents == NULL)
		return civ_no_memory(civ_records_messages(records));
	while (civ_store_next(store, row, &status)) {
		int64_t id = sqlite3_column_int64(row, 0);

		if (!civ_hash_put(set->parents, key_of(&id), sqlite3_column_int64(row, 1)))
			status = civ_no_memory(civ_records_messages(records));
	}
	return status;
}

/* A stratum whose code is no area's any more holds nobody. */
static enum civ_status find_areas(struct civ_strata *strata, struct civ_records *records)
{
	enum civ_status status = CIV_OK;

	strata->areas = civ_hash_new();
	if (strata->areas == NULL)
		return civ_no_memory(civ_records_messages(records));
	for (size_t i = 0; i < strata->count && status == CIV_OK; i++) {
		const char *code = strata->list[i].code;
		int64_t id = 0;

		if (strcmp(strata->list[i].dimension, CIV_DIMENSION_AREA) != 0)
			continue;
		status = civ_records_find(records, &civ_noun_area, (struct civ_span){code, strlen(code)}, NULL, &id);
		if (status == CIV_OK && id != 0 && !civ_hash_put(strata->areas, key_of(&id), (int64_t)i))
			status = civ_no_memory(civ_records_messages(records));
	}
	return status;
}

/* The place of the stratum of AREA or of the nearest above it; -1: there is none. */
static enum civ_status place_of_area(struct civ_strata_set *set, struct civ_records *records,
                                     struct civ_strata *strata, int64_t area, int64_t *place)
{
	enum civ_status status = CIV_OK;

	*place = -1;
	if (strata->areas == NULL)
		status = find_areas(strata, records);
	if (status == CIV_OK && set->parents == NULL)
		status = read_parents(set, records);
	while (status == CIV_OK && area != 0 && !civ_hash_get(strata->areas, key_of(&area), place)) {
		*place = -1;
		if (!civ_hash_get(set->parents, key_of(&area), &area))
			area = 0;
	}
	return status;
}

enum civ_status civ_strata_area_inside(struct civ_strata_set *set, struct civ_records *records, int64_t area,
                                       int64_t above, bool *inside)
{
	enum civ_status status = set->parents == NULL ? read_parents(set, records) : CIV_OK;

	while (status == CIV_OK && area != 0 && area != above)
		if (!civ_hash_get(set->parents, key_of(&area), &area))
			area = 0;
	*inside = area == above;
	return status;
}

bool civ_strata_are_placed(const struct civ_strata *strata, const char *dimension)
{
	if (strcmp(dimension, CIV_DIMENSION_AREA) == 0)
		return true;
	for (size_t i = 0; i < strata->count && strcmp(dimension, CIV_DIMENSION_AGE) == 0; i++)
		if (strata->list[i].bounded)
			return true;
	return false;
}

/* ---- placing ---- */

static bool same_dimension(const struct civ_strata *strata, size_t a, size_t b)
{
	return strcmp(strata->list[a].dimension, strata->list[b].dimension) == 0;
}

/* The place among those given that is of the dimension of stratum PLACE; COUNT: none is. */
static size_t of_dimension(const struct civ_strata *strata, const struct civ_placing *placing, size_t place)
{
	size_t i = 0;

	while (i < placing->count && !same_dimension(strata, placing->places[i], place))
		i++;
	return i;
}

static enum civ_misplaced take_given(struct civ_strata *strata, struct civ_placing *placing)
{
	struct civ_span rest = placing->strata->string;

	placing->count = 0;
	while (placing->strata->kind == CIV_STRING && civ_list_next_whole(&rest, &placing->part)) {
		int64_t place;

		if (!civ_hash_get(strata->places, placing->part, &place))
			return CIV_PLACED_NOWHERE;
		if (of_dimension(strata, placing, (size_t)place) < placing->count)
			return CIV_PLACED_TWICE;
		placing->places[placing->count++] = (size_t)place;
	}
	return CIV_PLACED;
}

/* By age or area in PLACE (-1: in none) of the DIMENSION. What is given has to say the same. */
static enum civ_misplaced put_placed(struct civ_strata *strata, struct civ_placing *placing, const char *dimension,
                                     int64_t place)
{
	size_t given = 0;

	while (given < placing->count && strcmp(strata->list[placing->places[given]].dimension, dimension) != 0)
		given++;
	if (given == placing->count && place >= 0)
		placing->places[placing->count++] = (size_t)place;
	else if (given < placing->count && placing->places[given] != (size_t)place)
		return CIV_PLACED_AGAINST;
	return CIV_PLACED;
}

static enum civ_misplaced place_age(struct civ_strata *strata, struct civ_placing *placing)
{
	int64_t place = -1;
	bool bounded = false;

	for (size_t i = 0; i < strata->count; i++) {
		const struct civ_stratum *s = &strata->list[i];

		if (!s->bounded || strcmp(s->dimension, CIV_DIMENSION_AGE) != 0)
			continue;
		bounded = true;
		if (placing->age->integer >= s->least && placing->age->integer <= s->most)
			place = (int64_t)i;
	}
	return bounded ? put_placed(strata, placing, CIV_DIMENSION_AGE, place) : CIV_PLACED;
}

static int by_place(const void *a, const void *b)
{
	size_t left = *(const size_t *)a, right = *(const size_t *)b;

	return (left > right) - (left < right);
}

enum civ_misplaced civ_strata_place(struct civ_strata_set *set, struct civ_records *records, struct civ_strata *strata,
                                    struct civ_placing *placing)
{
	enum civ_misplaced result = take_given(strata, placing);
	int64_t place;

	if (result == CIV_PLACED && placing->age->kind == CIV_INTEGER)
		result = place_age(strata, placing);
	if (result == CIV_PLACED && placing->area->kind == CIV_INTEGER && strata->count > 0) {
		if (place_of_area(set, records, strata, placing->area->integer, &place) != CIV_OK)
			return CIV_PLACED_FAILED;
		/* Where no stratum is an area, area is a word like any other. */
		if (place >= 0)
			result = put_placed(strata, placing, CIV_DIMENSION_AREA, place);
	}
	if (result == CIV_PLACED && placing->count > 1)
		qsort(placing->places, placing->count, sizeof *placing->places, by_place);
	return result;
}

void civ_strata_text(const struct civ_strata *strata, const struct civ_placing *placing, struct civ_buf *text)
{
	for (size_t i = 0; i < placing->count; i++) {
		const struct civ_stratum *s = &strata->list[placing->places[i]];

		civ_buf_addf(text, "%s%s:%s", i == 0 ? "" : ";", s->dimension, s->code);
	}
}

/* Survey, strata and respondents, loaded. */
#include "lib/tally/sample.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/noun/headcount.h"
#include "lib/noun/stratum.h"

extern const struct civ_noun civ_noun_survey;

static struct civ_span span_of(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

static struct civ_messages *messages_of(const struct civ_sample *sample)
{
	return civ_records_messages(sample->records);
}

static enum civ_status no_memory(const struct civ_sample *sample)
{
	return civ_no_memory(messages_of(sample));
}

bool civ_sample_next(struct civ_span *rest, struct civ_span *name)
{
	while (rest->len > 0) {
		const char *comma = memchr(rest->text, ',', rest->len);
		size_t len = comma == NULL ? rest->len : (size_t)(comma - rest->text);

		*name = civ_text_trim((struct civ_span){rest->text, len});
		len += comma == NULL ? 0 : 1;
		rest->text += len;
		rest->len -= len;
		if (name->len > 0)
			return true;
	}
	return false;
}

/* A copy of the text in COLUMN; NULL for none, or where memory is out (*STATUS). */
static const char *text_column(struct civ_sample *sample, sqlite3_stmt *row, int column, enum civ_status *status)
{
	const char *copy;

	if (sqlite3_column_type(row, column) == SQLITE_NULL)
		return NULL;
	copy = civ_arena_copy(sample->arena, civ_row_text(row, column), strlen(civ_row_text(row, column)));
	if (copy == NULL)
		*status = no_memory(sample);
	return copy;
}

static double number_column(sqlite3_stmt *row, int column)
{
	return sqlite3_column_type(row, column) == SQLITE_NULL ? NAN : sqlite3_column_double(row, column);
}

enum civ_status civ_sample_ask(struct civ_sample *sample, const char *nouns, const char *sql, sqlite3_stmt **row)
{
	struct civ_store *store = civ_records_store(sample->records);
	char day[CIV_DATE_SIZE];
	enum civ_status status = nouns == NULL ? civ_records_statement(sample->records, sql, row)
	                                       : civ_records_then_all(sample->records, nouns, sql, row);

	civ_date_format(civ_records_clock(sample->records)->asof, day);
	if (status == CIV_OK)
		status = civ_bind_int(store, *row, ":survey", sample->id);
	if (status == CIV_OK)
		status = civ_bind_text(store, *row, ":asof", day);
	return status;
}

/* ---- the survey ---- */

static const char survey_sql[] =
	"SELECT v.code, v.area_id, v.design,"
	"       ifnull(v.population, CASE WHEN v.area_id IS NULL THEN " CIV_CITY_POPULATION(
		":asof") "        ELSE (SELECT " CIV_AREA_POPULATION("a",
                                                                     ":asof") "         FROM area a"
									      "         WHERE a.id = v.area_id) END),"
									      "       v.\"end\""
									      " FROM survey v"
									      " WHERE v.id = :survey";

static enum civ_status load_survey(struct civ_sample *sample)
{
	struct civ_store *store = civ_records_store(sample->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_sample_ask(sample, NULL, survey_sql, &row);

	sample->end = civ_records_clock(sample->records)->asof;
	if (status != CIV_OK || !civ_store_next(store, row, &status))
		return status;
	sample->code = text_column(sample, row, 0, &status);
	sample->area = sqlite3_column_int64(row, 1);
	sample->design = text_column(sample, row, 2, &status);
	sample->population = number_column(row, 3);
	if (sqlite3_column_type(row, 4) != SQLITE_NULL) {
		struct civ_span end = span_of(civ_row_text(row, 4));
		int32_t day;

		if (civ_date_parse(end.text, end.len, &day) && day < sample->end)
			sample->end = day;
	}
	sqlite3_reset(row);
	return status;
}

/* ---- its strata ---- */

static const char strata_sql[] = "SELECT s.id, s.dimension, s.code, " CIV_STRATUM_POPULATION(
	"s", ":asof") ", s.clusters"
		      " FROM stratum s"
		      " WHERE s.survey_id = :survey"
		      " ORDER BY s.id";

struct civ_sample_dimension *civ_sample_dimension(struct civ_sample *sample, struct civ_span name)
{
	for (size_t d = 0; d < sample->dimension_count; d++)
		if (strlen(sample->dimensions[d].name) == name.len &&
		    memcmp(sample->dimensions[d].name, name.text, name.len) == 0)
			return &sample->dimensions[d];
	return NULL;
}

void civ_sample_dimensions(const struct civ_sample *sample, struct civ_buf *text)
{
	for (size_t d = 0; d < sample->dimension_count; d++)
		civ_buf_addf(text, "%s%s", d == 0 ? "" : ", ", sample->dimensions[d].name);
}

static struct civ_sample_dimension *add_dimension(struct civ_sample *sample, struct civ_span name)
{
	struct civ_sample_dimension *known = civ_sample_dimension(sample, name);

	if (known != NULL)
		return known;
	if (!CIV_GROW(sample->dimensions, sample->dimension_count, sample->dimension_room))
		return NULL;
	known = &sample->dimensions[sample->dimension_count];
	*known = (struct civ_sample_dimension){.name = civ_arena_copy(sample->arena, name.text, name.len)};
	if (known->name == NULL)
		return NULL;
	sample->dimension_count++;
	return known;
}

static enum civ_status load_strata(struct civ_sample *sample)
{
	struct civ_store *store = civ_records_store(sample->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_sample_ask(sample, "stratum", strata_sql, &row);

	while (status == CIV_OK && civ_store_next(store, row, &status)) {
		struct civ_sample_dimension *dimension = add_dimension(sample, span_of(civ_row_text(row, 1)));

		if (dimension == NULL || !CIV_GROW(dimension->strata, dimension->count, dimension->room))
			return no_memory(sample);
		dimension->strata[dimension->count++] = (struct civ_sample_stratum){
			.id = sqlite3_column_int64(row, 0),
			.code = text_column(sample, row, 2, &status),
			.population = number_column(row, 3),
			.clusters = number_column(row, 4),
		};
	}
	return status;
}

/* ---- who answered ---- */

static const char count_sql[] = "SELECT count(*) FROM respondent r WHERE r.survey_id = :survey";
static const char respondents_sql[] = "SELECT r.id, r.mode, r.area_id, r.weight, r.cluster, r.cluster_size"
				      " FROM respondent r"
				      " WHERE r.survey_id = :survey"
				      " ORDER BY r.id";

static enum civ_status make_room(struct civ_sample *sample)
{
	struct civ_store *store = civ_records_store(sample->records);
	size_t n = 0;
	sqlite3_stmt *row;
	enum civ_status status = civ_sample_ask(sample, "respondent", count_sql, &row);

	if (status == CIV_OK && civ_store_next(store, row, &status)) {
		n = (size_t)sqlite3_column_int64(row, 0);
		sqlite3_reset(row);
	}
	if (status != CIV_OK)
		return status;
	sample->size = n;
	sample->ids = civ_arena_alloc(sample->arena, (n + 1) * sizeof *sample->ids);
	sample->weights = civ_arena_alloc(sample->arena, (n + 1) * sizeof *sample->weights);
	sample->modes = civ_arena_alloc(sample->arena, (n + 1) * sizeof *sample->modes);
	sample->areas = civ_arena_alloc(sample->arena, (n + 1) * sizeof *sample->areas);
	return sample->ids == NULL || sample->weights == NULL || sample->modes == NULL || sample->areas == NULL
	               ? no_memory(sample)
	               : CIV_OK;
}

/* Clusters as they are named, until the strata of their members are known. */
struct names {
	struct civ_hash *places;
	uint32_t *of; /* by respondent; CIV_SURVEY_NONE: none */
	const char **texts;
	size_t count, room, without;
	double *sizes; /* by respondent */
};

static enum civ_status take_cluster(struct civ_sample *sample, struct names *names, sqlite3_stmt *row, size_t i)
{
	struct civ_span text = span_of(civ_row_text(row, 4));
	enum civ_status status = CIV_OK;
	int64_t place;

	names->of[i] = CIV_SURVEY_NONE;
	names->sizes[i] = number_column(row, 5);
	if (text.len == 0) {
		names->without++;
		return CIV_OK;
	}
	if (!civ_hash_get(names->places, text, &place)) {
		place = (int64_t)names->count;
		if (!CIV_GROW(names->texts, names->count, names->room) || !civ_hash_put(names->places, text, place))
			return no_memory(sample);
		names->texts[names->count++] = text_column(sample, row, 4, &status);
	}
	names->of[i] = (uint32_t)place;
	return status;
}

static enum civ_status read_respondents(struct civ_sample *sample, struct names *names)
{
	struct civ_store *store = civ_records_store(sample->records);
	size_t i = 0;
	sqlite3_stmt *row;
	enum civ_status status = civ_sample_ask(sample, "respondent", respondents_sql, &row);

	while (status == CIV_OK && i < sample->size && civ_store_next(store, row, &status)) {
		int mode = civ_word_place(civ_words_respondent_mode, civ_row_text(row, 1));

		sample->ids[i] = sqlite3_column_int64(row, 0);
		sample->modes[i] = (uint8_t)(mode < 0 ? 0 : mode);
		sample->areas[i] = sqlite3_column_int64(row, 2);
		sample->weights[i] = sqlite3_column_double(row, 3);
		status = take_cluster(sample, names, row, i);
		i++;
	}
	return status;
}

/* ---- in which strata ---- */

static const char members_sql[] = "SELECT x.respondent_id, x.stratum_id"
				  " FROM respondent r"
				  " JOIN respondent_stratum x ON x.respondent_id = r.id"
				  " WHERE r.survey_id = :survey"
				  " ORDER BY r.id";

static bool find_stratum(struct civ_sample *sample, int64_t id, struct civ_sample_dimension **dimension,
                         uint32_t *place)
{
	for (size_t d = 0; d < sample->dimension_count; d++)
		for (size_t s = 0; s < sample->dimensions[d].count; s++)
			if (sample->dimensions[d].strata[s].id == id) {
				*dimension = &sample->dimensions[d];
				*place = (uint32_t)s;
				return true;
			}
	return false;
}

static enum civ_status place_members(struct civ_sample *sample)
{
	struct civ_store *store = civ_records_store(sample->records);
	size_t i = 0;
	sqlite3_stmt *row;
	enum civ_status status;

	for (size_t d = 0; d < sample->dimension_count; d++) {
		struct civ_sample_dimension *dimension = &sample->dimensions[d];

		dimension->of = civ_arena_alloc(sample->arena, (sample->size + 1) * sizeof *dimension->of);
		if (dimension->of == NULL)
			return no_memory(sample);
		memset(dimension->of, 0xff, sample->size * sizeof *dimension->of);
	}
	status = civ_sample_ask(sample, "respondent", members_sql, &row);
	while (status == CIV_OK && civ_store_next(store, row, &status)) {
		struct civ_sample_dimension *dimension;
		uint32_t place;

		while (i < sample->size && sample->ids[i] < sqlite3_column_int64(row, 0))
			i++;
		if (i < sample->size && find_stratum(sample, sqlite3_column_int64(row, 1), &dimension, &place))
			dimension->of[i] = place;
	}
	return status;
}

/* ---- clusters ---- */

/* A cluster is named within its stratum of the design. */
static enum civ_status take_clusters(struct civ_sample *sample, const struct names *names, struct civ_hash *places)
{
	const struct civ_sample_dimension *design = sample->design == NULL
	                                                    ? NULL
	                                                    : civ_sample_dimension(sample, span_of(sample->design));

	for (size_t i = 0; i < sample->size; i++) {
		const uint32_t key[2] = {names->of[i], design == NULL ? 0 : design->of[i]};
		struct civ_span span = {(const char *)key, sizeof key};
		double *members;
		int64_t place;

		if (!civ_hash_get(places, span, &place)) {
			place = (int64_t)sample->cluster_count++;
			if (!civ_hash_put(places, span, place))
				return no_memory(sample);
			sample->cluster_names[place] = names->texts[names->of[i]];
			sample->members[place] = names->sizes[i];
			sample->has_members = sample->has_members || !isnan(names->sizes[i]);
		}
		sample->clusters[i] = (uint32_t)place;
		members = &sample->members[place];
		if (*members != names->sizes[i] && !(isnan(*members) && isnan(names->sizes[i])))
			return civ_error(
				messages_of(sample), CIV_REFUSED, NULL,
				"survey '%s': not all respondents of the cluster '%s' have the same cluster_size",
				sample->code, sample->cluster_names[place]);
	}
	return CIV_OK;
}

static enum civ_status load_clusters(struct civ_sample *sample, const struct names *names)
{
	struct civ_hash *places;
	enum civ_status status;

	if (names->without == sample->size)
		return CIV_OK;
	if (names->without > 0)
		return civ_error(
			messages_of(sample), CIV_REFUSED, NULL,
			civ_say_count("survey '%s': %" PRIu64 " respondent has no cluster, the others have one",
		                      "survey '%s': %" PRIu64 " respondents have no cluster, the others have one",
		                      names->without),
			sample->code, (uint64_t)names->without);
	sample->clusters = civ_arena_alloc(sample->arena, sample->size * sizeof *sample->clusters);
	sample->cluster_names = civ_arena_alloc(sample->arena, sample->size * sizeof *sample->cluster_names);
	sample->members = civ_arena_alloc(sample->arena, sample->size * sizeof *sample->members);
	places = civ_hash_new();
	status = sample->clusters == NULL || sample->cluster_names == NULL || sample->members == NULL || places == NULL
	                 ? no_memory(sample)
	                 : take_clusters(sample, names, places);
	civ_hash_free(places);
	return status;
}

enum civ_status civ_sample_respondents(struct civ_sample *sample)
{
	struct names names = {.places = civ_hash_new()};
	enum civ_status status = make_room(sample);

	names.of = civ_arena_alloc(sample->arena, (sample->size + 1) * sizeof *names.of);
	names.sizes = civ_arena_alloc(sample->arena, (sample->size + 1) * sizeof *names.sizes);
	if (names.places == NULL || names.of == NULL || names.sizes == NULL)
		status = civ_worse(status, no_memory(sample));
	if (status == CIV_OK)
		status = read_respondents(sample, &names);
	if (status == CIV_OK)
		status = place_members(sample);
	if (status == CIV_OK)
		status = load_clusters(sample, &names);
	free(names.texts);
	civ_hash_free(names.places);
	return status;
}

/* ---- all of it ---- */

enum civ_status civ_sample_begin(struct civ_sample *sample, const struct civ_asked *named)
{
	enum civ_status status = civ_records_named(sample->records, &civ_noun_survey, named->option, named->text,
	                                           &sample->id);

	if (status == CIV_OK)
		status = load_survey(sample);
	return status == CIV_OK ? load_strata(sample) : status;
}

void civ_sample_close(struct civ_sample *sample)
{
	for (size_t d = 0; d < sample->dimension_count; d++)
		free(sample->dimensions[d].strata);
	free(sample->dimensions);
	civ_questions_free(sample->known);
	civ_survey_close(sample->survey);
}

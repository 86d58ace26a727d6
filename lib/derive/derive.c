/* Derived measures as rows of the noun measure. */
#include "civplan/derive.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/date.h"
#include "civplan/hash.h"

extern const struct civ_noun civ_noun_area, civ_noun_measure;

const struct civ_out_column civ_derive_list_columns[] = {
	{"name", "Name", CIV_KIND_TEXT, "what the column formula of an indicator says"},
	{"unit", "Unit", CIV_KIND_TEXT, "of its values"},
	{"numerator", "Numerator", CIV_KIND_TEXT, "what is counted"},
	{"denominator", "Denominator", CIV_KIND_TEXT, "out of what; empty: the value is the count itself"},
	{"indicators", "Indicators", CIV_KIND_TEXT, "codes of those that use it, joined with ;"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* ---- entries ---- */

static const struct civ_derived *find(const char *name, size_t len)
{
	for (size_t s = 0; civ_derived_tables[s] != NULL; s++)
		for (const struct civ_derived *d = civ_derived_tables[s]; d->name != NULL; d++)
			if (strlen(d->name) == len && memcmp(d->name, name, len) == 0)
				return d;
	return NULL;
}

/* Measures that the plan names and whose records are not kept here. */
static const char *const awaited[] = {"participation_rate",
                                      "adoption_rate",
                                      "data_sharing_rate",
                                      "arrival_rate",
                                      "secured_rate",
                                      "execution_rate",
                                      "soft_share",
                                      "training_rate",
                                      "volunteer_share",
                                      NULL};

bool civ_derived_is_known(struct civ_span name, const char **near)
{
	struct civ_near best = {.text = name};

	*near = NULL;
	if (find(name.text, name.len) != NULL)
		return true;
	for (size_t i = 0; awaited[i] != NULL; i++) {
		if (strlen(awaited[i]) == name.len && memcmp(awaited[i], name.text, name.len) == 0)
			return true;
		civ_near_offer(&best, awaited[i]);
	}
	for (size_t s = 0; civ_derived_tables[s] != NULL; s++)
		for (const struct civ_derived *d = civ_derived_tables[s]; d->name != NULL; d++)
			civ_near_offer(&best, d->name);
	*near = best.known;
	return false;
}

/* "--only: no derived measure 'rebound'; did you mean ...": CIV_USAGE. */
static enum civ_status unknown_name(struct civ_span name, const char *near, struct civ_messages *messages)
{
	const struct civ_position at = {.file = "--only"};

	if (near != NULL)
		return civ_error(messages, CIV_USAGE, &at, "no derived measure '%.*s'; did you mean '%s'?",
		                 (int)name.len, name.text, near);
	return civ_error(messages, CIV_USAGE, &at, "no derived measure '%.*s': measure-derive --explain lists them",
	                 (int)name.len, name.text);
}

static enum civ_status check_names(const char *names, struct civ_messages *messages)
{
	const char *near;

	while (names != NULL && *names != '\0') {
		size_t len = strcspn(names, ",");

		if (find(names, len) == NULL) {
			(void)civ_derived_is_known((struct civ_span){names, len}, &near);
			return unknown_name((struct civ_span){names, len}, near, messages);
		}
		names += names[len] == ',' ? len + 1 : len;
	}
	return CIV_OK;
}

static bool is_wanted(const char *names, const char *name)
{
	while (names != NULL && *names != '\0') {
		size_t len = strcspn(names, ",");

		if (strlen(name) == len && memcmp(name, names, len) == 0)
			return true;
		names += names[len] == ',' ? len + 1 : len;
	}
	return names == NULL;
}

/* ---- areas ---- */

struct place {
	int64_t id, parent;
	double numerator, denominator;
	bool touched;
	bool whole; /* the area that is the whole city */
};

struct derive {
	struct civ_records *records;
	const struct civ_derive_options *options;
	struct civ_out *out;
	struct civ_hash *places;
	struct place *areas; /* [0]: the whole city */
	size_t count;
	char asof[CIV_DATE_SIZE];
};

static struct civ_span key(const int64_t *id)
{
	return (struct civ_span){(const char *)id, sizeof *id};
}

/* The one area of kind city that is part of nothing is the whole city; of two such areas neither is. */
static const char areas_sql[] =
	"SELECT id, ifnull(parent_id, 0),"
	"  id = (SELECT max(id) FROM area WHERE kind = 'city' AND parent_id IS NULL HAVING count(*) = 1)"
	" FROM area"
	" ORDER BY code";

static enum civ_status load_areas(struct derive *derive)
{
	struct civ_messages *messages = civ_records_messages(derive->records);
	struct civ_store *store = civ_records_store(derive->records);
	size_t room = 1;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(derive->records, areas_sql, &rows);

	derive->areas = calloc(room, sizeof *derive->areas);
	derive->places = civ_hash_new();
	derive->count = 1;
	if (derive->areas == NULL || derive->places == NULL)
		return civ_no_memory(messages);
	while (civ_store_next(store, rows, &status)) {
		struct place *area;

		if (!CIV_GROW(derive->areas, derive->count, room))
			return civ_no_memory(messages);
		area = &derive->areas[derive->count];
		*area = (struct place){.id = sqlite3_column_int64(rows, 0), .parent = sqlite3_column_int64(rows, 1),
		                       .whole = sqlite3_column_int(rows, 2) != 0};
		if (!civ_hash_put(derive->places, key(&area->id), (int64_t)derive->count++))
			return civ_no_memory(messages);
	}
	return status;
}

static void add(struct place *place, const struct civ_derived_part *part)
{
	place->numerator += part->numerator;
	place->denominator += part->denominator;
	place->touched = true;
}

/* What happens in an area happens in all those that it is part of. */
static enum civ_status take_part(void *data, const struct civ_derived_part *part)
{
	struct derive *derive = data;
	int64_t id = part->area, at;

	add(&derive->areas[0], part);
	/* No chain of areas is longer than there are areas, unless the file is damaged. */
	for (size_t steps = 0; steps < derive->count && id != 0 && civ_hash_get(derive->places, key(&id), &at);
	     steps++) {
		add(&derive->areas[at], part);
		id = derive->areas[at].parent;
	}
	return CIV_OK;
}

/* ---- rows ---- */

static bool value_of(const struct civ_derived *derived, const struct place *place, double *value)
{
	bool counts = derived->kind == CIV_DERIVED_COUNT;

	if (!counts && place->denominator <= 0)
		return false;
	*value = counts ? place->numerator : place->numerator / place->denominator;
	if (derived->kind == CIV_DERIVED_PERCENT)
		*value *= 100;
	return true;
}

static enum civ_status write_row(struct derive *derive, const struct civ_derived *derived, const char *indicator,
                                 const struct place *place, const char *note)
{
	struct civ_out *out = derive->out;
	double value;

	if (!value_of(derived, place, &value))
		return CIV_OK;
	civ_out_string(out, indicator);
	if (place->id == 0)
		civ_out_null(out);
	else
		civ_out_string(out, civ_records_code(derive->records, &civ_noun_area, place->id));
	civ_out_string(out, derive->asof);
	civ_out_string(out, "data");
	civ_out_rounded(out, value, 6);
	civ_out_real(out, place->numerator);
	if (derived->kind == CIV_DERIVED_COUNT)
		civ_out_null(out);
	else
		civ_out_real(out, place->denominator);
	civ_out_string(out, "measure-derive");
	civ_out_string(out, note);
	return civ_out_row(out);
}

/* The period and the setting go with the figure. */
static enum civ_status make_note(struct derive *derive, const struct civ_derived *derived, struct civ_buf *note)
{
	sqlite3_stmt *row;
	enum civ_status status = CIV_OK;

	civ_buf_addf(note, "%s", derived->name);
	if (derive->options->from != NULL)
		civ_buf_addf(note, " from %s", derive->options->from);
	if (derived->note_sql != NULL) {
		status = civ_records_statement(derive->records, derived->note_sql, &row);
		if (civ_store_next(civ_records_store(derive->records), row, &status)) {
			civ_buf_addf(note, "; %s", (const char *)sqlite3_column_text(row, 0));
			sqlite3_reset(row);
		}
	}
	return note->failed ? civ_no_memory(civ_records_messages(derive->records)) : status;
}

/* What happened in no area happened in the city all the same: it has one figure. */
static void take_whole(struct derive *derive)
{
	for (size_t i = 1; i < derive->count; i++)
		if (derive->areas[i].whole) {
			derive->areas[i].numerator = derive->areas[0].numerator;
			derive->areas[i].denominator = derive->areas[0].denominator;
		}
}

static enum civ_status one_formula(struct derive *derive, const struct civ_derived *derived, const char *indicator)
{
	struct civ_buf note = {0};
	size_t first = derive->options->by_area ? 1 : 0, end = derive->options->by_area ? derive->count : 1;
	enum civ_status status;

	for (size_t i = 0; i < derive->count; i++) {
		derive->areas[i].numerator = derive->areas[i].denominator = 0;
		derive->areas[i].touched = false;
	}
	status = (derived->count != NULL ? derived->count : civ_derive_sql)(derive->records, derived,
	                                                                    derive->options->from, take_part, derive);
	take_whole(derive);
	if (status == CIV_OK)
		status = make_note(derive, derived, &note);
	/* The city's count may be none; of an area that nothing is known of nothing is said. */
	for (size_t i = first; i < end && status == CIV_OK; i++)
		if (i == 0 || derive->areas[i].touched || derive->areas[i].whole)
			status = write_row(derive, derived, indicator, &derive->areas[i], civ_buf_str(&note));
	civ_buf_free(&note);
	return status;
}

enum civ_status civ_derive_sql(struct civ_records *records, const struct civ_derived *derived, const char *from,
                               enum civ_status (*take)(void *data, const struct civ_derived_part *part), void *data)
{
	struct civ_store *store = civ_records_store(records);
	char asof[CIV_DATE_SIZE], end[CIV_DATE_SIZE];
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_records_functions(records, derived->sql);

	if (status == CIV_OK)
		status = civ_records_statement(records, derived->sql, &rows);
	civ_date_format(civ_records_clock(records)->asof, asof);
	civ_date_format(civ_records_clock(records)->asof + 1, end);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":from", from);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	while (civ_store_next(store, rows, &status)) {
		const struct civ_derived_part part = {sqlite3_column_int64(rows, 0), sqlite3_column_double(rows, 1),
		                                      sqlite3_column_double(rows, 2)};

		status = take(data, &part);
	}
	return status;
}

/* Standards that are in force. A code that two of them have is one indicator; where they disagree on its formula nobody
 * can say which is meant, and nothing is printed. */
#define IN_FORCE \
	"FROM indicator i JOIN standard s ON s.id = i.standard_id" \
	" WHERE i.formula IS NOT NULL AND s.effective <= :asof AND (s.retired IS NULL OR s.retired > :asof)" \
	" GROUP BY i.code"
static const char formulas_sql[] = "SELECT i.code, min(i.formula) " IN_FORCE " ORDER BY i.code";
static const char conflicts_sql[] = "SELECT i.code " IN_FORCE " HAVING count(DISTINCT i.formula) > 1 ORDER BY i.code";

static enum civ_status statement(struct derive *derive, const char *sql, sqlite3_stmt **rows)
{
	enum civ_status status = civ_records_statement(derive->records, sql, rows);

	return status == CIV_OK ? civ_bind_text(civ_records_store(derive->records), *rows, ":asof", derive->asof)
	                        : status;
}

static enum civ_status check_conflicts(struct derive *derive)
{
	struct civ_store *store = civ_records_store(derive->records);
	sqlite3_stmt *rows;
	bool failed = false;
	enum civ_status status = statement(derive, conflicts_sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		(void)civ_error(civ_records_messages(derive->records), CIV_REFUSED, NULL,
		                "indicator '%s' has another formula in another standard in force",
		                (const char *)sqlite3_column_text(rows, 0));
		failed = true;
	}
	return status == CIV_OK && failed ? CIV_REFUSED : status;
}

/* What was asked for and nothing is derived by would be lost without a word. */
static void note_unused(const struct derive *derive, const struct civ_hash *used)
{
	int64_t found;

	for (const char *names = derive->options->only; names != NULL && *names != '\0';) {
		size_t len = strcspn(names, ",");

		if (!civ_hash_get(used, (struct civ_span){names, len}, &found))
			civ_note(civ_records_messages(derive->records), NULL,
			         "no indicator of a standard in force has the formula '%.*s'", (int)len, names);
		names += names[len] == ',' ? len + 1 : len;
	}
}

static enum civ_status all_formulas(struct derive *derive)
{
	struct civ_messages *messages = civ_records_messages(derive->records);
	struct civ_store *store = civ_records_store(derive->records);
	struct civ_hash *used = civ_hash_new();
	sqlite3_stmt *rows = NULL;
	int64_t told;
	enum civ_status status = used == NULL ? civ_no_memory(messages) : statement(derive, formulas_sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		const char *indicator = (const char *)sqlite3_column_text(rows, 0),
			   *name = (const char *)sqlite3_column_text(rows, 1);
		const struct civ_derived *derived = find(name, strlen(name));
		const struct civ_span span = {name, strlen(name)};

		if (!is_wanted(derive->options->only, name))
			continue;
		if (derived != NULL)
			status = one_formula(derive, derived, indicator);
		else if (!civ_hash_get(used, span, &told))
			civ_note(messages, NULL, "there are no data yet to derive '%s' from", name);
		if (status == CIV_OK && !civ_hash_put(used, span, 1))
			status = civ_no_memory(messages);
	}
	if (status == CIV_OK)
		note_unused(derive, used);
	civ_hash_free(used);
	return status;
}

enum civ_status civ_derive(struct civ_records *records, const struct civ_derive_options *options, struct civ_out *out)
{
	struct derive derive = {.records = records, .options = options, .out = out};
	enum civ_status status = check_names(options->only, civ_records_messages(records));

	civ_date_format(civ_records_clock(records)->asof, derive.asof);
	if (status == CIV_OK)
		status = load_areas(&derive);
	if (status == CIV_OK)
		status = check_conflicts(&derive);
	if (status == CIV_OK)
		status = all_formulas(&derive);
	civ_hash_free(derive.places);
	free(derive.areas);
	return status;
}

enum civ_status civ_derive_list(struct civ_records *records, struct civ_out *out)
{
	static const char sql[] =
		"SELECT group_concat(code, ';') FROM (SELECT DISTINCT code FROM indicator WHERE formula = :name"
		" ORDER BY code)";
	struct civ_store *store = civ_records_store(records);
	enum civ_status status = CIV_OK;

	for (size_t s = 0; civ_derived_tables[s] != NULL && status == CIV_OK; s++)
		for (const struct civ_derived *d = civ_derived_tables[s]; d->name != NULL && status == CIV_OK; d++) {
			sqlite3_stmt *row;
			bool found = false;

			status = civ_records_statement(records, sql, &row);
			if (status == CIV_OK)
				status = civ_bind_text(store, row, ":name", d->name);
			if (status == CIV_OK)
				status = civ_store_step(store, row, &found);
			if (status != CIV_OK)
				break;
			civ_out_string(out, d->name);
			civ_out_said(out, d->unit);
			civ_out_said(out, d->numerator);
			civ_out_said(out, d->denominator);
			civ_print_cells(out, row, 0, 1);
			sqlite3_reset(row);
			status = civ_out_row(out);
		}
	return status;
}

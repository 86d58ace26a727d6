/* Records by what they are called, and the one that is most like a text. */
#include <stdlib.h>

#include "lib/ledger/meanings.h"
#include "lib/ledger/similar.h"

/* From here on two texts may mean the same. */
#define LEAST_ALIKE 0.25

struct civ_meanings {
	struct civ_shape *shapes;
	const char **codes;
	size_t count;
	struct civ_rarity *rarity;
	struct civ_arena *arena; /* of the codes */
};

void civ_meanings_close(struct civ_meanings *meanings)
{
	if (meanings == NULL)
		return;
	for (size_t i = 0; i < meanings->count; i++)
		civ_shape_free(&meanings->shapes[i]);
	free(meanings->shapes);
	free(meanings->codes);
	civ_rarity_free(meanings->rarity);
	civ_arena_free(meanings->arena);
	free(meanings);
}

static bool make_room(struct civ_meanings *meanings, size_t room)
{
	if (meanings->shapes == NULL)
		meanings->shapes = calloc(room, sizeof *meanings->shapes);
	if (meanings->codes == NULL)
		meanings->codes = calloc(room, sizeof(char *));
	return meanings->shapes != NULL && meanings->codes != NULL;
}

static bool keep(struct civ_meanings *meanings, struct civ_span code, struct civ_span names)
{
	const char *kept = civ_arena_copy(meanings->arena, code.text, code.len);

	if (kept == NULL || !civ_shape_make(names, &meanings->shapes[meanings->count]))
		return false;
	meanings->codes[meanings->count++] = kept;
	civ_rarity_count(meanings->rarity, &meanings->shapes[meanings->count - 1]);
	return true;
}

static enum civ_status load(struct civ_meanings *meanings, struct civ_records *records, const struct civ_noun *noun)
{
	struct civ_store *store = civ_records_store(records);
	bool aliases = civ_noun_column(noun, "aliases") >= 0, name = civ_noun_column(noun, "name") >= 0;
	struct civ_buf sql = {0};
	sqlite3_stmt *rows = NULL;
	enum civ_status status;

	civ_buf_addf(&sql,
	             "SELECT code, %s || ' ' || %s || ' ' || replace(code, '_', ' '), count(*) OVER () FROM \"%s\"",
	             name ? "name" : "''", aliases ? "ifnull(aliases, '')" : "''", noun->name);
	status = civ_records_statement_of(records, &sql, &rows);
	while (civ_store_next(store, rows, &status))
		if (!make_room(meanings, (size_t)sqlite3_column_int64(rows, 2)) ||
		    !keep(meanings, civ_value_column(rows, 0).string, civ_value_column(rows, 1).string))
			return civ_no_memory(civ_records_messages(records));
	for (size_t i = 0; i < meanings->count; i++)
		civ_rarity_weigh(meanings->rarity, &meanings->shapes[i]);
	return status;
}

enum civ_status civ_meanings_open(struct civ_records *records, const struct civ_noun *noun,
                                  struct civ_meanings **meanings)
{
	struct civ_meanings *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	made->rarity = civ_rarity_new();
	made->arena = civ_arena_new();
	status = made->rarity == NULL || made->arena == NULL ? civ_no_memory(civ_records_messages(records))
	                                                     : load(made, records, noun);
	if (status != CIV_OK) {
		civ_meanings_close(made);
		return status;
	}
	*meanings = made;
	return CIV_OK;
}

const char *civ_meanings_nearest(const struct civ_meanings *meanings, struct civ_span value)
{
	struct civ_shape shape;
	const char *code = NULL;
	double best = LEAST_ALIKE;

	if (!civ_shape_make(value, &shape))
		return NULL;
	civ_rarity_weigh(meanings->rarity, &shape);
	for (size_t i = 0; i < meanings->count; i++) {
		double alike = civ_shape_alike(meanings->rarity, &shape, &meanings->shapes[i]);

		if (alike > best) {
			best = alike;
			code = meanings->codes[i];
		}
	}
	civ_shape_free(&shape);
	return code;
}

/* What statements may ask of splits. */
#include "civplan/record.h"
#include "lib/risk/split.h"

static void split_sum(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	struct civ_arena *arena;
	struct civ_split split;

	(void)count;
	if (text == NULL)
		return;
	arena = civ_arena_new();
	if (arena == NULL) {
		sqlite3_result_error_nomem(context);
		return;
	}
	civ_split_read((struct civ_span){text, (size_t)sqlite3_value_bytes(values[0])}, arena, &split, NULL);
	if (split.fault == CIV_SPLIT_MEMORY)
		sqlite3_result_error_nomem(context);
	else if (split.fault == CIV_SPLIT_GOOD)
		sqlite3_result_double(context, (double)split.sum / (double)CIV_SPLIT_ONE);
	civ_arena_free(arena);
}

static const struct civ_function list[] = {
	{"split_sum", 1, false, split_sum}, /* what its shares add up to, in percent; NULL for what is none */
	{.name = NULL},
};

const struct civ_functions civ_split_functions = {.list = list};

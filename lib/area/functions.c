/* What statements may ask of places. */
#include "civplan/same-place.h"

static enum civ_status open_places(struct civ_records *records, void **state)
{
	struct civ_places *places = NULL;
	enum civ_status status = civ_places_open(records, &places);

	*state = places;
	return status;
}

static void close_places(void *state)
{
	civ_places_close(state);
}

static void place_key(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[1]);
	struct civ_buf key = {0};

	(void)count;
	if (text == NULL)
		return;
	civ_place_key(sqlite3_user_data(context), sqlite3_value_int64(values[0]),
	              (struct civ_span){text, (size_t)sqlite3_value_bytes(values[1])}, &key);
	if (key.failed)
		sqlite3_result_error_nomem(context);
	else if (key.len > 0)
		sqlite3_result_text(context, key.data, (int)key.len, SQLITE_TRANSIENT);
	civ_buf_free(&key);
}

static const struct civ_function list[] = {
	{"place_key", 2, false, place_key}, /* of an area's id and a place in it; NULL for an empty one */
	{.name = NULL},
};

const struct civ_functions civ_place_functions = {.list = list, .open = open_places, .close = close_places};

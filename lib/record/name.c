/* Names for codes, each looked up once in a run. */
#include <stdlib.h>

#include "lib/record/records.h"

static const struct civ_column *name_column(const struct civ_noun *noun)
{
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if ((c->flags & CIV_NAME) != 0)
			return c;
	return NULL;
}

/* The name that all rows of the code share, copied for the run. CIV_OK with NULL: they share none. */
static enum civ_status read_name(struct civ_records *records, const struct civ_noun *noun, struct civ_span code,
                                 const char **name)
{
	const struct civ_value value = {.kind = CIV_STRING, .string = code};
	struct civ_store *store = civ_records_store(records);
	const char *called = name_column(noun)->name;
	struct civ_buf sql = {0};
	sqlite3_stmt *find;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT CASE WHEN min(\"%s\") = max(\"%s\") THEN min(\"%s\") END"
	             " FROM \"%s\" WHERE \"%s\" = ?1",
	             called, called, called, noun->name, noun->columns[civ_noun_code_column(noun)].name);
	status = civ_records_statement_of(records, &sql, &find);
	if (status == CIV_OK)
		status = civ_value_bind(store, find, 1, &value);
	if (civ_store_next(store, find, &status)) {
		struct civ_span text = civ_value_column(find, 0).string;

		*name = text.text == NULL ? NULL : civ_arena_copy(records->arena, text.text, text.len);
		sqlite3_reset(find);
	}
	return status;
}

static bool keep(struct civ_records *records, struct civ_span key, const char *name)
{
	if (!CIV_GROW(records->name_texts, records->name_count, records->name_room))
		return false;
	records->name_texts[records->name_count++] = name;
	return civ_hash_put(records->names, key, (int64_t)records->name_count - 1);
}

const char *civ_records_name(struct civ_records *records, const struct civ_noun *noun, struct civ_span code)
{
	struct civ_buf key = {0};
	const char *name = NULL;
	int64_t place;

	if (name_column(noun) == NULL || civ_noun_code_column(noun) < 0)
		return NULL;
	if (records->names == NULL)
		records->names = civ_hash_new();
	civ_buf_addf(&key, "%s ", noun->name);
	civ_buf_add(&key, code.text, code.len);
	if (records->names == NULL || key.failed) {
		civ_buf_free(&key);
		return NULL;
	}
	if (civ_hash_get(records->names, (struct civ_span){key.data, key.len}, &place))
		name = records->name_texts[place];
	else if (read_name(records, noun, code, &name) != CIV_OK ||
	         !keep(records, (struct civ_span){key.data, key.len}, name))
		name = NULL;
	civ_buf_free(&key);
	return name;
}

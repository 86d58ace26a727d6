/* The domains' SQL functions on the connection of a run. */
#include <stdlib.h>
#include <string.h>

#include "civplan/text.h"
#include "lib/record/records.h"

static bool is_among(const struct civ_functions *functions, struct civ_span word)
{
	for (const struct civ_function *f = functions->list; f->name != NULL; f++)
		if (civ_text_same(word, (struct civ_span){f->name, strlen(f->name)}))
			return true;
	return false;
}

static enum civ_status define(struct civ_store *store, const struct civ_function *function, void *state)
{
	int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY | (function->varies ? 0 : SQLITE_DETERMINISTIC);
	int result = sqlite3_create_function_v2(civ_store_db(store), function->name, function->arguments, flags, state,
	                                        function->call, NULL, NULL, NULL);

	return result == SQLITE_OK ? CIV_OK : civ_store_fail(store, "define a function");
}

static enum civ_status define_all(struct civ_records *records, struct civ_store *store,
                                  const struct civ_functions *functions, void **state)
{
	enum civ_status status = functions->open == NULL ? CIV_OK : functions->open(records, state);

	for (const struct civ_function *f = functions->list; f->name != NULL && status == CIV_OK; f++)
		status = define(store, f, *state);
	if (status != CIV_OK && functions->close != NULL)
		functions->close(*state);
	return status;
}

enum civ_status civ_functions_define(struct civ_records *records, struct civ_store *store, const char *sql,
                                     void ***states, bool **defined)
{
	struct civ_span word;
	size_t count = 0;
	enum civ_status status = CIV_OK;

	while (civ_functions[count] != NULL)
		count++;
	if (*states == NULL)
		*states = calloc(count + 1, sizeof(void *));
	if (*defined == NULL)
		*defined = calloc(count + 1, sizeof **defined);
	if (*states == NULL || *defined == NULL)
		return civ_no_memory(civ_store_messages(store));
	while (status == CIV_OK && civ_text_next_word(&sql, &word)) {
		for (size_t i = 0; i < count && status == CIV_OK; i++) {
			if ((*defined)[i] || !is_among(civ_functions[i], word))
				continue;
			status = define_all(records, store, civ_functions[i], &(*states)[i]);
			(*defined)[i] = status == CIV_OK;
		}
	}
	return status;
}

void civ_functions_close(void **states, bool *defined)
{
	for (size_t i = 0; states != NULL && defined != NULL && civ_functions[i] != NULL; i++)
		if (defined[i] && civ_functions[i]->close != NULL)
			civ_functions[i]->close(states[i]);
	free(states);
	free(defined);
}

enum civ_status civ_records_functions(struct civ_records *records, const char *sql)
{
	/* A function cannot be defined anew while a statement is under way. */
	records = civ_lender_of(records);
	return civ_functions_define(records, records->store, sql, &records->function_states,
	                            &records->functions_defined);
}

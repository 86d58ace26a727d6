/* The working set of a run, made and taken apart. */
#include <stdlib.h>

#include "lib/record/records.h"

enum civ_status civ_records_open(struct civ_store *store, const struct civ_hook *const *hooks,
                                 const struct civ_clock *clock, struct civ_messages *messages,
                                 struct civ_records **records)
{
	struct civ_records *made = calloc(1, sizeof *made);

	if (made == NULL)
		return civ_no_memory(messages);
	*made = (struct civ_records){.store = store, .messages = messages, .hooks = hooks, .clock = *clock};
	while (civ_nouns[made->nouns] != NULL)
		made->nouns++;
	made->dictionaries = calloc(made->nouns + 1, sizeof(struct civ_dictionary *));
	made->scopes = calloc(made->nouns + 1, sizeof(struct civ_scopes *));
	made->statement_places = civ_hash_new();
	made->arena = civ_arena_new();
	if (made->dictionaries == NULL || made->scopes == NULL || made->statement_places == NULL ||
	    made->arena == NULL) {
		civ_records_close(made);
		return civ_no_memory(messages);
	}
	*records = made;
	return CIV_OK;
}

void civ_records_close(struct civ_records *records)
{
	if (records == NULL)
		return;
	civ_functions_close(records->function_states, records->functions_defined);
	for (size_t i = 0; records->dictionaries != NULL && i < records->nouns; i++)
		civ_dictionary_free(records->dictionaries[i]);
	for (size_t i = 0; i < records->statement_count; i++)
		sqlite3_finalize(records->statements[i]);
	civ_scopes_free(records->scopes, records->nouns + 1);
	free(records->dictionaries);
	free(records->statements);
	free(records->waiting);
	civ_kept_free(records->kept);
	civ_hash_free(records->statement_places);
	civ_hash_free(records->refused);
	civ_hash_free(records->names);
	free(records->name_texts);
	civ_arena_free(records->arena);
	free(records);
}

/* The working set of a run: dictionaries, statements kept, references that wait. Only the files that keep one of these
 * look inside; the others ask records.c. */
#ifndef CIVPLAN_RECORD_RECORDS_H
#define CIVPLAN_RECORD_RECORDS_H

#include "civplan/nested.h"
#include "lib/record/private.h"

struct civ_records {
	struct civ_store *store;
	struct civ_messages *messages;
	const struct civ_hook *const *hooks;
	struct civ_clock clock;
	struct civ_dictionary **dictionaries; /* by place in civ_nouns */
	struct civ_scopes **scopes;           /* the same of codes within their scopes; NULL: none is asked for */
	size_t nouns;
	struct civ_hash *statement_places;    /* SQL -> place in statements */
	sqlite3_stmt **statements;
	size_t statement_count, statement_room;
	struct civ_waiting *waiting;
	size_t waiting_count, waiting_room;
	struct civ_arena *arena;              /* texts and file names of what waits */
	struct civ_moments moments;
	struct civ_hash *refused;             /* of rows that were refused: noun and code; NULL: none was */
	struct civ_records *lender;           /* whose functions it uses; NULL: its own */
	struct civ_under_way *under_way;      /* what is being counted; of who lends to the others */
	struct civ_kept *kept;                /* answers that may be asked for again; of who lends */
	void **function_states;               /* by place in civ_functions; NULL: none is defined */
	bool *functions_defined;
	struct civ_hash *names;               /* noun and code -> place in name_texts; NULL: none was asked for */
	const char **name_texts;              /* in the arena; NULL: there is no name */
	size_t name_count, name_room;
	bool has_made;                        /* rows made can be read; of who lends */
	bool moments_found, defer, speaking;
	void (*tell)(void *data, uint64_t rows); /* of progress; may be NULL */
	void *tell_data;
};

/* The place of NOUN in civ_nouns. */
size_t civ_records_place(const struct civ_records *records, const struct civ_noun *noun);
void civ_scopes_free(struct civ_scopes **scopes, size_t count);

/* RECORDS themselves, or those that they share with. */
struct civ_records *civ_lender_of(struct civ_records *records);
/* Free the answers that are kept. */
void civ_kept_free(struct civ_kept *kept);

#endif

/* Answers that may be asked for again. */
#include "lib/record/records.h"

#include <stdlib.h>
#include <string.h>

/* An answer, and what was written in all when it was made. */
struct civ_kept {
	struct civ_arena *arena;
	const char *key;
	struct civ_rows rows;
	int64_t written;
	struct civ_kept *next;
};

struct civ_records *civ_lender_of(struct civ_records *records)
{
	while (records->lender != NULL)
		records = records->lender;
	return records;
}

static int64_t written_by(const struct civ_records *records)
{
	return sqlite3_total_changes64(civ_store_db(records->store));
}

const struct civ_rows *civ_records_kept(struct civ_records *records, const char *key)
{
	const struct civ_records *lender = civ_lender_of(records);

	for (const struct civ_kept *k = lender->kept; k != NULL; k = k->next)
		if (k->written == written_by(lender) && strcmp(k->key, key) == 0)
			return &k->rows;
	return NULL;
}

/* Let go of all answers where something was written since: they stand no more. The youngest is the first. */
static void drop_outdated(struct civ_records *lender)
{
	if (lender->kept == NULL || lender->kept->written == written_by(lender))
		return;
	civ_kept_free(lender->kept);
	lender->kept = NULL;
}

enum civ_status civ_records_keep(struct civ_records *records, const char *key, struct civ_arena *arena,
                                 const struct civ_rows *rows)
{
	struct civ_records *lender = civ_lender_of(records);
	const char *copy = civ_arena_copy(arena, key, strlen(key));
	struct civ_kept *kept = copy == NULL ? NULL : malloc(sizeof *kept);

	if (kept == NULL) {
		civ_arena_free(arena);
		return civ_no_memory(records->messages);
	}
	drop_outdated(lender);
	*kept = (struct civ_kept){arena, copy, *rows, written_by(lender), lender->kept};
	lender->kept = kept;
	return CIV_OK;
}

void civ_kept_free(struct civ_kept *kept)
{
	while (kept != NULL) {
		struct civ_kept *next = kept->next;

		civ_arena_free(kept->arena);
		free(kept);
		kept = next;
	}
}

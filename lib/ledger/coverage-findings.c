/* Findings about rows and cells, each once and counted. */
#include <string.h>

#include "lib/ledger/coverage.h"

enum { MOST_FINDINGS = 20000 };

static bool key_of(const struct civ_finding *finding, struct civ_buf *key)
{
	civ_buf_clear(key);
	civ_buf_addf(key, "%d:%d:%s", (int)finding->kind, finding->column,
	             finding->kind == CIV_FINDING_UNUSED ? finding->heading : finding->value);
	return !key->failed;
}

/* Findings that are no longer told apart, for memory's sake, are those of "...". */
static bool place_of(struct civ_coverage *coverage, struct civ_finding *finding, struct civ_buf *key, int64_t *place)
{
	*place = -1;
	if (!key_of(finding, key))
		return false;
	if (!civ_hash_get(coverage->places, (struct civ_span){key->data, key->len}, place) &&
	    coverage->count >= MOST_FINDINGS) {
		finding->value = finding->heading = "...";
		if (!key_of(finding, key))
			return false;
		(void)civ_hash_get(coverage->places, (struct civ_span){key->data, key->len}, place);
	}
	return true;
}

enum civ_status civ_coverage_count(struct civ_coverage *coverage, const struct civ_finding *finding)
{
	struct civ_finding made = *finding;
	struct civ_buf key = {0};
	int64_t place;
	bool good = place_of(coverage, &made, &key, &place);

	if (good && place >= 0) {
		coverage->list[place].rows += finding->rows;
	} else if (good) {
		good = CIV_GROW(coverage->list, coverage->count, coverage->room) &&
		       civ_hash_put(coverage->places, (struct civ_span){key.data, key.len}, (int64_t)coverage->count);
		if (good) {
			made.heading = civ_arena_copy(coverage->arena, made.heading, strlen(made.heading));
			made.value = civ_arena_copy(coverage->arena, made.value, strlen(made.value));
			coverage->list[coverage->count++] = made;
			good = made.heading != NULL && made.value != NULL;
		}
	}
	civ_buf_free(&key);
	return good ? CIV_OK : civ_no_memory(coverage->messages);
}

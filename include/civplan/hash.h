/* Hash table from text to a number. */
#ifndef CIVPLAN_HASH_H
#define CIVPLAN_HASH_H

#include <stdbool.h>
#include <stdint.h>

#include "civplan/text.h"

struct civ_hash;

/* New empty table, or NULL when memory is out. */
struct civ_hash *civ_hash_new(void);
/* NULL is allowed. */
void civ_hash_free(struct civ_hash *hash);
/* Set KEY (copied) to VALUE, replacing an earlier one. False when memory is out. */
bool civ_hash_put(struct civ_hash *hash, struct civ_span key, int64_t value);
/* True and *VALUE when KEY is there. */
bool civ_hash_get(const struct civ_hash *hash, struct civ_span key, int64_t *value);

#endif

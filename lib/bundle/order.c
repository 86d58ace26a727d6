#include "lib/bundle/order.h"

#include <stdlib.h>

static bool is_in(const struct civ_noun *noun, const struct civ_noun *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == noun)
			return true;
	return false;
}

static bool is_ready(const struct civ_noun *noun, const struct civ_noun *const *order, size_t count)
{
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (c->ref != NULL && c->ref != noun && (civ_column_required(c) || (c->flags & CIV_KEY) != 0) &&
		    !is_in(c->ref, order, count))
			return false;
	return true;
}

const struct civ_noun **civ_bundle_order(void)
{
	const struct civ_noun **order;
	size_t count = 0, nouns = 0;
	bool progress = true;

	while (civ_nouns[nouns] != NULL)
		nouns++;
	order = calloc(nouns + 1, sizeof(const struct civ_noun *));
	if (order == NULL)
		return NULL;
	/* Required references, and those by which a row is known, make no circle among nouns; everything else may wait.
	 */
	while (progress) {
		progress = false;
		for (size_t i = 0; civ_nouns[i] != NULL; i++)
			if (!is_in(civ_nouns[i], order, count) && is_ready(civ_nouns[i], order, count)) {
				order[count++] = civ_nouns[i];
				progress = true;
			}
	}
	return order;
}

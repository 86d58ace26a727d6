#include "lib/bundle/order.h"

#include <stdlib.h>
#include <string.h>

static bool is_in(const struct civ_noun *noun, const struct civ_noun *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == noun)
			return true;
	return false;
}

/* A rule that asks for a reference would refuse a row whose reference waits. */
static bool is_in_rule(const struct civ_noun *noun, const struct civ_column *column)
{
	size_t len = strlen(column->name);

	for (const struct civ_rule *rule = noun->rules; rule != NULL && rule->name != NULL; rule++)
		for (const char *at = rule->sql; (at = strstr(at, column->name)) != NULL; at += len)
			if (at > rule->sql && at[-1] == '"' && strncmp(at + len, "_id\"", 4) == 0)
				return true;
	return false;
}

/* An entry that takes another back has what that one has: it is compared, or taken over, when the entry is read. */
static bool is_needed(const struct civ_noun *noun, const struct civ_column *column)
{
	return civ_column_required(column) || (column->flags & CIV_KEY) != 0 || column->elsewhere != NULL ||
	       is_in_rule(noun, column) || civ_noun_reverses(noun) >= 0;
}

static bool is_ready(const struct civ_noun *noun, const struct civ_noun *const *order, size_t count)
{
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (c->ref != NULL && c->ref != noun && is_needed(noun, c) && !is_in(c->ref, order, count))
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
	/* Required references, those by which a row is known, those that rules ask for and those of entries make no
	 * circle among nouns; everything else may wait. */
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

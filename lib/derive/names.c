#include "lib/derive/names.h"

#include <string.h>

bool civ_span_is(struct civ_span span, const char *text)
{
	return strlen(text) == span.len && memcmp(text, span.text, span.len) == 0;
}

/* Measures that the plan names and whose records are not kept here. */
static const char *const awaited[] = {"participation_rate", "training_rate", "volunteer_share", NULL};

const struct civ_derived *civ_derived_find(struct civ_span name)
{
	for (size_t s = 0; civ_derived_tables[s] != NULL; s++)
		for (const struct civ_derived *d = civ_derived_tables[s]; d->name != NULL; d++)
			if (civ_span_is(name, d->name))
				return d;
	return NULL;
}

bool civ_derived_is_awaited(struct civ_span name)
{
	for (size_t i = 0; awaited[i] != NULL; i++)
		if (civ_span_is(name, awaited[i]))
			return true;
	return false;
}

bool civ_derived_is_known(struct civ_span name)
{
	return civ_derived_find(name) != NULL || civ_derived_is_awaited(name);
}

void civ_derived_offer(struct civ_near *near)
{
	for (size_t i = 0; awaited[i] != NULL; i++)
		civ_near_offer(near, awaited[i]);
	for (size_t s = 0; civ_derived_tables[s] != NULL; s++)
		for (const struct civ_derived *d = civ_derived_tables[s]; d->name != NULL; d++)
			civ_near_offer(near, d->name);
}

bool civ_name_is_of_area(struct civ_span name)
{
	return civ_span_is(name, "population") || civ_span_is(name, "elderly");
}

bool civ_name_is_counted(struct civ_span name)
{
	return civ_name_is_of_area(name) || civ_derived_is_known(name);
}

bool civ_names_indicator(const struct civ_expression *e)
{
	return e->kind == CIV_EXPRESSION_INDICATOR || (e->kind == CIV_EXPRESSION_NAME && !civ_name_is_counted(e->name));
}

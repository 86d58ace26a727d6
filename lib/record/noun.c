#include "civplan/noun.h"

#include <string.h>

const struct civ_noun *civ_noun_find(const char *name)
{
	for (size_t i = 0; civ_nouns[i] != NULL; i++)
		if (strcmp(civ_nouns[i]->name, name) == 0)
			return civ_nouns[i];
	return NULL;
}

size_t civ_noun_width(const struct civ_noun *noun)
{
	size_t width = 0;

	while (noun->columns[width].name != NULL)
		width++;
	return width;
}

int civ_noun_column(const struct civ_noun *noun, const char *name)
{
	for (int i = 0; noun->columns[i].name != NULL; i++)
		if (strcmp(noun->columns[i].name, name) == 0)
			return i;
	return -1;
}

bool civ_noun_is_personal(const struct civ_noun *noun)
{
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if ((c->flags & CIV_PERSONAL) != 0)
			return true;
	return false;
}

int civ_noun_code_column(const struct civ_noun *noun)
{
	for (int i = 0; noun->columns[i].name != NULL; i++) {
		const struct civ_column *column = &noun->columns[i];

		if ((column->flags & CIV_KEY) != 0 && (column->type == CIV_CODE || column->type == CIV_ID))
			return i;
	}
	return -1;
}

int civ_noun_instead(const struct civ_noun *noun, int column)
{
	for (int i = 0; noun->columns[i].name != NULL; i++) {
		const char *instead = noun->columns[i].instead;

		if (instead != NULL && strcmp(instead, noun->columns[column].name) == 0)
			return i;
	}
	return -1;
}

bool civ_column_is_key_part(const struct civ_column *column)
{
	return (column->flags & CIV_KEY) != 0 && column->instead == NULL;
}

bool civ_column_required(const struct civ_column *column)
{
	if ((column->flags & CIV_REQUIRED) != 0)
		return true;
	return (column->flags & CIV_KEY) != 0 && (column->type == CIV_CODE || column->type == CIV_DATE);
}

bool civ_column_entered(const struct civ_column *column)
{
	return civ_column_required(column) && column->fallback == NULL && column->letter == NULL &&
	       column->within == NULL &&
	       (column->flags & (CIV_STATE | CIV_COMPUTED)) == 0;
}

bool civ_column_is_kept(const struct civ_column *column)
{
	return column->computed != NULL || (column->flags & CIV_KEPT) != 0;
}

bool civ_column_settable(const struct civ_noun *noun, const struct civ_column *column)
{
	if ((noun->flags & CIV_ENTRY) != 0 && strcmp(column->name, "note") != 0)
		return false;
	return (column->flags & CIV_STATE) == 0;
}

int civ_noun_reverses(const struct civ_noun *noun)
{
	return (noun->flags & CIV_ENTRY) != 0 ? civ_noun_column(noun, "reverses") : -1;
}

const char *civ_column_label(const struct civ_column *column, bool zh)
{
	const char *label = zh ? column->label_zh : column->label;

	return label == NULL ? column->name : label;
}

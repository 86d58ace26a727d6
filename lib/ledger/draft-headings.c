/* What columns are called where complaints come from, and what is told from the cells under them. */
#include <stdlib.h>
#include <string.h>

#include "lib/ledger/draft.h"

void civ_draft_bare(struct civ_span name, struct civ_buf *text)
{
	for (size_t i = 0, used; i < name.len; i += used) {
		unsigned char c = (unsigned char)name.text[i];

		(void)civ_utf8_decode(name.text + i, name.len - i, &used);
		if (c >= 0x80)
			civ_buf_add(text, name.text + i, used);
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			civ_buf_addc(text, (char)c);
		else if (c >= 'A' && c <= 'Z')
			civ_buf_addc(text, (char)(c - 'A' + 'a'));
	}
}

/* The same name best, the earlier in the list the better; then one that holds the name. */
int civ_draft_fit(const char *heading, enum civ_draft_field field)
{
	const char *names = civ_draft_field_headings(field);
	size_t whole = strlen(heading);
	int place = 1, best = 0;

	for (; *names != '\0'; place++) {
		size_t len = strcspn(names, ";");
		int score = 0;

		if (len == whole && memcmp(heading, names, len) == 0)
			score = 1000 - place;
		/* A short word inside a longer one tells little: the code of a zip code is no code. */
		else if (len >= 6 && memmem(heading, whole, names, len) != NULL)
			score = 100 + (int)len - place;
		best = score > best ? score : best;
		names += names[len] == ';' ? len + 1 : len;
	}
	return best;
}

bool civ_draft_is_taken(const struct civ_draft *draft, int column)
{
	for (size_t f = 0; f < CIV_DRAFT_FIELDS; f++)
		if (draft->fields[f].column == column)
			return true;
	return false;
}

/* What stands under a heading may speak against it: a place is no pair of coordinates, and a day is a day. */
static bool may_hold(const struct civ_draft_column *column, enum civ_draft_field field)
{
	if (column->filled == 0)
		return true;
	if (civ_draft_holds_times(field))
		return column->times * 2 >= column->filled;
	return field != CIV_DRAFT_PLACE || column->points * 2 < column->filled;
}

/* The best pair of a column and a field that are free; 0: none fits. A title is what nothing else wants. */
static int best_pair(const struct civ_draft *draft, char *const *bare, bool titles, int *column,
                     enum civ_draft_field *field)
{
	int best = 0;

	for (unsigned i = 0; i < draft->count; i++) {
		if (civ_draft_is_taken(draft, (int)i))
			continue;
		for (unsigned f = 0; f < CIV_DRAFT_FIELDS; f++) {
			bool free = draft->fields[f].column < 0 && (f == CIV_DRAFT_TITLE) == titles;
			int score = free && may_hold(&draft->columns[i], f) ? civ_draft_fit(bare[i], f) : 0;

			if (score > best) {
				best = score;
				*column = (int)i;
				*field = f;
			}
		}
	}
	return best;
}

/* Coordinates in one cell, where no column of their own gives them. */
static void find_point(struct civ_draft *draft)
{
	for (unsigned i = 0; i < draft->count && draft->point == CIV_DRAFT_NO_COLUMN; i++)
		if (draft->columns[i].points > 0 && draft->columns[i].points * 2 >= draft->columns[i].filled &&
		    !civ_draft_is_taken(draft, (int)i) && draft->fields[CIV_DRAFT_LAT].column < 0 &&
		    draft->fields[CIV_DRAFT_LON].column < 0)
			draft->point = (int)i;
}

static bool has_twin(const char *const *headed, unsigned count, unsigned column, size_t *place)
{
	bool found = false;

	*place = 1;
	for (unsigned i = 0; i < count; i++)
		if (i != column && strcmp(headed[i], headed[column]) == 0) {
			found = true;
			*place += i < column ? 1 : 0;
		}
	return found;
}

/* A map must say which of several columns with one heading it means. */
static enum civ_status number_twins(struct civ_draft *draft)
{
	const char **headed = civ_arena_alloc(draft->arena, (draft->count + 1) * sizeof *headed);

	for (unsigned i = 0; headed != NULL && i < draft->count; i++)
		headed[i] = draft->columns[i].name;
	for (unsigned i = 0; headed != NULL && i < draft->count; i++) {
		struct civ_buf name = {0};
		size_t place;

		if (*headed[i] == '\0' || !has_twin(headed, draft->count, i, &place))
			continue;
		civ_buf_addf(&name, "%s%c%zu", headed[i], CIV_MAP_TWIN, place);
		draft->columns[i].name = name.failed ? NULL : civ_arena_copy(draft->arena, name.data, name.len);
		civ_buf_free(&name);
		if (draft->columns[i].name == NULL)
			return civ_no_memory(draft->messages);
	}
	return headed == NULL ? civ_no_memory(draft->messages) : CIV_OK;
}

enum civ_status civ_draft_assign(struct civ_draft *draft)
{
	char **bare = civ_arena_alloc(draft->arena, (draft->count + 1) * sizeof(char *));
	enum civ_draft_field field = CIV_DRAFT_FIELDS;
	int column = CIV_DRAFT_NO_COLUMN;

	for (unsigned i = 0; bare != NULL && i < draft->count; i++) {
		struct civ_buf text = {0};

		civ_draft_bare((struct civ_span){draft->columns[i].name, strlen(draft->columns[i].name)}, &text);
		bare[i] = civ_buf_str(&text) == NULL ? NULL
		                                     : civ_arena_copy(draft->arena, civ_buf_str(&text), text.len);
		civ_buf_free(&text);
		if (bare[i] == NULL)
			return civ_no_memory(draft->messages);
	}
	if (bare == NULL)
		return civ_no_memory(draft->messages);
	for (int titles = 0; titles <= 1; titles++)
		while (best_pair(draft, bare, titles == 1, &column, &field) > 0)
			draft->fields[field].column = column;
	find_point(draft);
	return number_twins(draft);
}

/* ---- without headings ---- */

enum { TELLING_TEXT = 24 }; /* bytes of a text on average, from which on it describes something */

static size_t share(const struct civ_draft_column *column, enum civ_draft_field field)
{
	size_t all = column->filled;

	switch (field) {
	case CIV_DRAFT_REPORTED_AT:
		return column->times * 2 > all ? column->times : 0;
	case CIV_DRAFT_CATEGORY:
		return column->categories * 2 > all ? column->categories : 0;
	case CIV_DRAFT_AREA:
		return column->areas * 2 > all ? column->areas : 0;
	case CIV_DRAFT_EXTERNAL_ID:
		return column->numbered == all && column->distinct_count == all && column->points == 0 ? all : 0;
	case CIV_DRAFT_DESCRIPTION:
		return all > 0 && column->bytes / all >= TELLING_TEXT && column->points == 0 ? column->bytes / all : 0;
	default:
		return 0;
	}
}

void civ_draft_guess(struct civ_draft *draft)
{
	static const enum civ_draft_field order[] = {CIV_DRAFT_REPORTED_AT, CIV_DRAFT_CATEGORY, CIV_DRAFT_AREA,
	                                             CIV_DRAFT_EXTERNAL_ID, CIV_DRAFT_DESCRIPTION};

	for (size_t o = 0; o < sizeof order / sizeof order[0]; o++) {
		size_t best = 0;
		int column = CIV_DRAFT_NO_COLUMN;

		for (unsigned i = 0; i < draft->count; i++) {
			size_t fits = civ_draft_is_taken(draft, (int)i) ? 0 : share(&draft->columns[i], order[o]);

			if (fits > best) {
				best = fits;
				column = (int)i;
			}
		}
		draft->fields[order[o]].column = column;
	}
	find_point(draft);
}

#include "lib/book/choose.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/say.h"

bool civ_choice_add(struct civ_choice *choice, const char *name, bool hidden, bool has_cells)
{
	if (!CIV_GROW(choice->sheets, choice->count, choice->room))
		return false;
	choice->sheets[choice->count++] = (struct civ_choice_sheet){name, hidden, has_cells};
	return true;
}

void civ_choice_free(struct civ_choice *choice)
{
	free(choice->sheets);
	choice->sheets = NULL;
}

static bool is_number(const char *text)
{
	size_t len = strspn(text, "0123456789");

	return len > 0 && len < 6 && text[len] == '\0';
}

/* The place of the sheet WANTED; the count when there is none. A name of digits is a name first. */
static size_t find(const struct civ_choice *choice, const char *wanted)
{
	long number = is_number(wanted) ? strtol(wanted, NULL, 10) : 0;

	for (size_t i = 0; i < choice->count; i++)
		if (strcmp(choice->sheets[i].name, wanted) == 0)
			return i;
	for (size_t i = 0; i < choice->count; i++)
		if (!choice->sheets[i].hidden && --number == 0)
			return i;
	return choice->count;
}

static enum civ_status not_there(const struct civ_choice *choice, const char *wanted)
{
	struct civ_position at = {.file = civ_source_name(choice->source)};
	struct civ_buf list = {0};
	const char *text, *between = civ_say_is_chinese() ? "、" : ", ";
	enum civ_status status;

	for (size_t i = 0; i < choice->count && list.len < 200; i++)
		civ_buf_addf(&list, "%s%s", i == 0 ? "" : between, choice->sheets[i].name);
	text = civ_buf_str(&list);
	status = text == NULL ? civ_no_memory(choice->messages)
	                      : civ_error(choice->messages, CIV_REFUSED, &at,
	                                  "there is no sheet '%s' in the workbook; its sheets: %s", wanted, text);
	civ_buf_free(&list);
	return status;
}

/* The first that is shown and holds something; else the first that is shown; the count when there is none. */
static enum civ_status look(const struct civ_choice *choice, size_t *found)
{
	bool holds = false;
	enum civ_status status = CIV_OK;

	*found = choice->count;
	for (size_t i = 0; i < choice->count && status == CIV_OK; i++) {
		if (choice->sheets[i].hidden || !choice->sheets[i].has_cells)
			continue;
		status = choice->open(choice->data, i, &holds);
		if (holds) {
			*found = i;
			return status;
		}
		if (*found == choice->count)
			*found = i;
	}
	return status == CIV_OK && *found < choice->count ? choice->open(choice->data, *found, &holds) : status;
}

enum civ_status civ_choice_make(const struct civ_choice *choice, const char *wanted, char **name)
{
	struct civ_position at = {.file = civ_source_name(choice->source)};
	size_t found;
	bool holds;
	enum civ_status status = CIV_OK;

	if (wanted == NULL) {
		status = look(choice, &found);
		if (status == CIV_OK && found == choice->count)
			status = civ_error(choice->messages, CIV_REFUSED, &at,
			                   "no sheet of the workbook is shown: name one by --sheet");
	} else {
		found = find(choice, wanted);
		if (found == choice->count)
			status = not_there(choice, wanted);
		else if (!choice->sheets[found].has_cells)
			status = civ_error(choice->messages, CIV_REFUSED, &at, "sheet '%s' has no cells: it is a chart",
			                   choice->sheets[found].name);
		else
			status = choice->open(choice->data, found, &holds);
	}
	if (status == CIV_OK && (*name = strdup(choice->sheets[found].name)) == NULL)
		status = civ_no_memory(choice->messages);
	return status;
}

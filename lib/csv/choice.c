/* Which columns are printed: those that are named, or all, or on a terminal those that a person needs. */
#include <stdlib.h>
#include <string.h>

#include "lib/csv/format.h"

static const struct civ_position at = {.file = "--columns"};

static enum civ_status no_column(const struct civ_choice *choice, struct civ_span name, struct civ_messages *messages)
{
	struct civ_buf known = {0};
	enum civ_status status;

	for (size_t i = 0; i < choice->count; i++)
		civ_buf_addf(&known, "%s%s", i == 0 ? "" : ", ", choice->columns[i].name);
	if (civ_buf_str(&known) == NULL)
		status = civ_no_memory(messages);
	else
		status = civ_error(messages, CIV_USAGE, &at, "no column '%.*s'; there are: %s", (int)name.len,
		                   name.text, civ_buf_str(&known));
	civ_buf_free(&known);
	return status;
}

/* The place of the column NAME, which no name before it had: NAMED marks them. */
static enum civ_status find(const struct civ_choice *choice, struct civ_span name, bool *named,
                            struct civ_messages *messages, size_t *place)
{
	size_t i = 0;

	while (i < choice->count && (strlen(choice->columns[i].name) != name.len ||
	                             memcmp(choice->columns[i].name, name.text, name.len) != 0))
		i++;
	if (i == choice->count)
		return no_column(choice, name, messages);
	if (named[i])
		return civ_error(messages, CIV_USAGE, &at, "column '%s' is named twice", choice->columns[i].name);
	named[i] = true;
	*place = i;
	return CIV_OK;
}

static bool is_sign(char c)
{
	return c == '+' || c == '-';
}

/* The choice without names. */
static void choose_default(const struct civ_choice *choice, bool *taken)
{
	bool marked = false;

	for (size_t i = 0; i < choice->count; i++)
		marked = marked || (choice->terminal && choice->columns[i].kind.shown);
	for (size_t i = 0; i < choice->count; i++)
		taken[i] = !marked || choice->columns[i].kind.shown;
}

/* "+a,-b" changes that choice, in which columns stay in their own order; "a,b" is another one. */
static enum civ_status choose_named(struct civ_choice *choice, bool *taken, bool *named, struct civ_messages *messages)
{
	const char *names = choice->names;
	bool signs = is_sign(*names);
	enum civ_status status = CIV_OK;

	for (size_t len, i = 0; names != NULL && status == CIV_OK; names = names[len] == ',' ? names + len + 1 : NULL) {
		struct civ_span name;

		len = strcspn(names, ",");
		name = civ_text_trim((struct civ_span){names, len});
		if ((name.len > 0 && is_sign(*name.text)) != signs)
			return civ_error(messages, CIV_USAGE, &at,
			                 "either all names have a + or - before them, or none has");
		if (signs)
			name = (struct civ_span){name.text + 1, name.len - 1};
		status = find(choice, name, named, messages, &i);
		if (status == CIV_OK && signs)
			taken[i] = name.text[-1] == '+';
		else if (status == CIV_OK)
			choice->chosen[choice->chosen_count++] = i;
	}
	return status;
}

enum civ_status civ_columns_choose(struct civ_choice *choice, struct civ_messages *messages)
{
	bool *taken = calloc(2 * choice->count + 1, sizeof *taken);
	enum civ_status status = CIV_OK;

	choice->chosen_count = 0;
	if (taken == NULL)
		return civ_no_memory(messages);
	choose_default(choice, taken);
	if (choice->names != NULL)
		status = choose_named(choice, taken, taken + choice->count, messages);
	for (size_t i = 0; i < choice->count; i++)
		if (taken[i] && (choice->names == NULL || is_sign(*choice->names)))
			choice->chosen[choice->chosen_count++] = i;
	free(taken);
	if (status == CIV_OK && choice->chosen_count == 0 && choice->count > 0)
		return civ_error(messages, CIV_USAGE, &at, "no column is left");
	return status;
}

/* What statements may ask of texts. */
#include <string.h>

#include "civplan/person-number.h"
#include "civplan/record.h"

static char small(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Whether PART stands in TEXT, both folded, without regard to the case of ASCII letters. */
static bool stands_in(struct civ_span text, struct civ_span part)
{
	for (size_t i = 0; part.len <= text.len && i <= text.len - part.len; i++) {
		size_t same = 0;

		while (same < part.len && small(text.text[i + same]) == small(part.text[same]))
			same++;
		if (same == part.len)
			return true;
	}
	return false;
}

/* The value folded: itself, or in *ROOM, which is the caller's; .text is NULL when memory is out. */
static struct civ_span folded(sqlite3_value *value, char **room)
{
	struct civ_span text = {(const char *)sqlite3_value_text(value), 0};

	*room = NULL;
	if (text.text == NULL)
		return text;
	text.len = (size_t)sqlite3_value_bytes(value);
	if (civ_text_is_folded(text))
		return text;
	*room = sqlite3_malloc64(text.len + 1);
	return (struct civ_span){*room, *room == NULL ? 0 : civ_text_fold(text, *room)};
}

static void has_part(sqlite3_context *context, int count, sqlite3_value **values)
{
	char *rooms[2];
	struct civ_span text, part;

	(void)count;
	if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL)
		return;
	text = folded(values[0], &rooms[0]);
	part = folded(values[1], &rooms[1]);
	if (text.text == NULL || part.text == NULL)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_int(context, stands_in(text, part));
	sqlite3_free(rooms[0]);
	sqlite3_free(rooms[1]);
}

static void masked(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	struct civ_buf buf = {0};

	(void)count;
	if (text == NULL)
		return;
	civ_person_number_mask((struct civ_span){text, (size_t)sqlite3_value_bytes(values[0])}, &buf);
	if (civ_buf_str(&buf) == NULL)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_text(context, buf.data, (int)buf.len, SQLITE_TRANSIENT);
	civ_buf_free(&buf);
}

static const struct civ_function list[] = {
	{"has_part", 2, false, has_part}, /* 1 where the second text, in whatever width and case, stands in the first */
	{"masked", 1, false, masked}, /* the text without numbers by which people are found (person-number.h) */
	{.name = NULL},
};

const struct civ_functions civ_text_functions = {.list = list};

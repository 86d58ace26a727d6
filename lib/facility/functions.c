/* What statements may ask of lists of codes that somebody typed. */
#include <string.h>

#include "civplan/lists.h"
#include "civplan/record.h"

static struct civ_span code_of(const struct civ_word *words, struct civ_span typed)
{
	const struct civ_word *known = words == NULL ? NULL : civ_word_meant(words, typed);

	return known == NULL ? typed : (struct civ_span){known->code, strlen(known->code)};
}

/* True if CODE is one of LIST, which is joined with ;. */
static bool is_in(const struct civ_buf *list, struct civ_span code)
{
	size_t len;

	for (size_t at = 0; at < list->len; at += len + 1) {
		const char *end = memchr(list->data + at, ';', list->len - at);

		len = end == NULL ? list->len - at : (size_t)(end - (list->data + at));
		if (len == code.len && memcmp(list->data + at, code.text, len) == 0)
			return true;
	}
	return false;
}

static void add_code(struct civ_buf *list, struct civ_span code)
{
	if (code.len == 0 || is_in(list, code))
		return;
	civ_buf_adds(list, list->len == 0 ? "" : ";");
	civ_buf_add(list, code.text, code.len);
}

/* Blanks part codes too. */
static void add_codes(struct civ_buf *list, struct civ_span part, const struct civ_word *words)
{
	for (size_t at = 0, len; at < part.len; at += len + 1) {
		for (len = 0; at + len < part.len && part.text[at + len] != ' ' && part.text[at + len] != '\t';)
			len++;
		add_code(list, code_of(words, (struct civ_span){part.text + at, len}));
	}
}

/* Each code once, in the order in which they were typed, joined with ;; NULL for none. */
static void put_list(sqlite3_context *context, sqlite3_value *value, const struct civ_word *words)
{
	struct civ_span typed = {(const char *)sqlite3_value_text(value), (size_t)sqlite3_value_bytes(value)};
	struct civ_span part;
	struct civ_buf list = {0};
	char *folded = typed.text == NULL ? NULL : sqlite3_malloc64(typed.len + 1);

	if (typed.text == NULL)
		return;
	if (folded == NULL) {
		sqlite3_result_error_nomem(context);
		return;
	}
	typed.len = civ_text_fold(typed, folded);
	typed.text = folded;
	while (civ_list_next(&typed, &part))
		add_codes(&list, part, words);
	sqlite3_free(folded);
	if (list.failed)
		sqlite3_result_error_nomem(context);
	else if (list.len > 0)
		sqlite3_result_text(context, list.data, (int)list.len, SQLITE_TRANSIENT);
	civ_buf_free(&list);
}

static void kind_list(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	put_list(context, values[0], civ_words_facility_kind);
}

static void code_list(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	put_list(context, values[0], NULL);
}

static const struct civ_function list[] = {
	/* Kinds of facilities, known ones by their words too, and any codes, however they are parted: joined with ;. */
	{"kind_list", 1, false, kind_list},
	{"code_list", 1, false, code_list},
	{.name = NULL},
};

const struct civ_functions civ_facility_functions = {.list = list};

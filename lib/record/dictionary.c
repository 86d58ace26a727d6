#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "lib/record/records.h"

struct civ_dictionary {
	struct civ_hash *codes;  /* code -> id */
	struct civ_hash *names;  /* name or alias -> id */
	struct civ_hash *places; /* bytes of an id -> index in texts */
	char **texts;
	size_t count, room;
	const char **known;      /* names and aliases, for what may have been meant; in the arena */
	size_t known_count, known_room;
	struct civ_arena *arena;
	unsigned suggested;      /* how often a near code was looked for */
	struct civ_buf folded;   /* the text asked for, where it is not folded itself */
};

/* A file with a wrong code in every row is not searched for what each may have meant. */
enum { MOST_SUGGESTIONS = 40 };

static struct civ_span span_of_id(const int64_t *id)
{
	return (struct civ_span){(const char *)id, sizeof *id};
}

/* Codes and names are kept and found in their folded form. When memory is out a text is its own form, and at worst not
 * found. */
static struct civ_span form_of(struct civ_dictionary *dictionary, struct civ_span text)
{
	if (civ_text_is_folded(text))
		return text;
	civ_buf_clear(&dictionary->folded);
	civ_buf_add(&dictionary->folded, text.text, text.len);
	if (dictionary->folded.failed)
		return text;
	return (struct civ_span){dictionary->folded.data, civ_text_fold(text, dictionary->folded.data)};
}

static bool put_unique(struct civ_hash *hash, struct civ_span key, int64_t id)
{
	int64_t known = 0;

	if (key.len == 0)
		return true;
	if (civ_hash_get(hash, key, &known) && known != 0 && known != id)
		id = CIV_AMBIGUOUS;
	return civ_hash_put(hash, key, id);
}

/* A name or alias, by its folded form. */
static bool put_name(struct civ_dictionary *dictionary, struct civ_span name, int64_t id)
{
	const char *copy;

	if (name.len == 0)
		return true;
	if (!CIV_GROW(dictionary->known, dictionary->known_count, dictionary->known_room))
		return false;
	copy = civ_arena_copy(dictionary->arena, name.text, name.len);
	dictionary->known[dictionary->known_count++] = copy;
	return copy != NULL && put_unique(dictionary->names, name, id);
}

static bool put_aliases(struct civ_dictionary *dictionary, struct civ_span aliases, int64_t id)
{
	/* Folded, the full-width semicolon parts them too. */
	aliases = form_of(dictionary, aliases);
	while (aliases.len > 0) {
		const char *end = memchr(aliases.text, ';', aliases.len);
		size_t len = end == NULL ? aliases.len : (size_t)(end - aliases.text);
		size_t used = end == NULL ? len : len + 1;

		if (!put_name(dictionary, civ_text_trim((struct civ_span){aliases.text, len}), id))
			return false;
		aliases.text += used;
		aliases.len -= used;
	}
	return true;
}

static bool put_text(struct civ_dictionary *dictionary, int64_t id, struct civ_span code)
{
	int64_t place;
	char *text = strndup(code.len == 0 ? "" : code.text, code.len);

	if (text == NULL)
		return false;
	if (civ_hash_get(dictionary->places, span_of_id(&id), &place)) {
		free(dictionary->texts[place]);
		dictionary->texts[place] = text;
		return true;
	}
	if (!CIV_GROW(dictionary->texts, dictionary->count, dictionary->room)) {
		free(text);
		return false;
	}
	dictionary->texts[dictionary->count] = text;
	return civ_hash_put(dictionary->places, span_of_id(&id), (int64_t)dictionary->count++);
}

bool civ_dictionary_put(struct civ_dictionary *dictionary, int64_t id, struct civ_span code, struct civ_span name,
                        struct civ_span aliases)
{
	return put_unique(dictionary->codes, form_of(dictionary, code), id) &&
	       put_name(dictionary, form_of(dictionary, name), id) && put_aliases(dictionary, aliases, id) &&
	       put_text(dictionary, id, code);
}

void civ_dictionary_drop(struct civ_dictionary *dictionary, struct civ_span code)
{
	int64_t id;

	code = form_of(dictionary, code);
	/* The key is there, so that putting 0 needs no memory. */
	if (civ_hash_get(dictionary->codes, code, &id))
		(void)civ_hash_put(dictionary->codes, code, 0);
}

int64_t civ_dictionary_code(struct civ_dictionary *dictionary, struct civ_span code)
{
	int64_t id = 0;

	return civ_hash_get(dictionary->codes, form_of(dictionary, code), &id) ? id : 0;
}

int64_t civ_dictionary_find(struct civ_dictionary *dictionary, struct civ_span text)
{
	int64_t id = civ_dictionary_code(dictionary, text);

	if (id == 0)
		(void)civ_hash_get(dictionary->names, form_of(dictionary, text), &id);
	return id;
}

const char *civ_dictionary_text(const struct civ_dictionary *dictionary, int64_t id)
{
	int64_t place;

	return civ_hash_get(dictionary->places, span_of_id(&id), &place) ? dictionary->texts[place] : NULL;
}

const char *civ_dictionary_code_text(struct civ_dictionary *dictionary, struct civ_span code)
{
	struct civ_span form = form_of(dictionary, code);

	for (size_t i = 0; i < dictionary->count; i++) {
		const char *text = dictionary->texts[i];

		if (text != NULL && strlen(text) == form.len && memcmp(text, form.text, form.len) == 0)
			return text;
	}
	return NULL;
}

static int flagged_column(const struct civ_noun *noun, unsigned flag)
{
	for (int i = 0; noun->columns[i].name != NULL; i++)
		if ((noun->columns[i].flags & flag) != 0)
			return i;
	return -1;
}

static const char *name_or_null(const struct civ_noun *noun, int column)
{
	return column < 0 ? "NULL" : noun->columns[column].name;
}

static struct civ_span span_column(sqlite3_stmt *statement, int column)
{
	return civ_value_column(statement, column).string;
}

static enum civ_status load(struct civ_records *records, const struct civ_noun *noun, struct civ_dictionary *dictionary)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_buf sql = {0};
	sqlite3_stmt *rows;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT id, %s, %s, %s FROM \"%s\"", name_or_null(noun, civ_noun_code_column(noun)),
	             name_or_null(noun, flagged_column(noun, CIV_NAME)),
	             name_or_null(noun, flagged_column(noun, CIV_ALIASES)), noun->name);
	status = civ_records_statement_of(records, &sql, &rows);
	while (civ_store_next(store, rows, &status))
		if (!civ_dictionary_put(dictionary, sqlite3_column_int64(rows, 0), span_column(rows, 1),
		                        span_column(rows, 2), span_column(rows, 3)))
			status = civ_no_memory(civ_records_messages(records));
	return status;
}

enum civ_status civ_dictionary_open(struct civ_records *records, const struct civ_noun *noun,
                                    struct civ_dictionary **dictionary)
{
	struct civ_dictionary *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	made->codes = civ_hash_new();
	made->names = civ_hash_new();
	made->places = civ_hash_new();
	made->arena = civ_arena_new();
	if (made->arena == NULL || made->codes == NULL || made->names == NULL || made->places == NULL)
		status = civ_no_memory(civ_records_messages(records));
	else
		status = load(records, noun, made);
	if (status != CIV_OK) {
		civ_dictionary_free(made);
		return status;
	}
	*dictionary = made;
	return CIV_OK;
}

void civ_dictionary_free(struct civ_dictionary *dictionary)
{
	if (dictionary == NULL)
		return;
	civ_hash_free(dictionary->codes);
	civ_hash_free(dictionary->names);
	civ_hash_free(dictionary->places);
	civ_buf_free(&dictionary->folded);
	for (size_t i = 0; i < dictionary->count; i++)
		free(dictionary->texts[i]);
	free(dictionary->texts);
	free(dictionary->known);
	civ_arena_free(dictionary->arena);
	free(dictionary);
}

struct nearest {
	const char *text;
	size_t distance;
};

/* Of two as near the first by their bytes, so that it does not depend on the order of rows. */
static void take_nearer(struct civ_span text, const char *known, struct nearest *nearest)
{
	size_t distance;

	if (known == NULL || !civ_text_is_near(text, (struct civ_span){known, strlen(known)}, &distance))
		return;
	if (nearest->text == NULL || distance < nearest->distance ||
	    (distance == nearest->distance && strcmp(known, nearest->text) < 0))
		*nearest = (struct nearest){known, distance};
}

const char *civ_dictionary_near(struct civ_dictionary *dictionary, struct civ_span text)
{
	struct nearest code = {NULL, 0}, name = {NULL, 0};

	if (dictionary->suggested++ >= MOST_SUGGESTIONS)
		return NULL;
	for (size_t i = 0; i < dictionary->count; i++)
		take_nearer(text, dictionary->texts[i], &code);
	for (size_t i = 0; i < dictionary->known_count; i++)
		take_nearer(text, dictionary->known[i], &name);
	return code.text == NULL || (name.text != NULL && name.distance < code.distance) ? name.text : code.text;
}

enum civ_status civ_records_dictionary(struct civ_records *records, const struct civ_noun *noun,
                                       struct civ_dictionary **dictionary)
{
	struct civ_dictionary **place = &records->dictionaries[civ_records_place(records, noun)];
	enum civ_status status = CIV_OK;

	if (*place == NULL)
		status = civ_dictionary_open(records, noun, place);
	*dictionary = *place;
	return status;
}

static struct civ_span text_of(const struct civ_noun *noun, const struct civ_value *values, unsigned flag)
{
	for (int i = 0; noun->columns[i].name != NULL; i++)
		if ((noun->columns[i].flags & flag) != 0 && values[i].kind == CIV_STRING)
			return values[i].string;
	return (struct civ_span){NULL, 0};
}

enum civ_status civ_records_learn(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                  const struct civ_value *values)
{
	struct civ_dictionary *dictionary = records->dictionaries[civ_records_place(records, noun)];
	int code = civ_noun_code_column(noun);

	if (civ_scopes_learn(records, noun, id, values) != CIV_OK)
		return CIV_SYSTEM;
	if (dictionary == NULL || code < 0 || values[code].kind != CIV_STRING)
		return CIV_OK;
	if (!civ_dictionary_put(dictionary, id, values[code].string, text_of(noun, values, CIV_NAME),
	                        text_of(noun, values, CIV_ALIASES)))
		return civ_no_memory(records->messages);
	return CIV_OK;
}

void civ_records_forget(struct civ_records *records, const struct civ_noun *noun, struct civ_span code)
{
	struct civ_dictionary *dictionary = records->dictionaries[civ_records_place(records, noun)];

	civ_scopes_forget(records, noun);
	if (dictionary != NULL)
		civ_dictionary_drop(dictionary, code);
}

const char *civ_records_code(struct civ_records *records, const struct civ_noun *noun, int64_t id)
{
	struct civ_dictionary *dictionary;
	const char *text = NULL;

	if (civ_records_dictionary(records, noun, &dictionary) == CIV_OK)
		text = civ_dictionary_text(dictionary, id);
	return text == NULL ? "" : text;
}

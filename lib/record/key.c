/* Rows named by an operand: "K001", "CIVCITY:green_cover", "17", "C01:2024-0815". */
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/record/private.h"

/* A row that is looked for by its key. */
struct sought {
	struct civ_records *records;
	const struct civ_noun *noun;
	bool other;   /* by the noun's other key */
	bool instead; /* by the column that stands in the place of another */
	bool several; /* that is found: more than one row is called so */
	const char *key;
	const struct civ_position *at;
};

static bool is_key_part(const struct civ_noun *noun, int column, bool other)
{
	if (!other)
		return civ_column_is_key_part(&noun->columns[column]);
	for (size_t i = 0; noun->other_key[i] != NULL; i++)
		if (strcmp(noun->other_key[i], noun->columns[column].name) == 0)
			return true;
	return false;
}

static void capitals(struct civ_buf *buf, const char *name)
{
	for (; *name != '\0'; name++)
		civ_buf_addc(buf, (char)(*name >= 'a' && *name <= 'z' ? *name - 'a' + 'A' : *name));
}

void civ_key_form(const struct civ_noun *noun, struct civ_buf *buf)
{
	const char *separator = "";

	for (int i = 0; noun->columns[i].name != NULL; i++) {
		int instead = civ_noun_instead(noun, i);

		if (!is_key_part(noun, i, false))
			continue;
		civ_buf_adds(buf, separator);
		capitals(buf, noun->columns[i].name);
		if (instead >= 0) {
			civ_buf_addc(buf, '|');
			capitals(buf, noun->columns[instead].name);
		}
		separator = ":";
	}
}

static size_t part_count(const struct civ_noun *noun, bool other)
{
	size_t count = 0;

	for (int i = 0; noun->columns[i].name != NULL; i++)
		count += is_key_part(noun, i, other) ? 1 : 0;
	return count;
}

/* The part for column I of the noun; the scope of a reference stands before it. */
static enum civ_status parse_part(const struct sought *sought, int i, struct civ_span text,
                                  const struct civ_reading *reading, struct civ_value *values)
{
	const struct civ_column *column = &sought->noun->columns[i];
	int scope = column->scope == NULL ? -1 : civ_noun_column(sought->noun, column->scope);
	struct civ_records *records = sought->records;
	struct civ_value *value = &values[i];
	enum civ_status status = civ_value_parse(column, text, reading, value);

	if (status != CIV_OK || value->kind == CIV_NULL || column->type != CIV_REF)
		return status;
	text = value->string;
	*value = (struct civ_value){.kind = CIV_INTEGER};
	status = scope >= 0 ? civ_reference_scoped(records, column, &values[scope], text, &value->integer)
	                    : civ_records_find(records, column->ref, text, reading->at, &value->integer);
	if (status == CIV_OK && value->integer == 0)
		status = civ_reference_unknown(records, column, text, reading);
	return status;
}

/* The parts of the key into VALUES; the last part takes the rest of the text, colons too. */
static enum civ_status parse_parts(const struct sought *sought, struct civ_arena *arena, struct civ_value *values)
{
	const struct civ_reading reading = {sought->at, arena, civ_records_messages(sought->records)};
	const struct civ_noun *noun = sought->noun;
	const char *key = sought->key;
	size_t left = part_count(noun, sought->other);
	enum civ_status status = CIV_OK;

	for (int i = 0; noun->columns[i].name != NULL && status == CIV_OK; i++) {
		int instead = sought->instead ? civ_noun_instead(noun, i) : -1;
		const char *end;

		if (!is_key_part(noun, i, sought->other))
			continue;
		end = --left == 0 ? key + strlen(key) : strchr(key, ':');
		if (end == NULL)
			end = key + strlen(key);
		status = parse_part(sought, instead < 0 ? i : instead, (struct civ_span){key, (size_t)(end - key)},
		                    &reading, values);
		key = *end == ':' ? end + 1 : end;
	}
	return status;
}

/* Several rows are called by the key. */
static enum civ_status say_several(const struct sought *sought)
{
	struct civ_buf form = {0};
	enum civ_status status;

	civ_key_form(sought->noun, &form);
	status = civ_error(civ_records_messages(sought->records), CIV_REFUSED, sought->at,
	                   "several %s are called '%s': name it as %s", civ_say(sought->noun->view), sought->key,
	                   civ_buf_str(&form));
	civ_buf_free(&form);
	return status;
}

/* A bare code where the key has more parts: good when only one scope has it. */
static enum civ_status find_bare_code(const struct sought *sought, int64_t *id)
{
	struct civ_dictionary *dictionary;
	enum civ_status status = civ_records_dictionary(sought->records, sought->noun, &dictionary);

	if (status != CIV_OK)
		return status;
	*id = civ_dictionary_find(dictionary, (struct civ_span){sought->key, strlen(sought->key)});
	if (*id != CIV_AMBIGUOUS)
		return CIV_OK;
	*id = 0;
	return say_several(sought);
}

/* The number of parts that KEY gives. */
static size_t parts_given(const char *key)
{
	size_t count = 1;

	for (; *key != '\0'; key++)
		count += *key == ':' ? 1 : 0;
	return count;
}

/* Without its last part a key is good when only one row has the others. */
static enum civ_status find_front(struct sought *sought, const struct civ_value *values, int64_t *id)
{
	enum civ_status status = civ_select_front(sought->records, sought->noun, values, id);

	if (status != CIV_OK || *id != CIV_AMBIGUOUS)
		return status;
	*id = 0;
	sought->several = true;
	return say_several(sought);
}

static enum civ_status find_parts(struct sought *sought, int64_t *id)
{
	const struct civ_noun *noun = sought->noun;
	struct civ_arena *arena = civ_arena_new();
	struct civ_value *values = NULL;
	enum civ_status status = CIV_SYSTEM;

	if (arena != NULL)
		values = civ_arena_alloc(arena, civ_noun_width(noun) * sizeof *values);
	if (values == NULL)
		status = civ_no_memory(civ_records_messages(sought->records));
	else
		status = parse_parts(sought, arena, values);
	if (status == CIV_OK)
		status = civ_select_key(sought->records, noun, values, id);
	if (status == CIV_OK && *id == 0 && !sought->other && parts_given(sought->key) + 1 == part_count(noun, false))
		status = find_front(sought, values, id);
	civ_arena_free(arena);
	return status;
}

/* By the columns in their own places; where that finds nothing, by those that stand instead. */
static enum civ_status find_either(struct sought *sought, int64_t *id)
{
	struct civ_messages *first = civ_messages_new(), *second = civ_messages_new();
	struct civ_messages *before = civ_records_messages(sought->records), *told = first;
	enum civ_status status = CIV_SYSTEM, other;

	if (first == NULL || second == NULL) {
		(void)civ_no_memory(before);
		goto done;
	}
	(void)civ_records_report_to(sought->records, first);
	status = find_parts(sought, id);
	if (status <= CIV_REFUSED && *id == 0 && !sought->several) {
		sought->instead = true;
		(void)civ_records_report_to(sought->records, second);
		other = find_parts(sought, id);
		/* What can be a key in one of the two ways is one, of a row that is not there. */
		told = status == CIV_OK && other <= CIV_REFUSED ? first : second;
		status = told == second ? other : CIV_OK;
	}
	(void)civ_records_report_to(sought->records, before);
	civ_messages_move(before, told);
done:
	civ_messages_free(first);
	civ_messages_free(second);
	return status;
}

static bool has_instead(const struct civ_noun *noun)
{
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (c->instead != NULL)
			return true;
	return false;
}

enum civ_status civ_key_find(struct civ_records *records, const struct civ_noun *noun, const char *key,
                             const struct civ_position *at, int64_t *id)
{
	struct sought sought = {.records = records, .noun = noun, .key = key, .at = at};
	int code = civ_noun_code_column(noun);
	bool by_id = code >= 0 && noun->columns[code].type == CIV_ID, has_parts = strchr(key, ':') != NULL;
	enum civ_status status;
	int64_t number;

	*id = 0;
	sought.other = by_id && has_parts && noun->other_key != NULL && !civ_int_parse(key, strlen(key), &number);
	if (code >= 0 && !by_id && !has_parts)
		status = find_bare_code(&sought, id);
	else if (has_instead(noun))
		status = find_either(&sought, id);
	else
		status = find_parts(&sought, id);
	if (status == CIV_OK && *id == 0)
		status = civ_records_unknown(records, noun, (struct civ_span){key, strlen(key)}, at,
		                             civ_records_messages(records));
	return status;
}

enum civ_status civ_key_text(struct civ_records *records, const struct civ_noun *noun, int64_t id, struct civ_buf *buf)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_select_row(records, noun, id, &row);
	const char *separator = "";

	if (status != CIV_OK)
		return status;
	for (int i = 0; noun->columns[i].name != NULL && status == CIV_OK; i++) {
		int instead = civ_noun_instead(noun, i), column = i;
		struct civ_value value = civ_value_column(row, i);

		if (!is_key_part(noun, i, false))
			continue;
		if (value.kind == CIV_NULL && instead >= 0) {
			column = instead;
			value = civ_value_column(row, column);
		}
		civ_buf_adds(buf, separator);
		status = civ_value_text(records, &noun->columns[column], &value, buf);
		separator = ":";
	}
	sqlite3_reset(row);
	return status;
}

enum civ_status civ_records_find(struct civ_records *records, const struct civ_noun *noun, struct civ_span text,
                                 const struct civ_position *at, int64_t *id)
{
	struct civ_dictionary *dictionary;
	enum civ_status status;
	int code = civ_noun_code_column(noun);

	*id = 0;
	if (code >= 0 && noun->columns[code].type == CIV_ID) {
		char *key = strndup(text.text, text.len);

		status = key == NULL ? civ_no_memory(civ_records_messages(records))
		                     : civ_key_find(records, noun, key, at, id);
		free(key);
		return status;
	}
	status = civ_records_dictionary(records, noun, &dictionary);
	if (status != CIV_OK)
		return status;
	*id = civ_dictionary_find(dictionary, text);
	if (*id == CIV_AMBIGUOUS) {
		*id = 0;
		return civ_error(civ_records_messages(records), CIV_REFUSED, at,
		                 "several %s are called '%.*s': use the code", civ_say(noun->view), (int)text.len,
		                 text.text);
	}
	return CIV_OK;
}

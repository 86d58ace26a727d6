/* The rows of a file under the rules that it did not have. */
#include <string.h>

#include "civplan/say.h"
#include "lib/record/private.h"
#include "lib/record/schema.h"

static const char *message_of(const struct civ_noun *noun, const struct civ_part *part)
{
	for (const struct civ_rule *rule = noun->rules; rule != NULL && rule->name != NULL; rule++)
		if (part->is_rule && strlen(rule->name) == part->name.len &&
		    memcmp(rule->name, part->name.text, part->name.len) == 0)
			return civ_say(rule->message);
	return NULL;
}

static enum civ_status tell_row(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                const struct civ_part *part)
{
	struct civ_messages *messages = civ_records_messages(records);
	const char *message = message_of(noun, part);
	struct civ_buf key = {0};
	enum civ_status status = civ_key_text(records, noun, id, &key);

	if (status == CIV_OK && key.failed)
		status = civ_no_memory(messages);
	if (status == CIV_OK && message != NULL)
		(void)civ_error(messages, CIV_REFUSED, NULL, "%s '%s': %s", civ_say(noun->name), civ_buf_str(&key),
		                message);
	else if (status == CIV_OK)
		(void)civ_error(messages, CIV_REFUSED, NULL, "%s '%s' breaks a rule of this release: %.*s",
		                civ_say(noun->name), civ_buf_str(&key), (int)part->text.len, part->text.text);
	civ_buf_free(&key);
	return status;
}

static enum civ_status see_check(struct civ_records *records, const struct civ_noun *noun, const struct civ_part *part,
                                 struct civ_span check)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_buf sql = {0};
	sqlite3_stmt *rows = NULL;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT id FROM \"%s\" WHERE NOT %.*s LIMIT %d", noun->name, (int)check.len, check.text,
	             CIV_ROWS_TOLD);
	status = civ_buf_str(&sql) == NULL ? civ_no_memory(civ_records_messages(records))
	                                   : civ_store_prepare(store, civ_buf_str(&sql), &rows);
	while (civ_store_next(store, rows, &status))
		status = tell_row(records, noun, sqlite3_column_int64(rows, 0), part);
	sqlite3_finalize(rows);
	civ_buf_free(&sql);
	return status;
}

/* The CHECKs of a table that the file did not have so. */
static enum civ_status see_table(struct civ_records *records, const struct civ_noun *noun,
                                 const struct civ_object *wanted, const struct civ_object *held)
{
	struct civ_part part, old;
	const char *at = NULL;
	enum civ_status status = CIV_OK;

	while (status == CIV_OK && civ_part_next(wanted->sql, &at, &part)) {
		const char *inside = NULL;
		struct civ_span check;
		bool same = civ_part_find(held->sql, part.is_rule, part.name, &old) && old.text.len == part.text.len &&
		            memcmp(old.text.text, part.text.text, part.text.len) == 0;

		while (!same && status == CIV_OK && civ_part_check(part.text, &inside, &check))
			status = see_check(records, noun, &part, check);
	}
	return status;
}

enum civ_status civ_schema_see_rules(struct civ_records *records, const struct civ_noun *const *nouns,
                                     const struct civ_objects *wanted, const struct civ_objects *held)
{
	size_t before = civ_messages_errors(civ_records_messages(records));
	enum civ_status status = CIV_OK;

	for (size_t i = 0; nouns[i] != NULL && status == CIV_OK; i++) {
		const struct civ_object *now = civ_objects_find(wanted, "table", nouns[i]->name);
		const struct civ_object *then = civ_objects_find(held, "table", nouns[i]->name);

		if (now != NULL && then != NULL && strcmp(now->sql, then->sql) != 0)
			status = see_table(records, nouns[i], now, then);
	}
	return status == CIV_OK && civ_messages_errors(civ_records_messages(records)) > before ? CIV_REFUSED : status;
}

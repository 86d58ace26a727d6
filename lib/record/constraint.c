/* What SQLite says of a refused row, in the words of the noun tables. */
#include <string.h>

#include "civplan/say.h"
#include "lib/record/private.h"

static const struct civ_rule *rule_named(const struct civ_noun *noun, const char *name)
{
	for (const struct civ_rule *rule = noun->rules; rule != NULL && rule->name != NULL; rule++)
		if (strcmp(rule->name, name) == 0)
			return rule;
	return NULL;
}

/* SQLite's messages name the constraint behind a colon: "CHECK constraint failed: start_before_due". */
static const char *constraint_name(const char *message)
{
	const char *colon = strstr(message, "failed: ");

	return colon == NULL ? "" : colon + strlen("failed: ");
}

/* A unique constraint is named by its index, or by its columns: "issue.channel_id, issue.external_id". */
static bool names_index(const char *message, const struct civ_noun *noun, const struct civ_index *index)
{
	struct civ_buf columns = {0};
	const char *name = index->columns;
	bool same;

	while (*name != '\0') {
		size_t len = strcspn(name, ", ");

		civ_buf_addf(&columns, "%s%s.%.*s", columns.len == 0 ? "" : ", ", noun->name, (int)len, name);
		name += len + strspn(name + len, ", ");
	}
	same = columns.data != NULL && strcmp(constraint_name(message), columns.data) == 0;
	civ_buf_free(&columns);
	return same || strstr(message, index->name) != NULL;
}

static enum civ_status unique_error(const struct civ_record *record, const char *message)
{
	for (const struct civ_index *index = record->noun->indexes; index != NULL && index->name != NULL; index++)
		if (index->unique && names_index(message, record->noun, index))
			return civ_record_error(record, -1, "another %s has the same %s", civ_say(record->noun->name),
			                        index->columns);
	return civ_record_error(record, -1, "another %s has the same key", civ_say(record->noun->name));
}

enum civ_status civ_constraint_error(struct civ_store *store, const struct civ_record *record)
{
	const char *message = sqlite3_errmsg(civ_store_db(store));
	const struct civ_rule *rule;

	switch (sqlite3_extended_errcode(civ_store_db(store))) {
	case SQLITE_CONSTRAINT_CHECK:
		rule = rule_named(record->noun, constraint_name(message));
		if (rule != NULL)
			return civ_record_error(record, civ_noun_column(record->noun, rule->column), "%s",
			                        civ_say(rule->message));
		break;
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
		return unique_error(record, message);
	default:
		break;
	}
	return civ_record_error(record, -1, "the database refuses the row: %s", message);
}

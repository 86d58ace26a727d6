/* References between rows: by id, or kept as codes; resolved at once or when the run ends. */
#include <string.h>

#include "civplan/say.h"
#include "lib/record/private.h"
#include "lib/record/sql.h"

enum civ_status civ_records_named(struct civ_records *records, const struct civ_noun *noun, const char *option,
                                  const char *text, int64_t *id)
{
	const struct civ_position at = {.file = option};
	const struct civ_span span = {text, strlen(text)};
	enum civ_status status = civ_records_find(records, noun, span, option == NULL ? NULL : &at, id);

	if (status != CIV_OK || *id != 0)
		return status;
	return civ_records_unknown(records, noun, span, option == NULL ? NULL : &at, civ_records_messages(records));
}

enum civ_status civ_records_all_named(struct civ_records *records, const struct civ_noun *noun,
                                      const struct civ_asked *asked, const char **ids)
{
	struct civ_buf joined = {0};
	enum civ_status status = CIV_OK;

	for (const char *text = asked->text; text != NULL;) {
		size_t len = strcspn(text, ",");
		struct civ_span part = civ_text_trim((struct civ_span){text, len});
		const char *one = civ_arena_copy(asked->arena, part.text, part.len);
		int64_t id = 0;

		status = civ_worse(status, one == NULL ? civ_no_memory(civ_records_messages(records))
		                                       : civ_records_named(records, noun, asked->option, one, &id));
		civ_buf_addf(&joined, "%s%lld", text == asked->text ? "" : ",", (long long)id);
		text = text[len] == ',' ? text + len + 1 : NULL;
	}
	*ids = civ_buf_str(&joined) == NULL ? NULL : civ_arena_copy(asked->arena, joined.data, joined.len);
	civ_buf_free(&joined);
	return *ids == NULL ? civ_no_memory(civ_records_messages(records)) : status;
}

enum civ_status civ_bind_named(struct civ_records *records, sqlite3_stmt *statement, const char *name,
                               const struct civ_noun *noun, const char *text)
{
	struct civ_buf option = {0};
	struct civ_asked asked = {.text = text};
	const char *ids;
	enum civ_status status;

	if (text == NULL)
		return CIV_OK;
	civ_buf_addf(&option, "--%s", name + 1);
	asked.option = civ_buf_str(&option);
	asked.arena = civ_arena_new();
	if (asked.option == NULL || asked.arena == NULL)
		status = civ_no_memory(civ_records_messages(records));
	else
		status = civ_records_all_named(records, noun, &asked, &ids);
	if (status == CIV_OK)
		status = civ_bind_text(civ_records_store(records), statement, name, ids);
	civ_arena_free(asked.arena);
	civ_buf_free(&option);
	return status;
}

enum civ_status civ_records_code_named(struct civ_records *records, const struct civ_noun *noun, const char *option,
                                       const char *text, const char **code)
{
	struct civ_dictionary *dictionary;
	int64_t id = 0;
	enum civ_status status = civ_records_dictionary(records, noun, &dictionary);

	if (status != CIV_OK)
		return status;
	/* A code first, though it may be the name of another. */
	*code = civ_dictionary_code_text(dictionary, (struct civ_span){text, strlen(text)});
	if (*code != NULL)
		return CIV_OK;
	status = civ_records_named(records, noun, option, text, &id);
	if (status == CIV_OK)
		*code = civ_dictionary_text(dictionary, id);
	return status;
}

/* A row that is known by its number; that it is not there is for the caller to say, for it may stand further down. */
static enum civ_status find_numbered(struct civ_records *records, const struct civ_noun *noun, struct civ_span text,
                                     const struct civ_position *at, int64_t *id)
{
	struct civ_messages *aside = civ_messages_new(), *before;
	enum civ_status status;

	if (aside == NULL)
		return civ_no_memory(civ_records_messages(records));
	before = civ_records_report_to(records, aside);
	status = civ_records_find(records, noun, text, at, id);
	(void)civ_records_report_to(records, before);
	if (status == CIV_REFUSED) {
		*id = 0;
		status = CIV_OK;
	} else {
		civ_messages_move(before, aside);
	}
	civ_messages_free(aside);
	return status;
}

enum civ_status civ_reference_find(struct civ_records *records, const struct civ_column *column, struct civ_span text,
                                   const struct civ_reading *reading, int64_t *id)
{
	int code = civ_noun_code_column(column->ref);
	struct civ_dictionary *dictionary;
	enum civ_status status;

	if (code >= 0 && column->ref->columns[code].type == CIV_ID)
		return find_numbered(records, column->ref, text, reading->at, id);
	status = civ_records_dictionary(records, column->ref, &dictionary);
	if (status != CIV_OK)
		return status;
	*id = civ_dictionary_find(dictionary, text);
	if (*id == CIV_AMBIGUOUS)
		return civ_error(reading->messages, CIV_REFUSED, reading->at,
		                 "%s: several %s are called '%.*s': use the code", column->name,
		                 civ_say(column->ref->view), (int)text.len, text.text);
	return CIV_OK;
}

/* One code of a reference kept as text: by code (in whatever scopes), else by name. */
static enum civ_status canonical_code(struct civ_records *records, const struct civ_column *column,
                                      struct civ_span text, const struct civ_reading *reading, struct civ_span *code)
{
	struct civ_dictionary *dictionary;
	enum civ_status status = civ_records_dictionary(records, column->ref, &dictionary);
	int64_t id;

	if (status != CIV_OK)
		return status;
	id = civ_dictionary_code(dictionary, text);
	if (id == CIV_AMBIGUOUS) {
		*code = text;
		return CIV_OK;
	}
	if (id == 0)
		id = civ_dictionary_find(dictionary, text);
	if (id == CIV_AMBIGUOUS)
		return civ_error(reading->messages, CIV_REFUSED, reading->at,
		                 "several %s are called '%.*s': use the code", civ_say(column->ref->view),
		                 (int)text.len, text.text);
	if (id == 0)
		return civ_reference_unknown(records, column, text, reading);
	code->text = civ_dictionary_text(dictionary, id);
	code->len = strlen(code->text);
	return CIV_OK;
}

static enum civ_status join_code(struct civ_records *records, const struct civ_column *column, struct civ_span text,
                                 const struct civ_reading *reading, struct civ_buf *joined)
{
	struct civ_span code = {NULL, 0};
	enum civ_status status = canonical_code(records, column, text, reading, &code);

	if (status == CIV_OK) {
		civ_buf_adds(joined, joined->len == 0 ? "" : ";");
		civ_buf_add(joined, code.text, code.len);
	}
	return status;
}

/* A name may hold what else parts a list: what stands between two ; is one name before it is several. */
static enum civ_status join_codes(struct civ_records *records, const struct civ_column *column, struct civ_span text,
                                  const struct civ_reading *reading, struct civ_buf *joined)
{
	struct civ_dictionary *dictionary;
	enum civ_status status = civ_records_dictionary(records, column->ref, &dictionary);

	if (status != CIV_OK)
		return status;
	while (text.len > 0) {
		const char *end = memchr(text.text, ';', text.len);
		size_t len = end == NULL ? text.len : (size_t)(end - text.text);
		struct civ_span rest = civ_text_trim((struct civ_span){text.text, len}), part;

		if (rest.len > 0 && civ_dictionary_find(dictionary, rest) != 0)
			status = civ_worse(status, join_code(records, column, rest, reading, joined));
		else
			while (civ_list_next(&rest, &part))
				status = civ_worse(status, join_code(records, column, part, reading, joined));
		len += end == NULL ? 0 : 1;
		text = (struct civ_span){text.text + len, text.len - len};
	}
	return status;
}

enum civ_status civ_reference_text(struct civ_records *records, const struct civ_column *column, struct civ_span text,
                                   const struct civ_reading *reading, struct civ_span *canonical)
{
	struct civ_buf joined = {0};
	enum civ_status status = CIV_OK;

	if (column->type == CIV_REFS)
		status = join_codes(records, column, text, reading, &joined);
	else if (text.len > 0)
		status = join_code(records, column, civ_text_trim(text), reading, &joined);
	if (status == CIV_OK) {
		canonical->len = joined.len;
		canonical->text = joined.failed ? NULL
		                                : civ_arena_copy(reading->arena, joined.len == 0 ? "" : joined.data,
		                                                 joined.len);
		if (canonical->text == NULL)
			status = civ_no_memory(reading->messages);
	}
	civ_buf_free(&joined);
	return status;
}

static enum civ_status update_column(struct civ_records *records, const struct civ_waiting *waiting,
                                     const struct civ_value *value)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_buf sql = {0};
	sqlite3_stmt *update;
	enum civ_status status;

	civ_buf_adds(&sql, "UPDATE ");
	civ_sql_name(&sql, waiting->noun->name);
	civ_buf_adds(&sql, " SET ");
	civ_sql_column(&sql, &waiting->noun->columns[waiting->column]);
	civ_buf_adds(&sql, " = ?1 WHERE id = ?2");
	status = civ_records_statement_of(records, &sql, &update);
	if (status == CIV_OK)
		status = civ_value_bind(store, update, 1, value);
	if (status == CIV_OK && sqlite3_bind_int64(update, 2, waiting->id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	if (status == CIV_OK)
		status = civ_store_do(store, update);
	return status;
}

/* A code of the own noun within the scope of the row, such as indicator.parent within its standard. */
static enum civ_status check_scoped(struct civ_records *records, const struct civ_waiting *waiting,
                                    const struct civ_value *code)
{
	const struct civ_column *c = &waiting->noun->columns[waiting->column];
	struct civ_store *store = civ_records_store(records);
	struct civ_buf sql = {0};
	sqlite3_stmt *find;
	enum civ_status status;
	bool found = false;

	civ_buf_addf(&sql,
	             "SELECT 1"
	             " FROM \"%s\" x"
	             " JOIN \"%s\" t ON t.\"%s_id\" IS x.\"%s_id\""
	             " WHERE t.id = ?1 AND x.code = ?2",
	             c->ref->name, waiting->noun->name, c->scope, c->scope);
	status = civ_records_statement_of(records, &sql, &find);
	if (status == CIV_OK && sqlite3_bind_int64(find, 1, waiting->id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	if (status == CIV_OK)
		status = civ_value_bind(store, find, 2, code);
	if (status == CIV_OK)
		status = civ_store_step(store, find, &found);
	if (status == CIV_OK) {
		sqlite3_reset(find);
		if (!found)
			status = civ_error(civ_records_messages(records), CIV_REFUSED, &waiting->at,
			                   "%s: no %s '%.*s' in the same %s", c->name, civ_say(c->ref->name),
			                   (int)code->string.len, code->string.text, civ_say(c->scope));
	}
	return status;
}

static enum civ_status resolve_text(struct civ_records *records, const struct civ_waiting *waiting)
{
	const struct civ_column *column = &waiting->noun->columns[waiting->column];
	const struct civ_span text = waiting->text;
	const struct civ_reading reading = {&waiting->at, civ_arena_new(), civ_records_messages(records)};
	struct civ_value value = {.kind = CIV_STRING};
	enum civ_status status;

	if (reading.arena == NULL)
		return civ_no_memory(reading.messages);
	status = civ_reference_text(records, column, text, &reading, &value.string);
	if (status == CIV_OK && (value.string.len != text.len || memcmp(value.string.text, text.text, text.len) != 0))
		status = update_column(records, waiting, &value);
	if (status == CIV_OK && column->scope != NULL)
		status = check_scoped(records, waiting, &value);
	civ_arena_free(reading.arena);
	return status;
}

/* Within the scope that the waiting row has. */
static enum civ_status find_scoped(struct civ_records *records, const struct civ_waiting *waiting, int64_t *id)
{
	const struct civ_column *column = &waiting->noun->columns[waiting->column];
	int scope = civ_noun_column(waiting->noun, column->scope);
	sqlite3_stmt *row;
	struct civ_value value;
	enum civ_status status = civ_select_row(records, waiting->noun, waiting->id, &row);

	if (status != CIV_OK)
		return status;
	value = civ_value_column(row, scope);
	sqlite3_reset(row);
	return civ_reference_scoped(records, column, &value, waiting->text, id);
}

enum civ_status civ_reference_resolve(struct civ_records *records, const struct civ_waiting *waiting)
{
	const struct civ_column *column = &waiting->noun->columns[waiting->column];
	const struct civ_reading reading = {.at = &waiting->at, .messages = civ_records_messages(records)};
	struct civ_value value = {.kind = CIV_INTEGER};
	enum civ_status status;

	if (column->type != CIV_REF)
		return resolve_text(records, waiting);
	status = column->scope != NULL ? find_scoped(records, waiting, &value.integer)
	                               : civ_records_find(records, column->ref, waiting->text, &waiting->at,
	                                                  &value.integer);
	if (status == CIV_OK && value.integer == 0)
		status = civ_reference_unknown(records, column, waiting->text, &reading);
	return status == CIV_OK ? update_column(records, waiting, &value) : status;
}

/* One row for each step up from row ?1; it comes back to the row itself only in a cycle. */
static void cycle_sql(struct civ_buf *sql, const struct civ_noun *noun, const struct civ_column *c)
{
	static const char list[] = "json_each('[' || replace(json_quote(t.\"%s\"), ';', '\",\"') || ']') j";
	const char *n = noun->name;

	if (c->type == CIV_REF) {
		civ_buf_addf(sql,
		             "WITH RECURSIVE up(id) AS ("
		             " SELECT \"%s_id\" FROM \"%s\" WHERE id = ?1"
		             " UNION"
		             " SELECT t.\"%s_id\" FROM up JOIN \"%s\" t ON t.id = up.id"
		             ")"
		             " SELECT 1 FROM up WHERE id = ?1",
		             c->name, n, c->name, n);
	} else if (c->type == CIV_CODEREF) {
		civ_buf_addf(sql,
		             "WITH RECURSIVE self AS ("
		             " SELECT * FROM \"%s\" WHERE id = ?1"
		             "), up(code) AS ("
		             " SELECT \"%s\" FROM self"
		             " UNION"
		             " SELECT t.\"%s\" FROM up JOIN \"%s\" t ON t.code = up.code",
		             n, c->name, c->name, n);
		if (c->scope != NULL)
			civ_buf_addf(sql, " AND t.\"%s_id\" IS (SELECT \"%s_id\" FROM self)", c->scope, c->scope);
		civ_buf_adds(sql, ") SELECT 1 FROM up WHERE code = (SELECT code FROM self)");
	} else {
		civ_buf_addf(sql, "WITH RECURSIVE up(code) AS (SELECT j.value FROM \"%s\" t, ", n);
		civ_buf_addf(sql, list, c->name);
		civ_buf_addf(sql, " WHERE t.id = ?1 UNION SELECT j.value FROM up JOIN \"%s\" t ON t.code = up.code, ",
		             n);
		civ_buf_addf(sql, list, c->name);
		civ_buf_addf(sql,
		             " WHERE t.\"%s\" IS NOT NULL)"
		             " SELECT 1 FROM up WHERE code = (SELECT code FROM \"%s\" WHERE id = ?1)",
		             c->name, n);
	}
}

enum civ_status civ_reference_cycle(struct civ_records *records, const struct civ_waiting *waiting)
{
	const struct civ_noun *noun = waiting->noun;
	struct civ_store *store = civ_records_store(records);
	bool option = civ_position_is_option(&waiting->at);
	struct civ_buf sql = {0};
	sqlite3_stmt *walk;
	enum civ_status status;

	cycle_sql(&sql, noun, &noun->columns[waiting->column]);
	status = civ_records_statement_of(records, &sql, &walk);
	if (status == CIV_OK && sqlite3_bind_int64(walk, 1, waiting->id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	if (civ_store_next(store, walk, &status)) {
		sqlite3_reset(walk);
		status = civ_error(civ_records_messages(records), CIV_REFUSED, &waiting->at,
		                   "%s%sleads back to the %s itself", option ? "" : noun->columns[waiting->column].name,
		                   option ? "" : ": ", civ_say(noun->name));
	}
	return status;
}

enum civ_status civ_reversed_check(struct civ_records *records, const struct civ_waiting *waiting)
{
	sqlite3_stmt *row;
	bool reversed;
	enum civ_status status = civ_select_row(records, waiting->noun, waiting->id, &row);

	if (status != CIV_OK)
		return status;
	reversed = civ_value_column(row, waiting->column).integer != 0;
	sqlite3_reset(row);
	if (reversed)
		return CIV_OK;
	return civ_error(civ_records_messages(records), CIV_REFUSED, &waiting->at,
	                 "%s: '%.*s', and nothing in the input reverses it",
	                 waiting->noun->columns[waiting->column].name, (int)waiting->text.len, waiting->text.text);
}

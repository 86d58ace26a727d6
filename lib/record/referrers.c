/* Who refers to a row: for removal, and for codes kept as text that follow a rename. */
#include "civplan/say.h"
#include "lib/record/private.h"

/* A row that others refer to. */
struct target {
	const struct civ_noun *noun;
	int64_t id;
	struct civ_span code, key;
	bool shared; /* another row has the code, within something else */
};

/* The rows whose COLUMN refers to row ?1 of the noun OTHER, whose code is ?2. */
static void referrer_match(struct civ_buf *sql, const struct civ_noun *other, const struct civ_column *column)
{
	if (column->same == other) {
		civ_buf_addf(sql, "t.\"%s\" = ?2 AND (%s)", column->name, column->same_where);
	} else if (column->elsewhere != NULL) {
		civ_buf_adds(sql, column->names);
	} else if (column->type == CIV_REF) {
		civ_buf_addf(sql, "t.\"%s_id\" = ?1", column->name);
	} else if (column->type == CIV_REFS) {
		civ_buf_addf(sql, "instr(';' || t.\"%s\" || ';', ';' || ?2 || ';') > 0", column->name);
	} else if (column->scope != NULL) {
		civ_buf_addf(sql, "t.\"%s\" = ?2 AND t.\"%s_id\" IS (SELECT \"%s_id\" FROM \"%s\" WHERE id = ?1)",
		             column->name, column->scope, column->scope, other->name);
	} else {
		/* A code that another scope has too still leads somewhere. */
		civ_buf_addf(sql,
		             "t.\"%s\" = ?2 AND NOT EXISTS (SELECT 1 FROM \"%s\" x WHERE x.code = ?2 AND x.id <> ?1)",
		             column->name, other->name);
	}
}

static enum civ_status bind_referrer(struct civ_store *store, sqlite3_stmt *statement, const struct target *target)
{
	struct civ_value text = {.kind = CIV_STRING, .string = target->code};

	if (sqlite3_bind_int64(statement, 1, target->id) != SQLITE_OK)
		return civ_store_fail(store, "bind an id");
	return sqlite3_bind_parameter_count(statement) > 1 ? civ_value_bind(store, statement, 2, &text) : CIV_OK;
}

static enum civ_status count_referrers(struct civ_records *records, const struct civ_noun *noun,
                                       const struct civ_column *column, const struct target *target, int64_t *count)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_buf sql = {0};
	sqlite3_stmt *find;
	enum civ_status status;
	bool row;

	civ_buf_addf(&sql, "SELECT count(*) FROM \"%s\" t WHERE ", noun->name);
	referrer_match(&sql, target->noun, column);
	status = civ_records_statement_of(records, &sql, &find);
	if (status == CIV_OK)
		status = bind_referrer(store, find, target);
	if (status == CIV_OK)
		status = civ_store_step(store, find, &row);
	if (status == CIV_OK) {
		*count = sqlite3_column_int64(find, 0);
		sqlite3_reset(find);
	}
	return status;
}

/* True if another row of the noun has the target's code, in another scope: then a text that names it still leads
 * somewhere. */
static enum civ_status is_shared(struct civ_records *records, const struct target *target, bool *shared)
{
	struct civ_buf sql = {0};
	sqlite3_stmt *find;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT 1 FROM \"%s\" WHERE id <> ?1 AND \"%s\" = ?2 LIMIT 1", target->noun->name,
	             target->noun->columns[civ_noun_code_column(target->noun)].name);
	status = civ_records_statement_of(records, &sql, &find);
	if (status == CIV_OK)
		status = bind_referrer(civ_records_store(records), find, target);
	if (status == CIV_OK)
		status = civ_store_step(civ_records_store(records), find, shared);
	if (status == CIV_OK)
		sqlite3_reset(find);
	return status;
}

/* How many rows name it in COLUMN, a reference or a text. */
static enum civ_status count_named(struct civ_records *records, const struct civ_noun *noun,
                                   const struct civ_column *column, const struct target *target, int64_t *count)
{
	struct civ_mentioned mentioned = {.noun = target->noun, .code = target->code, .key = target->key};
	enum civ_status status;

	*count = 0;
	/* That of another column's row is counted there. */
	if (column->elsewhere != NULL && column->names == NULL)
		return CIV_OK;
	if (column->ref == target->noun || column->same == target->noun)
		return count_referrers(records, noun, column, target, count);
	if (civ_grammar_of(column) == NULL ||
	    target->noun->columns[civ_noun_code_column(target->noun)].type != CIV_CODE)
		return CIV_OK;
	status = is_shared(records, target, &mentioned.shared);
	return status == CIV_OK ? civ_mentions_count(records, noun, column, &mentioned, count) : status;
}

enum civ_status civ_references_check(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                     const struct civ_position *at)
{
	struct civ_buf code = {0}, found = {0};
	enum civ_status status = civ_key_text(records, noun, id, &code);
	int column = civ_noun_code_column(noun);
	struct target target = {.noun = noun, .id = id};
	sqlite3_stmt *row;

	if (status == CIV_OK && column >= 0 && (status = civ_select_row(records, noun, id, &row)) == CIV_OK) {
		target.code = civ_value_column(row, column).string;
		target.key = (struct civ_span){code.data, code.len};
		for (size_t n = 0; civ_nouns[n] != NULL && status == CIV_OK; n++)
			for (const struct civ_column *c = civ_nouns[n]->columns; c->name != NULL && status == CIV_OK;
			     c++) {
				int64_t count = 0;

				status = count_named(records, civ_nouns[n], c, &target, &count);
				if (count > 0)
					civ_buf_addf(&found, civ_say(CIV_WORD("%s%lld in %s (%s)")),
					             found.len == 0 ? "" : ", ", (long long)count,
					             civ_say(civ_nouns[n]->view), c->name);
			}
		sqlite3_reset(row);
	}
	if (status == CIV_OK && found.len > 0)
		status = civ_error(civ_records_messages(records), CIV_REFUSED, at, "%s '%s' is referred to: %s",
		                   civ_say(noun->name), civ_buf_str(&code), civ_buf_str(&found));
	civ_buf_free(&code);
	civ_buf_free(&found);
	return status;
}

/* One column of references kept as text: the old code in it becomes the new one. */
static enum civ_status rename_in(struct civ_records *records, const struct civ_noun *noun,
                                 const struct civ_column *column, const struct target *target, struct civ_span code)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_value text = {.kind = CIV_STRING, .string = code};
	struct civ_buf sql = {0};
	sqlite3_stmt *update;
	enum civ_status status;

	civ_buf_addf(&sql, "UPDATE \"%s\" AS t SET \"%s\" = ", noun->name, column->name);
	if (column->type == CIV_REFS)
		civ_buf_addf(&sql, "trim(replace(';' || \"%s\" || ';', ';' || ?2 || ';', ';' || ?3 || ';'), ';')",
		             column->name);
	else
		civ_buf_adds(&sql, "?3");
	civ_buf_adds(&sql, " WHERE ");
	referrer_match(&sql, target->noun, column);
	status = civ_records_statement_of(records, &sql, &update);
	if (status == CIV_OK)
		status = bind_referrer(store, update, target);
	if (status == CIV_OK)
		status = civ_value_bind(store, update, 3, &text);
	return status == CIV_OK ? civ_store_do(store, update) : status;
}

/* Rows of NOUN that have their code from a row which has CODE now: so have those that name them. */
static enum civ_status follow_further(struct civ_records *records, const struct civ_noun *noun,
                                      const struct civ_column *column, const struct target *target,
                                      struct civ_span code)
{
	struct civ_store *store = civ_records_store(records);
	const struct target now = {.noun = target->noun, .id = target->id, .code = code};
	struct civ_buf sql = {0};
	sqlite3_stmt *rows = NULL;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT t.id FROM \"%s\" t WHERE ", noun->name);
	referrer_match(&sql, target->noun, column);
	status = civ_records_statement_of(records, &sql, &rows);
	if (status == CIV_OK)
		status = bind_referrer(store, rows, &now);
	while (civ_store_next(store, rows, &status))
		status = civ_rename_follow(records, noun, sqlite3_column_int64(rows, 0), target->code, code);
	/* A failure leaves it in the middle of its rows. */
	if (rows != NULL)
		sqlite3_reset(rows);
	return status;
}

static enum civ_status follow_in(struct civ_records *records, const struct civ_noun *noun,
                                 const struct civ_column *column, const struct target *target, struct civ_span code)
{
	const struct civ_mentioned mentioned = {target->noun, target->code, target->key, target->shared};
	enum civ_status status;

	if (column->same == target->noun) {
		status = rename_in(records, noun, column, target, code);
		return status == CIV_OK ? follow_further(records, noun, column, target, code) : status;
	}
	if (column->ref == target->noun && column->type != CIV_REF && column->elsewhere == NULL)
		return rename_in(records, noun, column, target, code);
	return civ_grammar_of(column) != NULL ? civ_mentions_rename(records, noun, column, &mentioned, code) : CIV_OK;
}

/* The key of TARGET, which has CODE already, as it was before. */
static enum civ_status old_key(struct civ_records *records, const struct target *target, struct civ_span code,
                               struct civ_buf *key)
{
	enum civ_status status = civ_key_text(records, target->noun, target->id, key);

	if (status != CIV_OK || key->failed || key->len < code.len)
		return status;
	/* The code stands last in it. */
	key->len -= code.len;
	civ_buf_add(key, target->code.text, target->code.len);
	return civ_buf_str(key) == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;
}

enum civ_status civ_rename_follow(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                  struct civ_span old, struct civ_span code)
{
	struct target target = {.noun = noun, .id = id, .code = old};
	struct civ_buf key = {0};
	enum civ_status status = is_shared(records, &target, &target.shared);

	if (status == CIV_OK)
		status = old_key(records, &target, code, &key);
	target.key = (struct civ_span){key.data, key.len};
	for (size_t n = 0; civ_nouns[n] != NULL && status == CIV_OK; n++)
		for (const struct civ_column *c = civ_nouns[n]->columns; c->name != NULL && status == CIV_OK; c++)
			status = follow_in(records, civ_nouns[n], c, &target, code);
	civ_buf_free(&key);
	return status;
}

/* The rows of a noun as a list prints them: what list prints, add and set accept. */
#include <string.h>

#include "civplan/say.h"
#include "lib/record/query.h"
#include "lib/record/sql.h"

static bool is_shown(const struct civ_column *column, const struct civ_list_options *options)
{
	return (column->flags & CIV_PERSONAL) == 0 || options->personal;
}

/* What is told of a row is no part of it: a bundle, which has rows as they are stored, goes without. */
static const struct civ_column *first_told(const struct civ_noun *noun, const struct civ_list_options *options)
{
	return options->stored ? NULL : noun->told;
}

/* The one behind COLUMN, of the noun's own and then of what is told; NULL or one without a name: there is none. */
static const struct civ_column *next_column(const struct civ_noun *noun, const struct civ_list_options *options,
                                            const struct civ_column *column)
{
	bool last = column == noun->columns + civ_noun_width(noun) - 1;

	return last ? first_told(noun, options) : column + 1;
}

struct civ_kind civ_kind_of_type(enum civ_type type, const struct civ_word *choices)
{
	static const struct civ_kind text = CIV_KIND_TEXT, number = CIV_KIND_NUMBER, yes_no = CIV_KIND_BOOL;
	static const struct civ_kind money = CIV_KIND_MONEY, moment = CIV_KIND_MOMENT;

	switch (type) {
	case CIV_ID:
	case CIV_INT:
	case CIV_REAL:
	case CIV_PERCENT:
		return number;
	case CIV_MONEY:
		return money;
	case CIV_DATE:
	case CIV_TIME:
		return moment;
	case CIV_BOOL:
		return yes_no;
	case CIV_ENUM:
	case CIV_CODE:
		return (struct civ_kind)CIV_KIND_CHOICE(choices);
	default:
		return text;
	}
}

static struct civ_kind kind_of(const struct civ_column *column)
{
	int code = column->type == CIV_REF ? civ_noun_code_column(column->ref) : -1;
	enum civ_type type = code >= 0 ? column->ref->columns[code].type : column->type;
	struct civ_kind kind = civ_kind_of_type(type, column->choices);

	/* Personal ones are there when they were asked for. */
	kind.shown = (column->flags & (CIV_SHOWN | CIV_PERSONAL)) != 0;
	return kind;
}

enum civ_status civ_list_columns(const struct civ_noun *noun, const struct civ_list_options *options,
                                 struct civ_arena *arena, struct civ_messages *messages,
                                 const struct civ_out_column **columns)
{
	struct civ_out_column *made;
	size_t count = 0;

	for (const struct civ_column *c = first_told(noun, options); c != NULL && c->name != NULL; c++)
		count++;
	made = civ_arena_alloc(arena, (civ_noun_width(noun) + count + 1) * sizeof *made);
	if (made == NULL)
		return civ_no_memory(messages);
	count = 0;
	for (const struct civ_column *c = noun->columns; c != NULL && c->name != NULL;
	     c = next_column(noun, options, c))
		if (is_shown(c, options))
			made[count++] = (struct civ_out_column){
				.name = c->name,
				.label = civ_column_label(c, options->language == CIV_LANGUAGE_ZH),
				.kind = kind_of(c),
				.help = c->help,
			};
	*columns = made;
	return CIV_OK;
}

/* What a reference shows: the code, or with labels the name where the other noun has one. */
static const char *shown_column(const struct civ_noun *ref, bool labels)
{
	int code = civ_noun_code_column(ref);

	for (int i = 0; labels && ref->columns[i].name != NULL; i++)
		if ((ref->columns[i].flags & CIV_NAME) != 0)
			return ref->columns[i].name;
	return code < 0 ? "id" : ref->columns[code].name;
}

/* With the as-of day among the query's values, behind those of FROM. */
static enum civ_status add_told(struct civ_buf *sql, struct civ_query *query, const struct civ_column *told)
{
	const char *text = told->computed, *day;
	struct civ_value value;
	enum civ_status status = CIV_OK;

	if (query->day == 0) {
		status = civ_query_day(query, civ_records_clock(query->records)->asof, &value);
		if (status == CIV_OK)
			status = civ_query_keep(query, &value);
		query->day = query->count;
	}
	while ((day = strstr(text, ":asof")) != NULL) {
		civ_buf_add(sql, text, (size_t)(day - text));
		civ_buf_addf(sql, "?%zu", query->day);
		text = day + strlen(":asof");
	}
	civ_buf_adds(sql, text);
	return status;
}

/* What is told may take a look at other rows: only where OUT prints it, from column PRINTED on. */
static enum civ_status select_told(struct civ_buf *sql, struct civ_query *query, const struct civ_column *told,
                                   const struct civ_out *out, size_t printed)
{
	enum civ_status status = CIV_OK;

	for (const struct civ_column *c = told; c != NULL && c->name != NULL && status == CIV_OK; c++, printed++) {
		civ_buf_adds(sql, ", ");
		if (civ_out_wants(out, printed))
			status = add_told(sql, query, c);
		else
			civ_buf_adds(sql, "NULL");
	}
	return status;
}

static enum civ_status select_columns(struct civ_buf *sql, struct civ_query *query,
                                      const struct civ_list_options *options, const struct civ_out *out)
{
	const struct civ_noun *noun = query->noun;
	struct civ_buf from = {0};
	enum civ_status status = CIV_OK;
	size_t printed = 0;
	int number = 0;

	/* What a writer prints is what it stored, whatever the day. */
	if (options->touched)
		civ_buf_addf(&from, " FROM \"%s\" t", noun->name);
	else
		status = civ_query_from(query, &from);
	civ_buf_adds(sql, "SELECT t.id");
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++) {
		if (!is_shown(c, options))
			continue;
		printed++;
		if (c->type != CIV_REF) {
			civ_buf_adds(sql, ", ");
			civ_sql_value(sql, c);
			continue;
		}
		civ_buf_addf(sql, ", r%d.\"%s\"", ++number, shown_column(c->ref, options->labels));
		civ_buf_addf(&from, " LEFT JOIN \"%s\" r%d ON r%d.id = ", c->ref->name, number, number);
		civ_sql_value(&from, c);
	}
	if (status == CIV_OK)
		status = select_told(sql, query, first_told(noun, options), out, printed);
	civ_buf_add(sql, from.data, from.len);
	sql->failed = sql->failed || from.failed;
	civ_buf_free(&from);
	return status;
}

/* The order of a reference is that of the codes, whatever is shown. */
static void order_term(struct civ_buf *sql, const struct civ_column *column)
{
	if (column->type == CIV_REF)
		civ_buf_addf(sql, "(SELECT x.\"%s\" FROM \"%s\" x WHERE x.id = ", shown_column(column->ref, false),
		             column->ref->name);
	civ_sql_value(sql, column);
	civ_buf_adds(sql, column->type == CIV_REF ? ")" : "");
}

/* Who asks for an order wants that of the list, where it has one. Keys keep that of their index. */
static void sort_term(struct civ_buf *sql, const struct civ_column *column)
{
	if (!civ_column_is_ranked(column)) {
		order_term(sql, column);
		return;
	}
	civ_buf_addf(sql, "CASE t.\"%s\"", column->name);
	civ_sql_ranks(sql, column->choices);
}

static const struct civ_column *find_named(const struct civ_column *columns, struct civ_span name)
{
	for (const struct civ_column *c = columns; c != NULL && c->name != NULL; c++)
		if (strlen(c->name) == name.len && strncmp(c->name, name.text, name.len) == 0)
			return c;
	return NULL;
}

/* One of the noun's own, or of what is told. */
static const struct civ_column *column_named(const struct civ_noun *noun, struct civ_span name)
{
	const struct civ_column *own = find_named(noun->columns, name);

	return own != NULL ? own : find_named(noun->told, name);
}

static bool is_told(const struct civ_noun *noun, const struct civ_column *column)
{
	return find_named(noun->columns, (struct civ_span){column->name, strlen(column->name)}) == NULL;
}

static enum civ_status order_by(struct civ_query *query, const char *sort, struct civ_buf *sql)
{
	static const struct civ_position at = {.file = "--sort"};
	const struct civ_noun *noun = query->noun;
	struct civ_messages *messages = civ_records_messages(query->records);
	enum civ_status status = CIV_OK;

	civ_buf_adds(sql, " ORDER BY ");
	while (sort != NULL && *sort != '\0') {
		bool down = *sort == '-';
		size_t len = strcspn(sort, ",");
		const struct civ_column *column;

		sort += down ? 1 : 0;
		len -= down ? 1 : 0;
		column = column_named(noun, (struct civ_span){sort, len});
		if (column == NULL)
			return civ_error(messages, CIV_USAGE, NULL, "--sort: %s has no column '%.*s'",
			                 civ_say(noun->name), (int)len, sort);
		status = civ_query_may_use(query, column, &at);
		if (status != CIV_OK)
			return status;
		if (is_told(noun, column))
			status = add_told(sql, query, column);
		else
			sort_term(sql, column);
		if (status != CIV_OK)
			return status;
		civ_buf_adds(sql, down ? " DESC NULLS LAST, " : " NULLS LAST, ");
		sort += sort[len] == ',' ? len + 1 : len;
	}
	for (int i = 0; noun->columns[i].name != NULL; i++) {
		if (!civ_column_is_key_part(&noun->columns[i]))
			continue;
		for (int part = i; part >= 0; part = part == i ? civ_noun_instead(noun, i) : -1) {
			order_term(sql, &noun->columns[part]);
			civ_buf_adds(sql, ", ");
		}
	}
	civ_buf_adds(sql, "t.id");
	return CIV_OK;
}

static enum civ_status conditions(struct civ_query *query, const struct civ_list_options *options)
{
	enum civ_status status = civ_filter_keys(query, options->keys, options->key_count);

	for (size_t i = 0; i < options->filter_count; i++)
		status = civ_worse(status, civ_filter_column(query, &options->filters[i]));
	for (size_t i = 0; i < options->extra_count; i++)
		status = civ_worse(status, civ_filter_noun(query, options->extra[i], options->extra_args[i]));
	if (options->touched) {
		civ_query_and(query);
		civ_buf_adds(&query->where, "t.id IN (SELECT id FROM temp.touched)");
	}
	return status;
}

static void put_value(struct civ_out *out, const struct civ_column *column, sqlite3_stmt *row, int i)
{
	struct civ_value value = civ_value_column(row, i);
	struct civ_buf text = {0};

	if (value.kind == CIV_NULL) {
		civ_out_null(out);
	} else if (column->type == CIV_BOOL) {
		civ_out_bool(out, value.integer != 0);
	} else if (column->type == CIV_MONEY) {
		civ_value_format(column, &value, &text);
		civ_out_text(out, text.data, text.len);
		civ_buf_free(&text);
	} else if (value.kind == CIV_STRING) {
		civ_out_text(out, value.string.text, value.string.len);
	} else if (value.kind == CIV_DOUBLE) {
		civ_out_real(out, value.real);
	} else {
		civ_out_int(out, value.integer);
	}
}

static enum civ_status print(struct civ_records *records, const struct civ_noun *noun,
                             const struct civ_list_options *options, sqlite3_stmt *rows, struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	enum civ_status status = CIV_OK;

	while (civ_store_next(store, rows, &status)) {
		int i = 0;

		for (const struct civ_column *c = noun->columns; c != NULL && c->name != NULL;
		     c = next_column(noun, options, c)) {
			if (!is_shown(c, options))
				continue;
			i++;
			if (civ_out_wants(out, (size_t)i - 1))
				put_value(out, c, rows, i);
			else
				civ_out_null(out);
		}
		status = civ_out_row(out);
	}
	return status;
}

enum civ_status civ_list(struct civ_records *records, const struct civ_noun *noun,
                         const struct civ_list_options *options, struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_query query;
	struct civ_buf sql = {0};
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_query_init(&query, records, noun);

	query.personal = options->personal;
	query.stored = options->stored;
	if (status == CIV_OK)
		status = select_columns(&sql, &query, options, out);
	if (status == CIV_OK)
		status = conditions(&query, options);
	civ_buf_add(&sql, query.where.data, query.where.len);
	sql.failed = sql.failed || query.where.failed;
	if (status == CIV_OK)
		status = order_by(&query, options->sort, &sql);
	if (options->limit > 0)
		civ_buf_addf(&sql, " LIMIT %lld", (long long)options->limit);
	if (status == CIV_OK && civ_buf_str(&sql) == NULL)
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK)
		status = civ_store_prepare(store, civ_buf_str(&sql), &rows);
	if (status == CIV_OK)
		status = civ_query_bind(&query, rows);
	if (status == CIV_OK)
		status = print(records, noun, options, rows, out);
	sqlite3_finalize(rows);
	civ_buf_free(&sql);
	civ_query_free(&query);
	return status;
}

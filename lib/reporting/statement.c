/* The SQL of a report in the shape that is asked for. */
#include <string.h>

#include "civplan/made.h"
#include "civplan/text.h"
#include "lib/reporting/reporting.h"

/* What is below a row of a tree, and that row itself. */
static const struct {
	const char *name, *sql;
} trees[] = {{"unit_below", CIV_BELOW("unit")}, {"area_below", CIV_BELOW("area")}, {NULL, NULL}};

static const char recursive[] = "WITH RECURSIVE ", with[] = "WITH ";

/* SQL behind the word that its tables begin with. */
static const char *behind_with(const char *sql)
{
	if (strncmp(sql, recursive, sizeof recursive - 1) == 0)
		return sql + sizeof recursive - 1;
	return strncmp(sql, with, sizeof with - 1) == 0 ? sql + sizeof with - 1 : sql;
}

/* WITH in front of SQL for what it names of the trees; *BODY is what comes behind. */
static void put_trees(const char *sql, struct civ_buf *out, const char **body)
{
	const char *separator = recursive;

	for (size_t i = 0; trees[i].name != NULL; i++) {
		if (!civ_text_has_word(sql, trees[i].name))
			continue;
		civ_buf_addf(out, "%s%s", separator, trees[i].sql);
		separator = ", ";
	}
	*body = sql;
	if (separator == recursive)
		return;
	*body = behind_with(sql);
	civ_buf_adds(out, *body == sql ? " " : ", ");
}

/* BODY with the group for {by}. */
static void put_grouped(const char *body, const char *group, struct civ_buf *out)
{
	static const char by[] = "{by}", clause[] = "GROUP BY {by}";
	const char *at;

	while ((at = strstr(body, by)) != NULL) {
		size_t len = (size_t)(at - body), before = sizeof clause - sizeof by;
		bool grouping = len >= before && strncmp(at - before, clause, sizeof clause - 1) == 0;

		civ_buf_add(out, body, group == NULL && grouping ? len - before : len);
		if (group != NULL)
			civ_buf_addf(out, "(%s)", group);
		else if (!grouping)
			civ_buf_adds(out, "NULL");
		body = at + sizeof by - 1;
	}
	civ_buf_adds(out, body);
}

bool civ_flag_judges(const struct civ_shape *shape, bool total, const struct civ_report_flag *flag)
{
	unsigned kind = total || shape->group == NULL ? CIV_REPORT_TOTAL : shape->group->kind;

	return (flag->not_by & kind) == 0;
}

/* When the flag is raised, behind BEFORE; nothing where SQL raises it in no row. Of a statement that makes groups and
 * their sum the rows that the flag judges are told by `total`. */
static bool put_condition(const struct civ_shape *shape, bool total, const struct civ_report_flag *flag,
                          const char *before, struct civ_buf *out)
{
	bool all = civ_flag_judges(shape, true, flag), one = civ_flag_judges(shape, false, flag);

	if (!shape->form->totals || shape->group == NULL)
		all = one = civ_flag_judges(shape, total, flag);
	if (flag->sql == NULL || (!all && !one))
		return false;
	if (all && one)
		civ_buf_addf(out, "%s(%s)", before, flag->sql);
	else
		civ_buf_addf(out, "%s(total = %d AND (%s))", before, all ? 1 : 0, flag->sql);
	return true;
}

/* Around the statement, so that shares are made before flags filter. Where `row` raises some, all rows come. */
static void put_flag_columns(const struct civ_shape *shape, bool total, struct civ_buf *out)
{
	civ_buf_adds(out, "SELECT s.*");
	for (const struct civ_report_flag *f = shape->form->flags; f->code != NULL; f++)
		if (put_condition(shape, total, f, ", ", out))
			civ_buf_addf(out, " AS \"flag %s\"", f->code);
	civ_buf_adds(out, " FROM (");
}

static void put_flag_filter(const struct civ_shape *shape, bool total, struct civ_buf *out)
{
	const char *separator = " WHERE ";

	civ_buf_adds(out, ") s");
	if (!shape->check || shape->form->row != NULL)
		return;
	for (const struct civ_report_flag *f = shape->form->flags; f->code != NULL; f++)
		if (put_condition(shape, total, f, separator, out))
			separator = " OR ";
	if (separator[1] == 'W')
		civ_buf_adds(out, " WHERE 1 = 0");
}

/* Among the table expressions of WITH the one that begins with NAME; behind the last when there is none. */
static const char *const *made_of(const struct civ_report *form)
{
	size_t len = strlen(form->made);
	const char *const *w = form->with;

	while (*w != NULL && (strncmp(*w, form->made, len) != 0 || (*w)[len] != ' '))
		w++;
	return w;
}

/* The statement that makes the rows that are made by themselves. */
static void put_first(const struct civ_report *form, struct civ_buf *out)
{
	const char *const *made = made_of(form);
	const char *separator = recursive;

	for (const char *const *w = form->with; w <= made && *w != NULL; w++) {
		civ_buf_addf(out, "%s%s", separator, *w);
		separator = ", ";
	}
	civ_buf_addf(out, " SELECT * FROM %s", form->made);
}

/* The whole of the report's own statement, behind TABLE, which stands for what is made by itself; NULL: nothing is. */
static void put_own(const struct civ_report *form, const char *table, struct civ_buf *out)
{
	const char *separator = recursive, *body = form->sql;
	const char *const *w = form->with;

	if (table != NULL) {
		civ_buf_addf(out, "%s%s", separator, table);
		separator = ", ";
		w = made_of(form) + 1;
	}
	for (; w != NULL && *w != NULL; w++) {
		civ_buf_addf(out, "%s%s", separator, *w);
		separator = ", ";
	}
	if (separator != recursive) {
		body = behind_with(form->sql);
		civ_buf_adds(out, body == form->sql ? " " : ", ");
	}
	civ_buf_adds(out, body);
}

static const char *group_of(const struct civ_shape *shape, bool total)
{
	return total || shape->group == NULL ? NULL : shape->group->sql;
}

static void put_statement(const struct civ_shape *shape, bool total, const char *table, struct civ_buf *sql)
{
	const struct civ_report *form = shape->form;
	struct civ_buf own = {0};
	const char *body;

	put_own(form, table, &own);
	if (civ_buf_str(&own) == NULL) {
		sql->failed = true;
		civ_buf_free(&own);
		return;
	}
	if (form->flags != NULL)
		put_flag_columns(shape, total, sql);
	put_trees(civ_buf_str(&own), sql, &body);
	put_grouped(body, group_of(shape, total), sql);
	civ_buf_free(&own);
	if (form->flags != NULL)
		put_flag_filter(shape, total, sql);
	if (form->order != NULL)
		civ_buf_addf(sql, " ORDER BY %s", form->order);
}

/* SQL of the form FORM as a statement; SQL is freed. */
static enum civ_status prepare(const struct civ_report *form, struct civ_records *records, struct civ_buf *sql,
                               sqlite3_stmt **statement)
{
	enum civ_status status = CIV_OK;

	if (civ_buf_str(sql) == NULL)
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK)
		status = civ_records_then_all(records, form->then == NULL ? "" : form->then, civ_buf_str(sql),
		                              statement);
	civ_buf_free(sql);
	return status;
}

enum civ_status civ_report_prepare_made(const struct civ_shape *shape, bool total, struct civ_records *records,
                                        sqlite3_stmt **statement)
{
	struct civ_buf own = {0}, sql = {0};
	const char *body;

	*statement = NULL;
	if (shape->form->made == NULL)
		return CIV_OK;
	put_first(shape->form, &own);
	if (civ_buf_str(&own) != NULL) {
		put_trees(civ_buf_str(&own), &sql, &body);
		put_grouped(body, group_of(shape, total), &sql);
	}
	sql.failed = sql.failed || own.failed;
	civ_buf_free(&own);
	return prepare(shape->form, records, &sql, statement);
}

enum civ_status civ_report_prepare(const struct civ_shape *shape, bool total, struct civ_records *records,
                                   sqlite3_stmt **statement)
{
	struct civ_buf table = {0}, sql = {0};
	sqlite3_stmt *first;
	enum civ_status status = civ_report_prepare_made(shape, total, records, &first);

	if (status == CIV_OK && first != NULL)
		status = civ_made_table(records, shape->form->made, first, &table);
	if (status == CIV_OK && first != NULL && civ_buf_str(&table) == NULL)
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK) {
		put_statement(shape, total, first == NULL ? NULL : civ_buf_str(&table), &sql);
		status = prepare(shape->form, records, &sql, statement);
	}
	civ_buf_free(&table);
	return status;
}

/* What derived measures there are. */
#include <string.h>

#include "civplan/derive.h"

const struct civ_out_column civ_derive_list_columns[] = {
	{"name", "Name", CIV_KIND_TEXT, "what the column formula of an indicator says"},
	{"unit", "Unit", CIV_KIND_TEXT, "of its values"},
	{"numerator", "Numerator", CIV_KIND_TEXT, "what is counted"},
	{"denominator", "Denominator", CIV_KIND_TEXT, "out of what; empty: the value is the count itself"},
	{"indicators", "Indicators", CIV_KIND_TEXT, "codes of those that use it, joined with ;"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* What a derived measure is called and what it counts. */
struct entry {
	const char *name, *unit, *numerator, *denominator;
};

struct list {
	struct civ_records *records;
	struct civ_out *out;
};

/* With the indicators whose formula it is. */
static enum civ_status write_entry(struct list *list, const struct entry *entry)
{
	static const char sql[] =
		"SELECT group_concat(code, ';') FROM (SELECT DISTINCT code FROM indicator WHERE formula = :name"
		" ORDER BY code) i";
	struct civ_store *store = civ_records_store(list->records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(list->records, sql, &row);

	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":name", entry->name);
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK)
		return status;
	civ_out_string(list->out, entry->name);
	civ_out_said(list->out, entry->unit);
	civ_out_said(list->out, entry->numerator);
	civ_out_said(list->out, entry->denominator);
	civ_print_cells(list->out, row, 0, 1);
	sqlite3_reset(row);
	return civ_out_row(list->out);
}

static enum civ_status write_figure(void *data, const struct civ_figure_known *known)
{
	struct list *list = data;
	struct civ_buf name = {0};
	struct entry entry = {.unit = known->unit, .numerator = known->help};
	enum civ_status status;

	civ_buf_addf(&name, "%s.%s", known->report, known->column);
	entry.name = civ_buf_str(&name);
	status = entry.name == NULL ? civ_no_memory(civ_records_messages(list->records)) : write_entry(list, &entry);
	civ_buf_free(&name);
	return status;
}

enum civ_status civ_derive_list(struct civ_records *records, struct civ_out *out)
{
	struct list list = {records, out};
	enum civ_status status = CIV_OK;

	for (size_t s = 0; civ_derived_tables[s] != NULL; s++)
		for (const struct civ_derived *d = civ_derived_tables[s]; d->name != NULL && status == CIV_OK; d++)
			status = write_entry(&list, &(struct entry){d->name, d->unit, d->numerator, d->denominator});
	for (size_t i = 0; civ_figure_sources[i] != NULL && status == CIV_OK; i++)
		status = civ_figure_sources[i]->each(write_figure, &list);
	return status;
}

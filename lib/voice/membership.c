/* Nobody is a member of the same panel twice at once. */
#include "civplan/record.h"

extern const struct civ_noun civ_noun_membership;

/* The row itself, which may be there already, has the same first day. */
static const char other_sql[] =
	"SELECT m.start"
	" FROM membership m"
	" WHERE m.panel_id = ?1"
	"  AND m.person_id = ?2"
	"  AND m.start <> ?3"
	"  AND ?3 <= ifnull(?4, '9999-12-31')"
	"  AND m.start <= ifnull(?4, '9999-12-31')"
	"  AND ifnull(m.\"end\", '9999-12-31') >= ?3"
	"  AND m.id <> ?5"
	" ORDER BY m.start"
	" LIMIT 1";

static const char *const columns[] = {"panel", "person", "start", "end"};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

static enum civ_status refuse(const struct civ_record *record, sqlite3_stmt *row)
{
	struct civ_span start = civ_value_column(row, 0).string;

	return civ_record_error(record, civ_noun_column(&civ_noun_membership, "start"),
	                        "the person is a member of this panel at that time already, since %.*s", (int)start.len,
	                        start.text);
}

static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	struct civ_records *records = civ_writer_records(writer);
	struct civ_store *store = civ_records_store(records);
	const struct civ_value id = {.kind = CIV_INTEGER, .integer = record->id};
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status;

	(void)old;
	if (civ_records_deferring(records) || civ_writer_options(writer)->restore)
		return CIV_OK;
	status = civ_records_statement(records, other_sql, &row);
	for (int i = 0; i < COLUMNS && status == CIV_OK; i++)
		status = civ_value_bind(store, row, i + 1,
		                        &record->values[civ_noun_column(&civ_noun_membership, columns[i])]);
	if (status == CIV_OK)
		status = civ_value_bind(store, row, COLUMNS + 1, &id);
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status == CIV_OK && found) {
		status = refuse(record, row);
		sqlite3_reset(row);
	}
	return status;
}

const struct civ_hook civ_membership_hook = {.noun = &civ_noun_membership, .compares = true, .before_store = check};

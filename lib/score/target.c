/* Targets looked at when they are entered: what contradicts another one is told there and then. */
#include <string.h>

#include "civplan/score.h"

extern const struct civ_noun civ_noun_target;

/* The others in force of the same indicator and area that ask for something else on the same day, or for less later. */
static const char others_sql[] =
	"SELECT t.code, t.op, t.value, t.due, t.due IS ?3"
	" FROM target t"
	" WHERE t.in_force = 1"
	"  AND t.indicator = ?1"
	"  AND t.area_id IS ?2"
	"  AND t.id <> ?6"
	"  AND ("
	"   (t.due IS ?3 AND (t.value <> ?4 OR t.op <> ?5))"
	"   OR ("
	"    t.due <> ?3"
	"    AND t.op <> '='"
	"    AND ?5 <> '='"
	"    AND (t.op IN ('>', '>=')) = (?5 IN ('>', '>='))"
	"    AND CASE WHEN (t.due > ?3) = (?5 IN ('>', '>=')) THEN t.value < ?4 ELSE t.value > ?4 END"
	"   )"
	"  )"
	" ORDER BY t.due, t.code";

static const char *const columns[] = {"indicator", "area", "due", "value", "op", "in_force"};

enum { COLUMNS = sizeof columns / sizeof columns[0], BOUND = COLUMNS - 1 };

static struct civ_value value_of(const struct civ_value *values, int i)
{
	return values[civ_noun_column(&civ_noun_target, columns[i])];
}

static void tell(struct civ_messages *messages, const struct civ_position *at, sqlite3_stmt *row)
{
	struct civ_value value = civ_value_column(row, 2), due = civ_value_column(row, 3);
	struct civ_span code = civ_value_column(row, 0).string, op = civ_value_column(row, 1).string;
	struct civ_buf other = {0};

	civ_buf_addf(&other, "%.*s (%.*s ", (int)code.len, code.text, (int)op.len, op.text);
	civ_value_format(&civ_noun_target.columns[civ_noun_column(&civ_noun_target, "value")], &value, &other);
	civ_buf_addc(&other, ')');
	if (!other.failed && sqlite3_column_int(row, 4) != 0)
		civ_warn(messages, at, "target %s asks for something else of the same indicator on the same day",
		         civ_buf_str(&other));
	else if (!other.failed)
		civ_warn(messages, at, "target %s, due %.*s, and this one ask for less later than before",
		         civ_buf_str(&other), (int)due.string.len, due.string.text);
	civ_buf_free(&other);
}

static bool is_same(const struct civ_record *record, const struct civ_value *old)
{
	for (int i = 0; i < COLUMNS; i++) {
		struct civ_value now = value_of(record->values, i), before = value_of(old, i);

		if (!civ_value_same(&now, &before))
			return false;
	}
	return true;
}

/* Of one that is not in force it has been decided. A template and a bundle bring their contradictions along; plan-check
 * lists them all. */
static enum civ_status warn_of_others(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	struct civ_records *records = civ_writer_records(writer);
	struct civ_store *store = civ_records_store(records);
	const struct civ_value id = {.kind = CIV_INTEGER, .integer = record->id};
	sqlite3_stmt *rows;
	enum civ_status status;

	if (value_of(record->values, BOUND).integer == 0 || (old != NULL && is_same(record, old)))
		return CIV_OK;
	if (civ_records_deferring(records) || civ_writer_options(writer)->restore)
		return CIV_OK;
	status = civ_records_statement(records, others_sql, &rows);
	for (int i = 0; i < BOUND && status == CIV_OK; i++) {
		const struct civ_value value = value_of(record->values, i);

		status = civ_value_bind(store, rows, i + 1, &value);
	}
	if (status == CIV_OK)
		status = civ_value_bind(store, rows, BOUND + 1, &id);
	while (civ_store_next(store, rows, &status))
		tell(civ_records_messages(records), &record->at, rows);
	return status;
}

const struct civ_hook civ_target_hook = {.noun = &civ_noun_target, .compares = true, .before_store = warn_of_others};

/* Entries of money: each of its lines is of its side, and somebody entered it. */
#include <stdlib.h>

#include "civplan/hash.h"
#include "civplan/record.h"
#include "lib/noun/fund.h"

extern const struct civ_noun civ_noun_flow, civ_noun_fund;

static int place(const char *column)
{
	return civ_noun_column(&civ_noun_flow, column);
}

/* The bytes of a number as a key. */
static struct civ_span key_of(const int64_t *id)
{
	return (struct civ_span){(const char *)id, sizeof *id};
}

static const char sides_sql[] = "SELECT f.id, f.side = 'source' FROM fund f";

/* Whether a line is a source, by its id: there may be millions of entries, while another thread stores them. */
static enum civ_status load_sides(struct civ_writer *writer, struct civ_hash **sides)
{
	struct civ_records *records = civ_writer_records(writer);
	struct civ_store *store = civ_records_store(records);
	void **state = civ_writer_state(writer);
	sqlite3_stmt *row;
	enum civ_status status = CIV_OK;

	*sides = *state;
	if (*sides != NULL)
		return CIV_OK;
	*state = *sides = civ_hash_new();
	if (*sides == NULL)
		return civ_no_memory(civ_records_messages(records));
	status = civ_records_statement(records, sides_sql, &row);
	while (civ_store_next(store, row, &status)) {
		int64_t id = sqlite3_column_int64(row, 0);

		if (!civ_hash_put(*sides, key_of(&id), sqlite3_column_int64(row, 1)))
			status = civ_no_memory(civ_records_messages(records));
	}
	return status;
}

static enum civ_status check_line(struct civ_writer *writer, const struct civ_record *record, const char *side)
{
	const struct civ_value *line = &record->values[place(side)];
	bool source = side[0] == 's';
	struct civ_hash *sides;
	int64_t is_source;
	enum civ_status status;

	if (line->kind == CIV_NULL)
		return CIV_OK;
	status = load_sides(writer, &sides);
	if (status != CIV_OK || !civ_hash_get(sides, key_of(&line->integer), &is_source) || (is_source != 0) == source)
		return status;
	return civ_record_error(record, place(side), "'%s' is of the other side",
	                        civ_records_code(civ_writer_records(writer), &civ_noun_fund, line->integer));
}

static enum civ_status before_store(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = CIV_OK;

	/* Of what is stored only the note is set, and a bundle says who entered it. */
	if (old != NULL)
		return CIV_OK;
	if (record->values[place("by")].kind == CIV_NULL && !civ_writer_options(writer)->restore)
		status = civ_record_put(record, place("by"), civ_records_user(civ_writer_records(writer)));
	if (status == CIV_OK)
		status = check_line(writer, record, "source");
	return status == CIV_OK ? check_line(writer, record, "use") : status;
}

static void release(void *state)
{
	civ_hash_free(state);
}

const struct civ_hook civ_flow_hook = {.noun = &civ_noun_flow, .before_store = before_store, .release = release};

/* Where the complaints are, and where the resources go. */
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/hash.h"
#include "lib/ledger/private.h"

const struct civ_out_column civ_mismatch_columns[] = {
	{"rank", "Rank", CIV_KIND_NUMBER, "1: the most complaints for what is spent"},
	{"group", "Group", CIV_KIND_TEXT, "area or category, as in the rows; empty: issues without one"},
	{"name", "Name", CIV_KIND_TEXT, "what it is called"},
	{"n_issues", "Issues", CIV_KIND_NUMBER, "distinct issues of the period, those of areas or categories below it included"},
	{"complaint_share", "Complaints (%)", CIV_KIND_NUMBER, "of all of them"},
	{"amount", "Amount", CIV_KIND_NUMBER, "resources, as in the rows"},
	{"resource_share", "Resources (%)", CIV_KIND_NUMBER, "of all of them"},
	{"gap", "Gap", CIV_KIND_NUMBER, "complaint_share less resource_share, in points; above 0: more is complained of than spent on"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

struct group {
	int64_t id;
	double amount;
	int64_t issues;
	bool given; /* in the rows */
};

struct mismatch {
	struct civ_records *records;
	const struct civ_noun *noun; /* area or category */
	struct civ_hash *places;
	struct group *groups;
	size_t count, room;
	int64_t issues;
	double amount;
};

static struct group *group_of(struct mismatch *m, int64_t id)
{
	const struct civ_span key = {(const char *)&id, sizeof id};
	int64_t place;

	if (civ_hash_get(m->places, key, &place))
		return &m->groups[place];
	if (m->count == m->room) {
		size_t room = m->room == 0 ? 64 : m->room * 2;
		struct group *grown = realloc(m->groups, room * sizeof *grown);

		if (grown == NULL)
			return NULL;
		m->groups = grown;
		m->room = room;
	}
	if (!civ_hash_put(m->places, key, (int64_t)m->count))
		return NULL;
	m->groups[m->count] = (struct group){.id = id};
	return &m->groups[m->count++];
}

/* ---- the rows ---- */

static enum civ_status read_row(struct mismatch *m, const struct civ_input_row *row)
{
	struct civ_messages *messages = civ_records_messages(m->records);
	int key = civ_header_field(row->header, m->noun->name), amount = civ_header_field(row->header, "amount");
	struct civ_span code, number;
	struct group *group;
	double value;
	int64_t id;
	enum civ_status status;

	if (key < 0 || amount < 0)
		return civ_error(messages, CIV_REFUSED, &row->header->at, "the rows need the columns 'area' or 'category', and 'amount'");
	code = civ_cell_clean(row->cells[key]);
	number = civ_cell_clean(row->cells[amount]);
	status = civ_records_find(m->records, m->noun, code, &row->at, &id);
	if (status != CIV_OK)
		return status;
	if (id == 0)
		return civ_records_unknown(m->records, m->noun, code, &row->at, messages);
	if (!civ_real_parse(number.text, number.len, &value) || value < 0)
		return civ_error(messages, CIV_REFUSED, &row->at, "amount: '%.*s' is no amount", (int)number.len, number.text);
	group = group_of(m, id);
	if (group == NULL)
		return civ_no_memory(messages);
	group->given = true;
	group->amount += value;
	m->amount += value;
	return CIV_OK;
}

static enum civ_status read_rows(struct mismatch *m, struct civ_input *input)
{
	struct civ_messages *messages = civ_records_messages(m->records);
	const struct civ_input_row *row = NULL;
	const struct civ_header *header = NULL;
	enum civ_status status = civ_input_peek(input, &header);

	if (status != CIV_OK)
		return status;
	m->noun = header != NULL && civ_header_field(header, "area") >= 0 ? &civ_noun_area : &civ_noun_category;
	while ((status = civ_input_next(input, messages, &row)) == CIV_OK && row != NULL) {
		status = read_row(m, row);
		if (status != CIV_OK)
			break;
	}
	return status;
}

/* ---- the issues ---- */

/* Each area or category with the nearest one upwards that the rows have; itself when none is. */
static enum civ_status find_above(struct mismatch *m, int64_t id, int64_t *above)
{
	struct civ_store *store = civ_records_store(m->records);
	struct civ_buf sql = {0};
	sqlite3_stmt *parent;
	bool found = true;
	enum civ_status status;

	*above = id;
	civ_buf_addf(&sql, "SELECT parent_id FROM \"%s\" WHERE id = :id AND parent_id IS NOT NULL", m->noun->name);
	status = civ_buf_str(&sql) == NULL ? civ_no_memory(civ_records_messages(m->records))
	                                   : civ_records_statement(m->records, civ_buf_str(&sql), &parent);
	civ_buf_free(&sql);
	for (int64_t at = id; status == CIV_OK && found && at != 0;) {
		int64_t place;

		if (civ_hash_get(m->places, (struct civ_span){(const char *)&at, sizeof at}, &place) && m->groups[place].given) {
			*above = at;
			break;
		}
		status = civ_bind_int(store, parent, ":id", at);
		if (status == CIV_OK)
			status = civ_store_step(store, parent, &found);
		if (status == CIV_OK && found) {
			at = sqlite3_column_int64(parent, 0);
			sqlite3_reset(parent);
		}
	}
	return status;
}

struct counted {
	int64_t id, issues;
};

static enum civ_status add_issues(struct mismatch *m, const struct counted *counted)
{
	struct group *group;
	int64_t above;
	enum civ_status status = find_above(m, counted->id, &above);

	if (status != CIV_OK)
		return status;
	group = group_of(m, above);
	if (group == NULL)
		return civ_no_memory(civ_records_messages(m->records));
	group->issues += counted->issues;
	m->issues += counted->issues;
	return CIV_OK;
}

static enum civ_status count_issues(struct mismatch *m, const char *from, const char *to)
{
	struct civ_store *store = civ_records_store(m->records);
	char end[CIV_DATE_SIZE];
	struct civ_buf sql = {0};
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status;

	civ_date_format(civ_records_clock(m->records)->asof + 1, end);
	civ_buf_addf(&sql, "SELECT ifnull(%s_id, 0), count(*) FROM issue WHERE merged_into_id IS NULL AND reported_at < :end AND reported_at >="
	                   " ifnull(:from, '') AND (:to IS NULL OR reported_at < date(:to, '+1 day')) GROUP BY 1", m->noun->name);
	status = civ_buf_str(&sql) == NULL ? civ_no_memory(civ_records_messages(m->records))
	                                   : civ_records_statement(m->records, civ_buf_str(&sql), &rows);
	civ_buf_free(&sql);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":from", from);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":to", to);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more)
		status = add_issues(m, &(struct counted){sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1)});
	return status;
}

/* ---- printing ---- */

static double share(double part, double whole)
{
	return whole > 0 ? 100 * part / whole : 0;
}

struct ranked {
	const struct group *group;
	double complaints, resources;
};

static int widest_first(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	double x = a->complaints - a->resources, y = b->complaints - b->resources;

	if (x != y)
		return x > y ? -1 : 1;
	return a->group->id < b->group->id ? -1 : a->group->id > b->group->id;
}

static enum civ_status print_ranked(struct mismatch *m, const struct ranked *ranked, int64_t rank, struct civ_out *out)
{
	struct civ_store *store = civ_records_store(m->records);
	struct civ_buf sql = {0};
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT code, name FROM \"%s\" WHERE id = :id", m->noun->name);
	status = civ_buf_str(&sql) == NULL ? civ_no_memory(civ_records_messages(m->records))
	                                   : civ_records_statement(m->records, civ_buf_str(&sql), &row);
	civ_buf_free(&sql);
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", ranked->group->id);
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK)
		return status;
	civ_out_int(out, rank);
	if (found) {
		civ_print_cells(out, row, 0, 2);
		sqlite3_reset(row);
	} else {
		civ_out_null(out);
		civ_out_null(out);
	}
	civ_out_int(out, ranked->group->issues);
	civ_out_rounded(out, ranked->complaints, 2);
	civ_out_real(out, ranked->group->amount);
	civ_out_rounded(out, ranked->resources, 2);
	civ_out_rounded(out, ranked->complaints - ranked->resources, 2);
	return civ_out_row(out);
}

static enum civ_status print_all(struct mismatch *m, struct civ_out *out)
{
	struct ranked *ranked = calloc(m->count + 1, sizeof *ranked);
	int64_t rank = 0;
	enum civ_status status = CIV_OK;

	if (ranked == NULL)
		return civ_no_memory(civ_records_messages(m->records));
	for (size_t i = 0; i < m->count; i++)
		ranked[i] = (struct ranked){&m->groups[i], share((double)m->groups[i].issues, (double)m->issues),
		                            share(m->groups[i].amount, m->amount)};
	qsort(ranked, m->count, sizeof *ranked, widest_first);
	for (size_t i = 0; i < m->count && status == CIV_OK; i++) {
		/* Ties share the rank. */
		if (i == 0 || ranked[i].complaints - ranked[i].resources != ranked[i - 1].complaints - ranked[i - 1].resources)
			rank = (int64_t)i + 1;
		status = print_ranked(m, &ranked[i], rank, out);
	}
	free(ranked);
	return status;
}

enum civ_status civ_ledger_mismatch(struct civ_records *records, struct civ_input *input, const char *from, const char *to,
                                    struct civ_out *out)
{
	struct mismatch m = {.records = records, .places = civ_hash_new()};
	enum civ_status status = m.places == NULL ? civ_no_memory(civ_records_messages(records)) : read_rows(&m, input);

	if (status == CIV_OK)
		status = count_issues(&m, from, to);
	if (status == CIV_OK)
		status = print_all(&m, out);
	civ_hash_free(m.places);
	free(m.groups);
	return status;
}

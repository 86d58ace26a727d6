/* Where the complaints are, and where the resources go. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/hash.h"
#include "lib/count/life.h"

const struct civ_out_column civ_mismatch_columns[] = {
	{"rank", "Rank", CIV_SHOWN_NUMBER, "1: the most complaints for what is spent"},
	{"group", "Group", CIV_KIND_TEXT, "area, or without areas category, as in the rows; empty: issues without one"},
	{"name", "Name", CIV_SHOWN_TEXT, "what it is called"},
	{"n_issues", "Issues", CIV_SHOWN_NUMBER,
	 "distinct issues of the period, those of areas or categories below it included"},
	{"complaint_share", "Complaints (%)", CIV_SHOWN_NUMBER, "of all of them"},
	{"amount", "Amount", CIV_KIND_NUMBER, "resources, as in the rows"},
	{"resource_share", "Resources (%)", CIV_SHOWN_NUMBER, "of all of them"},
	{"gap", "Gap", CIV_SHOWN_NUMBER,
	 "complaint_share less resource_share, in points; above 0: more is complained of than spent on"},
	{"ratio", "Ratio", CIV_KIND_NUMBER,
	 "resource_share / complaint_share: 0.375 is three eighths of what would be in proportion"},
	{"times", "Times as much", CIV_SHOWN_NUMBER,
	 "complaint_share / resource_share: how many times as much would be in proportion"},
	{"category", "Category", CIV_KIND_TEXT, "category of a row by area and category; else empty"},
	{"category_name", "Category name", CIV_SHOWN_TEXT, "what that is called"},
	{"share_before", "Complaints before (%)", CIV_KIND_NUMBER,
	 "complaint_share in the period before: as many months where the period is whole months, else as many days; "
	 "empty without --from"},
	{"change", "Change", CIV_KIND_NUMBER, "complaint_share less share_before, in points"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

struct group {
	int64_t area, category; /* 0: none, or not what the rows are by */
	double amount;
	int64_t issues, before; /* BEFORE: in the period before */
	bool given; /* in the rows */
};

struct mismatch {
	struct civ_records *records;
	const struct civ_mismatch_options *options;
	bool by_area, by_category, shares; /* SHARES: there are no rows */
	struct civ_hash *places;
	struct civ_hash *within;     /* the areas that are asked for and those below them; NULL: all */
	struct civ_arena *arena;     /* of the texts that amounts are read from */
	struct group *groups;
	size_t count, room;
	int64_t issues, before;
	double amount;
};

/* The group's place in the list; -1 when there is none. */
static int64_t place_of(const struct mismatch *m, int64_t area, int64_t category)
{
	const int64_t key[2] = {area, category};
	int64_t place;

	return civ_hash_get(m->places, (struct civ_span){(const char *)key, sizeof key}, &place) ? place : -1;
}

static struct group *group_of(struct mismatch *m, int64_t area, int64_t category)
{
	const int64_t key[2] = {area, category};
	int64_t place = place_of(m, area, category);

	if (place >= 0)
		return &m->groups[place];
	if (!CIV_GROW(m->groups, m->count, m->room))
		return NULL;
	if (!civ_hash_put(m->places, (struct civ_span){(const char *)key, sizeof key}, (int64_t)m->count))
		return NULL;
	m->groups[m->count] = (struct group){.area = area, .category = category};
	return &m->groups[m->count++];
}

/* ---- the rows ---- */

static const struct civ_column amount_column = {.name = "amount", .type = CIV_REAL, .min = "0"};

static enum civ_status read_code(struct mismatch *m, const struct civ_input_row *row, const struct civ_noun *noun,
                                 int64_t *id)
{
	struct civ_span code = civ_cell_clean(row->cells[civ_header_field(row->header, noun->name)]);
	enum civ_status status = civ_records_find(m->records, noun, code, &row->at, id);

	if (status == CIV_OK && *id == 0)
		status = civ_records_unknown(m->records, noun, code, &row->at, civ_records_messages(m->records));
	return status;
}

/* The area or category above ID; 0 for none. */
static enum civ_status find_parent(struct mismatch *m, const struct civ_noun *noun, int64_t id, int64_t *parent)
{
	struct civ_store *store = civ_records_store(m->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(
		m->records,
		noun == &civ_noun_area ? "SELECT ifnull(parent_id, 0) FROM area WHERE id = :id"
				       : "SELECT ifnull(parent_id, 0) FROM category WHERE id = :id",
		&row);

	*parent = 0;
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", id);
	if (civ_store_next(store, row, &status)) {
		*parent = sqlite3_column_int64(row, 0);
		sqlite3_reset(row);
	}
	return status;
}

/* Areas and categories stand no deeper below each other, unless the file is damaged and they stand in a circle. */
enum { DEEPEST = 100 };

static enum civ_status read_row(struct mismatch *m, const struct civ_input_row *row)
{
	struct civ_messages *messages = civ_records_messages(m->records);
	int amount = civ_header_field(row->header, "amount");
	struct civ_span number;
	struct group *group;
	struct civ_value value;
	int64_t area = 0, category = 0;
	bool asked = true;
	enum civ_status status = CIV_OK;

	if ((!m->by_area && !m->by_category) || amount < 0)
		return civ_error(messages, CIV_REFUSED, &row->header->at,
		                 "the rows need the columns 'area' or 'category', or both, and 'amount'");
	if (m->by_area)
		status = read_code(m, row, &civ_noun_area, &area);
	/* Resources of other areas are no part of a comparison within one. */
	if (status == CIV_OK && m->by_area)
		asked = civ_is_below(m->within, area);
	if (status == CIV_OK && m->by_category)
		status = read_code(m, row, &civ_noun_category, &category);
	if (status != CIV_OK)
		return status;
	number = civ_cell_clean(row->cells[amount]);
	status = civ_value_parse(&amount_column, number, &(struct civ_reading){&row->at, m->arena, messages}, &value);
	if (status == CIV_OK && value.kind == CIV_NULL)
		status = civ_error(messages, CIV_REFUSED, &row->at, "amount: it is empty");
	if (status != CIV_OK || !asked)
		return status;
	group = group_of(m, area, category);
	if (group == NULL)
		return civ_no_memory(messages);
	group->given = true;
	group->amount += value.real;
	m->amount += value.real;
	return CIV_OK;
}

static enum civ_status read_rows(struct mismatch *m, struct civ_input *input)
{
	struct civ_messages *messages = civ_records_messages(m->records);
	const struct civ_input_row *row = NULL;
	const struct civ_header *header = NULL;
	enum civ_status status = civ_input_peek(input, &header);

	if (status == CIV_OK && header != NULL)
		status = civ_header_check(header, messages);
	if (status != CIV_OK)
		return status;
	m->by_area = header != NULL && civ_header_field(header, "area") >= 0;
	m->by_category = header == NULL || civ_header_field(header, "category") >= 0;
	m->shares = header == NULL;
	while ((status = civ_input_next(input, messages, &row)) == CIV_OK && row != NULL) {
		status = read_row(m, row);
		if (status != CIV_OK)
			break;
	}
	return status;
}

/* ---- the issues ---- */

/* The group that the rows have of AREA and the nearest category; -1 when there is none. */
static enum civ_status find_category(struct mismatch *m, int64_t area, int64_t category, int64_t *place)
{
	enum civ_status status = CIV_OK;

	for (int depth = 0; depth < DEEPEST && status == CIV_OK; depth++) {
		*place = place_of(m, area, category);
		if (*place >= 0 && m->groups[*place].given)
			return CIV_OK;
		if (category == 0)
			break;
		status = find_parent(m, &civ_noun_category, category, &category);
	}
	*place = -1;
	return status;
}

/* The nearest group that the rows have: the area, and in it the category, or what is above them. -1 when there is none.
 */
static enum civ_status find_above(struct mismatch *m, int64_t area, int64_t category, int64_t *place)
{
	enum civ_status status = find_category(m, area, category, place);

	for (int depth = 0; depth < DEEPEST && status == CIV_OK && *place < 0 && area != 0; depth++) {
		status = find_parent(m, &civ_noun_area, area, &area);
		if (status == CIV_OK)
			status = find_category(m, area, category, place);
	}
	return status;
}

struct counted {
	int64_t area, category, issues;
};

/* What was complained of before alone is a part of all, and no row of its own. */
static enum civ_status add_before(struct mismatch *m, const struct counted *counted)
{
	int64_t place;
	enum civ_status status = find_above(m, counted->area, counted->category, &place);

	if (status == CIV_OK && place < 0)
		place = place_of(m, counted->area, counted->category);
	if (status == CIV_OK && place >= 0)
		m->groups[place].before += counted->issues;
	m->before += counted->issues;
	return status;
}

static enum civ_status add_issues(struct mismatch *m, const struct counted *counted)
{
	struct group *group;
	int64_t place;
	enum civ_status status = find_above(m, counted->area, counted->category, &place);

	if (status != CIV_OK)
		return status;
	group = place >= 0 ? &m->groups[place] : group_of(m, counted->area, counted->category);
	if (group == NULL)
		return civ_no_memory(civ_records_messages(m->records));
	group->issues += counted->issues;
	m->issues += counted->issues;
	return CIV_OK;
}

static const char count_sql[] =
	"WITH RECURSIVE " CIV_BELOW("area")
	" SELECT CASE WHEN :by_area THEN ifnull(area_id, 0) ELSE 0 END, CASE WHEN :by_category THEN category_id"
	" ELSE 0 END, count(*) FROM issue"
	" WHERE " CIV_ISSUE_OWN("issue") " AND " CIV_ISSUE_REPORTED("issue")
	" AND (:area IS NULL OR area_id IN (SELECT id FROM area_below)) GROUP BY 1, 2";

/* Give TAKE the issues reported from the day FROM to TO. */
static enum civ_status count_issues(struct mismatch *m, const char *from, const char *to,
                                    enum civ_status (*take)(struct mismatch *m, const struct counted *counted))
{
	struct civ_store *store = civ_records_store(m->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_then(m->records, &civ_noun_issue, count_sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":from", from);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":to", to);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":area", m->options->areas);
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":by_area", m->by_area);
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":by_category", m->by_category);
	while (civ_store_next(store, rows, &status))
		status = take(m, &(struct counted){sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1),
		                                   sqlite3_column_int64(rows, 2)});
	return status;
}

/* As many months before, of whole months, else as many days. Without a first day there is nothing before. */
static enum civ_status count_before(struct mismatch *m)
{
	int32_t from, to = civ_records_clock(m->records)->asof, asked, first, months;
	char first_day[CIV_DATE_SIZE], last_day[CIV_DATE_SIZE];

	if (!civ_date_stored(m->options->from, &from))
		return CIV_OK;
	if (civ_date_stored(m->options->to, &asked) && asked < to)
		to = asked;
	months = civ_month_of(to + 1) - civ_month_of(from);
	if (civ_month_first(civ_month_of(from)) == from && civ_month_first(civ_month_of(to + 1)) == to + 1)
		first = civ_month_first(civ_month_of(from) - months);
	else
		first = from - (to - from + 1);
	civ_date_format(first, first_day);
	civ_date_format(from - 1, last_day);
	return count_issues(m, first_day, last_day, add_before);
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
	if (a->group->area != b->group->area)
		return a->group->area < b->group->area ? -1 : 1;
	return a->group->category < b->group->category ? -1 : a->group->category > b->group->category;
}

static void print_quotient(struct civ_out *out, double part, double whole, int digits)
{
	civ_out_rounded(out, whole > 0 ? part / whole : NAN, digits);
}

static enum civ_status print_ranked(struct mismatch *m, const struct ranked *ranked, int64_t rank, struct civ_out *out)
{
	const struct group *group = ranked->group;
	double before;
	enum civ_status status;

	civ_out_int(out, rank);
	status = m->by_area ? civ_print_named(m->records, &civ_noun_area, group->area, out)
	                    : civ_print_named(m->records, &civ_noun_category, group->category, out);
	civ_out_int(out, group->issues);
	civ_out_rounded(out, ranked->complaints, 2);
	/* Without rows there is nothing to set beside the complaints. */
	if (m->shares) {
		for (int i = 0; i < 5; i++)
			civ_out_null(out);
	} else {
		civ_out_real(out, group->amount);
		civ_out_rounded(out, ranked->resources, 2);
		civ_out_rounded(out, ranked->complaints - ranked->resources, 2);
		print_quotient(out, ranked->resources, ranked->complaints, 3);
		print_quotient(out, ranked->complaints, ranked->resources, 2);
	}
	if (status == CIV_OK)
		status = civ_print_named(m->records, &civ_noun_category, m->by_area ? group->category : 0, out);
	before = m->before > 0 ? share((double)group->before, (double)m->before) : NAN;
	civ_out_rounded(out, before, 2);
	civ_out_rounded(out, ranked->complaints - before, 2);
	return status == CIV_OK ? civ_out_row(out) : status;
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
		if (i == 0 ||
		    ranked[i].complaints - ranked[i].resources != ranked[i - 1].complaints - ranked[i - 1].resources)
			rank = (int64_t)i + 1;
		status = print_ranked(m, &ranked[i], rank, out);
	}
	free(ranked);
	return status;
}

enum civ_status civ_mismatch_print(struct civ_records *records, const struct civ_mismatch_options *options,
                                    struct civ_input *input, struct civ_out *out)
{
	struct mismatch m = {.records = records,
	                     .options = options,
	                     .by_area = options->by_area,
	                     .by_category = options->by_category,
	                     .shares = options->shares,
	                     .places = civ_hash_new(),
	                     .arena = civ_arena_new()};
	enum civ_status status = m.places == NULL || m.arena == NULL ? civ_no_memory(civ_records_messages(records))
	                                                             : CIV_OK;

	if (status == CIV_OK && options->areas != NULL)
		status = civ_records_below(records, &civ_noun_area, options->areas, &m.within);
	if (status == CIV_OK && !options->shares)
		status = read_rows(&m, input);
	if (status == CIV_OK)
		status = count_issues(&m, options->from, options->to, add_issues);
	if (status == CIV_OK)
		status = count_before(&m);
	if (status == CIV_OK)
		status = print_all(&m, out);
	civ_hash_free(m.places);
	civ_hash_free(m.within);
	civ_arena_free(m.arena);
	free(m.groups);
	return status;
}

/* Who is late with what since when, and what is due in a week. */
#include <stdlib.h>
#include <string.h>

#include "civplan/hash.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/mail/mailing.h"

enum { LONG_LATE = 30, MANY = 20, MOST_SHOWN = 3, MOST_HOLDERS = 5, MOST_NAMES = 3 };

/* ---- who holds it ---- */

struct held {
	const char *unit;
	double days;
	size_t row;
};

/* By unit, the oldest first. */
static int by_unit(const void *left, const void *right)
{
	const struct held *a = left, *b = right;
	int order = strcmp(a->unit, b->unit);

	if (order != 0)
		return order;
	if (a->days != b->days)
		return a->days > b->days ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

static int most_late_first(const void *left, const void *right)
{
	const struct civ_mail_holder *a = left, *b = right;

	if (a->late != b->late)
		return a->late > b->late ? -1 : 1;
	if (a->days_max != b->days_max)
		return a->days_max > b->days_max ? -1 : 1;
	return strcmp(a->code, b->code);
}

/* The part of an issue that a unit has. */
static void part_key(const struct civ_rows *rows, size_t row, struct civ_buf *key)
{
	civ_buf_clear(key);
	civ_buf_addf(key, "%s %s", civ_rows_cell(rows, row, "id"), civ_rows_cell(rows, row, "unit"));
}

/* 1: it was late; 0: it was due in a week. */
static bool put_parts(const struct civ_rows *rows, struct civ_hash *parts)
{
	struct civ_buf key = {0};
	bool good = true;

	for (size_t i = 0; i < rows->count && good; i++) {
		if (!civ_mail_is_late(rows, i) && !civ_mail_is_due(rows, i))
			continue;
		part_key(rows, i, &key);
		good = !key.failed &&
		       civ_hash_put(parts, (struct civ_span){key.data, key.len}, civ_mail_is_late(rows, i));
	}
	civ_buf_free(&key);
	return good;
}

/* Whether the part is late, or else due in a week, and was not so on the earlier day. */
static bool is_new(struct civ_mailing *mailing, const struct civ_hash *parts, size_t row)
{
	struct civ_buf key = {0};
	int64_t was_late;
	bool known;

	part_key(&mailing->now.issues, row, &key);
	mailing->failed = mailing->failed || key.failed;
	known = !key.failed && civ_hash_get(parts, (struct civ_span){key.data, key.len}, &was_late);
	civ_buf_free(&key);
	return !known || (civ_mail_is_late(&mailing->now.issues, row) && was_late == 0);
}

static enum civ_status add_held(struct civ_mailing *mailing, const struct held *held, size_t *rows,
                                const struct civ_hash *parts, struct civ_mail_holders *holders)
{
	struct civ_mail_holder *holder = holders->count == 0 ? NULL : &holders->list[holders->count - 1];
	enum civ_status status = CIV_OK;

	if (holder == NULL || strcmp(holder->code, held->unit) != 0) {
		holder = &holders->list[holders->count++];
		*holder = (struct civ_mail_holder){.code = held->unit, .rows = rows};
		status = civ_mail_unit_name(mailing, held->unit, &holder->name);
	}
	*rows = held->row;
	if (!civ_mail_is_late(&mailing->now.issues, held->row)) {
		holder->due++;
		holder->due_newly += is_new(mailing, parts, held->row);
		return status;
	}
	holder->late++;
	holder->long_late += held->days > LONG_LATE;
	holder->days_max = (int64_t)held->days > holder->days_max ? (int64_t)held->days : holder->days_max;
	if (is_new(mailing, parts, held->row)) {
		holder->newly++;
		holders->newly++;
	}
	return status;
}

/* The rows that are late or due, by unit. */
static size_t sort_rows(const struct civ_rows *rows, struct held *held)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++)
		if (civ_mail_is_late(rows, i) || civ_mail_is_due(rows, i))
			held[count++] = (struct held){.unit = civ_rows_cell(rows, i, "unit"),
			                              .days = civ_rows_number(rows, i, "days_late"),
			                              .row = i};
	if (count > 0)
		qsort(held, count, sizeof *held, by_unit);
	return count;
}

enum civ_status civ_mail_holders_find(struct civ_mailing *mailing, struct civ_mail_holders *holders)
{
	const struct civ_rows *issues = &mailing->now.issues;
	struct held *held = civ_arena_alloc(mailing->arena, (issues->count + 1) * sizeof *held);
	size_t *rows = civ_arena_alloc(mailing->arena, (issues->count + 1) * sizeof *rows), count = 0;
	struct civ_hash *parts = civ_hash_new();
	enum civ_status status = CIV_OK;

	*holders = (struct civ_mail_holders){
		.list = civ_arena_alloc(mailing->arena, (issues->count + 1) * sizeof *holders->list)};
	if (held == NULL || rows == NULL || parts == NULL || holders->list == NULL ||
	    !put_parts(&mailing->then.issues, parts))
		status = civ_no_memory(mailing->messages);
	else
		count = sort_rows(issues, held);
	for (size_t i = 0; i < count && status == CIV_OK; i++)
		status = add_held(mailing, &held[i], &rows[i], parts, holders);
	if (status == CIV_OK && holders->count > 0)
		qsort(holders->list, holders->count, sizeof *holders->list, most_late_first);
	civ_hash_free(parts);
	return status;
}

/* ---- who is late ---- */

static const char *count_and_oldest(struct civ_mailing *mailing, int64_t late, int64_t days)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, civ_say_count("%s, the oldest %s day", "%s, the oldest %s days", (unsigned long long)days),
	             civ_mail_number(mailing, late), civ_mail_number(mailing, days));
	return civ_mail_take(mailing, &text);
}

static const char *count_and_long(struct civ_mailing *mailing, const struct civ_mail_holder *holder)
{
	struct civ_buf text = {0};

	if (holder->long_late == 0)
		return count_and_oldest(mailing, holder->late, holder->days_max);
	civ_buf_addf(&text, civ_say(CIV_WORD("%s, of which %s more than %d days")),
	             civ_mail_number(mailing, holder->late), civ_mail_number(mailing, holder->long_late), LONG_LATE);
	return civ_mail_take(mailing, &text);
}

static enum civ_status put_oldest(struct civ_mailing *mailing, const struct civ_mail_holder *holder)
{
	enum civ_status status = civ_mail_put_issues(mailing, 2, holder->rows,
	                                             holder->late < MOST_SHOWN ? (size_t)holder->late : MOST_SHOWN);

	if (status == CIV_OK && holder->late > MOST_SHOWN)
		civ_mail_put_others(mailing, 2, holder->late - MOST_SHOWN);
	return status;
}

/* Those past the first ones are told in one line. */
static void put_rest(struct civ_mailing *mailing, const struct civ_mail_holders *holders, size_t first, size_t width)
{
	struct civ_buf text = {0};
	int64_t late = 0, days = 0, units = 0;

	for (size_t i = first; i < holders->count && holders->list[i].late > 0; i++) {
		units++;
		late += holders->list[i].late;
		days = holders->list[i].days_max > days ? holders->list[i].days_max : days;
	}
	civ_buf_addf(&text, civ_say_count("%s other unit", "%s other units", (unsigned long long)units),
	             civ_mail_number(mailing, units));
	civ_mail_put_pair(mailing, 1, civ_mail_take(mailing, &text), width, count_and_oldest(mailing, late, days));
}

enum civ_status civ_mail_put_holders(struct civ_mailing *mailing, const struct civ_mail_holders *holders)
{
	size_t late = 0, shown, width = 0;
	enum civ_status status = CIV_OK;

	while (late < holders->count && holders->list[late].late > 0)
		late++;
	if (late == 0)
		return CIV_OK;
	/* One that is left is named as well as counted. */
	shown = late <= MOST_HOLDERS + 1 ? late : MOST_HOLDERS;
	for (size_t i = 0; i < shown; i++) {
		size_t one = civ_text_width(holders->list[i].name, strlen(holders->list[i].name));

		width = one > width ? one : width;
	}
	civ_mail_heading(mailing, civ_say(CIV_WORD("Who is late, with what, since when")));
	for (size_t i = 0; i < shown && status == CIV_OK; i++) {
		const struct civ_mail_holder *holder = &holders->list[i];
		bool listed = i == 0 || holder->late > MANY;

		civ_mail_put_pair(mailing, 1, holder->name, width,
		                  listed ? count_and_long(mailing, holder)
		                         : count_and_oldest(mailing, holder->late, holder->days_max));
		if (listed)
			status = put_oldest(mailing, holder);
	}
	if (shown < late)
		put_rest(mailing, holders, shown, width);
	return status;
}

/* ---- with whom the most ---- */

/* The units with the most of it, each with how many: "41 with A, 29 with B". VALUE is the holder's number. */
static const char *most_with(struct civ_mailing *mailing, const struct civ_mail_holders *holders,
                             int64_t (*value)(const struct civ_mail_holder *holder), size_t *units)
{
	const char *names[MOST_NAMES];
	struct civ_buf text = {0};
	size_t count = 0;
	int64_t above = INT64_MAX;

	*units = 0;
	for (size_t i = 0; i < holders->count; i++)
		*units += value(&holders->list[i]) > 0;
	/* The next lower number in turn, and all that have it in the list's order. */
	while (count < MOST_NAMES && above > 0) {
		int64_t next = 0;

		for (size_t i = 0; i < holders->count; i++) {
			int64_t n = value(&holders->list[i]);

			next = n < above && n > next ? n : next;
		}
		for (size_t i = 0; next > 0 && i < holders->count && count < MOST_NAMES; i++) {
			struct civ_buf one = {0};

			if (value(&holders->list[i]) != next)
				continue;
			civ_buf_addf(&one, civ_say(CIV_WORD("%s with %s")), civ_mail_number(mailing, next),
			             holders->list[i].name);
			names[count++] = civ_mail_take(mailing, &one);
		}
		above = next;
	}
	civ_wording_names(&text, names, count);
	return civ_mail_take(mailing, &text);
}

static int64_t due_of(const struct civ_mail_holder *holder)
{
	return holder->due;
}

static int64_t newly_of(const struct civ_mail_holder *holder)
{
	return holder->newly;
}

void civ_mail_put_due(struct civ_mailing *mailing, const struct civ_mail_holders *holders)
{
	size_t units;
	const char *most = most_with(mailing, holders, due_of, &units);
	struct civ_buf text = {0};
	int64_t due = 0;

	for (size_t i = 0; i < holders->count; i++)
		due += holders->list[i].due;
	if (due == 0)
		return;
	if (units > MOST_NAMES)
		civ_buf_addf(
			&text,
			civ_say_count("%s issue, most of all %s", "%s issues, most of all %s", (unsigned long long)due),
			civ_mail_number(mailing, due), most);
	else
		civ_buf_addf(&text, civ_say_count("%s issue: %s", "%s issues: %s", (unsigned long long)due),
		             civ_mail_number(mailing, due), most);
	civ_mail_heading(mailing, civ_say(CIV_WORD("Due within 7 days")));
	civ_mail_put(mailing, 1, civ_mail_take(mailing, &text));
}

void civ_mail_put_newly(struct civ_mailing *mailing, const struct civ_mail_holders *holders)
{
	size_t units;
	const char *most = most_with(mailing, holders, newly_of, &units);
	struct civ_buf text = {0};

	if (holders->newly == 0)
		return;
	if (units > MOST_NAMES)
		civ_buf_addf(&text, civ_say(CIV_WORD("%s became late, most of all %s.")),
		             civ_mail_number(mailing, holders->newly), most);
	else
		civ_buf_addf(&text, civ_say(CIV_WORD("%s became late: %s.")), civ_mail_number(mailing, holders->newly),
		             most);
	civ_mail_put(mailing, 1, civ_mail_take(mailing, &text));
}

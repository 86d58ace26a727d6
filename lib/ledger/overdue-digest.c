/* What is late, unit by unit. */
#include <stdlib.h>
#include <string.h>

#include "lib/ledger/overdue.h"

const struct civ_out_column civ_overdue_digest_columns[] = {
	{"unit", "Unit", CIV_KIND_TEXT, "unit whose part it is, as in the rows; empty: none is responsible yet"},
	{"name", "Name", CIV_KIND_TEXT, "what the unit is called"},
	{"n", "Issues", CIV_KIND_NUMBER, "how many are late or near"},
	{"n_remind", "Due soon", CIV_KIND_NUMBER, "issues whose limit is near"},
	{"n_urge", "Late", CIV_KIND_NUMBER, "issues that are late, but not yet by the plan's notice_days"},
	{"n_notice", "Long late", CIV_KIND_NUMBER, "issues late by the plan's notice_days or more working days"},
	{"oldest_due", "Oldest limit", CIV_KIND_MOMENT, "last day of the limit that passed first, or passes next"},
	{"days_late_max", "Most days late", CIV_KIND_NUMBER, "calendar days of the latest one; below 0: days left"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static int by_unit(const void *left, const void *right)
{
	const struct civ_late *a = left, *b = right;

	if (a->unit != b->unit)
		return a->unit < b->unit ? -1 : 1;
	return civ_late_worse_first(left, right);
}

struct digest {
	const struct civ_late *first;
	size_t count;
	int64_t levels[CIV_LEVEL_NOTICE + 1];
	int32_t due; /* the oldest */
	int64_t days;
};

/* The unit with the most that is long late comes first. */
static int digest_order(const void *left, const void *right)
{
	const struct digest *a = left, *b = right;

	for (int level = CIV_LEVEL_NOTICE; level > CIV_LEVEL_NONE; level--)
		if (a->levels[level] != b->levels[level])
			return a->levels[level] > b->levels[level] ? -1 : 1;
	return a->first->unit < b->first->unit ? -1 : 1;
}

static enum civ_status print_digest(struct civ_late_list *overdue, const struct digest *digest, struct civ_out *out)
{
	enum civ_status status = civ_print_named(overdue->records, &civ_noun_unit, digest->first->unit, out);

	if (status != CIV_OK)
		return status;
	civ_out_int(out, (int64_t)digest->count);
	for (int level = CIV_LEVEL_REMIND; level <= CIV_LEVEL_NOTICE; level++)
		civ_out_int(out, digest->levels[level]);
	civ_out_day(out, true, digest->due);
	civ_out_int(out, digest->days);
	return civ_out_row(out);
}

static size_t make_digests(const struct civ_late_list *overdue, struct digest *digests)
{
	size_t count = 0;

	for (size_t i = 0; i < overdue->count; i++) {
		const struct civ_late *late = &overdue->list[i];

		if (count == 0 || digests[count - 1].first->unit != late->unit)
			digests[count++] = (struct digest){.first = late, .due = late->due.day, .days = late->days};
		digests[count - 1].count++;
		digests[count - 1].levels[late->level]++;
		if (late->days > digests[count - 1].days)
			digests[count - 1].days = late->days;
		if (late->due.day < digests[count - 1].due)
			digests[count - 1].due = late->due.day;
	}
	return count;
}

enum civ_status civ_ledger_overdue_digest(struct civ_records *records, const struct civ_overdue_options *options,
                                          struct civ_out *out, uint64_t *late)
{
	struct civ_late_list overdue;
	struct digest *digests = NULL;
	size_t count = 0;
	enum civ_status status = civ_late_open(records, options, &overdue);

	*late = civ_late_count(&overdue);
	if (status == CIV_OK && overdue.count > 0) {
		digests = calloc(overdue.count, sizeof *digests);
		if (digests == NULL)
			status = civ_no_memory(civ_records_messages(records));
	}
	if (status == CIV_OK && digests != NULL) {
		qsort(overdue.list, overdue.count, sizeof *overdue.list, by_unit);
		count = make_digests(&overdue, digests);
		qsort(digests, count, sizeof *digests, digest_order);
	}
	for (size_t i = 0; i < count && status == CIV_OK; i++)
		status = print_digest(&overdue, &digests[i], out);
	free(digests);
	civ_late_close(&overdue);
	return status;
}

static const struct civ_overdue_options seen_to = {.unless_noticed = -1, .least = CIV_LEVEL_REMIND};

static void add_late(struct civ_ledger_late *to, const struct civ_late *late)
{
	if (strcmp(late->limit, "review") == 0)
		to->deferred++;
	else if (late->days <= 0)
		to->due++;
	else {
		to->late++;
		to->days_max = late->days > to->days_max ? late->days : to->days_max;
	}
}

enum civ_status civ_ledger_late_by_unit(struct civ_records *records, int64_t within, struct civ_arena *arena,
                                        struct civ_ledger_late **units, size_t *count)
{
	struct civ_overdue_options options = seen_to;
	struct civ_late_list overdue;
	enum civ_status status;

	options.within = within;
	status = civ_late_open(records, &options, &overdue);
	*count = 0;
	*units = civ_arena_alloc(arena, (overdue.count + 1) * sizeof **units);
	if (*units == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	if (status == CIV_OK && overdue.count > 0)
		qsort(overdue.list, overdue.count, sizeof *overdue.list, by_unit);
	for (size_t i = 0; i < overdue.count && status == CIV_OK; i++) {
		const struct civ_late *late = &overdue.list[i];

		if (*count == 0 || (*units)[*count - 1].unit != late->unit)
			(*units)[(*count)++] = (struct civ_ledger_late){.unit = late->unit};
		add_late(&(*units)[*count - 1], late);
	}
	civ_late_close(&overdue);
	return status;
}

static int by_issue(const void *left, const void *right)
{
	const struct civ_late *a = left, *b = right;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return civ_late_worse_first(left, right);
}

enum civ_status civ_ledger_late_in_all(struct civ_records *records, int64_t within, struct civ_ledger_late *all)
{
	struct civ_overdue_options options = seen_to;
	struct civ_late_list overdue;
	enum civ_status status;

	options.within = within;
	status = civ_late_open(records, &options, &overdue);
	*all = (struct civ_ledger_late){0};
	if (status == CIV_OK && overdue.count > 0)
		qsort(overdue.list, overdue.count, sizeof *overdue.list, by_issue);
	for (size_t i = 0; i < overdue.count && status == CIV_OK; i++)
		if (i == 0 || overdue.list[i - 1].id != overdue.list[i].id)
			add_late(all, &overdue.list[i]);
	civ_late_close(&overdue);
	return status;
}

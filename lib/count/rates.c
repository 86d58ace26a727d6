/* Rates of groups of issues. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/count/rates.h"
#include "lib/count/statistic.h"

/* In the order of enum civ_rates_group; the English words are the headings of their columns, too. */
static const struct civ_word groups[] = {
	CIV_WORD_UNIT,
	CIV_WORD_AREA,
	CIV_WORD_CATEGORY,
	CIV_CHOICE("channel", "Channel", "渠道"),
	CIV_CHOICE("person", "Person", "责任人"),
	CIV_CHOICE("week", "Week", "周"),
	CIV_WORD_MONTH,
	CIV_WORD_QUARTER,
	CIV_WORD_YEAR,
	{.code = NULL},
};

const struct civ_out_column civ_rates_columns[] = {
	{"n_reported", "Reported", CIV_KIND_NUMBER,
	 "reports, by the day of the report; those merged into another issue too"},
	{"n_due", "Fallen due", CIV_KIND_NUMBER,
	 "cycles by due date: due by the as-of day, or done before; dismissed ones only when they were late"},
	{"n_done", "Done", CIV_KIND_NUMBER, "of these, accepted"},
	{"n_on_time", "In time", CIV_KIND_NUMBER,
	 "of these, rectified by the due date (or accepted, by the plan's on_time_by) in the attempt that was "
	 "accepted"},
	{"rectification_rate", "Rectified (%)", CIV_KIND_NUMBER, "n_done in percent of n_due"},
	{"rectification_low", "from", CIV_KIND_NUMBER, "lower end of its Wilson 95 % interval"},
	{"rectification_high", "to", CIV_KIND_NUMBER, "upper end"},
	{"on_time_rate", "In time (%)", CIV_KIND_NUMBER, "n_on_time in percent of n_due"},
	{"on_time_low", "from", CIV_KIND_NUMBER, "lower end of its Wilson 95 % interval"},
	{"on_time_high", "to", CIV_KIND_NUMBER, "upper end"},
	{"n_extended", "Extended", CIV_KIND_NUMBER, "of n_due, put off by an extension that was granted in time"},
	{"n_dismissed", "Dismissed", CIV_KIND_NUMBER, "dismissed, by the day of the dismissal"},
	{"n_closed", "Closed", CIV_KIND_NUMBER, "cycles closed, by the day of the closing"},
	{"cycle_mean", "Mean days", CIV_KIND_NUMBER,
	 "mean days from the first report, or the reopening, to the closing, of n_closed"},
	{"cycle_p50", "Median days", CIV_KIND_NUMBER, "their median, by nearest rank"},
	{"cycle_p90", "P90 days", CIV_KIND_NUMBER, "days in which nine in ten were closed, by nearest rank"},
	{"cycle_km", "Median, open ones too", CIV_KIND_NUMBER,
	 "Kaplan-Meier median of the cycles that started in the period, open ones censored; empty: not yet reached"},
	{"n_rebound", "Came back", CIV_KIND_NUMBER,
	 "of n_closed without n_watch, came back: failed a re-check or was reopened, or reported again at the place "
	 "within the plan's watch_days"},
	{"n_watch", "Still watched", CIV_KIND_NUMBER,
	 "of n_closed, not judged yet: watch_days, or the last of the plan's recheck_days, have not passed"},
	{"rebound_rate", "Rebound (%)", CIV_KIND_NUMBER, "n_rebound in percent of n_closed without n_watch"},
	{"n_open", "Open", CIV_KIND_NUMBER, "neither closed nor dismissed, by the day of the report"},
	{"n_overdue", "Overdue", CIV_KIND_NUMBER, "open, not rectified and past the due date, by due date"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum civ_status civ_rates_parse(const char *text, struct civ_messages *messages, struct civ_rates_options *options)
{
	const struct civ_position at = {.file = "--by"};

	while (text != NULL && *text != '\0') {
		size_t len = strcspn(text, ",");
		const struct civ_word *found = civ_word_meant(groups, (struct civ_span){text, len});
		ptrdiff_t name = found - groups;

		if (found == NULL)
			return civ_word_error(groups, (struct civ_span){text, len}, &at, messages);
		for (size_t i = 0; i < options->group_count; i++)
			if (options->groups[i] == (enum civ_rates_group)name)
				return civ_error(messages, CIV_USAGE, &at, "'%.*s' stands twice", (int)len, text);
		options->groups[options->group_count++] = (enum civ_rates_group)name;
		text += text[len] == ',' ? len + 1 : len;
	}
	return CIV_OK;
}

enum civ_status civ_rates_all_columns(const struct civ_rates_options *options, struct civ_arena *arena,
                                      struct civ_messages *messages, const struct civ_out_column **columns,
                                      size_t *count)
{
	struct civ_out_column *made;
	size_t figures = civ_out_column_count(civ_rates_columns);

	made = civ_arena_alloc(arena, (options->group_count + figures + 1) * sizeof *made);
	if (made == NULL)
		return civ_no_memory(messages);
	for (size_t i = 0; i < options->group_count; i++)
		made[i] = (struct civ_out_column){groups[options->groups[i]].code,
		                                  groups[options->groups[i]].en, CIV_KIND_TEXT, NULL};
	memcpy(made + options->group_count, civ_rates_columns, figures * sizeof *made);
	*columns = made;
	*count = options->group_count + figures;
	return CIV_OK;
}

/* ---- gathering ---- */

bool civ_rates_within(const struct civ_rates *rates, int32_t day)
{
	return (!rates->options->has_from || day >= rates->options->from) &&
	       (!rates->options->has_to || day <= rates->options->to);
}

/* A week is named by its Monday, a month and a quarter by number since 1970. */
static int64_t time_key(enum civ_rates_group group, int32_t day)
{
	int32_t month = civ_month_of(day);

	switch (group) {
	case CIV_RATES_WEEK:
		return day - civ_date_weekday(day);
	case CIV_RATES_MONTH:
		return month;
	case CIV_RATES_QUARTER:
		return month >= 0 ? month / 3 : (month - 2) / 3;
	default:
		return month >= 0 ? month / 12 : (month - 11) / 12;
	}
}

static int64_t key_of(const struct civ_rates *rates, enum civ_rates_group group, const int64_t refs[CIV_DIMENSIONS],
                      int32_t day)
{
	int64_t area = refs[CIV_BY_AREA], above = 0;

	if (group >= CIV_RATES_WEEK)
		return time_key(group, day);
	if (group != CIV_RATES_AREA || rates->areas == NULL)
		return refs[group];
	return civ_hash_get(rates->areas, (struct civ_span){(const char *)&area, sizeof area}, &above) ? above : 0;
}

static struct civ_rates_row *new_row(struct civ_rates *rates, const int64_t *keys, size_t size)
{
	struct civ_rates_row *row;

	if (rates->count == rates->room) {
		size_t room = rates->room == 0 ? 64 : rates->room * 2;
		struct civ_rates_row **grown = realloc(rates->rows, room * sizeof(struct civ_rates_row *));

		if (grown == NULL)
			return NULL;
		rates->rows = grown;
		rates->room = room;
	}
	row = calloc(1, sizeof *row);
	if (row == NULL)
		return NULL;
	memcpy(row->keys, keys, size);
	rates->rows[rates->count] = row;
	if (!civ_hash_put(rates->places, (struct civ_span){(const char *)keys, size}, (int64_t)rates->count)) {
		free(row);
		return NULL;
	}
	rates->count++;
	return row;
}

struct civ_rates_row *civ_rates_row_of(struct civ_rates *rates, const int64_t refs[CIV_DIMENSIONS], int32_t day)
{
	int64_t keys[CIV_RATES_GROUPS] = {0}, place;
	size_t size = rates->options->group_count * sizeof *keys;

	for (size_t i = 0; i < rates->options->group_count; i++)
		keys[i] = key_of(rates, rates->options->groups[i], refs, day);
	if (civ_hash_get(rates->places, (struct civ_span){(const char *)keys, size}, &place))
		return rates->rows[place];
	return new_row(rates, keys, size);
}

bool civ_rates_is_running(const struct civ_rates *rates, int32_t day)
{
	return day == rates->asof && rates->minute < (int64_t)day * CIV_DAY_MINUTES + CIV_DAY_END;
}

void civ_rates_count(const struct civ_rates *rates, struct civ_rates_sums *sums, enum civ_mark mark, int32_t day,
                     int32_t n)
{
	bool passed = day <= rates->asof - rates->settings.judge_days;

	sums->counts[mark] += n;
	if (mark == CIV_MARK_DUE)
		sums->due += n;
	else if (mark == CIV_MARK_OWED && (day > rates->asof || civ_rates_is_running(rates, day)))
		sums->due -= n;
	else if (mark == CIV_MARK_CLOSED && !passed)
		sums->watched += n;
	else if (mark == CIV_MARK_BACK && passed)
		sums->back += n;
	else if (mark == CIV_MARK_UNRECTIFIED && day < rates->asof)
		sums->overdue += n;
	else if (mark == CIV_MARK_EXTENDED && day > rates->asof)
		sums->counts[mark] -= n;
}

bool civ_rates_count_running(const struct civ_rates *rates, struct civ_rates_sums *sums, int32_t day, int32_t n)
{
	return civ_spread_add(&sums->running, rates->asof - day, n);
}

/* ---- figures ---- */

static void print_rate(struct civ_out *out, int64_t k, int64_t n, bool interval)
{
	double low, high;

	if (n <= 0) {
		for (int i = 0; i < (interval ? 3 : 1); i++)
			civ_out_null(out);
		return;
	}
	civ_out_rounded(out, 100 * (double)k / (double)n, 2);
	if (!interval)
		return;
	civ_wilson(k, n, &low, &high);
	civ_out_rounded(out, low, 2);
	civ_out_rounded(out, high, 2);
}

static void print_mean(struct civ_out *out, const struct civ_spread *spread)
{
	int64_t n = civ_spread_count(spread);

	if (n > 0)
		civ_out_rounded(out, (double)civ_spread_days(spread) / (double)n, 2);
	else
		civ_out_null(out);
}

/* The least number of days in which at least PERCENT of them were done. */
static void print_percentile(struct civ_out *out, const struct civ_spread *spread, int64_t percent)
{
	int64_t n = civ_spread_count(spread), so_far = 0;

	for (size_t days = 0; days < spread->size && n > 0; days++) {
		so_far += spread->counts[days];
		if (so_far * 100 >= n * percent) {
			civ_out_int(out, (int64_t)days);
			return;
		}
	}
	civ_out_null(out);
}

static void print_kaplan_meier(struct civ_out *out, const struct civ_rates_sums *sums)
{
	int64_t days;

	if (civ_kaplan_meier_median(&sums->started, &sums->running, &days))
		civ_out_int(out, days);
	else
		civ_out_null(out);
}

static enum civ_status print_sums(const struct civ_rates *rates, const struct civ_rates_sums *sums, struct civ_out *out)
{
	const int64_t *counts = sums->counts;
	int64_t in_time = counts[rates->settings.on_time_by_accepted ? CIV_MARK_ACCEPTED_IN_TIME : CIV_MARK_IN_TIME];

	civ_out_int(out, counts[CIV_MARK_REPORTED]);
	civ_out_int(out, sums->due);
	civ_out_int(out, counts[CIV_MARK_DONE]);
	civ_out_int(out, in_time);
	print_rate(out, counts[CIV_MARK_DONE], sums->due, true);
	print_rate(out, in_time, sums->due, true);
	civ_out_int(out, counts[CIV_MARK_EXTENDED]);
	civ_out_int(out, counts[CIV_MARK_DISMISSED]);
	civ_out_int(out, counts[CIV_MARK_CLOSED]);
	print_mean(out, &sums->closed);
	print_percentile(out, &sums->closed, 50);
	print_percentile(out, &sums->closed, 90);
	print_kaplan_meier(out, sums);
	civ_out_int(out, sums->back);
	civ_out_int(out, sums->watched);
	print_rate(out, sums->back, counts[CIV_MARK_CLOSED] - sums->watched, false);
	civ_out_int(out, counts[CIV_MARK_OPEN]);
	civ_out_int(out, sums->overdue);
	return civ_out_row(out);
}

/* ---- printing ---- */

static const struct civ_noun *noun_of(enum civ_rates_group group)
{
	static const struct civ_noun *const nouns[] = {&civ_noun_unit, &civ_noun_area, &civ_noun_category,
	                                               &civ_noun_channel, &civ_noun_person};

	return group < CIV_RATES_WEEK ? nouns[group] : NULL;
}

static int iso_week(int32_t monday, int *year)
{
	int month, dayofmonth;
	int32_t first;

	/* A week belongs to the year of its Thursday (ISO 8601). */
	civ_date_to_ymd(monday + 3, year, &month, &dayofmonth);
	(void)civ_date_from_ymd(*year, 1, 1, &first);
	return (monday + 3 - first) / 7 + 1;
}

static void print_key(const struct civ_rates *rates, enum civ_rates_group group, int64_t key, struct civ_out *out)
{
	char text[32];
	int year, month, dayofmonth;

	if (noun_of(group) != NULL) {
		if (key == 0)
			civ_out_null(out);
		else
			civ_out_string(out, civ_records_code(rates->records, noun_of(group), key));
		return;
	}
	if (group == CIV_RATES_WEEK) {
		int week = iso_week((int32_t)key, &year);

		snprintf(text, sizeof text, "%04d-W%02d", year, week);
	} else {
		int32_t months = (int32_t)key * (group == CIV_RATES_MONTH ? 1 : group == CIV_RATES_QUARTER ? 3 : 12);

		civ_date_to_ymd(civ_month_first(months), &year, &month, &dayofmonth);
		if (group == CIV_RATES_MONTH)
			snprintf(text, sizeof text, "%04d-%02d", year, month);
		else if (group == CIV_RATES_QUARTER)
			snprintf(text, sizeof text, "%04d-Q%d", year, (month - 1) / 3 + 1);
		else
			snprintf(text, sizeof text, "%04d", year);
	}
	civ_out_string(out, text);
}

struct sorted {
	const struct civ_rates *rates;
	struct civ_rates_row *row;
};

/* By code, the empty one last; times in order. */
static int in_order(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;

	for (size_t i = 0; i < a->rates->options->group_count; i++) {
		const struct civ_noun *noun = noun_of(a->rates->options->groups[i]);
		int64_t x = a->row->keys[i], y = b->row->keys[i];
		int order;

		if (x == y)
			continue;
		if (noun == NULL)
			return x < y ? -1 : 1;
		if (x == 0 || y == 0)
			return x == 0 ? 1 : -1;
		order = strcmp(civ_records_code(a->rates->records, noun, x),
		               civ_records_code(a->rates->records, noun, y));
		if (order != 0)
			return order;
	}
	return 0;
}

static enum civ_status print_all(struct civ_rates *rates, struct civ_out *out)
{
	struct sorted *sorted = calloc(rates->count + 1, sizeof *sorted);
	enum civ_status status = CIV_OK;

	if (sorted == NULL)
		return civ_no_memory(civ_records_messages(rates->records));
	for (size_t i = 0; i < rates->count; i++)
		sorted[i] = (struct sorted){rates, rates->rows[i]};
	qsort(sorted, rates->count, sizeof *sorted, in_order);
	for (size_t i = 0; i < rates->count && status == CIV_OK; i++) {
		for (size_t g = 0; g < rates->options->group_count; g++)
			print_key(rates, rates->options->groups[g], sorted[i].row->keys[g], out);
		status = print_sums(rates, &sorted[i].row->sums, out);
	}
	free(sorted);
	return status;
}

/* Each area that lies in one of the kind, itself included. */
static enum civ_status load_areas(struct civ_rates *rates)
{
	static const char sql[] =
		"WITH RECURSIVE below(id, top) AS (SELECT id, id FROM area WHERE kind = :kind UNION"
		" SELECT a.id, b.top FROM below b"
		" JOIN area a ON a.parent_id = b.id) SELECT id, top FROM below";
	struct civ_store *store = civ_records_store(rates->records);
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_records_statement(rates->records, sql, &rows);

	if (rates->options->depth == NULL)
		return CIV_OK;
	rates->areas = civ_hash_new();
	if (rates->areas == NULL)
		return civ_no_memory(civ_records_messages(rates->records));
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":kind", rates->options->depth);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		int64_t id = sqlite3_column_int64(rows, 0);

		if (!civ_hash_put(rates->areas, (struct civ_span){(const char *)&id, sizeof id},
		                  sqlite3_column_int64(rows, 1)))
			status = civ_no_memory(civ_records_messages(rates->records));
	}
	return status;
}

void civ_rates_close(struct civ_rates *rates)
{
	for (size_t i = 0; i < rates->count; i++) {
		civ_spread_free(&rates->rows[i]->sums.closed);
		civ_spread_free(&rates->rows[i]->sums.started);
		civ_spread_free(&rates->rows[i]->sums.running);
		free(rates->rows[i]);
	}
	free(rates->rows);
	civ_hash_free(rates->places);
	civ_hash_free(rates->areas);
	civ_hash_free(rates->within);
}

enum civ_status civ_rates_gather(struct civ_rates *rates, struct civ_records *records,
                                 const struct civ_rates_options *options)
{
	const int64_t nobody[CIV_DIMENSIONS] = {0};
	enum civ_status status;

	*rates = (struct civ_rates){.records = records, .options = options, .asof = civ_records_clock(records)->asof,
	                            .minute = civ_clock_minute(civ_records_clock(records))};
	status = civ_watch_settings(records, &rates->settings);
	rates->places = civ_hash_new();
	if (rates->places == NULL)
		return civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK)
		status = load_areas(rates);
	if (status == CIV_OK && options->area != 0)
		status = civ_records_below(records, &civ_noun_area, options->area, &rates->within);
	if (status == CIV_OK)
		status = civ_rates_can_sum_up(rates, &status) ? civ_rates_sum_up(rates)
		         : status == CIV_OK                   ? civ_rates_scan(rates)
		                                              : status;
	if (status == CIV_OK &&
	    (civ_rates_has_group(rates, CIV_RATES_UNIT) || civ_rates_has_group(rates, CIV_RATES_PERSON)))
		status = civ_rates_add_parts(rates);
	/* Without groups there is one row, be there issues or not. */
	if (status == CIV_OK && options->group_count == 0 && civ_rates_row_of(rates, nobody, rates->asof) == NULL)
		status = civ_no_memory(civ_records_messages(records));
	return status;
}

enum civ_status civ_count_rates(struct civ_records *records, const struct civ_rates_options *options,
                                 struct civ_out *out)
{
	struct civ_rates rates;
	enum civ_status status = civ_rates_gather(&rates, records, options);

	if (status == CIV_OK)
		status = print_all(&rates, out);
	civ_rates_close(&rates);
	return status;
}

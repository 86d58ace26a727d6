/* Rates of groups of issues, written out. */
#include <math.h>
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
	CIV_CHOICE("solved_level", "Solved at", "解决层级"),
	CIV_CHOICE("day", "Day", "日"),
	CIV_CHOICE("week", "Week", "周"),
	CIV_WORD_MONTH,
	CIV_WORD_QUARTER,
	CIV_WORD_YEAR,
	{.code = NULL},
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
	for (size_t i = 0; i < options->group_count; i++) {
		const struct civ_word *group = &groups[options->groups[i]];
		/* The first groups are called as the nouns are. */
		const char *of = options->groups[i] <= CIV_RATES_PERSON ? group->code : NULL;

		made[i] = (struct civ_out_column){group->code, civ_word_said(group, civ_say_is_chinese()),
		                                  CIV_SHOWN_OF(of), NULL};
		if (options->groups[i] == CIV_RATES_LEVEL)
			made[i].kind.words = civ_words_solved_level;
	}
	memcpy(made + options->group_count, civ_rates_columns, figures * sizeof *made);
	*columns = made;
	*count = options->group_count + figures;
	return CIV_OK;
}

/* ---- figures ---- */

static void print_rate(struct civ_out *out, const struct civ_issue_figures *figures, enum civ_issue_rates which,
                       bool interval)
{
	const struct civ_rate rate = civ_issue_rate(figures, which);
	const int64_t k = rate.numerator, n = rate.denominator;
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

	civ_out_rounded(out, n > 0 ? (double)civ_spread_days(spread) / (double)n : NAN, 2);
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

static void print_part(struct civ_out *out, double part, int64_t n)
{
	civ_out_rounded(out, n > 0 ? 100 * part / (double)n : NAN, 2);
}

static void print_wait(struct civ_out *out, struct civ_rates_sums *sums, int64_t percent)
{
	int64_t minutes = civ_rates_wait(sums, percent);

	civ_out_rounded(out, minutes < 0 ? NAN : (double)minutes / 60, 2);
}

/* CLOSED is n_closed of all rows. */
static void print_answers(struct civ_out *out, struct civ_rates_sums *sums, const struct civ_issue_figures *figures,
                          int64_t closed)
{
	int64_t reports = figures->closed + sums->more_reports;

	civ_out_int(out, sums->called);
	print_part(out, sums->solved, sums->asked_solved);
	print_part(out, sums->satisfied, sums->asked_satisfied);
	print_wait(out, sums, 50);
	print_wait(out, sums, 90);
	civ_out_rounded(out, reports > 0 ? (double)(figures->cycle_days + sums->more_days) / (double)reports : NAN, 2);
	print_part(out, (double)figures->closed, closed);
}

static enum civ_status print_row(const struct civ_rates *rates, struct civ_rates_row *row, int64_t closed,
                                 struct civ_out *out)
{
	const struct civ_issue_figures figures = civ_rates_figures(rates, row);
	struct civ_rates_sums *sums = &row->sums;

	civ_out_int(out, figures.reported);
	civ_out_int(out, figures.due);
	civ_out_int(out, figures.done);
	civ_out_int(out, figures.in_time);
	print_rate(out, &figures, CIV_RECTIFICATION_RATE, true);
	print_rate(out, &figures, CIV_ON_TIME_RATE, true);
	civ_out_int(out, figures.extended);
	civ_out_int(out, sums->counts[CIV_MARK_DISMISSED]);
	civ_out_int(out, figures.closed);
	print_mean(out, &sums->closed);
	print_percentile(out, &sums->closed, 50);
	print_percentile(out, &sums->closed, 90);
	print_kaplan_meier(out, sums);
	civ_out_int(out, figures.back);
	civ_out_int(out, figures.watched);
	print_rate(out, &figures, CIV_REBOUND_RATE, false);
	civ_out_int(out, figures.open);
	civ_out_int(out, figures.overdue);
	print_answers(out, sums, &figures, closed);
	return civ_out_row(out);
}

/* ---- printing ---- */

static const struct civ_noun *noun_of(enum civ_rates_group group)
{
	static const struct civ_noun *const nouns[] = {&civ_noun_unit, &civ_noun_area, &civ_noun_category,
	                                               &civ_noun_channel, &civ_noun_person};

	return group <= CIV_RATES_PERSON ? nouns[group] : NULL;
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
	if (group == CIV_RATES_LEVEL) {
		civ_out_string(out, key == 0 ? NULL : civ_words_solved_level[key - 1].code);
		return;
	}
	if (group == CIV_RATES_DAY) {
		civ_out_day(out, true, (int32_t)key);
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

/* By code, levels by height, the empty one last; times in order. */
static int in_order(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;

	for (size_t i = 0; i < a->rates->options->group_count; i++) {
		const struct civ_noun *noun = noun_of(a->rates->options->groups[i]);
		int64_t x = a->row->keys[i], y = b->row->keys[i];
		int order;

		if (x == y)
			continue;
		if ((noun != NULL || a->rates->options->groups[i] == CIV_RATES_LEVEL) && (x == 0 || y == 0))
			return x == 0 ? 1 : -1;
		if (noun == NULL)
			return x < y ? -1 : 1;
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
	int64_t closed = 0;
	enum civ_status status = CIV_OK;

	if (sorted == NULL)
		return civ_no_memory(civ_records_messages(rates->records));
	for (size_t i = 0; i < rates->count; i++) {
		sorted[i] = (struct sorted){rates, rates->rows[i]};
		closed += civ_rates_figures(rates, rates->rows[i]).closed;
	}
	qsort(sorted, rates->count, sizeof *sorted, in_order);
	for (size_t i = 0; i < rates->count && status == CIV_OK; i++) {
		for (size_t g = 0; g < rates->options->group_count; g++)
			print_key(rates, rates->options->groups[g], sorted[i].row->keys[g], out);
		status = print_row(rates, sorted[i].row, closed, out);
	}
	free(sorted);
	return status;
}

/* Answers and single reports take the issues themselves: only who asks for them waits for that. */
static bool wants_answers(const struct civ_rates_options *options, const struct civ_out *out)
{
	bool answers = false;

	for (size_t i = 0; civ_rates_columns[i].name != NULL; i++) {
		answers = answers || strcmp(civ_rates_columns[i].name, "n_called") == 0;
		if (answers && strcmp(civ_rates_columns[i].name, "closed_share") != 0 &&
		    civ_out_wants(out, options->group_count + i))
			return true;
	}
	return false;
}

enum civ_status civ_count_rates(struct civ_records *records, const struct civ_rates_options *options,
                                struct civ_out *out)
{
	struct civ_rates_options wanted = *options;
	struct civ_rates rates;
	enum civ_status status;

	wanted.answers = wants_answers(options, out);
	status = civ_rates_gather(&rates, records, &wanted);
	if (status == CIV_OK)
		status = print_all(&rates, out);
	civ_rates_close(&rates);
	return status;
}

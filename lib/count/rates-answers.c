/* What the summary of issues does not keep, counted from the issues: what reporters were answered and said, and how
 * long each single report waited that was merged into another. */
#include <stdlib.h>
#include <string.h>

#include "lib/count/rates.h"

/* ---- what reporters were answered and said ---- */

enum { CALLED = CIV_LIFE_WIDTH, SOLVED, SATISFIED, ANSWERED, REPORTED, PARTLY, SILENCE };

#define ASKED \
	"WITH life AS (SELECT *, id AS issue_id, ifnull(reopened_at, ifnull(first_reported_at, reported_at))" \
	" AS started_at, NULL AS ended_at FROM issue WHERE callback_at < :end OR answered_at < :end)"
#define ANSWERS \
	", life.callback_at, life.solved, life.satisfied, life.answered_at, life.reported_at, plan.partly_share," \
	" plan.no_answer = 'no' FROM life CROSS JOIN plan"

static const char asked_now_sql[] = ASKED " SELECT " CIV_LIFE_COLUMNS("life") ANSWERS;
static const char asked_then_sql[] = ASKED " SELECT " CIV_LIFE_COLUMNS_AT("life") ANSWERS;

/* An answer in parts of one: partly is the plan's partly_share. *COUNTS is false of silence that is left out. */
static double part_of(sqlite3_stmt *row, int column, bool *counts)
{
	const char *answer = (const char *)sqlite3_column_text(row, column);

	*counts = answer != NULL || sqlite3_column_int(row, SILENCE) != 0;
	if (answer == NULL || strcmp(answer, "no") == 0)
		return 0;
	return strcmp(answer, "yes") == 0 ? 1 : sqlite3_column_double(row, PARTLY) / 100;
}

static void count_call(struct civ_rates_sums *sums, sqlite3_stmt *row)
{
	bool counts;

	sums->called++;
	sums->solved += part_of(row, SOLVED, &counts);
	sums->asked_solved += counts;
	sums->satisfied += part_of(row, SATISFIED, &counts);
	sums->asked_satisfied += counts;
}

static bool time_of(sqlite3_stmt *row, int column, int64_t *seconds)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return text != NULL && civ_time_parse(text, strlen(text), seconds);
}

static bool count_answer(struct civ_rates_sums *sums, int64_t reported, int64_t answered)
{
	const int32_t minutes = (int32_t)((answered - reported) / 60);

	civ_buf_add(&sums->waits, &minutes, sizeof minutes);
	return !sums->waits.failed;
}

static bool take_asked(struct civ_rates *rates, const struct civ_life *life, sqlite3_stmt *row)
{
	struct civ_rates_row *group;
	int64_t called, answered, reported;

	if (!civ_is_below(rates->within, life->refs[CIV_BY_AREA]))
		return true;
	if (time_of(row, CALLED, &called) && civ_time_day(called) <= rates->asof &&
	    civ_rates_within(rates, civ_time_day(called))) {
		group = civ_rates_row_of(rates, life->refs, civ_time_day(called));
		if (group == NULL)
			return false;
		count_call(&group->sums, row);
	}
	if (!time_of(row, ANSWERED, &answered) || !time_of(row, REPORTED, &reported) ||
	    civ_time_day(answered) > rates->asof || !civ_rates_within(rates, civ_time_day(answered)))
		return true;
	group = civ_rates_row_of(rates, life->refs, civ_time_day(answered));
	return group != NULL && count_answer(&group->sums, reported, answered);
}

static int by_length(const void *left, const void *right)
{
	const int32_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

int64_t civ_rates_wait(struct civ_rates_sums *sums, int64_t percent)
{
	int32_t *waits = (int32_t *)(void *)sums->waits.data;
	size_t n = sums->waits.len / sizeof *waits;

	if (n == 0)
		return -1;
	qsort(waits, n, sizeof *waits, by_length);
	return waits[(n * (size_t)percent + 99) / 100 - 1];
}

/* ---- what was merged ---- */

enum { MORE = CIV_LIFE_WIDTH, MORE_DAYS };

#define DAY(time) "julianday(substr(" time ", 1, 10))"
/* A report that was merged waited until the first closing after it. The issue itself waited from its own report, and
 * not from the earliest of those that it stands for. */
#define MERGED \
	" FROM issue m WHERE m.merged_into_id = life.issue_id AND m.dismissed_at < :end" \
	" AND m.reported_at <= life.closed_at" \
	" AND NOT EXISTS (SELECT 1 FROM cycle x WHERE x.issue_id = life.issue_id" \
	" AND x.closed_at >= m.reported_at AND x.closed_at < life.closed_at)"
#define MORE_OF \
	", (SELECT count(*)" MERGED ")," \
	" ifnull((SELECT sum(" DAY("life.closed_at") " - " DAY("m.reported_at") ")" MERGED "), 0)" \
	" + CASE life.cycle WHEN 1 THEN " DAY("life.started_at") " - " DAY("i.reported_at") " ELSE 0 END" \
	" FROM life JOIN issue i ON i.id = life.issue_id WHERE life.closed_at < :end"
#define LIVES CIV_ISSUE_LIVES_OF("IN (SELECT merged_into_id FROM issue WHERE merged_into_id IS NOT NULL)")

static const char merged_now_sql[] = "WITH " LIVES " SELECT " CIV_LIFE_COLUMNS("life") MORE_OF;
static const char merged_then_sql[] = "WITH " LIVES " SELECT " CIV_LIFE_COLUMNS_AT("life") MORE_OF;

static bool take_merged(struct civ_rates *rates, const struct civ_life *life, sqlite3_stmt *row)
{
	struct civ_rates_row *group;

	if (!civ_is_below(rates->within, life->refs[CIV_BY_AREA]) || civ_life_cycle(life) < 0 ||
	    !civ_rates_within(rates, life->closed))
		return true;
	group = civ_rates_row_of(rates, life->refs, life->closed);
	if (group == NULL)
		return false;
	group->sums.more_reports += sqlite3_column_int64(row, MORE);
	group->sums.more_days += sqlite3_column_int64(row, MORE_DAYS);
	return true;
}

enum civ_status civ_rates_add_answers(struct civ_rates *rates)
{
	const struct civ_rates_lives asked = {asked_now_sql, asked_then_sql, take_asked},
				     merged = {merged_now_sql, merged_then_sql, take_merged};
	enum civ_status status = civ_rates_each_life(rates, &asked);

	return status == CIV_OK ? civ_rates_each_life(rates, &merged) : status;
}

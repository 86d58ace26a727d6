/* score-trend: scores of several days. */

#include "civplan/date.h"
#include "civplan/lists.h"
#include "cmd/score.h"

struct options {
	struct score_choice score;
	const char *dates, *every;
	struct civ_date_option from;
	struct civ_int_option level;
};

static const struct civ_word steps[] = {CIV_WORD_MONTH, CIV_WORD_QUARTER, CIV_WORD_YEAR, {.code = NULL}};

static const struct civ_option options[] = {
	SCORE_STORED_OPTIONS(struct options, score),
	CIV_OPTION("dates", TEXT, "DATE,...", dates, "these days"),
	CIV_OPTION("from", FIRST_DAY, "DATE", from,
	           "last days of the periods from this one on, up to the as-of day (default: a year before it)"),
	CIV_OPTION("every", CHOICE, "PERIOD", every, "month (default), quarter or year", .choices = steps),
	CIV_OPTION("level", INT, "N", level, "rows down to level N (default 0, the totals)", .min = "0", .max = "1000"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"score-trend --from=2025-01-01 --asof=2025-12-31 --every=quarter", "the score at the end of each quarter"},
	{"score-trend --dates=2024-12-31,2025-12-31 --level=1", "the top indicators, one year after the other"},
	{NULL, NULL},
};

/* The days to score, as int32_t. */
static enum civ_status add_day(struct civ_context *context, struct civ_buf *days, int32_t day)
{
	civ_buf_add(days, &day, sizeof day);
	return days->failed ? civ_no_memory(context->messages) : CIV_OK;
}

static enum civ_status named_days(struct civ_context *context, const char *text, struct civ_buf *days)
{
	const struct civ_position at = {.file = "--dates"};
	enum civ_status status = CIV_OK;
	int32_t before = 0;

	while (status == CIV_OK && *text != '\0') {
		size_t len = strcspn(text, ",");
		int32_t day;

		if (!civ_date_parse(text, len, &day))
			return civ_error(context->messages, CIV_USAGE, &at, "'%.*s' is not a date (YYYY-MM-DD)",
			                 (int)len, text);
		if (days->len > 0 && day <= before)
			return civ_error(context->messages, CIV_USAGE, &at,
			                 "'%.*s' does not come after the day before it", (int)len, text);
		before = day;
		status = add_day(context, days, day);
		text += text[len] == ',' ? len + 1 : len;
	}
	return status;
}

static int32_t first_of(int32_t day, int months, int ahead)
{
	int year, month, dayofmonth, count;
	int32_t first = 0;

	civ_date_to_ymd(day, &year, &month, &dayofmonth);
	count = year * 12 + (month - 1) / months * months + ahead * months;
	(void)civ_date_from_ymd(count / 12, count % 12 + 1, 1, &first);
	return first;
}

/* The last days of the periods, and the as-of day itself where one is not over. */
static enum civ_status period_days(struct civ_context *context, const struct options *given, struct civ_buf *days)
{
	int months = given->every == NULL || strcmp(given->every, "month") == 0 ? 1
	             : strcmp(given->every, "quarter") == 0                     ? 3
	                                                                        : 12;
	int32_t asof = context->clock.asof, day = given->from.given ? given->from.day : asof - 364;
	enum civ_status status = CIV_OK;

	if (day > asof)
		return civ_error(context->messages, CIV_USAGE, NULL, "--from comes after the as-of day");
	while (status == CIV_OK && day <= asof) {
		int32_t next = first_of(day, months, 1);

		status = add_day(context, days, next - 1 < asof ? next - 1 : asof);
		day = next;
	}
	return status;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_score_options score;
	struct civ_buf days = {0};
	enum civ_status status;

	if (given->dates != NULL && (given->from.given || given->every != NULL))
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--dates names the days: --from and --every do not go with it");
	status = score_options_open(context, &given->score, &score);
	score.level = given->level.given ? given->level.value : 0;
	if (status == CIV_OK)
		status = given->dates == NULL ? period_days(context, given, &days)
		                              : named_days(context, given->dates, &days);
	if (status == CIV_OK)
		status = civ_score_trend(context->records, &score, (const int32_t *)(const void *)days.data,
		                         days.len / sizeof(int32_t), context->out);
	civ_buf_free(&days);
	return status;
}

const struct civ_command civ_command_score_trend = {
	.name = "score-trend",
	.summary = "scores of several days, with what changed from one to the next",
	.subject = CIV_SUBJECT_STANDARD,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.columns = civ_score_trend_columns,
	.examples = examples,
	.run = run,
};

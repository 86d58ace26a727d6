/* The city's targets whose figures changed. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/mail/mailing.h"
#include "lib/noun/indicator.h"

/* A target's figure, as it is to be said. */
struct aim {
	struct civ_mailing *mailing;
	const char *name, *op, *unit; /* UNIT: of its values, "" none */
	bool core;
	double goal, then, now;
	int32_t of_then; /* the day of the figure then */
	bool percent;
};

/* ---- values with their units ---- */

static const char *value_of(const struct aim *aim, double value)
{
	struct civ_buf text = {0}, number = {0};

	if (aim->percent)
		civ_wording_percent(&text, value);
	else {
		civ_wording_number(&number, value, 2);
		if (*aim->unit == '\0')
			civ_buf_adds(&text, civ_buf_str(&number) == NULL ? "" : civ_buf_str(&number));
		else if (civ_buf_str(&number) != NULL)
			civ_buf_addf(&text, civ_records_say(aim->mailing->records, CIV_WORD("value|%s %s")),
			             civ_buf_str(&number), aim->unit);
		text.failed = text.failed || number.failed;
		civ_buf_free(&number);
	}
	return civ_mail_take(aim->mailing, &text);
}

static const char *distance_of(const struct aim *aim)
{
	struct civ_buf text = {0};

	if (!aim->percent)
		return value_of(aim, fabs(aim->now - aim->then));
	civ_wording_points(&text, fabs(civ_real_round(aim->now, 1) - civ_real_round(aim->then, 1)));
	return civ_mail_take(aim->mailing, &text);
}

/* What the goal asks for, in words; that more of it is no fault goes without saying. */
static const char *goal_of(const struct aim *aim)
{
	const char *value;
	struct civ_buf text = {0};

	/* Nobody measured it: it has the decimals that it was given. */
	if (aim->percent) {
		civ_wording_number(&text, aim->goal, 2);
		civ_buf_addc(&text, '%');
		value = civ_mail_take(aim->mailing, &text);
	} else
		value = value_of(aim, aim->goal);
	if (strcmp(aim->op, ">") == 0)
		civ_buf_addf(&text, civ_records_say(aim->mailing->records, CIV_WORD("goal|above %s")), value);
	else if (strcmp(aim->op, "<") == 0)
		civ_buf_addf(&text, civ_records_say(aim->mailing->records, CIV_WORD("goal|below %s")), value);
	else if (strcmp(aim->op, "<=") == 0)
		civ_buf_addf(&text, civ_records_say(aim->mailing->records, CIV_WORD("goal|at most %s")), value);
	else
		return value;
	return civ_mail_take(aim->mailing, &text);
}

/* ---- a figure ---- */

static bool got_worse(const struct aim *aim)
{
	switch (*aim->op) {
	case '>':
		return aim->now < aim->then;
	case '<':
		return aim->now > aim->then;
	default:
		return fabs(aim->now - aim->goal) > fabs(aim->then - aim->goal);
	}
}

static void add_figure(const struct aim *aim, struct civ_mail_figures *figures)
{
	struct civ_mailing *mailing = aim->mailing;
	const char *now = value_of(aim, aim->now), *then = isnan(aim->then) ? "" : value_of(aim, aim->then);
	bool up = aim->now > aim->then;
	struct civ_buf change = {0}, subject = {0};
	struct civ_mail_figure *figure;

	if (strcmp(now, then) == 0)
		return;
	figure = civ_mail_figure_more(mailing, figures);
	if (figure == NULL)
		return;
	if (*then == '\0') {
		civ_buf_addf(&subject, civ_records_say(mailing->records, CIV_WORD("figure|%s %s")), aim->name, now);
		civ_buf_addf(&change, civ_say(CIV_WORD("the first figure; goal %s")), goal_of(aim));
	} else {
		civ_buf_addf(&subject, up ? civ_say(CIV_WORD("%s %s (up %s)")) : civ_say(CIV_WORD("%s %s (down %s)")),
		             aim->name, now, distance_of(aim));
		civ_buf_addf(&change,
		             up ? civ_say(CIV_WORD("%s on %s, up %s; goal %s"))
		                : civ_say(CIV_WORD("%s on %s, down %s; goal %s")),
		             then, civ_mail_date(mailing, aim->of_then), distance_of(aim), goal_of(aim));
	}
	*figure = (struct civ_mail_figure){.name = aim->name,
	                                   .now = now,
	                                   .changed = true,
	                                   .worse = *then != '\0' && got_worse(aim),
	                                   .core = aim->core};
	figure->change = civ_mail_take(mailing, &change);
	figure->subject = civ_mail_take(mailing, &subject);
	figure->weight = *then == '\0' ? 0 : fabs(aim->now - aim->then) / (aim->goal == 0 ? 1 : fabs(aim->goal));
}

/* ---- all of them ---- */

/* The row of the same target on the earlier day; -1: it was not in force. */
static int64_t row_then(const struct civ_rows *rows, const char *code)
{
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(civ_rows_cell(rows, i, "code"), code) == 0)
			return (int64_t)i;
	return -1;
}

/* What its values are counted in: of the latest standard in force that has the indicator. */
static enum civ_status find_unit(struct aim *aim, const char *indicator)
{
	static const char sql[] = CIV_INDICATOR_ASK("measure_unit", ":indicator", ":asof");
	struct civ_records *records = aim->mailing->records;
	struct civ_store *store = civ_records_store(records);
	char day[CIV_DATE_SIZE];
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, sql, &row);

	civ_date_format(aim->mailing->asof, day);
	aim->unit = "";
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":indicator", indicator);
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":asof", day);
	if (civ_store_next(store, row, &status)) {
		aim->unit = civ_mail_line(aim->mailing, civ_row_text(row, 0), CIV_MAIL_NAME);
		sqlite3_reset(row);
	}
	aim->percent = strcmp(aim->unit, "%") == 0;
	return status;
}

static enum civ_status look_at(struct civ_mailing *mailing, size_t row, struct civ_mail_figures *figures)
{
	const struct civ_rows *now = &mailing->now.targets, *then = &mailing->then.targets;
	int64_t before = row_then(then, civ_rows_cell(now, row, "code"));
	struct aim aim = {.mailing = mailing,
	                  .name = civ_mail_line(mailing, civ_rows_cell(now, row, "name"), CIV_MAIL_NAME),
	                  .op = civ_rows_cell(now, row, "op"),
	                  .core = civ_rows_cell(now, row, "core")[0] != '\0',
	                  .goal = civ_rows_number(now, row, "target"),
	                  .now = civ_rows_number(now, row, "actual"),
	                  .then = NAN};
	enum civ_status status;

	if (before >= 0) {
		aim.then = civ_rows_number(then, (size_t)before, "actual");
		(void)civ_date_stored(civ_rows_cell(then, (size_t)before, "date"), &aim.of_then);
	}
	if (*aim.name == '\0' || isnan(aim.now) || aim.now == aim.then)
		return CIV_OK;
	status = find_unit(&aim, civ_rows_cell(now, row, "indicator"));
	if (status == CIV_OK)
		add_figure(&aim, figures);
	return status;
}

static bool is_heavier(const struct civ_mail_figure *one, const struct civ_mail_figure *other)
{
	return one->core != other->core ? one->core : one->weight > other->weight;
}

/* Of figures that moved alike the first of the report's stays in front. */
static void heaviest_first(struct civ_mail_figures *figures)
{
	size_t heaviest = 0;
	struct civ_mail_figure first;

	for (size_t i = 1; i < figures->count; i++)
		if (is_heavier(&figures->list[i], &figures->list[heaviest]))
			heaviest = i;
	if (figures->count == 0)
		return;
	first = figures->list[heaviest];
	memmove(figures->list + 1, figures->list, heaviest * sizeof first);
	figures->list[0] = first;
}

enum civ_status civ_mail_targets_find(struct civ_mailing *mailing, struct civ_mail_figures *figures)
{
	const struct civ_rows *rows = &mailing->now.targets;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < rows->count && status == CIV_OK; i++) {
		/* Those of one indicator follow each other: its figure is told once. */
		bool again = figures->count > 0 && i > 0 &&
		             strcmp(civ_rows_cell(rows, i, "indicator"), civ_rows_cell(rows, i - 1, "indicator")) == 0;

		if (civ_rows_cell(rows, i, "area")[0] == '\0' && !again)
			status = look_at(mailing, i, figures);
	}
	heaviest_first(figures);
	return status;
}

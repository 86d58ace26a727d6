/* The units of a notice in their order, and how they moved. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/bulletin.h"

enum { MOST_MOVED = 5 };

/* ---- reading ---- */

struct ranking {
	const struct civ_rhythm_options *options;
	int64_t publication;
};

static enum civ_status report_ranking(struct civ_records *records, struct civ_out *out, const void *data)
{
	const struct ranking *ranking = data;

	return ranking->publication == 0
	               ? civ_rhythm_write(records, ranking->options, out)
	               : civ_rhythm_replay(records, ranking->options->report, ranking->publication, out);
}

/* The period before, as it was published, else as of as many days after its end. */
static enum civ_status choose_before(struct civ_bulletin *bulletin, struct ranking *before,
                                     struct civ_rhythm_options *options)
{
	int months = options->report == CIV_RHYTHM_QUARTER ? 3 : 1, year, month, number;
	int32_t later = bulletin->asof > options->to ? bulletin->asof - options->to : 0, asof;
	enum civ_status status;

	options->to = options->from - 1;
	civ_date_to_ymd(options->from, &year, &month, &number);
	(void)civ_date_from_ymd(month > months ? year : year - 1, (month - 1 - months + 12) % 12 + 1, 1,
	                        &options->from);
	asof = options->to + later < bulletin->asof ? options->to + later : bulletin->asof;
	options->asof = bulletin->asof;
	status = civ_rhythm_last(bulletin->records, options, &before->publication);
	if (before->publication == 0)
		options->asof = asof;
	return status;
}

enum civ_status civ_bulletin_ranking(struct civ_bulletin *bulletin)
{
	const struct civ_out_column *columns = civ_rhythm_columns[bulletin->board.report];
	struct civ_rhythm_options earlier = bulletin->board;
	struct ranking now = {&bulletin->board, bulletin->publication}, before = {&earlier, 0};
	struct civ_messages *quiet = civ_messages_new();
	enum civ_status status = civ_bulletin_rows(bulletin, columns, report_ranking, &now, &bulletin->units);

	if (status == CIV_OK && quiet == NULL)
		status = civ_no_memory(bulletin->messages);
	if (status == CIV_OK)
		status = choose_before(bulletin, &before, &earlier);
	/* What there is to warn of in a period is told by its own notice. */
	if (status == CIV_OK) {
		(void)civ_records_report_to(bulletin->records, quiet);
		status = civ_bulletin_rows(bulletin, columns, report_ranking, &before, &bulletin->before);
		(void)civ_records_report_to(bulletin->records, bulletin->messages);
		if (status != CIV_OK)
			civ_messages_move(bulletin->messages, quiet);
	}
	civ_messages_free(quiet);
	return status;
}

/* ---- how they moved ---- */

static double rank_in(const struct civ_rows *rows, const char *unit)
{
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(civ_rows_cell(rows, i, "unit"), unit) == 0)
			return civ_rows_number(rows, i, "rank");
	return NAN;
}

/* Places up since the period before; NAN when it was not ranked then, or is not now. */
static double moved(const struct civ_bulletin *bulletin, size_t row)
{
	const char *unit = civ_rows_cell(&bulletin->units, row, "unit");

	return rank_in(&bulletin->before, unit) - civ_rows_number(&bulletin->units, row, "rank");
}

static const char *move_of(struct civ_bulletin *bulletin, size_t row)
{
	double up = moved(bulletin, row);
	struct civ_buf text = {0};

	if (isnan(up))
		return "";
	if (up == 0)
		return civ_say(CIV_WORD("same place"));
	civ_buf_addf(&text, civ_say(up > 0 ? CIV_WORD("up %s") : CIV_WORD("down %s")),
	             civ_bulletin_n(bulletin, fabs(up)));
	return civ_bulletin_keep(bulletin, &text);
}

/* Who moved most, up (SIGN 1) or down (-1), all by as many places. */
static void tell_most(struct civ_bulletin *bulletin, double sign, struct civ_buf *text)
{
	const char *names[MOST_MOVED];
	size_t count = 0, all = 0;
	double most = 1;
	struct civ_buf list = {0};

	for (size_t i = 0; i < bulletin->units.count; i++)
		most = fmax(most, sign * moved(bulletin, i));
	for (size_t i = 0; i < bulletin->units.count; i++)
		if (sign * moved(bulletin, i) == most && all++ < MOST_MOVED)
			names[count++] = civ_rows_cell(&bulletin->units, i, "name");
	/* Where many moved as far nobody stands out. */
	if (all == 0 || all > MOST_MOVED)
		return;
	civ_wording_names(&list, names, count);
	civ_buf_addf(text,
	             sign > 0 ? civ_say_count("Most gained: %s, %s place. ", "Most gained: %s, %s places. ",
	                                      (unsigned long long)most)
	                      : civ_say_count("Most lost: %s, %s place. ", "Most lost: %s, %s places. ",
	                                      (unsigned long long)most),
	             civ_bulletin_keep(bulletin, &list), civ_bulletin_n(bulletin, most));
}

/* ---- the table ---- */

struct column {
	struct civ_bulletin_column as;
	const char *name; /* of the report; NULL: how it moved */
	bool percent;
};

static const struct column month_columns[] = {
	{{CIV_WORD("Rank"), 44, CIV_ALIGN_CENTER}, "rank", false},
	{{CIV_WORD("Unit"), 132, CIV_ALIGN_LEFT}, "name", false},
	{{CIV_WORD("Fell due"), 58, CIV_ALIGN_RIGHT}, "n_due", false},
	{{CIV_WORD("Put right"), 58, CIV_ALIGN_RIGHT}, "n_done", false},
	{{CIV_WORD("Put right (%)"), 60, CIV_ALIGN_RIGHT}, "rectification_rate", true},
	{{CIV_WORD("In time (%)"), 60, CIV_ALIGN_RIGHT}, "on_time_rate", true},
	{{CIV_WORD("Still late"), 56, CIV_ALIGN_RIGHT}, "n_overdue", false},
	{{CIV_WORD("Late from before"), 58, CIV_ALIGN_RIGHT}, "n_carried", false},
	{{CIV_WORD("Since last time"), 62, CIV_ALIGN_CENTER}, NULL, false},
	{{NULL, 0, CIV_ALIGN_LEFT}, NULL, false},
};

static const struct column quarter_columns[] = {
	{{CIV_WORD("Rank"), 44, CIV_ALIGN_CENTER}, "rank", false},
	{{CIV_WORD("Unit"), 138, CIV_ALIGN_LEFT}, "name", false},
	{{CIV_WORD("Total"), 58, CIV_ALIGN_RIGHT}, "total", true},
	{{CIV_WORD("Tasks done (%)"), 62, CIV_ALIGN_RIGHT}, "task_part", true},
	{{CIV_WORD("Issues in time (%)"), 62, CIV_ALIGN_RIGHT}, "issue_part", true},
	{{CIV_WORD("Points got (%)"), 62, CIV_ALIGN_RIGHT}, "score_part", true},
	{{CIV_WORD("Late tasks"), 52, CIV_ALIGN_RIGHT}, "n_tasks_late", false},
	{{CIV_WORD("Issues"), 48, CIV_ALIGN_RIGHT}, "n_issues", false},
	{{CIV_WORD("Since last time"), 62, CIV_ALIGN_CENTER}, NULL, false},
	{{NULL, 0, CIV_ALIGN_LEFT}, NULL, false},
};

static bool is_total(const struct civ_rows *rows, size_t row)
{
	return strcmp(civ_rows_cell(rows, row, "unit"), "*") == 0;
}

/* Whoever had nothing to do in the period is not listed. */
static bool is_listed(const struct civ_bulletin *bulletin, size_t row)
{
	const struct civ_rows *rows = &bulletin->units;

	return is_total(rows, row) || bulletin->board.report == CIV_RHYTHM_QUARTER ||
	       civ_rows_number(rows, row, "n_due") > 0 || civ_rows_number(rows, row, "n_carried") > 0;
}

static const char *name_of(const struct civ_rows *rows, size_t row)
{
	if (is_total(rows, row))
		return civ_say(CIV_WORD("The whole city"));
	return civ_rows_cell(rows, row, "unit")[0] == '\0' ? civ_say(CIV_WORD("Nobody yet"))
	                                                   : civ_rows_cell(rows, row, "name");
}

static const char *cell_of(struct civ_bulletin *bulletin, size_t row, const struct column *column)
{
	const struct civ_rows *rows = &bulletin->units;
	struct civ_buf text = {0};

	if (column->name == NULL)
		return move_of(bulletin, row);
	if (strcmp(column->name, "name") == 0)
		return name_of(rows, row);
	if (column->percent)
		civ_wording_fixed(&text, civ_rows_number(rows, row, column->name), 1);
	else
		civ_wording_number(&text, civ_rows_number(rows, row, column->name), 0);
	return civ_bulletin_keep(bulletin, &text);
}

static void put_table(struct civ_bulletin *bulletin, const struct column *columns)
{
	struct civ_bulletin_column heads[12] = {{NULL, 0, CIV_ALIGN_LEFT}};
	struct civ_buf html = {0}, caption = {0};

	for (size_t c = 0; columns[c].as.heading != NULL; c++) {
		heads[c] = columns[c].as;
		heads[c].heading = civ_say(heads[c].heading);
		heads[c + 1].heading = NULL;
	}
	civ_buf_addf(&caption, civ_say(CIV_WORD("Ranking of units in %s")),
	             civ_bulletin_period(bulletin, bulletin->options->from));
	civ_bulletin_table(&html, civ_bulletin_keep(bulletin, &caption), heads);
	for (size_t i = 0; i < bulletin->units.count; i++) {
		if (!is_listed(bulletin, i))
			continue;
		civ_bulletin_row(&html);
		for (const struct column *c = columns; c->as.heading != NULL; c++)
			civ_bulletin_cell(&html, c->as.align, cell_of(bulletin, i, c));
		civ_bulletin_row_end(&html);
	}
	civ_bulletin_table_end(&html);
	civ_bulletin_item(bulletin, &html);
}

/* ---- the chapter ---- */

/* How many are ranked, listed without a rank, and not listed. */
static void count_units(const struct civ_bulletin *bulletin, size_t *ranked, size_t *unranked, size_t *others)
{
	const struct civ_rows *rows = &bulletin->units;

	*ranked = *unranked = *others = 0;
	for (size_t i = 0; i < rows->count; i++) {
		if (civ_rows_cell(rows, i, "unit")[0] == '\0' || is_total(rows, i))
			continue;
		if (civ_rows_cell(rows, i, "rank")[0] != '\0')
			++*ranked;
		else if (is_listed(bulletin, i))
			++*unranked;
		else
			++*others;
	}
}

static void put_rule(struct civ_bulletin *bulletin, size_t ranked, size_t unranked, size_t others)
{
	struct civ_buf text = {0};
	const char *least = civ_bulletin_n(bulletin, (double)bulletin->board.least);

	if (bulletin->board.report == CIV_RHYTHM_MONTH)
		civ_buf_addf(&text,
		             civ_say_count("Units with at least %s issues fallen due are ranked by the share that"
		                           " they put right in time: %s unit, as the table shows. ",
		                           "Units with at least %s issues fallen due are ranked by the share that"
		                           " they put right in time: %s units, as the table shows. ",
		                           ranked),
		             least, civ_bulletin_n(bulletin, (double)ranked));
	else
		civ_buf_addf(&text,
		             civ_say_count("Units are ranked by tasks (%s), issues (%s) and score (%s): %s unit, as"
		                           " the table shows. ",
		                           "Units are ranked by tasks (%s), issues (%s) and score (%s): %s units,"
		                           " as the table shows. ",
		                           ranked),
		             civ_bulletin_n(bulletin, bulletin->board.weights[0]),
		             civ_bulletin_n(bulletin, bulletin->board.weights[1]),
		             civ_bulletin_n(bulletin, bulletin->board.weights[2]),
		             civ_bulletin_n(bulletin, (double)ranked));
	if (unranked > 0)
		civ_buf_addf(
			&text,
			civ_say_count("%s unit listed is not ranked. ", "%s units listed are not ranked. ", unranked),
			civ_bulletin_n(bulletin, (double)unranked));
	if (others > 0)
		civ_buf_addf(&text,
		             civ_say_count("%s other unit had no issue fallen due, and is not listed. ",
		                           "%s other units had no issue fallen due, and are not listed. ", others),
		             civ_bulletin_n(bulletin, (double)others));
	civ_bulletin_paragraph(bulletin, NULL, &text);
}

static enum civ_status put_ranking(struct civ_bulletin *bulletin)
{
	bool month = bulletin->board.report == CIV_RHYTHM_MONTH;
	size_t ranked, unranked, others;
	struct civ_buf command = {0}, text = {0};

	count_units(bulletin, &ranked, &unranked, &others);
	if (ranked + unranked == 0)
		return CIV_OK;
	put_rule(bulletin, ranked, unranked, others);
	put_table(bulletin, month ? month_columns : quarter_columns);
	tell_most(bulletin, 1, &text);
	tell_most(bulletin, -1, &text);
	civ_bulletin_paragraph(bulletin, NULL, &text);
	if (month)
		civ_buf_addf(&command, "plan-month --month=%s", bulletin->period);
	else
		civ_buf_addf(&command, "plan-quarter --quarter=%s", bulletin->period);
	civ_bulletin_source(bulletin,
	                    month ? CIV_WORD("monthly figures of units") : CIV_WORD("quarterly assessment of units"),
	                    civ_bulletin_keep(bulletin, &command));
	return CIV_OK;
}

const struct civ_bulletin_part civ_bulletin_part_ranking = {.chapter = CIV_CHAPTER_RANKING,
                                                            .place = 10,
                                                            .put = put_ranking};

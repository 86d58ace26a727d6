/* The core figures: the targets in force that the plan has marked as such. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/noun/measure.h"
#include "lib/page/front.h"

enum { MOST_CORE = 5, MOST_FIGURES = 6 };

struct core {
	const struct civ_rows *rows;
	size_t shown[MOST_CORE]; /* rows with a figure, the worst first, then by their place in the plan */
	size_t count, met;
	size_t blank[MOST_CORE]; /* and without */
	size_t blanks;
};

/* Those that are met stand in the plan's order, however late. */
static int badness(const struct civ_rows *rows, size_t row)
{
	const char *status = civ_rows_cell(rows, row, "status");

	return civ_front_is_met(status) ? 0 : civ_page_badness(status);
}

static int order(const struct civ_rows *rows, size_t a, size_t b)
{
	if (badness(rows, a) != badness(rows, b))
		return badness(rows, a) > badness(rows, b) ? -1 : 1;
	return civ_rows_number(rows, a, "core") < civ_rows_number(rows, b, "core") ? -1 : 1;
}

/* Row by row into its place: there are few. */
static void take(struct core *core, size_t row)
{
	size_t at = core->count;

	if (civ_rows_cell(core->rows, row, "actual")[0] == '\0') {
		if (core->blanks < MOST_CORE)
			core->blank[core->blanks++] = row;
		return;
	}
	if (core->count == MOST_CORE)
		return;
	for (; at > 0 && order(core->rows, row, core->shown[at - 1]) < 0; at--)
		core->shown[at] = core->shown[at - 1];
	core->shown[at] = row;
	core->count++;
	core->met += civ_front_is_met(civ_rows_cell(core->rows, row, "status"));
}

static struct core find(struct civ_front *front)
{
	struct core core = {.rows = civ_front_rows(front, &civ_front_targets)};

	for (size_t i = 0; i < core.rows->count; i++)
		if (civ_rows_cell(core.rows, i, "core")[0] != '\0')
			take(&core, i);
	return core;
}

/* Whether it is missed already, and not only still to come. */
static bool is_missed(const struct core *core, size_t i)
{
	return strcmp(civ_rows_cell(core->rows, core->shown[i], "status"), "missed") == 0;
}

/* ---- its clause ---- */

/* How many are met, and of one that is missed how far. */
static void clause(struct civ_front *front, struct civ_buf *text)
{
	const struct core core = find(front);
	const char *name, *actual, *gap;

	if (core.count == 0)
		return;
	civ_buf_addf(text, civ_say_count("%s of %s core figures is met", "%s of %s core figures are met", core.met),
	             civ_front_count(front, (int64_t)core.met), civ_front_count(front, (int64_t)core.count));
	if (!is_missed(&core, 0))
		return;
	name = civ_front_name(front, civ_rows_cell(core.rows, core.shown[0], "name"));
	actual = civ_front_actual(front, core.rows, core.shown[0]);
	gap = civ_front_gap(front, core.rows, core.shown[0]);
	civ_buf_adds(text, civ_say_is_chinese() ? "，" : "; ");
	civ_buf_adds(text,
	             civ_front_toned(
			     front, CIV_TONE_BAD,
			     *gap == '\0'
				     ? civ_front_said(front, CIV_WORD("%s is %s, which is not enough"), name, actual)
				     : civ_front_said(front, CIV_WORD("%s is %s, %s of its goal"), name, actual, gap)));
}

/* ---- what is to be decided ---- */

static void decide(struct civ_front *front)
{
	const struct core core = find(front);
	const char *names[MOST_CORE], *reasons[MOST_CORE], *units[MOST_CORE];
	size_t count = 0, asking = 0;
	int32_t since = front->page->asof;

	for (size_t i = 0; i < core.count; i++) {
		const char *unit = civ_front_unit(front, civ_rows_cell(core.rows, core.shown[i], "unit"));
		int32_t due;

		if (!is_missed(&core, i))
			continue;
		if (civ_date_parse(civ_rows_cell(core.rows, core.shown[i], "due"),
		                   strlen(civ_rows_cell(core.rows, core.shown[i], "due")), &due) &&
		    due < since)
			since = due;
		names[count] = civ_front_name(front, civ_rows_cell(core.rows, core.shown[i], "name"));
		reasons[count] = civ_front_said(front, CIV_WORD("%s %s (%s)"), names[count],
		                                civ_front_actual(front, core.rows, core.shown[i]),
		                                civ_front_goal(front, core.rows, core.shown[i]));
		count++;
		if (*unit != '\0')
			units[asking++] = civ_front_name(front, unit);
	}
	if (count == 0)
		return;
	civ_front_decide(
		front, &(struct civ_front_decision){
			       .what = civ_front_said(front, CIV_WORD("Set measures and a new date for %s"),
	                                              civ_front_names(front, names, count)),
			       .why = civ_front_said(
				       front,
				       CIV_WORD("%s. The day for it has passed: if nothing is decided, nobody is bound "
	                                        "to reach it."),
				       civ_front_names(front, reasons, count)),
			       .who = civ_front_decider(front, CIV_FRONT_LEADING),
			       .asks = asking == 0 ? civ_front_campaign(front, CIV_FRONT_OFFICE)
	                                           : civ_front_names(front, units, asking),
			       .level = CIV_FRONT_LEADING,
			       .since = since,
		       });
}

/* ---- the section ---- */

static void finding(struct civ_front *front, struct civ_buf *text)
{
	const struct core core = find(front);

	if (core.count == 0)
		return;
	if (core.met == core.count)
		civ_buf_addf(text, civ_say_count("The one there is is met.", "All %s are met.", core.count),
		             civ_front_count(front, (int64_t)core.count));
	else
		civ_buf_addf(text, civ_say(CIV_WORD("%s met, %s not.")), civ_front_count(front, (int64_t)core.met),
		             civ_front_count(front, (int64_t)(core.count - core.met)));
}

/* The last figures of the indicator for the whole city; of several methods on a day the one that counts. */
static size_t figures_of(struct civ_front *front, const char *indicator, double values[MOST_FIGURES],
                         struct civ_buf *label)
{
	static const char sql[] =
		"SELECT value, date"
		" FROM ("
		"  SELECT date, value, max(" CIV_METHOD_RANK(
			"method") ")"
				  "  FROM measure"
				  "  WHERE indicator = :indicator AND area_id IS NULL AND date <= :asof"
				  "  GROUP BY date"
				  "  ORDER BY date DESC LIMIT 6"
				  " )"
				  " ORDER BY date";
	struct civ_store *store = civ_records_store(front->page->records);
	size_t count = 0;
	sqlite3_stmt *figures = NULL;
	enum civ_status status = front->page->status;

	if (status == CIV_OK)
		status = civ_records_statement(front->page->records, sql, &figures);
	if (status == CIV_OK)
		status = civ_bind_text(store, figures, ":indicator", indicator);
	if (status == CIV_OK)
		status = civ_bind_text(store, figures, ":asof", front->page->day);
	while (civ_store_next(store, figures, &status))
		if (count < MOST_FIGURES) {
			values[count] = sqlite3_column_double(figures, 0);
			civ_buf_adds(label, count == 0 ? "" : civ_say_is_chinese() ? "、" : ", ");
			civ_wording_number(label, values[count++], 2);
		}
	civ_page_fail(front->page, status);
	return count;
}

static void put_trend(struct civ_front *front, const struct core *core, size_t i)
{
	size_t row = core->shown[i];
	const char *name = civ_front_name(front, civ_rows_cell(core->rows, row, "name"));
	double values[MOST_FIGURES];
	struct civ_buf label = {0};
	size_t count = figures_of(front, civ_rows_cell(core->rows, row, "indicator"), values, &label);
	const char *said = civ_front_keep(front, &label);

	civ_front_trend(front, &(struct civ_front_trend){
				       .values = values,
				       .count = count,
				       .goal = civ_rows_number(core->rows, row, "target"),
				       .bad = is_missed(core, i),
				       .label = civ_front_said(front, CIV_WORD("%s, the last figures: %s"), name, said),
			       });
}

/* "Due 30 June; figure of 1 June; 88% is to be expected by then." */
static const char *note_of(struct civ_front *front, const struct core *core, size_t i)
{
	size_t row = core->shown[i];
	const char *due_text = civ_rows_cell(core->rows, row, "due"),
		   *date_text = civ_rows_cell(core->rows, row, "date");
	const char *forecast = civ_rows_cell(core->rows, row, "forecast"),
		   *between = civ_say_is_chinese() ? "；" : "; ";
	struct civ_buf note = {0};
	int32_t due, date;

	if (civ_date_parse(due_text, strlen(due_text), &due)) {
		civ_buf_addf(&note, civ_say(CIV_WORD("due on %s")), civ_front_day(front, due));
		civ_buf_adds(&note, between);
	}
	if (civ_date_parse(date_text, strlen(date_text), &date))
		civ_buf_addf(&note, civ_say(CIV_WORD("figure of %s")), civ_front_day(front, date));
	if (*forecast != '\0' && !civ_front_is_met(civ_rows_cell(core->rows, row, "status")))
		civ_buf_addf(
			&note, civ_say(CIV_WORD("; %s to be expected by then")),
			civ_front_measured(front, forecast,
		                           civ_front_measure_unit(front, civ_rows_cell(core->rows, row, "indicator"))));
	return civ_front_keep(front, &note);
}

static void put_one(struct civ_front *front, const struct core *core, size_t i)
{
	struct civ_buf *html = front->page->html;
	size_t row = core->shown[i];
	const char *status = civ_rows_cell(core->rows, row, "status"), *gap = civ_front_gap(front, core->rows, row);
	const char *name = civ_front_name(front, civ_rows_cell(core->rows, row, "name")),
		   *goal = civ_front_goal(front, core->rows, row), *actual = civ_front_actual(front, core->rows, row);
	bool zh = civ_say_is_chinese();

	if (*gap != '\0')
		goal = civ_front_joined(
			front, goal, civ_front_toned(front, is_missed(core, i) ? CIV_TONE_BAD : CIV_TONE_PLAIN, gap));
	if (front->text) {
		civ_buf_addf(html, zh ? "%s%s，%s，%s；%s。\n" : "%s: %s, %s, %s; %s.\n", name, actual,
		             civ_front_state(front, status), goal, note_of(front, core, i));
		return;
	}
	civ_buf_addf(html, "<li class=\"%s\"><h3>%s %s</h3><p class=\"big\">%s</p><p class=\"gap\">%s</p>\n",
	             civ_front_state_class(status), name, civ_front_state(front, status), actual, goal);
	put_trend(front, core, i);
	civ_buf_addf(html, "<p class=\"note\">%s</p></li>\n", note_of(front, core, i));
}

static void put(struct civ_front *front)
{
	const struct core core = find(front);
	const char *names[MOST_CORE];

	if (!front->text)
		civ_buf_adds(front->page->html, "<ul class=\"core\">\n");
	for (size_t i = 0; i < core.count; i++)
		put_one(front, &core, i);
	if (!front->text)
		civ_buf_addf(
			front->page->html,
			"</ul>\n<p class=\"key\"><svg class=\"l\" aria-hidden=\"true\"><line class=\"ln\" "
			"x1=\"0\" x2=\"26\" y1=\"6\" y2=\"6\"/></svg>%s <svg class=\"l\" aria-hidden=\"true\"><line "
			"class=\"goal\" x1=\"0\" x2=\"26\" y1=\"6\" y2=\"6\"/></svg>%s</p>\n",
			civ_say(CIV_WORD("last six figures")), civ_say(CIV_WORD("goal")));
	for (size_t i = 0; i < core.blanks; i++)
		names[i] = civ_front_name(front, civ_rows_cell(core.rows, core.blank[i], "name"));
	if (core.blanks > 0)
		civ_front_paragraph(front, civ_front_said(front, CIV_WORD("No figure yet: %s."),
		                                          civ_front_names(front, names, core.blanks)));
}

const struct civ_front_source civ_front_target_source = {
	.what = CIV_WORD("Core figures, all targets"),
	.how = CIV_WORD("The targets in force; whether one is met is decided by its own day and direction."),
	.report = CIV_WORD("Target report"),
	.command = "target-report --in-force",
};

const struct civ_front_section civ_front_section_core = {
	.place = 20,
	.id = "core",
	.heading = CIV_WORD("Core figures"),
	.source = &civ_front_target_source,
	.full = true,
	.open = true,
	.clause_place = 20,
	.clause = clause,
	.decide = decide,
	.finding = finding,
	.put = put,
};

/* Money: how far it has come beside the time gone, from where, and whether work goes as it does. */
#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "civplan/say.h"
#include "civplan/text.h"
#include "civplan/wording.h"
#include "lib/page/front.h"

enum { MOST_PROJECTS = 7 };

/* ---- the one row of a side ---- */

/* What is placed nowhere stands in a row of its own; rows->count: there is none. */
static size_t side_row(const struct civ_rows *rows, const char *side)
{
	size_t i = 0;

	while (i < rows->count && (strcmp(civ_rows_cell(rows, i, "side"), side) != 0 ||
	                           civ_text_has_word(civ_rows_cell(rows, i, "flags"), "unplaced")))
		i++;
	return i;
}

/* The whole plan: what is planned by source, or by use where no source is named. */
struct whole {
	const struct civ_rows *rows;
	size_t source, use; /* rows->count: none */
	size_t plan;        /* that of both which says what is planned */
	double planned, arrived, elapsed; /* yuan; percent of planned and of the time; NAN: not known */
	bool kept;          /* somebody keeps account of it */
};

/* What a plan brings along for the day on which it begins does not tell how its money goes on. */
static const char kept_sql[] = "SELECT 'yes'"
			       " FROM flow w"
			       " WHERE w.date > ifnull((SELECT p.start FROM plan p), '') AND w.date <= :asof"
			       " LIMIT 1";

static struct whole find_whole(struct civ_front *front)
{
	struct whole whole = {.rows = civ_front_rows(front, &civ_front_money)};

	whole.source = side_row(whole.rows, "source");
	whole.use = side_row(whole.rows, "use");
	whole.plan = whole.source < whole.rows->count ? whole.source : whole.use;
	whole.planned = whole.plan < whole.rows->count ? civ_rows_number(whole.rows, whole.plan, "planned") : NAN;
	whole.arrived = whole.source < whole.rows->count ? civ_rows_number(whole.rows, whole.source, "arrival_rate")
	                                                 : NAN;
	whole.elapsed = whole.plan < whole.rows->count ? civ_rows_number(whole.rows, whole.plan, "elapsed") : NAN;
	whole.kept = *civ_front_ask(front, kept_sql, "") != '\0';
	return whole;
}

static const char *percent(struct civ_front *front, const struct whole *whole, size_t row, const char *column)
{
	return civ_front_measured(front, civ_rows_cell(whole->rows, row, column), "%");
}

/* Percentages apart are told as the two are printed. */
static double printed(double percent)
{
	return civ_real_round(percent, 1);
}

static void clause(struct civ_front *front, struct civ_buf *text)
{
	const struct whole whole = find_whole(front);
	const char *arrived;

	if (isnan(whole.arrived) || isnan(whole.elapsed) || !whole.kept)
		return;
	arrived = percent(front, &whole, whole.source, "arrival_rate");
	if (printed(whole.arrived) < printed(whole.elapsed))
		arrived = civ_front_toned(front, CIV_TONE_BAD, arrived);
	civ_buf_addf(text, civ_say(CIV_WORD("%s of the money has arrived, %s of the time is gone")), arrived,
	             percent(front, &whole, whole.plan, "elapsed"));
}

/* ---- what is found ---- */

static bool is_behind(const struct civ_rows *rows, size_t row)
{
	return civ_text_has_word(civ_rows_cell(rows, row, "flags"), "behind");
}

static bool is_source_kind(const struct civ_rows *rows, size_t row)
{
	return strcmp(civ_rows_cell(rows, row, "side"), "source") == 0 &&
	       strcmp(civ_rows_cell(rows, row, "kind"), "*") != 0 &&
	       (civ_rows_number(rows, row, "planned") != 0 || civ_rows_number(rows, row, "arrived") != 0);
}

static const char *kind_name(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	const char *kind = civ_rows_cell(rows, row, "kind");
	const struct civ_word *word = civ_word_of(civ_words_fund_kind, (struct civ_span){kind, strlen(kind)});

	return civ_front_name(front, word == NULL ? kind : civ_word_said(word, civ_say_is_chinese()));
}

static void add_arrival(struct civ_front *front, const struct whole *whole, struct civ_buf *text)
{
	double behind = printed(whole->elapsed) - printed(whole->arrived);
	struct civ_buf points = {0};

	if (isnan(whole->arrived))
		return;
	if (!whole->kept) {
		static const char unkept[] =
			CIV_WORD("Of %s planned %s is secured; no money has been entered since the plan began.");

		civ_buf_addf(text, civ_say(unkept),
		             civ_front_yuan(front, civ_rows_cell(whole->rows, whole->plan, "planned")),
		             percent(front, whole, whole->source, "secured_rate"));
		return;
	}
	civ_buf_addf(text, civ_say(CIV_WORD("%s is secured, %s has arrived")),
	             percent(front, whole, whole->source, "secured_rate"),
	             percent(front, whole, whole->source, "arrival_rate"));
	if (behind > 0) {
		civ_wording_points(&points, behind);
		civ_buf_addf(text, civ_say(CIV_WORD(", %s behind the time gone")), civ_front_keep(front, &points));
	}
	civ_buf_adds(text, civ_say_is_chinese() ? "。" : ".");
}

/* Of the sources that are behind, the one of which least has come; where there is another one to hold it against. */
static void add_worst(struct civ_front *front, struct civ_buf *text)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_money_kinds);
	size_t worst = rows->count, kinds = 0;

	for (size_t i = 0; i < rows->count; i++) {
		if (!is_source_kind(rows, i))
			continue;
		kinds++;
		if (is_behind(rows, i) &&
		    (worst == rows->count || civ_rows_number(rows, i, "arrival_rate") <
		                                     civ_rows_number(rows, worst, "arrival_rate")))
			worst = i;
	}
	if (worst < rows->count && kinds > 1)
		civ_buf_addf(text, civ_say(CIV_WORD(" %s: only %s has come.")), kind_name(front, rows, worst),
		             civ_front_measured(front, civ_rows_cell(rows, worst, "arrival_rate"), "%"));
}

static bool is_off_budget(const struct civ_rows *rows, size_t row)
{
	return civ_text_has_word(civ_rows_cell(rows, row, "flags"), "off_budget");
}

static void add_off_budget(struct civ_front *front, struct civ_buf *text)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_money_review);
	size_t n = 0;

	for (size_t i = 0; i < rows->count; i++)
		n += is_off_budget(rows, i);
	if (n > 0)
		civ_buf_addf(text,
		             civ_say_count(" Of %s project money and work are too far apart.",
		                           " Of %s projects money and work are too far apart.", n),
		             civ_front_toned(front, CIV_TONE_BAD, civ_front_count(front, (int64_t)n)));
}

static void finding(struct civ_front *front, struct civ_buf *text)
{
	const struct whole whole = find_whole(front);

	if (isnan(whole.planned) || whole.planned == 0)
		return;
	add_arrival(front, &whole, text);
	if (whole.kept) {
		add_worst(front, text);
		add_off_budget(front, text);
	}
	if (text->len == 0)
		civ_buf_addf(text, civ_say(CIV_WORD("%s is planned.")),
		             civ_front_yuan(front, civ_rows_cell(whole.rows, whole.plan, "planned")));
}

/* ---- stages ---- */

/* Its name, CIV_WORD, and the cell of its figure. */
struct stage {
	const char *name, *column;
	size_t row;
};

static void put_stage(struct civ_front *front, const struct civ_front_table *table, const struct whole *whole,
                      const struct stage *stage)
{
	const char *cell;
	double share;
	struct civ_buf percent = {0};

	if (stage->row == whole->rows->count)
		return;
	cell = civ_rows_cell(whole->rows, stage->row, stage->column);
	share = civ_rows_number(whole->rows, stage->row, stage->column) / whole->planned;
	civ_wording_percent(&percent, 100 * share);
	civ_front_table_row(
		front, table,
		&(struct civ_front_row){
			.name = civ_say(stage->name),
			.cells = {civ_front_bar_to(front, share,
	                                           strcmp(stage->column, "planned") == 0 ? "pale"
	                                           : whole->kept && 100 * share < whole->elapsed ? "warn" : "",
	                                           whole->kept ? whole->elapsed / 100 : NAN),
	                          civ_front_yuan(front, cell), civ_front_keep(front, &percent)},
		});
}

static void put_stages(struct civ_front *front, const struct whole *whole)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("Stage"), CIV_FRONT_NAME},
	                                                  {"", CIV_FRONT_CHART},
	                                                  {CIV_WORD("Amount"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("of plan"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	const struct stage stages[] = {
		{CIV_WORD("Planned"), "planned", whole->plan},
		{CIV_WORD("Secured"), "secured", whole->source},
		{CIV_WORD("Arrived"), "arrived", whole->source},
		{CIV_WORD("Spent"), "spent", whole->use},
	};
	const struct civ_front_table table = {.caption = civ_say(CIV_WORD("How far the money has come")),
	                                      .columns = columns,
	                                      .stacked = true,
	                                      .block = true};

	civ_front_table_open(front, &table);
	for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
		put_stage(front, &table, whole, &stages[i]);
	civ_front_table_close(front);
}

/* What the stroke in the bars is. */
static void put_key(struct civ_front *front, const struct whole *whole)
{
	const char *gone = civ_front_said(front, CIV_WORD("%s of the time is gone"),
	                                  percent(front, whole, whole->plan, "elapsed"));
	const struct civ_front_shape shape = {"<line class=\"tick\" x1=\"6\" x2=\"6\" y1=\"-1\" y2=\"13\"/>", gone};

	if (!isnan(whole->elapsed) && whole->kept)
		civ_front_key(front, &shape, 1);
}

/* ---- by source ---- */

static void put_kind(struct civ_front *front, const struct civ_front_table *table, const struct whole *whole,
                     size_t row)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_money_kinds);
	bool sum = strcmp(civ_rows_cell(rows, row, "kind"), "*") == 0;
	const char *rate = civ_front_measured(front, civ_rows_cell(rows, row, "arrival_rate"), "%");

	civ_front_table_row(
		front, table,
		&(struct civ_front_row){
			.name = sum ? civ_say(CIV_WORD("All together")) : kind_name(front, rows, row),
			.cells = {civ_front_yuan(front, civ_rows_cell(rows, row, "planned")),
	                          civ_front_yuan(front, civ_rows_cell(rows, row, "secured")),
	                          civ_front_yuan(front, civ_rows_cell(rows, row, "arrived")),
	                          whole->kept && is_behind(rows, row) && !sum
	                                  ? civ_front_toned(front, CIV_TONE_BAD, rate)
	                                  : rate},
			.sum = sum,
		});
}

static void put_kinds(struct civ_front *front, const struct whole *whole)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("Source"), CIV_FRONT_NAME},
	                                                  {CIV_WORD("Planned"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("Secured"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("Arrived"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("Arrived (%)"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	const struct civ_front_table table = {.caption = civ_say(CIV_WORD("By source")),
	                                      .columns = columns,
	                                      .stacked = true,
	                                      .block = true};
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_money_kinds);
	size_t n = 0;

	for (size_t i = 0; i < rows->count; i++)
		n += is_source_kind(rows, i);
	if (n == 0)
		return;
	civ_front_table_open(front, &table);
	for (size_t i = 0; i < rows->count; i++)
		if (is_source_kind(rows, i) || (n > 1 && strcmp(civ_rows_cell(rows, i, "side"), "source") == 0 &&
		                                strcmp(civ_rows_cell(rows, i, "kind"), "*") == 0))
			put_kind(front, &table, whole, i);
	civ_front_table_close(front);
}

/* ---- projects ---- */

/* Off budget first, then by what is planned. */
static bool stands_before(const struct civ_rows *rows, size_t a, size_t b)
{
	if (is_off_budget(rows, a) != is_off_budget(rows, b))
		return is_off_budget(rows, a);
	return civ_rows_number(rows, a, "planned") > civ_rows_number(rows, b, "planned");
}

static bool is_project(const struct civ_rows *rows, size_t row)
{
	return civ_rows_cell(rows, row, "progress_gap")[0] != '\0';
}

/* The projects in their order, in ORDER, which has room for all; how many. */
static size_t sort_projects(const struct civ_rows *rows, size_t *order)
{
	size_t n = 0;

	for (size_t i = 0; i < rows->count; i++) {
		size_t at = n;

		if (!is_project(rows, i))
			continue;
		for (; at > 0 && stands_before(rows, i, order[at - 1]); at--)
			order[at] = order[at - 1];
		order[at] = i;
		n++;
	}
	return n;
}

static void put_project(struct civ_front *front, const struct civ_front_table *table, const struct civ_rows *rows,
                        size_t row)
{
	bool off = is_off_budget(rows, row);
	double progress = civ_rows_number(rows, row, "progress"), gap = civ_rows_number(rows, row, "progress_gap");
	const char *unit = civ_front_unit(front, civ_rows_cell(rows, row, "unit")),
		   *planned = civ_front_said(front, CIV_WORD("planned %s"),
	                                     civ_front_yuan(front, civ_rows_cell(rows, row, "planned"))),
		   *apart = civ_front_fixed(front, civ_rows_cell(rows, row, "progress_gap"), 1);
	struct civ_buf spent = {0};

	civ_wording_percent(&spent, progress + gap);
	civ_front_table_row(
		front, table,
		&(struct civ_front_row){
			.name = civ_front_name(front, civ_rows_cell(rows, row, "name")),
			.note = *unit == '\0' ? planned
	                                      : civ_front_joined(front, civ_front_name(front, unit), planned),
			.cells = {civ_front_dots(front, (progress + gap) / 100, progress / 100, off),
	                          civ_front_keep(front, &spent),
	                          civ_front_measured(front, civ_rows_cell(rows, row, "progress"), "%"),
	                          off ? civ_front_toned(front, CIV_TONE_BAD, apart) : apart},
			.hit = off,
		});
}

static void put_projects(struct civ_front *front)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("Project"), CIV_FRONT_NAME},
	                                                  {"", CIV_FRONT_CHART},
	                                                  {CIV_WORD("Spent"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("Work done"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("Points apart"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	const struct civ_front_shape shapes[] = {
		{"<circle class=\"dot\" cx=\"6\" cy=\"6\" r=\"5\"/>", civ_say(CIV_WORD("Spent"))},
		{"<circle class=\"ring\" cx=\"6\" cy=\"6\" r=\"4.5\"/>", civ_say(CIV_WORD("Work done"))},
	};
	const struct civ_front_table table = {.caption = civ_say(CIV_WORD("Whether work goes as the money does")),
	                                      .columns = columns,
	                                      .stacked = true};
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_money_review);
	size_t *order = civ_arena_alloc(front->page->arena, (rows->count + 1) * sizeof *order);
	size_t n = order == NULL ? 0 : sort_projects(rows, order);

	if (order == NULL)
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
	if (n == 0)
		return;
	civ_front_table_open(front, &table);
	for (size_t i = 0; i < n && i < MOST_PROJECTS; i++)
		put_project(front, &table, rows, order[i]);
	civ_front_table_close(front);
	civ_front_key(front, shapes, sizeof shapes / sizeof shapes[0]);
	civ_front_rest(front, n > MOST_PROJECTS ? n - MOST_PROJECTS : 0);
}

static void put(struct civ_front *front)
{
	const struct whole whole = find_whole(front);

	civ_front_pair_open(front);
	civ_front_half_open(front);
	put_stages(front, &whole);
	put_key(front, &whole);
	civ_front_half_close(front);
	put_kinds(front, &whole);
	civ_front_pair_close(front);
	if (whole.kept)
		put_projects(front);
}

static const struct civ_front_source source = {
	.what = CIV_WORD("Money"),
	.how = CIV_WORD("Lines that are in force, as of the day; spent is that of uses, all in percent of what is "
                        "planned. What is placed in no line of its year is left out."),
	.report = CIV_WORD("Money"),
	.command = "fund-report --in-force; fund-report --in-force --by=kind; fund-review",
};

const struct civ_front_section civ_front_section_money = {
	.place = 40,
	.id = "money",
	.heading = CIV_WORD("Money"),
	.source = &source,
	.clause_place = 40,
	.clause = clause,
	.finding = finding,
	.put = put,
};

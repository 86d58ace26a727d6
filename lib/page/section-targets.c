/* All targets: a mark each by field of work, those not met in words, and the whole list folded. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "lib/noun/indicator.h"
#include "lib/page/front.h"

enum { MOST_OPEN = 10 };

/* The node at the top of the standard that an indicator stands below. */
static const char field_sql[] =
	"WITH RECURSIVE lead AS ("
	"  SELECT i.*"
	"  FROM indicator i JOIN standard s ON s.id = i.standard_id"
	"  WHERE i.code = :arg"
	"  ORDER BY " CIV_INDICATOR_LATEST(
		"i", "s", ":asof") " LIMIT 1"
				   "), up(id, standard_id, parent, name) AS ("
				   "  SELECT id, standard_id, parent, name FROM lead"
				   "  UNION"
				   "  SELECT p.id, p.standard_id, p.parent, p.name"
				   "  FROM up JOIN indicator p ON p.standard_id = up.standard_id AND p.code = up.parent"
				   ") "
				   "SELECT name FROM up WHERE parent IS NULL AND id <> (SELECT id FROM lead) LIMIT 1";

struct target {
	const struct civ_rows *rows;
	size_t row;
	const char *field; /* "" : it stands alone */
	int badness;
};

struct targets {
	struct target *ones; /* the worst first */
	size_t count, met, late, missed, at_risk, blank;
};

static int by_badness(const void *left, const void *right)
{
	const struct target *a = left, *b = right;

	return a->badness != b->badness ? (a->badness > b->badness ? -1 : 1) : a->row < b->row ? -1 : 1;
}

static struct targets find(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_targets);
	struct targets targets = {
		.ones = civ_arena_alloc(front->page->arena, (rows->count + 1) * sizeof *targets.ones)};

	if (targets.ones == NULL) {
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
		return targets;
	}
	for (size_t i = 0; i < rows->count; i++) {
		const char *status = civ_rows_cell(rows, i, "status");

		targets.ones[targets.count++] = (struct target){
			rows, i, civ_front_ask(front, field_sql, civ_rows_cell(rows, i, "indicator")),
			civ_page_badness(status)};
		targets.met += civ_front_is_met(status);
		targets.late += strcmp(status, "met_late") == 0;
		targets.missed += strcmp(status, "missed") == 0;
		targets.at_risk += strcmp(status, "at_risk") == 0;
		targets.blank += strcmp(status, "no_data") == 0;
	}
	qsort(targets.ones, targets.count, sizeof *targets.ones, by_badness);
	return targets;
}

static void finding(struct civ_front *front, struct civ_buf *text)
{
	const struct targets targets = find(front);

	if (targets.count == 0)
		return;
	if (targets.blank > 0 && targets.met + targets.missed + targets.at_risk == 0) {
		civ_buf_addf(text,
		             civ_say(CIV_WORD("%s in force, none of which can be judged yet: figures are missing.")),
		             civ_front_count(front, (int64_t)targets.count));
		return;
	}
	civ_buf_addf(text, civ_say(CIV_WORD("%s in force: %s met (%s of them late), %s not met.")),
	             civ_front_count(front, (int64_t)targets.count), civ_front_count(front, (int64_t)targets.met),
	             civ_front_count(front, (int64_t)targets.late), civ_front_count(front, (int64_t)targets.missed));
	if (targets.at_risk > 0)
		civ_buf_addf(text, civ_say(CIV_WORD(" At risk: %s.")),
		             civ_front_count(front, (int64_t)targets.at_risk));
	if (targets.blank > 0)
		civ_buf_addf(text, civ_say(CIV_WORD(" Due, but without a figure: %s.")),
		             civ_front_count(front, (int64_t)targets.blank));
}

/* ---- by field ---- */

static void put_field(struct civ_front *front, const struct civ_front_table *table, const struct targets *targets,
                      const char *field)
{
	const char **statuses = civ_arena_alloc(front->page->arena, (targets->count + 1) * sizeof *statuses);
	size_t n = 0, met = 0;

	if (statuses == NULL) {
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
		return;
	}
	for (size_t i = 0; i < targets->count; i++) {
		const struct target *t = &targets->ones[i];

		if (strcmp(t->field, field) != 0)
			continue;
		statuses[n] = civ_rows_cell(t->rows, t->row, "status");
		met += civ_front_is_met(statuses[n++]);
	}
	civ_front_table_row(
		front, table,
		&(struct civ_front_row){
			.name = civ_front_name(front, *field == '\0' ? civ_say(CIV_WORD("Others")) : field),
			.cells = {civ_front_marks(front, statuses, n),
	                          civ_front_said(front, CIV_WORD("%s of %s"), civ_front_count(front, (int64_t)met),
	                                         civ_front_count(front, (int64_t)n))},
		});
}

static bool is_first_of_field(const struct targets *targets, size_t i)
{
	for (size_t before = 0; before < i; before++)
		if (strcmp(targets->ones[before].field, targets->ones[i].field) == 0)
			return false;
	return true;
}

static void put_fields(struct civ_front *front, const struct targets *targets)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("Field of work"), CIV_FRONT_NAME},
	                                                  {"", CIV_FRONT_CHART},
	                                                  {CIV_WORD("met"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	const struct civ_front_table table = {
		.title = CIV_WORD("Targets by field of work"), .columns = columns, .stacked = true};

	civ_front_table_open(front, &table);
	for (size_t i = 0; i < targets->count; i++)
		if (is_first_of_field(targets, i) && targets->ones[i].field[0] != '\0')
			put_field(front, &table, targets, targets->ones[i].field);
	for (size_t i = 0; i < targets->count; i++)
		if (is_first_of_field(targets, i) && targets->ones[i].field[0] == '\0')
			put_field(front, &table, targets, "");
	civ_front_table_close(front);
}

/* ---- in words ---- */

static void put_target(struct civ_front *front, const struct civ_front_table *table, const struct target *target)
{
	const struct civ_rows *rows = target->rows;
	const char *unit = civ_front_unit(front, civ_rows_cell(rows, target->row, "unit")),
		   *area = civ_front_ask(front, "SELECT name FROM area WHERE code = :arg",
	                                 civ_rows_cell(rows, target->row, "area")),
		   *due_text = civ_rows_cell(rows, target->row, "due"),
		   *date_text = civ_rows_cell(rows, target->row, "date"),
		   *between = civ_say_is_chinese() ? "；" : "; ";
	struct civ_buf note = {0};
	int32_t due, date;

	if (*area != '\0')
		civ_buf_addf(&note, "%s%s", civ_front_name(front, area), between);
	if (civ_date_parse(due_text, strlen(due_text), &due))
		civ_buf_addf(&note, civ_say(CIV_WORD("due on %s")), civ_front_day(front, due));
	else
		civ_buf_adds(&note, civ_say(CIV_WORD("no day is set")));
	if (*unit != '\0')
		civ_buf_addf(&note, "%s%s", between, civ_front_name(front, unit));
	/* A figure of another day, or of all days so far, need not be that of a month's notice. */
	if (civ_date_parse(date_text, strlen(date_text), &date))
		civ_buf_addf(&note, "%s%s", between,
		             civ_front_said(front, CIV_WORD("figure of %s"), civ_front_day(front, date)));
	civ_front_table_row(
		front, table,
		&(struct civ_front_row){
			.name = civ_front_name(front, civ_rows_cell(rows, target->row, "name")),
			.note = civ_front_keep(front, &note),
			.status = civ_rows_cell(rows, target->row, "status"),
			.cells = {civ_front_goal(front, rows, target->row), civ_front_actual(front, rows, target->row),
	                          civ_front_gap(front, rows, target->row)},
		});
}

static const struct civ_front_column columns[] = {{CIV_WORD("State"), CIV_FRONT_MARK},
                                                  {CIV_WORD("Indicator"), CIV_FRONT_NAME},
                                                  {"", CIV_FRONT_NUMBER},
                                                  {CIV_WORD("actual"), CIV_FRONT_NUMBER},
                                                  {"", CIV_FRONT_NUMBER},
                                                  {NULL, CIV_FRONT_NAME}};

static bool is_open(const struct target *target)
{
	const char *status = civ_rows_cell(target->rows, target->row, "status");

	return strcmp(status, "missed") == 0 || strcmp(status, "at_risk") == 0;
}

static void put_open(struct civ_front *front, const struct targets *targets)
{
	const struct civ_front_table table = {
		.caption = civ_say(CIV_WORD("Not met or at risk")), .columns = columns, .stacked = true};
	size_t open = 0;

	if (targets->missed + targets->at_risk == 0)
		return;
	civ_front_table_open(front, &table);
	for (size_t i = 0; i < targets->count; i++)
		if (is_open(&targets->ones[i]) && open++ < MOST_OPEN)
			put_target(front, &table, &targets->ones[i]);
	civ_front_table_close(front);
	civ_front_rest(front, open > MOST_OPEN ? open - MOST_OPEN : 0);
}

static void put(struct civ_front *front)
{
	const struct targets targets = find(front);
	const struct civ_front_table table = {
		.title = CIV_WORD("All targets in force"), .columns = columns, .stacked = true};

	put_fields(front, &targets);
	put_open(front, &targets);
	/* Nobody listens to all of them. */
	if (front->text)
		return;
	civ_front_fold_open(front, civ_front_said(front, CIV_WORD("All %zu targets"), targets.count));
	civ_front_table_open(front, &table);
	for (size_t i = 0; i < targets.count; i++)
		put_target(front, &table, &targets.ones[i]);
	civ_front_table_close(front);
	civ_front_fold_close(front);
}

const struct civ_front_section civ_front_section_targets = {
	.place = 120,
	.id = "targets",
	.heading = CIV_WORD("All targets"),
	.source = &civ_front_target_source,
	.finding = finding,
	.put = put,
};

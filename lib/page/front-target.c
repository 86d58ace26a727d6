/* Targets in words. */
#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/noun/indicator.h"
#include "lib/page/front.h"

/* A column of the indicator with the code :arg, as the standard in force has it. */
#define OF_INDICATOR(column) CIV_INDICATOR_ASK(column, ":arg", ":asof")

const char *civ_front_measure_unit(struct civ_front *front, const char *indicator)
{
	return civ_front_ask(front, OF_INDICATOR("measure_unit"), indicator);
}

const char *civ_front_indicator(struct civ_front *front, const char *code)
{
	const char *name = civ_front_ask(front, OF_INDICATOR("name"), code);

	return civ_front_name(front, *name == '\0' ? code : name);
}

bool civ_front_is_down(const struct civ_rows *rows, size_t row)
{
	return civ_rows_cell(rows, row, "op")[0] == '<';
}

bool civ_front_is_met(const char *status)
{
	return strcmp(status, "met") == 0 || strcmp(status, "met_late") == 0;
}

const char *civ_front_actual(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	return civ_front_measured(front, civ_rows_cell(rows, row, "actual"),
	                          civ_front_measure_unit(front, civ_rows_cell(rows, row, "indicator")));
}

const char *civ_front_goal(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	const char *op = civ_rows_cell(rows, row, "op"), *goal;

	goal = civ_front_bound(front, civ_rows_cell(rows, row, "target"),
	                       civ_front_measure_unit(front, civ_rows_cell(rows, row, "indicator")));

	if (strcmp(op, ">") == 0)
		return civ_front_said(front, CIV_WORD("goal over %s"), goal);
	if (strcmp(op, "<") == 0)
		return civ_front_said(front, CIV_WORD("goal under %s"), goal);
	if (strcmp(op, "<=") == 0)
		return civ_front_said(front, CIV_WORD("goal at most %s"), goal);
	return civ_front_said(front, CIV_WORD("goal %s"), goal);
}

const char *civ_front_distance(struct civ_front *front, const char *indicator, double distance)
{
	const char *unit = civ_front_measure_unit(front, indicator);
	struct civ_buf text = {0};
	char cell[CIV_REAL_SIZE];

	if (strcmp(unit, "%") == 0) {
		civ_wording_points(&text, fabs(distance));
		return civ_front_keep(front, &text);
	}
	civ_real_format_rounded(fabs(distance), 6, cell);
	return civ_front_measured(front, cell, unit);
}

/* Of percentages as the two are printed. */
const char *civ_front_gap(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	const char *indicator = civ_rows_cell(rows, row, "indicator");
	double gap = civ_rows_number(rows, row, "gap");
	struct civ_buf text = {0};

	if (isnan(gap) || gap == 0)
		return "";
	if (strcmp(civ_front_measure_unit(front, indicator), "%") == 0) {
		civ_wording_gap(&text, civ_rows_number(rows, row, "actual"), civ_rows_number(rows, row, "target"));
		return civ_front_keep(front, &text);
	}
	return gap < 0 ? civ_front_said(front, CIV_WORD("%s short"), civ_front_distance(front, indicator, gap))
	               : civ_front_said(front, CIV_WORD("%s over"), civ_front_distance(front, indicator, gap));
}

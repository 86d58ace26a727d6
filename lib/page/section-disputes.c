/* Disputes that hold up tasks: they have no section of their own, but stand among the decisions. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "lib/noun/task.h"
#include "lib/page/front.h"

extern const struct civ_report civ_report_dispute_report;

static const struct civ_report_request request = {.report = &civ_report_dispute_report};
static const struct civ_front_report report = {.request = &request, .title = CIV_WORD("Disputes")};

/* How many codes, joined with ;, there are in CELL. */
static int64_t codes_in(const char *cell)
{
	int64_t n = *cell != '\0';

	for (; *cell != '\0'; cell++)
		n += *cell == ';';
	return n;
}

static const char *why_of(struct civ_front *front, const struct civ_rows *rows, size_t row, const char *title)
{
	int64_t days = (int64_t)civ_rows_number(rows, row, "days_stopped"),
		waiting = codes_in(civ_rows_cell(rows, row, "milestones"));
	struct civ_buf why = {0};

	civ_buf_addf(&why, civ_say(CIV_WORD("“%s” waits for it.")), civ_front_name(front, title));
	if (days > 0)
		civ_buf_addf(&why,
		             civ_say_count(" The work has stood still for %s day.",
		                           " The work has stood still for %s days.", (unsigned long long)days),
		             civ_front_count(front, days));
	if (waiting > 0)
		civ_buf_addf(&why,
		             civ_say_count(" %s milestone depends on it.", " %s milestones depend on it.",
		                           (unsigned long long)waiting),
		             civ_front_count(front, waiting));
	civ_buf_adds(&why, civ_say(CIV_WORD(" If nothing is decided, they stay at odds.")));
	return civ_front_keep(front, &why);
}

static void decide_one(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	const char *task = civ_rows_cell(rows, row, "task");
	const char *title = civ_front_ask(
		front, "SELECT t.title FROM task t WHERE t.code = :arg AND " CIV_TASK_OPEN("t"), task);
	const char *unit = civ_front_ask(
		front, "SELECT u.name FROM task t JOIN unit u ON u.id = t.unit_id WHERE t.code = :arg", task);
	int32_t since = front->page->asof;

	if (*title == '\0')
		return;
	(void)civ_date_stored(civ_rows_cell(rows, row, "opened"), &since);
	civ_front_decide(front, &(struct civ_front_decision){
					.what = civ_front_said(
						front, CIV_WORD("Settle the dispute over “%s”"),
						civ_front_name(front, civ_rows_cell(rows, row, "matter"))),
					.why = why_of(front, rows, row, title),
					.who = civ_front_decider(front, CIV_FRONT_LEADING),
					.asks = civ_front_name(front, unit),
					.level = CIV_FRONT_LEADING,
					.since = since,
				});
}

static void decide(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &report);

	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(civ_rows_cell(rows, i, "status"), "settled") != 0 &&
		    civ_rows_cell(rows, i, "task")[0] != '\0')
			decide_one(front, rows, i);
}

const struct civ_front_section civ_front_section_disputes = {.place = 16, .internal = true, .decide = decide};

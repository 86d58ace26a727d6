/* The late tasks, as the section of late work tells them. */
#include "lib/page/late-tasks.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/say.h"
#include "civplan/wording.h"

enum { MOST_TASKS = 7 };

/* Its day has passed, and it is neither done nor given up. */
static bool is_late_task(const struct civ_rows *rows, size_t row)
{
	const char *status = civ_rows_cell(rows, row, "status");

	return strcmp(status, "done") != 0 && strcmp(status, "cancelled") != 0 &&
	       civ_rows_number(rows, row, "days_late") > 0;
}

size_t civ_front_late_tasks(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_tasks);
	size_t n = 0;

	for (size_t i = 0; i < rows->count; i++)
		n += is_late_task(rows, i);
	return n;
}

struct order {
	const struct civ_rows *rows;
	size_t row;
};

static int by_days(const void *left, const void *right)
{
	const struct order *a = left, *b = right;
	double days_a = civ_rows_number(a->rows, a->row, "days_late"),
	       days_b = civ_rows_number(b->rows, b->row, "days_late");

	return days_a != days_b ? (days_a > days_b ? -1 : 1) : a->row < b->row ? -1 : 1;
}

static void put_task(struct civ_front *front, const struct civ_front_table *table, const struct civ_rows *rows,
                     size_t row)
{
	const char *done = civ_rows_cell(rows, row, "completion");
	struct civ_buf late = {0};

	civ_wording_late(&late, (int64_t)civ_rows_number(rows, row, "days_late"));
	civ_front_table_row(
		front, table,
		&(struct civ_front_row){
			.name = civ_front_name(front, civ_rows_cell(rows, row, "title")),
			.note = civ_front_name(front, civ_front_unit(front, civ_rows_cell(rows, row, "unit"))),
			.cells = {civ_front_bar(front, civ_rows_number(rows, row, "completion") / 100, "", true),
	                          civ_front_measured(front, done, "%"), civ_front_keep(front, &late)},
		});
}

void civ_front_put_late_tasks(struct civ_front *front)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("Task"), CIV_FRONT_NAME},
	                                                  {"", CIV_FRONT_CHART},
	                                                  {CIV_WORD("done"), CIV_FRONT_NUMBER},
	                                                  {"", CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_tasks);
	size_t all = civ_front_late_tasks(front), n = 0;
	struct order *late = civ_arena_alloc(front->page->arena, (all + 1) * sizeof *late);
	struct civ_buf caption = {0};
	struct civ_front_table table = {.columns = columns, .stacked = true};

	if (late == NULL)
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
	if (all == 0 || late == NULL)
		return;
	for (size_t i = 0; i < rows->count; i++)
		if (is_late_task(rows, i))
			late[n++] = (struct order){rows, i};
	qsort(late, all, sizeof *late, by_days);
	civ_buf_addf(&caption, civ_say_count("%s task is late", "%s tasks are late", all),
	             civ_front_count(front, (int64_t)all));
	table.caption = civ_front_keep(front, &caption);
	civ_front_table_open(front, &table);
	for (size_t i = 0; i < all && i < MOST_TASKS; i++)
		put_task(front, &table, rows, late[i].row);
	civ_front_table_close(front);
	civ_front_rest(front, all > MOST_TASKS ? all - MOST_TASKS : 0);
}

/* The rows that a page is made of, as a workbook: a sheet a report. */
#include "lib/page/sheets.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/count.h"
#include "civplan/ledger.h"
#include "civplan/milestone.h"
#include "civplan/progress.h"
#include "civplan/rhythm.h"
#include "civplan/say.h"
#include "civplan/score.h"
#include "civplan/status.h"
#include "civplan/workbook.h"

/* What the sheets of reports are called. */
static const struct title {
	const struct civ_out_column *columns;
	const char *title;
} titles[] = {
	{civ_status_columns, CIV_WORD("Where it stands")},
	{civ_board_month_columns, CIV_WORD("Units in the month")},
	{civ_board_quarter_columns, CIV_WORD("Units in the quarter")},
	{civ_board_week_columns, CIV_WORD("Work of the week")},
	{civ_rates_columns, CIV_WORD("Rates of the period")},
	{civ_overdue_columns, CIV_WORD("Limits of issues")},
	{civ_milestone_columns, CIV_WORD("Milestones")},
	{civ_task_each_columns, CIV_WORD("Tasks")},
	{civ_task_report_columns, CIV_WORD("Tasks in all")},
	{civ_score_columns, CIV_WORD("Scores")},
	{civ_score_why_columns, CIV_WORD("Points lost")},
	{civ_hotspot_columns, CIV_WORD("Hotspots")},
};

struct civ_page_sheets {
	struct civ_workbook *workbook;
	struct civ_messages *messages;
	struct civ_rows *written; /* while the page is made, they stand in its memory */
	size_t count;
};

enum civ_status civ_page_sheets_open(const char *path, struct civ_messages *messages, struct civ_page_sheets **sheets)
{
	struct civ_page_sheets *made = calloc(1, sizeof *made);

	*sheets = made;
	if (made == NULL)
		return civ_no_memory(messages);
	made->messages = messages;
	return civ_workbook_open(path, messages, &made->workbook);
}

enum civ_status civ_page_sheets_close(struct civ_page_sheets *sheets, bool keep)
{
	enum civ_status status;

	if (sheets == NULL)
		return CIV_OK;
	status = civ_workbook_close(sheets->workbook, keep);
	free(sheets->written);
	free(sheets);
	return status;
}

static bool is_same(const struct civ_rows *a, const struct civ_rows *b)
{
	if (a->columns != b->columns || a->width != b->width || a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count * a->width; i++)
		if (strcmp(a->cells[i], b->cells[i]) != 0)
			return false;
	return true;
}

/* Parts of a page may ask for the same report. */
static bool is_written(const struct civ_page_sheets *sheets, const struct civ_rows *rows)
{
	for (size_t i = 0; i < sheets->count; i++)
		if (is_same(&sheets->written[i], rows))
			return true;
	return false;
}

static const char *title_of(const struct civ_rows *rows)
{
	for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
		if (titles[i].columns == rows->columns)
			return civ_say(titles[i].title);
	return NULL;
}

enum civ_status civ_page_sheet(struct civ_page_sheets *sheets, const char *title, const struct civ_rows *rows)
{
	struct civ_rows *written;

	if (sheets == NULL || rows->count == 0 || is_written(sheets, rows))
		return CIV_OK;
	written = realloc(sheets->written, (sheets->count + 1) * sizeof *written);
	if (written == NULL)
		return civ_no_memory(sheets->messages);
	sheets->written = written;
	written[sheets->count++] = *rows;
	return civ_workbook_add(sheets->workbook, title != NULL ? title : title_of(rows), rows, sheets->messages);
}

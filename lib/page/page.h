/* What the sections of a page share. */
#ifndef CIVPLAN_PAGE_PAGE_H
#define CIVPLAN_PAGE_PAGE_H

#include "civplan/page.h"
#include "lib/page/chart.h"

struct civ_page {
	struct civ_records *records;
	struct civ_messages *messages;
	const struct civ_page_options *options;
	struct civ_buf *html;
	struct civ_arena *arena;
	int32_t asof;
	char day[11];
};

/* The words of the reader's language. */
const char *civ_page_say(const struct civ_page *page, const char *en, const char *zh);

/* A section with its heading, and the program that its numbers are from. */
void civ_page_open(struct civ_page *page, const char *id, const char *heading, const char *command);
void civ_page_close(struct civ_page *page);
void civ_page_text(struct civ_page *page, const char *text);
void civ_page_note(struct civ_page *page, const char *text); /* a paragraph */

/* A column of a table on the page: of rows, or with a spark line (COLUMN NULL). */
struct civ_page_column {
	const char *column, *en, *zh;
	bool number;
};

/* A table of the rows FIRST to END. FOLDED: behind a line that opens it, but in print. SPARK, if not NULL, draws the last cell of a row. */
void civ_page_table(struct civ_page *page, const struct civ_rows *rows, const struct civ_page_column *columns, size_t first, size_t end, bool folded,
                    void (*spark)(struct civ_page *page, const struct civ_rows *rows, size_t row));

/* Run REPORT into ROWS: a function that writes to a writer with DATA. */
enum civ_status civ_page_rows(struct civ_page *page, const struct civ_out_column *columns, size_t count,
                              enum civ_status (*report)(struct civ_page *page, struct civ_out *out, const void *data), const void *data,
                              struct civ_rows *rows);

/* ---- sections ---- */

enum civ_status civ_page_today(struct civ_page *page);
enum civ_status civ_page_targets(struct civ_page *page);
enum civ_status civ_page_score(struct civ_page *page);
enum civ_status civ_page_milestones(struct civ_page *page);
enum civ_status civ_page_tasks(struct civ_page *page);
enum civ_status civ_page_issues(struct civ_page *page);
enum civ_status civ_page_trends(struct civ_page *page);
enum civ_status civ_page_hotspots(struct civ_page *page);
enum civ_status civ_page_week(struct civ_page *page);
enum civ_status civ_page_month(struct civ_page *page);

#endif

/* The list of a week on one page: what is late and what falls due, unit by unit; what has no room is counted. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "civplan/text.h"
#include "civplan/wording.h"
#include "lib/page/bulletin.h"
#include "lib/page/markup.h"

extern const char civ_style_week[];

/* Points that the table may take on one sheet, a row of it and each line in that. */
enum { PAGE_POINTS = 600, ROW_POINTS = 4, LINE_POINTS = 14 };
/* Columns of text (two for a Chinese character) that a line of each cell takes, in whatever font. */
enum { UNIT_WIDTH = 16, WHAT_WIDTH = 34, DUE_WIDTH = 16, STATE_WIDTH = 13, LONGEST = 4 * WHAT_WIDTH };

static enum civ_status report_week(struct civ_records *records, struct civ_out *out, const void *data)
{
	return civ_rhythm_write(records, data, out);
}

static bool is_kind(const struct civ_rows *rows, size_t row, const char *kind)
{
	return strcmp(civ_rows_cell(rows, row, "kind"), kind) == 0;
}

static bool same_unit(const struct civ_rows *rows, size_t a, size_t b)
{
	return strcmp(civ_rows_cell(rows, a, "unit"), civ_rows_cell(rows, b, "unit")) == 0;
}

static double count_of(const struct civ_rows *rows, const char *kind)
{
	double n = 0;

	for (size_t i = 0; i < rows->count; i++)
		if (is_kind(rows, i, kind))
			n += civ_rows_number(rows, i, "n");
	return n;
}

/* A task that is late, or falls due, may be held up as well. */
static bool has_obstacle(const struct civ_rows *rows, size_t row)
{
	return strcmp(civ_rows_cell(rows, row, "type"), "task") == 0 && civ_rows_cell(rows, row, "reason")[0] != '\0';
}

static double count_held_up(const struct civ_rows *rows)
{
	double n = 0;

	for (size_t i = 0; i < rows->count; i++)
		if (is_kind(rows, i, "blocked") || has_obstacle(rows, i))
			n += civ_rows_number(rows, i, "n");
	return n;
}

/* ---- what a row says ---- */

/* What is to be done, and what stands in the way of a task; the longest are cut, so that one row is never the page. */
static const char *what_of(struct civ_bulletin *bulletin, const struct civ_rows *rows, size_t row)
{
	const char *title = civ_rows_cell(rows, row, "title");
	bool several = strcmp(civ_rows_cell(rows, row, "type"), "issues") == 0;
	struct civ_buf text = {0};
	size_t used, end = 0, width = 0;

	civ_buf_adds(&text, title);
	if (several)
		civ_buf_addf(&text, civ_say(CIV_WORD(": %s")),
		             civ_bulletin_n(bulletin, civ_rows_number(rows, row, "n")));
	if (has_obstacle(rows, row))
		civ_buf_addf(&text, civ_say(CIV_WORD(" (obstacle: %s)")), civ_rows_cell(rows, row, "reason"));
	if (civ_buf_str(&text) == NULL)
		return civ_bulletin_keep(bulletin, &text);
	while (end < text.len && width < LONGEST) {
		(void)civ_utf8_decode(text.data + end, text.len - end, &used);
		width += civ_text_width(text.data + end, used);
		end += used;
	}
	if (end < text.len) {
		text.len = end;
		text.data[end] = '\0';
		civ_buf_adds(&text, "…");
	}
	return civ_bulletin_keep(bulletin, &text);
}

static const char *due_of(struct civ_bulletin *bulletin, const struct civ_rows *rows, size_t row)
{
	int32_t due;

	return civ_bulletin_day(rows, row, "due", &due) ? civ_bulletin_date(bulletin, due) : "";
}

static const char *stands(struct civ_bulletin *bulletin, const struct civ_rows *rows, size_t row)
{
	int64_t days = (int64_t)civ_rows_number(rows, row, "days");
	struct civ_buf text = {0};
	int32_t due;

	if (is_kind(rows, row, "blocked"))
		return civ_say(CIV_WORD("Held up"));
	if (is_kind(rows, row, "late"))
		civ_wording_late(&text, days);
	else if (!civ_bulletin_day(rows, row, "due", &due))
		return civ_say(CIV_WORD("this week"));
	else if (days == 0)
		return civ_say(CIV_WORD("due today"));
	else
		civ_wording_left(&text, -days);
	return civ_bulletin_keep(bulletin, &text);
}

static const char *unit_of(const struct civ_rows *rows, size_t row)
{
	return civ_rows_cell(rows, row, "unit")[0] == '\0' ? civ_say(CIV_WORD("Nobody yet"))
	                                                   : civ_rows_cell(rows, row, "name");
}

/* ---- what fits ---- */

static size_t lines_in(const char *text, size_t width)
{
	size_t columns = civ_text_width(text, strlen(text));

	return columns == 0 ? 1 : (columns + width - 1) / width;
}

static size_t height_of(struct civ_bulletin *bulletin, const struct civ_rows *rows, size_t row)
{
	const size_t lines[] = {
		lines_in(unit_of(rows, row), UNIT_WIDTH), lines_in(what_of(bulletin, rows, row), WHAT_WIDTH),
		lines_in(due_of(bulletin, rows, row), DUE_WIDTH), lines_in(stands(bulletin, rows, row), STATE_WIDTH)};
	size_t most = 1;

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		most = lines[i] > most ? lines[i] : most;
	return ROW_POINTS + LINE_POINTS * most;
}

/* The rows that fit, in CHOSEN: the first of each unit, then the second of each, until the page is full. */
static void choose(struct civ_bulletin *bulletin, const struct civ_rows *rows, bool *chosen)
{
	size_t left = PAGE_POINTS;

	for (size_t round = 0, found = 1; found > 0; round++) {
		size_t nth = 0;

		found = 0;
		for (size_t i = 0; i < rows->count; i++) {
			size_t height;

			nth = i > 0 && same_unit(rows, i, i - 1) ? nth + 1 : 0;
			if (nth != round)
				continue;
			found++;
			height = height_of(bulletin, rows, i);
			chosen[i] = height <= left;
			left -= chosen[i] ? height : 0;
		}
	}
}

/* ---- the page ---- */

static void put_table(struct civ_bulletin *bulletin, const struct civ_rows *rows, const bool *chosen)
{
	const struct civ_bulletin_column columns[] = {
		{civ_say(CIV_WORD("Unit")), 136, CIV_ALIGN_LEFT},
		{civ_say(CIV_WORD("What")), 276, CIV_ALIGN_LEFT},
		{civ_say(CIV_WORD("Due")), 128, CIV_ALIGN_CENTER},
		{civ_say(CIV_WORD("State")), 110, CIV_ALIGN_CENTER},
		{NULL, 0, CIV_ALIGN_LEFT},
	};
	size_t last = rows->count;

	civ_bulletin_table(bulletin->html, NULL, columns);
	for (size_t i = 0; i < rows->count; i++) {
		if (!chosen[i])
			continue;
		civ_bulletin_row(bulletin->html);
		civ_bulletin_cell(bulletin->html, CIV_ALIGN_LEFT,
		                  last < rows->count && same_unit(rows, last, i) ? "" : unit_of(rows, i));
		civ_bulletin_cell(bulletin->html, CIV_ALIGN_LEFT, what_of(bulletin, rows, i));
		civ_bulletin_cell(bulletin->html, CIV_ALIGN_CENTER, due_of(bulletin, rows, i));
		civ_bulletin_cell(bulletin->html, CIV_ALIGN_CENTER, stands(bulletin, rows, i));
		civ_bulletin_row_end(bulletin->html);
		last = i;
	}
	civ_bulletin_table_end(bulletin->html);
}

static void put_rest(struct civ_bulletin *bulletin, const struct civ_rows *rows, const bool *chosen)
{
	struct civ_buf text = {0};
	double rest = 0;

	for (size_t i = 0; i < rows->count; i++)
		rest += chosen[i] ? 0 : civ_rows_number(rows, i, "n");
	if (rest > 0) {
		civ_buf_addf(&text,
		             civ_say_count("%s other thing has no room here: see the weekly report.",
		                           "%s other things have no room here: see the weekly report.",
		                           (unsigned long long)rest),
		             civ_bulletin_n(bulletin, rest));
		civ_bulletin_put_apart(bulletin, "wn", civ_bulletin_keep(bulletin, &text));
	}
}

static void put_summary(struct civ_bulletin *bulletin, const struct civ_rows *rows)
{
	struct civ_buf text = {0};

	if (rows->count == 0)
		civ_buf_adds(&text, civ_say(CIV_WORD("Nothing is late, falls due or is held up.")));
	else
		civ_buf_addf(&text, civ_say(CIV_WORD("Late %s, due by %s %s, held up %s.")),
		             civ_bulletin_n(bulletin, count_of(rows, "late")),
		             civ_bulletin_date(bulletin, bulletin->options->to),
		             civ_bulletin_n(bulletin, count_of(rows, "due")),
		             civ_bulletin_n(bulletin, count_held_up(rows)));
	civ_bulletin_put_apart(bulletin, "wn", civ_bulletin_keep(bulletin, &text));
}

enum civ_status civ_bulletin_week(struct civ_bulletin *bulletin)
{
	const struct civ_rhythm_options options = {.report = CIV_RHYTHM_WEEK,
	                                           .from = bulletin->options->from,
	                                           .to = bulletin->options->to,
	                                           .asof = bulletin->asof};
	struct civ_buf title = {0};
	const char *kept;
	struct civ_rows rows;
	bool *chosen;
	enum civ_status status = civ_bulletin_rows(bulletin, civ_board_week_columns, report_week, &options, &rows);

	if (status != CIV_OK)
		return status;
	chosen = civ_arena_alloc(bulletin->arena, rows.count + 1);
	if (chosen == NULL)
		return civ_no_memory(bulletin->messages);
	choose(bulletin, &rows, chosen);
	civ_wording_date(&title, bulletin->options->from);
	kept = civ_bulletin_keep(bulletin, &title);
	civ_buf_addf(&title, civ_say(CIV_WORD("What is to be seen to in the week from %s")), kept);
	kept = civ_bulletin_keep(bulletin, &title);
	civ_bulletin_head(bulletin, kept, civ_style_week);
	civ_buf_adds(bulletin->html, "<div class=\"week\">\n<h1>");
	civ_html_text(bulletin->html, kept);
	civ_buf_adds(bulletin->html, "</h1>\n");
	put_summary(bulletin, &rows);
	if (rows.count > 0)
		put_table(bulletin, &rows, chosen);
	put_rest(bulletin, &rows, chosen);
	civ_buf_adds(bulletin->html, "</div>\n");
	return status;
}

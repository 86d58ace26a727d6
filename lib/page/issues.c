/* Sections of the leaders' page: issues, trends, hotspots. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/count.h"
#include "civplan/date.h"
#include "civplan/hash.h"
#include "civplan/ledger.h"
#include "civplan/lists.h"
#include "lib/noun/issue.h"
#include "lib/page/page.h"

enum { MOST_UNITS = 15, MONTHS = 12, MOST_AREAS = 12, MOST_CATEGORIES = 8 };

/* ---- funnel and overdue ---- */

static const struct civ_out_column stage_columns[] = {
	{"stage", "Stage", CIV_KIND_CHOICE(civ_words_stage), "stage of the issues"},
	{"n", "Issues", CIV_KIND_NUMBER, "how many are in it"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* The stages that an issue goes through, in their order; what is over is left out. */
static enum civ_status report_stages(struct civ_page *page, struct civ_out *out, const void *data)
{
	static const char sql[] =
		"SELECT stage, count(*)"
		" FROM issue"
		" WHERE " CIV_ISSUE_OPEN_ROW
		" GROUP BY stage"
		" ORDER BY instr('reported assigned received rectified accepted deferred', stage)";
	struct civ_store *store = civ_records_store(page->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_then(page->records, civ_noun_find("issue"), sql, &rows);

	(void)data;
	while (civ_store_next(store, rows, &status)) {
		civ_print_cells(out, rows, 0, 2);
		status = civ_out_row(out);
	}
	return status;
}

static enum civ_status report_overdue(struct civ_page *page, struct civ_out *out, const void *data)
{
	static const struct civ_overdue_options options = {
		.within = -1, .unless_noticed = -1, .least = CIV_LEVEL_REMIND};
	uint64_t late;

	(void)data;
	return civ_ledger_overdue_digest(page->records, &options, out, &late);
}

/* Bars of the rows of a report. */
struct bars {
	const char *label, *value; /* the columns */
	enum civ_tone tone;
	const char *title;
};

static void bars_of(struct civ_page *page, const struct civ_rows *rows, const struct bars *drawn)
{
	struct civ_bar bars[MOST_UNITS];
	size_t count = 0;

	for (size_t i = 0; i < rows->count && count < MOST_UNITS; i++) {
		const char *name = civ_rows_cell(rows, i, drawn->label);

		bars[count++] = (struct civ_bar){
			*name == '\0' ? civ_page_say(page, "nobody yet", "未分派")
			              : civ_page_word(page, rows, i, drawn->label),
			civ_rows_cell(rows, i, drawn->value), civ_rows_number(rows, i, drawn->value), drawn->tone};
	}
	if (count > 0)
		civ_chart_bars(page->html, drawn->title, bars, count);
}

static enum civ_status put_issues_section(struct civ_page *page)
{
	static const struct civ_page_column stages[] = {
		{"stage", "Stage", "环节", false}, {"n", "Issues", "件数", true}, {NULL, NULL, NULL, false}};
	static const struct civ_page_column units[] = {
		{"unit", "Unit", "责任单位", false},
		{"name", "Name", "名称", false},
		{"n_remind", "Due soon", "即将到期", true},
		{"n_urge", "Late", "逾期", true},
		{"n_notice", "Long late", "严重逾期", true},
		{"days_late_max", "Most days late", "最长逾期天数", true},
		{NULL, NULL, NULL, false},
	};
	struct civ_rows funnel = civ_page_all_of(stage_columns);
	struct civ_rows overdue = civ_page_all_of(civ_overdue_digest_columns);
	enum civ_status status = civ_page_rows(page, &funnel, report_stages, NULL);

	if (status == CIV_OK)
		status = civ_page_rows(page, &overdue, report_overdue, NULL);
	if (status != CIV_OK)
		return status;
	civ_page_open(page, "issues", civ_page_say(page, "Issues", "问题台账"), "issue-overdue --by=unit");
	if (funnel.count == 0) {
		civ_page_note(page, civ_page_say(page, "No issue is open.", "暂无未办结问题。"));
		civ_page_close(page);
		return CIV_OK;
	}
	civ_page_note(page, civ_page_say(page, "Open issues by stage:", "未办结问题按环节："));
	bars_of(page, &funnel,
	        &(struct bars){"stage", "n", CIV_TONE_PLAIN,
	                       civ_page_say(page, "open issues by stage", "未办结问题按环节")});
	civ_page_table(page, &funnel, &(struct civ_page_table){.columns = stages, .end = funnel.count, .folded = true});
	civ_page_note(page, civ_page_say(page, "Long late, by unit:", "严重逾期（按单位）："));
	bars_of(page, &overdue,
	        &(struct bars){"name", "n_notice", CIV_TONE_BAD,
	                       civ_page_say(page, "issues long late by unit", "严重逾期问题")});
	civ_page_table(page, &overdue,
	               &(struct civ_page_table){.columns = units, .end = overdue.count, .folded = true});
	civ_page_close(page);
	return CIV_OK;
}

const struct civ_page_section civ_section_issues = {.kind = CIV_PAGE_BOARD, .place = 70, .put = put_issues_section};

/* ---- trends ---- */

static enum civ_status report_rates(struct civ_page *page, struct civ_out *out, const void *data)
{
	return civ_count_rates(page->records, data, out);
}

static void put_trend(struct civ_page *page, const struct civ_rows *rows, const char *column, const char *title)
{
	double values[MONTHS + 1];
	const char *labels[MONTHS + 1];
	size_t count = 0, known = 0;

	for (size_t i = 0; i < rows->count && count <= MONTHS; i++) {
		values[count] = civ_rows_number(rows, i, column);
		labels[count] = civ_rows_cell(rows, i, "month");
		known += isnan(values[count]) ? 0 : 1;
		count++;
	}
	if (known < 2)
		return;
	civ_buf_adds(page->html, "<div>");
	civ_page_note(page, title);
	civ_chart_line(page->html, title, &(struct civ_line){values, labels, count, 0});
	civ_buf_adds(page->html, "</div>\n");
}

static enum civ_status put_trends_section(struct civ_page *page)
{
	static const struct civ_page_column columns[] = {
		{"month", "Month", "月份", false},
		{"n_reported", "Reported", "受理", true},
		{"rectification_rate", "Rectified (%)", "整改率（%）", true},
		{"on_time_rate", "In time (%)", "按期率（%）", true},
		{"cycle_mean", "Mean days", "平均天数", true},
		{"cycle_p90", "P90 days", "九成天数", true},
		{"rebound_rate", "Came back (%)", "反弹率（%）", true},
		{NULL, NULL, NULL, false},
	};
	struct civ_rates_options options = {
		.groups = {CIV_RATES_MONTH}, .group_count = 1, .has_from = true, .has_to = true, .to = page->asof};
	const struct civ_out_column *made;
	struct civ_rows rows = {.count = 0};
	int year, month, dayofmonth;
	enum civ_status status = civ_rates_all_columns(&options, page->arena, page->messages, &made, &rows.width);

	civ_date_to_ymd(page->asof, &year, &month, &dayofmonth);
	(void)civ_date_from_ymd(year - 1, month, 1, &options.from);
	rows.columns = made;
	if (status == CIV_OK)
		status = civ_page_rows(page, &rows, report_rates, &options);
	if (status != CIV_OK)
		return status;
	civ_page_open(page, "trends", civ_page_say(page, "Trends", "趋势"), "issue-rates --by=month");
	if (rows.count == 0)
		civ_page_note(page, civ_page_say(page, "There are no issues.", "暂无问题。"));
	civ_buf_adds(page->html, "<div class=\"trends\">\n");
	put_trend(page, &rows, "cycle_mean", civ_page_say(page, "Mean days from report to closing", "平均办结天数"));
	put_trend(page, &rows, "on_time_rate", civ_page_say(page, "Rectified in time (%)", "按期整改率（%）"));
	put_trend(page, &rows, "rebound_rate", civ_page_say(page, "Came back (%)", "反弹率（%）"));
	civ_buf_adds(page->html, "</div>\n");
	if (rows.count > 0)
		civ_page_table(page, &rows,
		               &(struct civ_page_table){.columns = columns, .end = rows.count, .folded = true});
	civ_page_close(page);
	return CIV_OK;
}

const struct civ_page_section civ_section_trends = {.kind = CIV_PAGE_BOARD, .place = 80, .put = put_trends_section};

/* ---- hotspots ---- */

static enum civ_status report_hotspots(struct civ_page *page, struct civ_out *out, const void *data)
{
	static const struct civ_hotspot_options options = {.least = 5, .alpha = 0.05, .all = true};

	(void)data;
	return civ_hotspots_print(page->records, &options, out);
}

/* The rows by area and category, and how many issues each of these has in all. */
struct spots {
	const struct civ_rows *rows;
	struct civ_hash *places; /* "area\0category" -> row */
	double most;             /* issues of one spot */
};

struct total {
	const char *name;
	double sum;
};

static int by_sum(const void *left, const void *right)
{
	const struct total *a = left, *b = right;

	return a->sum != b->sum ? (a->sum > b->sum ? -1 : 1) : strcmp(a->name, b->name);
}

/* The areas, or categories, with the most issues, the most first. */
struct most {
	const char **names;
	size_t room, count;
};

static enum civ_status most_of(struct civ_page *page, const struct civ_rows *rows, const char *column,
                               struct most *most)
{
	struct civ_hash *seen = civ_hash_new();
	struct total *totals = civ_arena_alloc(page->arena, (rows->count + 1) * sizeof *totals);
	bool good = seen != NULL && totals != NULL;
	size_t all = 0;

	for (size_t i = 0; i < rows->count && good; i++) {
		const char *name = civ_rows_cell(rows, i, column);
		const struct civ_span span = {name, strlen(name)};
		int64_t place;

		if (!civ_hash_get(seen, span, &place)) {
			place = (int64_t)all;
			totals[all++] = (struct total){name, 0};
			good = civ_hash_put(seen, span, place);
		}
		totals[place].sum += civ_rows_number(rows, i, "n_issues");
	}
	if (good)
		qsort(totals, all, sizeof *totals, by_sum);
	for (size_t i = 0; i < all && i < most->room && good; i++)
		most->names[most->count++] = totals[i].name;
	civ_hash_free(seen);
	return good ? CIV_OK : civ_no_memory(page->messages);
}

static void spot_key(const char *area, const char *category, struct civ_buf *key)
{
	civ_buf_clear(key);
	civ_buf_adds(key, area);
	civ_buf_addc(key, '\0');
	civ_buf_adds(key, category);
}

static enum civ_status find_spots(struct civ_page *page, const struct civ_rows *rows, struct spots *spots)
{
	struct civ_buf key = {0};
	bool good;

	*spots = (struct spots){.rows = rows, .places = civ_hash_new(), .most = 1};
	good = spots->places != NULL;
	for (size_t i = 0; i < rows->count && good; i++) {
		spots->most = fmax(spots->most, civ_rows_number(rows, i, "n_issues"));
		spot_key(civ_rows_cell(rows, i, "area"), civ_rows_cell(rows, i, "category"), &key);
		good = !key.failed && civ_hash_put(spots->places, (struct civ_span){key.data, key.len}, (int64_t)i);
	}
	civ_buf_free(&key);
	return good ? CIV_OK : civ_no_memory(page->messages);
}

/* The deeper the shade the more issues; what is hot has a mark too. */
static void put_cell(struct civ_page *page, const struct spots *spots, const char *area, const char *category)
{
	struct civ_buf key = {0};
	int64_t spot = -1;

	spot_key(area, category, &key);
	page->html->failed = page->html->failed || key.failed;
	if (!key.failed && civ_hash_get(spots->places, (struct civ_span){key.data, key.len}, &spot))
		civ_buf_addf(page->html,
		             "<td style=\"background:color-mix(in srgb,var(--warn) %d%%,transparent)\">%s%s</td>",
		             (int)(60 * civ_rows_number(spots->rows, (size_t)spot, "n_issues") / spots->most),
		             civ_rows_cell(spots->rows, (size_t)spot, "n_issues"),
		             civ_rows_number(spots->rows, (size_t)spot, "p_adjusted") <= 0.05 ? " ▲" : "");
	else
		civ_buf_adds(page->html, "<td></td>");
	civ_buf_free(&key);
}

static enum civ_status put_heat(struct civ_page *page, const struct civ_rows *rows)
{
	const char *area_names[MOST_AREAS], *category_names[MOST_CATEGORIES];
	struct most areas = {.names = area_names, .room = MOST_AREAS};
	struct most categories = {.names = category_names, .room = MOST_CATEGORIES};
	struct spots spots = {.places = NULL};
	enum civ_status status = most_of(page, rows, "area", &areas);

	if (status == CIV_OK)
		status = most_of(page, rows, "category", &categories);
	if (status == CIV_OK)
		status = find_spots(page, rows, &spots);
	civ_buf_adds(page->html, "<div class=\"wide\"><table class=\"heat\"><thead><tr><th></th>");
	for (size_t c = 0; c < categories.count; c++) {
		civ_buf_adds(page->html, "<th scope=\"col\">");
		civ_page_text(page, civ_page_name(page, "category", categories.names[c]));
		civ_buf_adds(page->html, "</th>");
	}
	civ_buf_adds(page->html, "</tr></thead><tbody>\n");
	for (size_t a = 0; a < areas.count && status == CIV_OK; a++) {
		civ_buf_adds(page->html, "<tr><th scope=\"row\">");
		civ_page_text(page, areas.names[a][0] == '\0' ? civ_page_say(page, "no area", "未标区域")
		                                              : civ_page_name(page, "area", areas.names[a]));
		civ_buf_adds(page->html, "</th>");
		for (size_t c = 0; c < categories.count; c++)
			put_cell(page, &spots, areas.names[a], categories.names[c]);
		civ_buf_adds(page->html, "</tr>\n");
	}
	civ_buf_adds(page->html, "</tbody></table></div>\n");
	civ_hash_free(spots.places);
	return status;
}

static enum civ_status put_hotspots_section(struct civ_page *page)
{
	struct civ_rows rows = civ_page_all_of(civ_hotspot_columns);
	enum civ_status status = civ_page_rows(page, &rows, report_hotspots, NULL);

	if (status != CIV_OK)
		return status;
	civ_page_open(page, "hotspots", civ_page_say(page, "Hotspots", "热点"), "issue-hotspot --all");
	if (rows.count == 0) {
		civ_page_note(page, civ_page_say(page, "No issues in the last whole month.", "上一完整月度无问题。"));
	} else {
		civ_buf_adds(page->html, "<p>");
		civ_page_text(page, civ_rows_cell(&rows, 0, "period"));
		civ_page_text(
			page,
			civ_page_say(page,
		                     ": issues by area and category; ▲ marks what is more than was to be expected",
		                     "：按区域和类别的问题件数；▲ 表示明显多于预期"));
		civ_buf_adds(page->html, "</p>\n");
		status = put_heat(page, &rows);
	}
	civ_page_close(page);
	return status;
}

const struct civ_page_section civ_section_hotspots = {.kind = CIV_PAGE_BOARD, .place = 90, .put = put_hotspots_section};

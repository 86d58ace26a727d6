/* The engine of reports, by a report of its own. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/command.h"
#include "civplan/derive.h"
#include "civplan/made.h"
#include "civplan/report.h"
#include "civplan/schema.h"

Suite *report_suite(void);

static char dir[64], path[80];
static struct civ_messages *messages;
static struct civ_store *store;
static struct civ_records *records;
static struct civ_arena *arena;

static int32_t day(const char *text)
{
	int32_t value = 0;

	ck_assert(civ_date_parse(text, strlen(text), &value));
	return value;
}

/* Three units, B2 below B; measures that are money of units by their code. */
static const char data[] =
	"INSERT INTO plan(name, start, end, remind_days) VALUES ('p', '2024-01-01', '2027-12-31', 5);"
	"INSERT INTO unit(id, code, name, kind) VALUES (1, 'A', '甲', 'office'), (2, 'B', '乙', 'office');"
	"INSERT INTO unit(id, code, name, kind, parent_id) VALUES (3, 'B2', '丙', 'office', 2);"
	"INSERT INTO measure(indicator, date, value, method) VALUES"
	" ('A', '2025-01-01', 100, 'self'), ('A', '2025-02-01', 250.5, 'self'),"
	" ('B', '2025-01-02', 300, 'self'), ('B2', '2025-03-01', 49.5, 'self');";

static void setup(void)
{
	static const struct civ_store_options create = {CIV_STORE_CREATE, CIV_SCHEMA_VERSION, 1};
	struct civ_clock clock = {.asof = 0};

	clock.asof = day("2025-06-30");
	clock.now = (int64_t)clock.asof * CIV_DAY_SECONDS;
	snprintf(dir, sizeof dir, "%s/civplan-report-XXXXXX", P_tmpdir);
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/db", dir);
	messages = civ_messages_new();
	arena = civ_arena_new();
	ck_assert(messages != NULL && arena != NULL);
	ck_assert_int_eq(civ_store_open(path, &create, messages, &store), CIV_OK);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_schema_create(store, civ_hooks), CIV_OK);
	ck_assert_int_eq(civ_store_exec(store, data), CIV_OK);
	ck_assert_int_eq(civ_records_open(store, civ_hooks, &clock, messages, &records), CIV_OK);
}

static void teardown(void)
{
	char line[200];

	civ_records_close(records);
	civ_store_rollback(store);
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	civ_arena_free(arena);
	civ_messages_free(messages);
	snprintf(line, sizeof line, "rm -rf %s", dir);
	ck_assert_int_eq(system(line), 0);
}

/* ---- the report ---- */

enum { BY_TIME = 1 };

static const struct civ_report_column columns[] = {
	{.group = true, .help = "what it is counted by"},
	{.name = "n", .type = CIV_INT, .label = "Number", .help = "how many"},
	{.name = "sum", .type = CIV_MONEY, .label = "Sum", .help = "their sum"},
	{.name = "mean", .type = CIV_MONEY, .label = "Mean", .help = "their mean"},
	{.name = "share", .type = CIV_PERCENT, .label = "Share", .help = "of all together"},
	{.name = "third", .type = CIV_REAL, .label = "Third", .help = "a third of the number"},
	{.name = "many", .type = CIV_BOOL, .label = "Many", .help = "more than one"},
	{.name = "twice", .type = CIV_INT, .label = "Twice", .help = "two times the number", .filled = true},
	{.name = NULL},
};

static const struct civ_word kinds[] = {
	CIV_CHOICE("one", "One", "甲"), CIV_CHOICE("two", "Two", "乙"), {.code = NULL}};

static const struct civ_report_param params[] = {
	{.name = "unit"},
	{.name = "from"},
	{.name = "to"},
	{.name = "least", .type = CIV_INT, .arg = "N", .min = "1", .max = "9", .help = "of a group"},
	{.name = "of-unit", .of = "unit.code", .help = "this one"},
	{.name = "kind", .type = CIV_ENUM, .choices = kinds, .with = "least"},
	{.name = "only-many", .type = CIV_BOOL, .help = "leave out the single ones", .checked = true},
	{.name = NULL},
};

static const struct civ_report_column list_columns[] = {
	{.of = "unit.code"},
	{.of = "unit.name"},
	{.of = "unit.kind"},
	{.name = "days", .type = CIV_INT, .label = "Days", .help = "a setting"},
	{.name = "minute", .type = CIV_TEXT, .label = "Minute", .help = "of the answer"},
	{.name = NULL},
};

static const struct civ_report list = {
	.columns = list_columns,
	.sql = "WITH known AS (SELECT * FROM unit WHERE :unit IS NULL OR id IN (SELECT id FROM unit_below))"
	       " SELECT k.code, k.name, k.kind, :plan_remind_days AS days, :minute AS minute FROM known k",
	.order = "code DESC",
};

static const struct civ_report_group groups[] = {
	{.name = "unit", .sql = "u.code", .of = "issue.unit"},
	{.name = "month", .sql = "substr(m.date, 1, 7)", .label = "Month", .kind = BY_TIME},
	{.name = "list", .label = "List", .form = &list},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "large", .label = "Large", .help = "more than half of all", .sql = "share > 50",
	 .not_by = CIV_REPORT_TOTAL},
	{.code = "single", .label = "Single", .help = "only one", .sql = "n = 1", .not_by = BY_TIME},
	{.code = "odd", .label = "Odd", .help = "an odd number"},
	{.code = NULL},
};

static const struct civ_report_form forms[] = {
	{.name = "plain", .help = "as a list", .report = &list},
	{.name = NULL},
};

static enum civ_status twice(struct civ_report_row *row)
{
	int64_t n = civ_report_int(row, "n");

	if (n == *(int64_t *)civ_report_state(row))
		civ_report_skip(row);
	civ_report_fill_int(row, "twice", 2 * n);
	if (n % 2 == 1 && n > 1)
		civ_report_raise(row, "odd");
	return CIV_OK;
}

static enum civ_status open_state(struct civ_records *of, void **state)
{
	int64_t *skipped = calloc(1, sizeof *skipped);

	ck_assert_ptr_eq(of, records);
	ck_assert_ptr_nonnull(skipped);
	*skipped = 0;
	*state = skipped;
	return CIV_OK;
}

static const struct civ_report report = {
	.name = "test-report",
	.summary = "for the test",
	.columns = columns,
	.params = params,
	.groups = groups,
	.flags = flags,
	.forms = forms,
	.then = "measure",
	.sql = "SELECT {by} AS key, count(*) AS n, CAST(sum(m.value) * 100 AS INTEGER) AS sum,"
	       " 100.0 * sum(m.value) / count(*) AS mean, 100.0 * sum(m.value) / sum(sum(m.value)) OVER () AS share,"
	       " count(*) / 3.0 AS third, count(*) > 1 AS many"
	       " FROM measure m JOIN unit u ON u.code = m.indicator"
	       " WHERE (:unit IS NULL OR u.id IN (SELECT id FROM unit_below))"
	       " AND (:from IS NULL OR m.date >= :from) AND (:to IS NULL OR m.date <= :to)"
	       " AND (:of_unit IS NULL OR u.code = :of_unit)"
	       " GROUP BY {by}"
	       " HAVING (:least IS NULL OR count(*) >= :least)"
	       " AND (:only_many IS NULL OR count(*) > 1 OR :kind = 'one')",
	.order = "sum DESC",
	.row = twice,
	.open = open_state,
	.close = free,
};

/* ---- what it answers ---- */

static const struct civ_report_value nothing[] = {{NULL, NULL}};

/* The rows as CSV, headings first. */
static const char *answer_of(const struct civ_report *asked, const struct civ_report_value *values, bool check,
                             enum civ_status expected)
{
	struct civ_report_request request = {.report = asked, .values = values, .check = check};
	const struct civ_out_column *printed;
	struct civ_rows rows = {.arena = arena};
	struct civ_out *out;
	struct civ_buf text = {0};
	const char *made;

	while (values[request.count].name != NULL)
		request.count++;
	ck_assert_int_eq(civ_report_columns(&request, arena, messages, &printed), CIV_OK);
	rows.columns = printed;
	rows.width = civ_out_column_count(printed);
	ck_assert_int_eq(civ_out_open_rows(&rows, messages, &out), CIV_OK);
	ck_assert_int_eq(civ_report_run(&request, records, out), expected);
	ck_assert_int_eq(civ_out_close(out, true), CIV_OK);
	for (size_t i = 0; i < rows.width; i++)
		civ_buf_addf(&text, "%s%s", i == 0 ? "" : ",", printed[i].name);
	for (size_t i = 0; i < rows.width * rows.count; i++)
		civ_buf_addf(&text, "%s%s", i % rows.width == 0 ? "\n" : ",", rows.cells[i]);
	made = civ_arena_copy(arena, text.data, text.len);
	civ_buf_free(&text);
	return made;
}

static const char *answer(const struct civ_report_value *values, bool check, enum civ_status expected)
{
	return answer_of(&report, values, check, expected);
}

#define HEAD "n,sum,mean,share,third,many,twice,flags"

START_TEST(without_a_group_there_is_one_row)
{
	ck_assert_str_eq(answer(nothing, false, CIV_OK), HEAD "\n4,700,175,100,1.333333,yes,8,");
}
END_TEST

START_TEST(groups_have_their_column_and_a_row_of_all)
{
	const struct civ_report_value by[] = {{"by", "unit"}, {NULL, NULL}};

	ck_assert_str_eq(answer(by, false, CIV_FLAGGED), "unit," HEAD
	                 "\nA,2,350.5,175.25,50.07,0.666667,yes,4,large"
	                 "\nB,1,300,300,42.86,0.333333,no,2,single"
	                 "\nB2,1,49.5,49.5,7.07,0.333333,no,2,single"
	                 "\n*,4,700,175,100,1.333333,yes,8,");
}
END_TEST

START_TEST(check_prints_flagged_rows_alone_and_keeps_the_shares)
{
	const struct civ_report_value by[] = {{"by", "unit"}, {NULL, NULL}};

	/* only-many goes with it: the single ones are left out, and A is all there is. */
	ck_assert_str_eq(answer(by, true, CIV_FLAGGED), "unit," HEAD "\nA,2,350.5,175.25,100,0.666667,yes,4,large");
}
END_TEST

START_TEST(a_flag_leaves_out_the_groups_that_it_does_not_judge)
{
	const struct civ_report_value by[] = {{"by", "month"}, {"of-unit", "A"}, {NULL, NULL}};

	ck_assert_str_eq(answer(by, false, CIV_FLAGGED), "month," HEAD
	                 "\n2025-02,1,250.5,250.5,71.47,0.333333,no,2,large"
	                 "\n2025-01,1,100,100,28.53,0.333333,no,2,"
	                 "\n*,2,350.5,175.25,100,0.666667,yes,4,");
}
END_TEST

START_TEST(a_unit_takes_in_what_is_below_it)
{
	const struct civ_report_value of[] = {{"unit", "乙"}, {"by", "unit"}, {NULL, NULL}};
	const struct civ_report_value below[] = {{"unit", "B2"}, {NULL, NULL}};

	ck_assert_str_eq(answer(of, false, CIV_FLAGGED), "unit," HEAD
	                 "\nB,1,300,300,85.84,0.333333,no,2,large;single"
	                 "\nB2,1,49.5,49.5,14.16,0.333333,no,2,single"
	                 "\n*,2,349.5,174.75,100,0.666667,yes,4,");
	ck_assert_str_eq(answer(below, false, CIV_FLAGGED), HEAD "\n1,49.5,49.5,100,0.333333,no,2,single");
}
END_TEST

START_TEST(a_past_day_knows_nothing_of_what_came_later)
{
	const struct civ_clock clock = {.asof = day("2025-02-10"), .now = (int64_t)day("2025-06-30") * CIV_DAY_SECONDS};
	struct civ_records *today = records;

	ck_assert_int_eq(civ_records_open(store, civ_hooks, &clock, messages, &records), CIV_OK);
	ck_assert_str_eq(answer(nothing, false, CIV_FLAGGED), HEAD "\n3,650.5,216.83,100,1,yes,6,odd");
	civ_records_close(records);
	records = today;
}
END_TEST

START_TEST(a_row_can_leave_itself_out)
{
	const struct civ_report_value later[] = {{"from", "2025-06-01"}, {NULL, NULL}};

	ck_assert_str_eq(answer(later, false, CIV_OK), HEAD);
}
END_TEST

START_TEST(a_day_counts_however_it_is_written)
{
	const struct civ_report_value stored[] = {{"from", "2025-02-01"}, {"to", "2025-03-01"}, {NULL, NULL}};
	const struct civ_report_value written[] = {{"from", "2025/2/1"}, {"to", "2025年3月1日"}, {NULL, NULL}};

	ck_assert_str_eq(answer(written, false, CIV_OK), answer(stored, false, CIV_OK));
	ck_assert_str_eq(answer(written, false, CIV_OK), HEAD "\n2,300,150,100,0.666667,yes,4,");
}
END_TEST

START_TEST(forms_have_columns_of_their_own)
{
	const struct civ_report_value plain[] = {{"plain", "1"}, {NULL, NULL}};
	const struct civ_report_value by[] = {{"by", "list"}, {"unit", "B"}, {NULL, NULL}};

	ck_assert_str_eq(answer(plain, false, CIV_OK), "code,name,kind,days,minute\nB2,丙,office,5,2025-06-30 00:00"
	                                               "\nB,乙,office,5,2025-06-30 00:00"
	                                               "\nA,甲,office,5,2025-06-30 00:00");
	ck_assert_str_eq(answer(by, false, CIV_OK), "code,name,kind,days,minute\nB2,丙,office,5,2025-06-30 00:00"
	                                            "\nB,乙,office,5,2025-06-30 00:00");
}
END_TEST

static const struct {
	struct civ_report_value values[3];
	enum civ_status status;
	const char *message;
} refused[] = {
	{{{"unit", "X"}, {NULL, NULL}}, CIV_REFUSED, "--unit: no unit 'X'"},
	{{{"least", "many"}, {NULL, NULL}}, CIV_USAGE, "--least: 'many' is not such a value"},
	{{{"least", "0"}, {NULL, NULL}}, CIV_USAGE, "--least: '0' is not such a value"},
	{{{"least", "10"}, {NULL, NULL}}, CIV_USAGE, "--least: '10' is not such a value"},
	{{{"least", "1"}, {"kind", "three"}, {NULL, NULL}}, CIV_USAGE, "--kind: 'three' is not such a value"},
	{{{"only-many", "0"}, {NULL, NULL}}, CIV_USAGE, "--only-many: '0' is not such a value"},
	{{{"kind", "one"}, {NULL, NULL}}, CIV_USAGE, "--kind goes with --least"},
	{{{"from", "2025-10-1"}, {"to", "2025-9-30"}, {NULL, NULL}}, CIV_USAGE, "the period ends before it begins"},
	{{{"from", "2025-02-01"}, {"to", "2025-01-01"}, {NULL, NULL}}, CIV_USAGE, "the period ends before it begins"},
	{{{"plain", "no"}, {NULL, NULL}}, CIV_USAGE, "--plain: 'no' is not such a value"},
	{{{"by", "year"}, {NULL, NULL}}, CIV_USAGE, "test-report takes nothing together by 'year'"},
	{{{"year", "2025"}, {NULL, NULL}}, CIV_USAGE, "test-report has no option --year"},
	{{{"plain", "1"}, {"by", "list"}, {NULL, NULL}}, CIV_USAGE, "test-report prints one shape at a time"},
};

/* ---- one that makes its sums itself, as of the end of a month ---- */

static const struct civ_report_column summed_columns[] = {
	{.group = true, .help = "what it is counted by"},
	{.name = "half", .type = CIV_TEXT, .label = "Half", .help = "of the alphabet"},
	{.name = "n", .type = CIV_INT, .label = "Number", .help = "how many"},
	{.name = NULL},
};

static const struct civ_report_param summed_params[] = {
	{.name = "by", .help = "a row for each"},
	{.name = "month", .type = CIV_DATE, .last = true, .closes = true, .help = "up to its end"},
	{.name = NULL},
};

static const struct civ_report_group summed_groups[] = {
	{.name = "unit", .sql = "m.indicator", .of = "issue.unit"},
	{.name = NULL},
};

static const struct civ_report_flag summed_flags[] = {
	{.code = "pair", .label = "Pair", .help = "two of them", .sql = "n = 2", .not_by = CIV_REPORT_TOTAL},
	{.code = "any", .label = "Any", .help = "in any row", .sql = "n > 2"},
	{.code = NULL},
};

static const char *const summed_with[] = {
	"known AS (SELECT m.*, CASE WHEN m.indicator < 'B' THEN 'first' ELSE 'second' END AS half FROM measure m)",
	"counted(total, key, half, n) AS ("
	"  SELECT 0, {by}, m.half, count(*) FROM known m WHERE :by IS NOT NULL GROUP BY 2, 3"
	"  UNION ALL"
	"  SELECT 1, NULL, m.half, count(*) FROM known m GROUP BY 3"
	")",
	NULL,
};

static const struct civ_report summed = {
	.name = "summed-report",
	.summary = "for the test",
	.columns = summed_columns,
	.params = summed_params,
	.groups = summed_groups,
	.flags = summed_flags,
	.then = "measure",
	.with = summed_with,
	.sql = "SELECT c.total, c.key, c.half, c.n FROM counted c",
	.totals = true,
	.order = "total, key, half",
};

START_TEST(a_statement_can_make_its_sums_itself)
{
	const struct civ_report_value by[] = {{"by", "unit"}, {NULL, NULL}};

	ck_assert_str_eq(answer_of(&summed, by, false, CIV_FLAGGED), "unit,half,n,flags"
	                 "\nA,first,2,pair\nB,second,1,\nB2,second,1,\n*,first,2,\n*,second,2,");
	ck_assert_str_eq(answer_of(&summed, by, true, CIV_FLAGGED), "unit,half,n,flags\nA,first,2,pair");
	ck_assert_str_eq(answer_of(&summed, nothing, false, CIV_OK), "half,n,flags\nfirst,2,\nsecond,2,");
}
END_TEST

START_TEST(a_period_can_close_it)
{
	const struct civ_report_value january[] = {{"month", "2025-01-31"}, {NULL, NULL}};
	const struct civ_report_value later[] = {{"month", "2025-12-31"}, {NULL, NULL}};

	ck_assert_str_eq(answer_of(&summed, january, false, CIV_OK), "half,n,flags\nfirst,1,\nsecond,1,");
	ck_assert_str_eq(answer_of(&summed, later, false, CIV_OK), answer_of(&summed, nothing, false, CIV_OK));
}
END_TEST

START_TEST(what_cannot_be_asked_is_refused)
{
	struct civ_report_request request = {.report = &report, .values = refused[_i].values};
	enum civ_severity severity;
	struct civ_rows rows;
	const char *text = NULL;

	while (request.values[request.count].name != NULL)
		request.count++;
	ck_assert_int_eq(civ_report_rows(&request, records, arena, &rows), refused[_i].status);
	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_str_eq(text, refused[_i].message);
}
END_TEST

START_TEST(headings_come_from_the_noun)
{
	static const struct civ_report_value by[] = {{"by", "list"}};
	const struct civ_report_request request = {.report = &report, .values = by, .count = 1};
	const struct civ_out_column *printed;

	ck_assert_int_eq(civ_report_columns(&request, arena, messages, &printed), CIV_OK);
	ck_assert_str_eq(printed[2].label, "Kind");
	ck_assert_str_eq(printed[1].help, "full name of the unit");
}
END_TEST

/* Whatever is in the folder is SQL that this schema knows, in each of its shapes. */
START_TEST(every_report_prepares)
{
	for (size_t i = 0; civ_reports[i] != NULL; i++)
		ck_assert_msg(civ_report_try(civ_reports[i], records) == CIV_OK, "%s: %s", civ_reports[i]->name,
		              civ_messages_reason(messages));
	ck_assert_int_eq(civ_report_try(&report, records), CIV_OK);
	ck_assert_int_eq(civ_report_try(&summed, records), CIV_OK);
}
END_TEST

/* ---- figures ---- */

extern const struct civ_figure_source civ_report_figures;

/* Each figure that is told of has one name, by which it is found; and no name tells of two. */
static enum civ_status take_figure(void *told, const struct civ_figure_known *known)
{
	struct civ_buf *names = told, name = {0}, why = {0};
	const struct civ_expression figure = {.kind = CIV_EXPRESSION_FIGURE,
	                                      .name = {known->report, strlen(known->report)},
	                                      .column = {known->column, strlen(known->column)}};
	bool found = false;
	size_t at = 0;

	civ_buf_addf(&name, "\n%s.%s\n", known->report, known->column);
	ck_assert_ptr_null(strstr(civ_buf_str(names), civ_buf_str(&name)));
	civ_buf_adds(names, name.data + 1);
	ck_assert_msg(civ_report_figures.check(records, &figure, &found, &at, &why) == CIV_OK && found, "%s: %s",
	              name.data, civ_buf_str(&why));
	civ_buf_free(&name);
	civ_buf_free(&why);
	return CIV_OK;
}

START_TEST(every_figure_has_a_name_of_its_own)
{
	struct civ_buf names = {0};

	civ_buf_adds(&names, "\n");
	ck_assert_int_eq(civ_report_figures.each(take_figure, &names), CIV_OK);
	ck_assert_ptr_nonnull(strstr(civ_buf_str(&names), "\ntask.n_late\n"));
	ck_assert_ptr_nonnull(strstr(civ_buf_str(&names), "\ntask_overdue.completion\n"));
	ck_assert_ptr_nonnull(strstr(civ_buf_str(&names), "\nfund_sprint.spent\n"));
	civ_buf_free(&names);
}
END_TEST

/* What an offer says that its program can be asked for, it can. */
static void print_offer(const struct civ_offer *offer, const char *by)
{
	const struct civ_report_value values[] = {{"by", by}};
	const struct civ_report_request request = {.values = values, .count = by == NULL ? 0 : 1};
	struct civ_out_column row[100] = {{by, NULL, CIV_KIND_TEXT, NULL}};
	struct civ_rows rows = {.columns = row, .arena = arena};
	size_t before = by != NULL && offer->several ? 1 : 0;
	const struct civ_out_column *printed = offer->columns(offer->several ? NULL : by);
	struct civ_out *out;

	rows.width = before + civ_out_column_count(printed);
	ck_assert_uint_lt(rows.width, 100);
	memcpy(row + before, printed, civ_out_column_count(printed) * sizeof *printed);
	ck_assert_int_eq(civ_out_open_rows(&rows, messages, &out), CIV_OK);
	/* No standard is in force here: there is nothing to score. */
	ck_assert_msg(offer->print(&request, records, out) == (strcmp(offer->name, "score-calc") == 0 ? CIV_REFUSED
	                                                                                               : CIV_OK),
	              "%s --by=%s: %s", offer->name, by, civ_messages_reason(messages));
	ck_assert_int_eq(civ_out_close(out, true), CIV_OK);
	for (const struct civ_offered_rate *r = offer->rates; r != NULL && r->name != NULL && by == NULL; r++)
		ck_assert((r->numerator == NULL) == (r->denominator == NULL));
}

START_TEST(every_offer_prints)
{
	for (size_t i = 0; civ_offers[i] != NULL; i++) {
		print_offer(civ_offers[i], NULL);
		for (const struct civ_report_group *g = civ_offers[i]->groups; g != NULL && g->name != NULL; g++)
			print_offer(civ_offers[i], g->name);
	}
}
END_TEST

/* ---- rows that one statement makes and another reads ---- */

static sqlite3_stmt *statement_of(const char *sql)
{
	sqlite3_stmt *statement;

	ck_assert_int_eq(civ_records_statement(records, sql, &statement), CIV_OK);
	return statement;
}

/* Each kind of value comes as it was, in whatever number of places it is read. */
START_TEST(made_rows_are_read_as_they_were)
{
	sqlite3_stmt *first = statement_of("SELECT 7 AS a, 0.1 + 0.2 AS b, '甲' AS c, x'00ff' AS d, NULL AS e"
	                                   " UNION ALL SELECT 8, 1e300, '', x'', -1");
	struct civ_buf sql = {0};
	struct civ_made *made;
	sqlite3_stmt *second;

	civ_buf_adds(&sql, "WITH ");
	ck_assert_int_eq(civ_made_table(records, "line", first, &sql), CIV_OK);
	civ_buf_adds(&sql, " SELECT x.a, x.b = 0.1 + 0.2, x.c, typeof(x.d) || hex(x.d), x.e IS NULL, typeof(y.b), y.e"
	                   " FROM line x JOIN line y ON y.a = x.a + 1");
	ck_assert_ptr_nonnull(civ_buf_str(&sql));
	second = statement_of(civ_buf_str(&sql));
	ck_assert_int_eq(sqlite3_step(second), SQLITE_DONE);
	sqlite3_reset(second);
	ck_assert_int_eq(civ_made_rows(records, first, &made), CIV_OK);
	ck_assert_int_eq(civ_made_bind(records, made, second), CIV_OK);
	ck_assert_int_eq(sqlite3_step(second), SQLITE_ROW);
	ck_assert_int_eq(sqlite3_column_int(second, 0), 7);
	ck_assert_int_eq(sqlite3_column_int(second, 1), 1);
	ck_assert_str_eq((const char *)sqlite3_column_text(second, 2), "甲");
	ck_assert_str_eq((const char *)sqlite3_column_text(second, 3), "blob00FF");
	ck_assert_int_eq(sqlite3_column_int(second, 4), 1);
	ck_assert_str_eq((const char *)sqlite3_column_text(second, 5), "real");
	ck_assert_int_eq(sqlite3_column_int(second, 6), -1);
	ck_assert_int_eq(sqlite3_step(second), SQLITE_DONE);
	sqlite3_reset(second);
	civ_made_free(made);
	civ_buf_free(&sql);
}
END_TEST

/* A report whose statement reads what is made by itself, by group and of all together. */
START_TEST(report_reads_what_is_made_first)
{
	static const struct civ_report_column made_columns[] = {
		{.group = true},
		{.name = "n", .type = CIV_INT, .label = "n", .help = "n"},
		{.name = "more", .type = CIV_REAL, .label = "more", .help = "more"},
		{.name = NULL},
	};
	static const struct civ_report_group made_groups[] = {
		{.name = "unit", .of = "task.unit", .sql = "l.code"},
		{.name = NULL},
	};
	static const struct civ_report_param made_params[] = {
		{.name = "by", .help = "a row for each"},
		{.name = "least", .type = CIV_REAL, .help = "only what is at least this"},
		{.name = NULL},
	};
	static const char *const made_with[] = {
		"measured AS (SELECT m.indicator AS code, m.value FROM measure m WHERE m.value >= ifnull(:least, 0))",
		"line AS MATERIALIZED (SELECT * FROM measured)",
		"most AS (SELECT max(x.value) AS value FROM line x)",
		NULL,
	};
	static const struct civ_report of_made = {
		.name = "r", .summary = "r", .columns = made_columns, .groups = made_groups, .params = made_params,
		.with = made_with,
		.made = "line",
		.sql = "SELECT {by} AS key, count(*) AS n, sum(l.value) + (SELECT value FROM most) AS more"
		       " FROM line l GROUP BY {by}",
	};
	static const struct civ_report_value made_values[] = {{"by", "unit"}, {"least", "60"}};
	const struct civ_report_request request = {.report = &of_made, .values = made_values, .count = 2};
	struct civ_rows rows;

	ck_assert_int_eq(civ_report_try(&of_made, records), CIV_OK);
	ck_assert_int_eq(civ_report_rows(&request, records, arena, &rows), CIV_OK);
	ck_assert_uint_eq(rows.count, 3);
	ck_assert_str_eq(rows.cells[2], "650.5");
	ck_assert_str_eq(rows.cells[5], "600");
	ck_assert_str_eq(rows.cells[6], "*");
	ck_assert_str_eq(rows.cells[8], "950.5");
}
END_TEST

Suite *report_suite(void)
{
	Suite *suite = suite_create("report");
	TCase *tests = tcase_create("report");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, without_a_group_there_is_one_row);
	tcase_add_test(tests, groups_have_their_column_and_a_row_of_all);
	tcase_add_test(tests, check_prints_flagged_rows_alone_and_keeps_the_shares);
	tcase_add_test(tests, a_flag_leaves_out_the_groups_that_it_does_not_judge);
	tcase_add_test(tests, a_unit_takes_in_what_is_below_it);
	tcase_add_test(tests, a_past_day_knows_nothing_of_what_came_later);
	tcase_add_test(tests, a_row_can_leave_itself_out);
	tcase_add_test(tests, a_day_counts_however_it_is_written);
	tcase_add_test(tests, forms_have_columns_of_their_own);
	tcase_add_test(tests, a_statement_can_make_its_sums_itself);
	tcase_add_test(tests, a_period_can_close_it);
	tcase_add_loop_test(tests, what_cannot_be_asked_is_refused, 0, sizeof refused / sizeof refused[0]);
	tcase_add_test(tests, headings_come_from_the_noun);
	tcase_add_test(tests, every_report_prepares);
	tcase_add_test(tests, every_figure_has_a_name_of_its_own);
	tcase_add_test(tests, every_offer_prints);
	tcase_add_test(tests, made_rows_are_read_as_they_were);
	tcase_add_test(tests, report_reads_what_is_made_first);
	suite_add_tcase(suite, tests);
	return suite;
}

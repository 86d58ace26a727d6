/* Entries of money, thousands of them at random, through the writer: what the statements make of them on each day is
 * what a recount of the same entries makes. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/date.h"
#include "civplan/record.h"
#include "civplan/schema.h"
#include "lib/noun/fund.h"

Suite *money_suite(void);

extern const struct civ_noun civ_noun_flow, civ_noun_fund;

enum { ENTRIES = 1000, DAYS = 60, FIRST_DAY = 20454 /* 2026-01-01 */, LAST_DAY = FIRST_DAY + DAYS - 1 };

static char dir[] = "/tmp/civplan-money-XXXXXX";
static struct civ_messages *messages;
static struct civ_store *store;
static struct civ_records *records;

static void open_records(int32_t asof)
{
	const struct civ_clock clock = {.now = (int64_t)LAST_DAY * 86400 + 80000, .asof = asof, .user = "tester"};

	ck_assert_int_eq(civ_records_open(store, civ_hooks, &clock, messages, &records), CIV_OK);
}

static void open_store(void)
{
	const struct civ_run_info info = {"2026-03-01 12:00:00", "tester", "test", NULL};
	char path[64];

	strcpy(strrchr(dir, '-') + 1, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	messages = civ_messages_new();
	snprintf(path, sizeof path, "%s/plan.db", dir);
	ck_assert_int_eq(civ_store_open(path, &(struct civ_store_options){CIV_STORE_CREATE, CIV_SCHEMA_VERSION, 1},
	                                messages, &store),
	                 CIV_OK);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_schema_create(store, civ_hooks), CIV_OK);
	ck_assert_int_eq(civ_history_begin(store, &info), CIV_OK);
}

static void close_store(void)
{
	char remove[64];

	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	civ_messages_free(messages);
	snprintf(remove, sizeof remove, "rm -rf %s", dir);
	ck_assert_int_eq(system(remove), 0);
}

/* ---- the lines ---- */

/* Two of them are divided, one in part; B has a quarter of U, and C nothing but what is moved there. */
static const struct line {
	const char *code, *kind, *planned, *percent;
	int parent;  /* its place, -1: none */
	int64_t fen; /* planned */
} lines[] = {
	{"P", "budget", "1000000", "", -1, 100000000},
	{"P1", "bond", "400000.01", "", 0, 40000001},
	{"Q", "ppp", "-5", "", -1, -500},
	{"U", "service", "900000", "", -1, 90000000},
	{"A", "literacy", "300000", "", 3, 30000000},
	{"B", "technology", "", "25", 3, 0},
	{"C", "mechanism", "", "", 3, 0},
};

enum { LINES = sizeof lines / sizeof lines[0], USES_FROM = 3, OF_QUARTER = 5 };

static void fill(struct civ_writer *writer, struct civ_record *record, const char *column, const char *text)
{
	ck_assert_int_eq(civ_record_parse(writer, record, civ_noun_column(record->noun, column),
	                                  (struct civ_span){text, strlen(text)}),
	                 CIV_OK);
}

static struct civ_writer *open_writer(const struct civ_noun *noun)
{
	const struct civ_write_options options = {0};
	struct civ_writer *writer;

	ck_assert_int_eq(civ_writer_open(records, noun, &options, &writer), CIV_OK);
	return writer;
}

static void add_lines(void)
{
	struct civ_writer *writer = open_writer(&civ_noun_fund);

	for (size_t i = 0; i < LINES; i++) {
		struct civ_record *record = civ_writer_record(writer);

		fill(writer, record, "code", lines[i].code);
		fill(writer, record, "name", lines[i].code);
		fill(writer, record, "kind", lines[i].kind);
		fill(writer, record, "planned", lines[i].planned);
		fill(writer, record, "percent", lines[i].percent);
		fill(writer, record, "parent", lines[i].parent < 0 ? "" : lines[lines[i].parent].code);
		ck_assert_int_eq(civ_writer_add(writer, record), CIV_OK);
	}
	ck_assert_int_eq(civ_writer_finish(writer), CIV_OK);
	civ_writer_close(writer);
}

/* ---- the entries ---- */

struct entry {
	int day, kind;   /* since the first one; place in civ_words_flow_kind */
	int64_t amount;  /* with its sign */
	int source, use; /* places in LINES, -1: none */
	bool reversed, reverses;
};

static struct entry entries[ENTRIES];

/* Lehmer: the same for a seed everywhere. */
static int64_t seed;

static int draw(int n)
{
	seed = seed * 48271 % 2147483647;
	return (int)(seed % n);
}

/* The side that a kind needs: 's', 'u' or, for raised and cut, 'e'. */
static char side_of(int kind)
{
	static const char *const of_source[] = {"secured", "arrived", "withdrawn", NULL};
	const char *code = civ_words_flow_kind[kind].code;

	for (size_t i = 0; of_source[i] != NULL; i++)
		if (strcmp(code, of_source[i]) == 0)
			return 's';
	return strcmp(code, "raised") == 0 || strcmp(code, "cut") == 0 ? 'e' : 'u';
}

static int kinds(void)
{
	int count = 0;

	while (civ_words_flow_kind[count].code != NULL)
		count++;
	return count;
}

static void draw_new(struct entry *entry)
{
	char side;

	*entry = (struct entry){.day = draw(DAYS), .kind = draw(kinds()), .source = -1, .use = -1};
	side = side_of(entry->kind);
	/* One fen often, and what no double holds times a hundred. */
	entry->amount = draw(5) == 0 ? 1 : 1 + draw(1000000007);
	if (side == 's' || (side == 'u' && draw(2)) || (side == 'e' && draw(3)))
		entry->source = draw(USES_FROM);
	if (side == 'u' || (side == 's' && draw(2)) || (side == 'e' && (entry->source < 0 || draw(2))))
		entry->use = USES_FROM + draw(LINES - USES_FROM);
}

static void fill_new(struct civ_writer *writer, struct civ_record *record, const struct entry *entry, int number)
{
	char text[40];

	fill(writer, record, "kind", civ_words_flow_kind[entry->kind].code);
	snprintf(text, sizeof text, "%lld.%02d", (long long)(entry->amount / 100), (int)(entry->amount % 100));
	fill(writer, record, "amount", text);
	fill(writer, record, "source", entry->source < 0 ? "" : lines[entry->source].code);
	fill(writer, record, "use", entry->use < 0 ? "" : lines[entry->use].code);
	snprintf(text, sizeof text, "V%d", number);
	fill(writer, record, "document", text);
}

/* An entry takes back an earlier one, once; another attempt at either is refused. */
static void refuse(struct civ_writer *writer, int which)
{
	struct civ_record *record = civ_writer_record(writer);
	char number[16];

	snprintf(number, sizeof number, "%d", which + 1);
	fill(writer, record, "reverses", number);
	ck_assert_int_eq(civ_writer_add(writer, record), CIV_REFUSED);
	civ_messages_move(messages, record->messages);
}

static void add_entries(void)
{
	struct civ_writer *writer = open_writer(&civ_noun_flow);

	for (int i = 0; i < ENTRIES; i++) {
		struct civ_record *record;
		char text[16], day[CIV_DATE_SIZE];
		int other = i > 0 ? draw(i) : 0;

		if (i > 0 && (entries[other].reversed || entries[other].reverses)) {
			refuse(writer, other);
			other = -1;
		}
		record = civ_writer_record(writer);
		if (i > 0 && other >= 0 && draw(4) == 0) {
			entries[i] = entries[other];
			entries[i].amount = -entries[other].amount;
			entries[i].day += draw(DAYS - entries[other].day);
			entries[i].reverses = entries[other].reversed = true;
			snprintf(text, sizeof text, "%d", other + 1);
			fill(writer, record, "reverses", text);
		} else {
			draw_new(&entries[i]);
			fill_new(writer, record, &entries[i], i);
		}
		civ_date_format(FIRST_DAY + entries[i].day, day);
		fill(writer, record, "date", day);
		ck_assert_int_eq(civ_writer_add(writer, record), CIV_OK);
		ck_assert_int_eq(record->id, i + 1);
	}
	ck_assert_int_eq(civ_writer_finish(writer), CIV_OK);
	civ_writer_close(writer);
}

/* ---- the recount ---- */

enum figure { PLANNED, OWN, SECURED, ARRIVED, ALLOTTED, COMMITTED, SPENT, FIGURES };

static const char figures_sql[] =
	"WITH RECURSIVE " CIV_FUND_PLANS ", " CIV_FUND_PARTS("1 = 1")
	" SELECT f.code, ifnull(p.planned, 0), p.own,"
	"  sum(" CIV_FLOW_SECURED("w") "), sum(" CIV_FLOW_ARRIVED("w") "),"
	"  sum(" CIV_FLOW_ALLOTTED("w") "), sum(" CIV_FLOW_COMMITTED("w") "), sum(" CIV_FLOW_SPENT("w") ")"
	" FROM fund_part p"
	"  JOIN fund f ON f.id = p.id"
	"  LEFT JOIN flow w ON f.id IN (w.source_id, w.use_id)"
	" GROUP BY f.id, f.code, p.planned, p.own"
	" ORDER BY f.id";

static const struct {
	const char *kind;
	enum figure figure;
	int sign;
} adds[] = {
	{"secured", SECURED, 1},   {"arrived", ARRIVED, 1},     {"withdrawn", ARRIVED, -1},
	{"allotted", ALLOTTED, 1}, {"committed", COMMITTED, 1}, {"spent", SPENT, 1},
	{"refunded", SPENT, -1},   {"raised", PLANNED, 1},      {"cut", PLANNED, -1},
};

static void count_entry(const struct entry *entry, int64_t figures[LINES][FIGURES])
{
	for (size_t i = 0; i < sizeof adds / sizeof adds[0]; i++) {
		if (strcmp(adds[i].kind, civ_words_flow_kind[entry->kind].code) != 0)
			continue;
		if (entry->source >= 0)
			figures[entry->source][adds[i].figure] += adds[i].sign * entry->amount;
		if (entry->use >= 0)
			figures[entry->use][adds[i].figure] += adds[i].sign * entry->amount;
	}
}

static void recount(int day, int64_t figures[LINES][FIGURES])
{
	memset(figures, 0, sizeof(int64_t[LINES][FIGURES]));
	for (int i = 0; i < ENTRIES; i++)
		if (entries[i].day <= day)
			count_entry(&entries[i], figures);
	for (int i = 0; i < LINES; i++) {
		/* To the fen, half away from zero; the line above stands before. */
		if (i == OF_QUARTER) {
			int64_t whole = figures[lines[i].parent][PLANNED];

			figures[i][PLANNED] += (whole + (whole < 0 ? -2 : 2)) / 4;
		}
		figures[i][PLANNED] += lines[i].fen;
		figures[i][OWN] = figures[i][PLANNED];
	}
	for (int i = 0; i < LINES; i++)
		if (lines[i].parent >= 0)
			figures[lines[i].parent][OWN] -= figures[i][PLANNED];
}

static void compare(int day)
{
	int64_t figures[LINES][FIGURES];
	sqlite3_stmt *row;
	enum civ_status status;
	int line = 0;

	recount(day, figures);
	open_records(FIRST_DAY + day);
	status = civ_records_then_all(records, "fund;flow", figures_sql, &row);
	while (civ_store_next(store, row, &status)) {
		ck_assert_str_eq(civ_row_text(row, 0), lines[line].code);
		for (int i = 0; i < FIGURES; i++)
			ck_assert_msg(sqlite3_column_int64(row, i + 1) == figures[line][i],
			              "day %d, line %s, figure %d: %lld, not %lld", day, lines[line].code, i,
			              (long long)sqlite3_column_int64(row, i + 1), (long long)figures[line][i]);
		line++;
	}
	ck_assert_int_eq(status, CIV_OK);
	ck_assert_int_eq(line, LINES);
	civ_records_close(records);
}

START_TEST(each_day_is_what_its_entries_make_it)
{
	seed = 20261127 + _i;
	open_records(LAST_DAY);
	add_lines();
	add_entries();
	civ_records_close(records);
	for (int day = 0; day < DAYS; day++)
		compare(day);
}
END_TEST

Suite *money_suite(void)
{
	Suite *suite = suite_create("money");
	TCase *tc = tcase_create("entries");

	tcase_add_checked_fixture(tc, open_store, close_store);
	tcase_add_loop_test(tc, each_day_is_what_its_entries_make_it, 0, 5);
	suite_add_tcase(suite, tc);
	return suite;
}

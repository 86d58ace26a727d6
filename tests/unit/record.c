/* The record engine over the real noun tables, and over small ones of its own. */
#include <check.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/nested.h"
#include "civplan/record.h"
#include "civplan/schema.h"

Suite *record_suite(void);

extern const struct civ_noun civ_noun_task, civ_noun_unit, civ_noun_area;

static char dir[] = "/tmp/civplan-record-XXXXXX";
static struct civ_messages *messages;
static struct civ_store *store;

static void open_store(void)
{
	struct civ_buf path = {0};

	strcpy(strrchr(dir, '-') + 1, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	messages = civ_messages_new();
	civ_buf_addf(&path, "%s/plan.db", dir);
	ck_assert_int_eq(civ_store_open(civ_buf_str(&path),
	                                &(struct civ_store_options){CIV_STORE_CREATE, CIV_SCHEMA_VERSION, 1}, messages,
	                                &store),
	                 CIV_OK);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	civ_buf_free(&path);
}

static void close_store(void)
{
	struct civ_buf remove = {0};

	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	civ_messages_free(messages);
	civ_buf_addf(&remove, "rm -rf %s", dir);
	ck_assert_int_eq(system(civ_buf_str(&remove)), 0);
	civ_buf_free(&remove);
}

static const char *first_message(void)
{
	enum civ_severity severity;
	const char *text;

	ck_assert(civ_messages_next(messages, &severity, &text));
	return text;
}

static int64_t number(const char *sql)
{
	sqlite3_stmt *statement;
	int64_t value;

	ck_assert_int_eq(sqlite3_prepare_v2(civ_store_db(store), sql, -1, &statement, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
	value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return value;
}

static bool sqlite_accepts(const char *sql)
{
	return sqlite3_exec(civ_store_db(store), sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* ---- values ---- */

static const struct civ_word colours[] = {
	CIV_CHOICE("dark_red", "Dark red", "深红"), CIV_CHOICE("blue", "Blue", "蓝"), {.code = NULL}};

static const struct {
	enum civ_type type;
	const char *text, *stored; /* stored NULL: refused; "": empty */
} values[] = {
	{CIV_CODE, "K001", "K001"},
	{CIV_CODE, " 007 ", "007"},
	{CIV_CODE, "=\"007\"", "007"},
	{CIV_CODE, "'007", "007"},
	{CIV_CODE, "a b", NULL},
	{CIV_CODE, "a;b", NULL},
	{CIV_CODE, "-x", NULL},
	{CIV_CODE, "*", NULL},
	{CIV_CODE, "2.02E+16", NULL},
	{CIV_TEXT, "2.02E+16", NULL},
	{CIV_TEXT, "\xE3\x80\x80中 文\xE3\x80\x80", "中 文"},
	{CIV_TEXT, "'=SUM(A1)", "=SUM(A1)"},
	{CIV_TEXT, "it's", "it's"},
	{CIV_TEXT, "   ", ""},
	{CIV_DATE, "2025/2/28", "2025-02-28"},
	{CIV_DATE, "2025年3月5日", "2025-03-05"},
	{CIV_DATE, "2025-02-30", NULL},
	{CIV_DATE, "2025-03-05 09:00:00", "2025-03-05"},
	{CIV_DATE, "03/05/2025", NULL},
	{CIV_TIME, "2025-03-05", "2025-03-05 00:00:00"},
	{CIV_TIME, "2025/3/5 9:05", "2025-03-05 09:05:00"},
	{CIV_TIME, "2025-03-05 24:00", NULL},
	{CIV_INT, "12", "12"},
	{CIV_INT, "1,200", "1200"},
	{CIV_INT, "1,20", NULL},
	{CIV_INT, "1.5", NULL},
	{CIV_REAL, "0.10", "0.1"},
	{CIV_REAL, "1e3", "1000"},
	{CIV_REAL, "1.234,5", NULL},
	{CIV_REAL, "2.02E+16", NULL},
	{CIV_REAL, "９．２ｅ－０６", "0.0000092"},
	{CIV_PERCENT, "98.5%", "98.5"},
	{CIV_INT, "5%", NULL},
	{CIV_MONEY, "1,234.50", "1234.5"},
	{CIV_PERCENT, "100", "100"},
	{CIV_PERCENT, "100.1", NULL},
	{CIV_PERCENT, "-0.1", NULL},
	{CIV_MONEY, "12.5", "12.5"},
	{CIV_MONEY, "12.555", NULL},
	{CIV_MONEY, "1200万", "12000000"},
	{CIV_MONEY, "1,200.5 万元", "12005000"},
	{CIV_MONEY, "3.2亿", "320000000"},
	{CIV_MONEY, "0.00000001亿元", "1"},
	{CIV_MONEY, "１２．５０元", "12.5"},
	{CIV_MONEY, "1.2345678万", NULL},
	{CIV_MONEY, "(1,234.50)", "-1234.5"},
	{CIV_MONEY, "（５）", "-5"},
	{CIV_MONEY, "¥1,234", "1234"},
	{CIV_MONEY, "(￥0.01)", "-0.01"},
	{CIV_MONEY, "(-5)", NULL},
	{CIV_MONEY, "()", NULL},
	{CIV_MONEY, "(5", NULL},
	{CIV_MONEY, "$5", NULL},
	{CIV_REAL, "(5)", NULL},
	{CIV_MONEY, "12天", NULL},
	{CIV_MONEY, "万元", NULL},
	{CIV_REAL, "1200万", NULL},
	{CIV_BOOL, "有", "yes"},
	{CIV_BOOL, "√", "yes"},
	{CIV_BOOL, "无", "no"},
	{CIV_BOOL, "×", "no"},
	{CIV_BOOL, "有无", NULL},
	{CIV_BOOL, "YES", "yes"},
	{CIV_BOOL, "否", "no"},
	{CIV_BOOL, "maybe", NULL},
	{CIV_ENUM, "dark_red", "dark_red"},
	{CIV_ENUM, "Dark red", "dark_red"},
	{CIV_ENUM, "蓝", "blue"},
	{CIV_ENUM, "red", NULL},
};

START_TEST(parses_values_by_type)
{
	const struct civ_column column = {.name = "x", .type = values[_i].type, .choices = colours};
	struct civ_messages *queue = civ_messages_new();
	struct civ_arena *arena = civ_arena_new();
	const struct civ_reading reading = {NULL, arena, queue};
	struct civ_value value;
	struct civ_buf text = {0};
	enum civ_status status = civ_value_parse(&column, (struct civ_span){values[_i].text, strlen(values[_i].text)},
	                                         &reading, &value);

	ck_assert_msg(status == (values[_i].stored == NULL ? CIV_REFUSED : CIV_OK), "'%s'", values[_i].text);
	ck_assert_uint_eq(civ_messages_errors(queue), values[_i].stored == NULL ? 1 : 0);
	if (status == CIV_OK) {
		civ_value_format(&column, &value, &text);
		ck_assert_str_eq(civ_buf_str(&text), values[_i].stored);
	}
	civ_buf_free(&text);
	civ_arena_free(arena);
	civ_messages_free(queue);
}
END_TEST

/* ---- schema ---- */

START_TEST(every_code_can_be_given)
{
	char letters[512] = ",", letter[16];

	for (size_t i = 0; civ_nouns[i] != NULL; i++)
		for (const struct civ_column *c = civ_nouns[i]->columns; c->name != NULL; c++) {
			if (c->type != CIV_CODE || (c->flags & CIV_KEY) == 0) {
				ck_assert_msg(c->letter == NULL, "%s.%s", civ_nouns[i]->name, c->name);
				continue;
			}
			/* Two nouns with one letter would have codes that mean two things. */
			if (c->within != NULL) {
				int within = civ_noun_column(civ_nouns[i], c->within);

				ck_assert_msg(c->letter == NULL && within >= 0, "%s.%s", civ_nouns[i]->name, c->name);
				ck_assert_int_eq(civ_nouns[i]->columns[within].type, CIV_REF);
				continue;
			}
			ck_assert_msg(c->letter != NULL && *c->letter != '\0', "%s.%s", civ_nouns[i]->name, c->name);
			snprintf(letter, sizeof letter, ",%s,", c->letter);
			ck_assert_msg(strstr(letters, letter) == NULL, "%s.%s", civ_nouns[i]->name, c->name);
			ck_assert_uint_lt(strlen(letters) + strlen(letter), sizeof letters);
			strcat(letters, letter + 1);
		}
	ck_assert_str_ne(letters, ",");
}
END_TEST

START_TEST(schema_holds_what_the_tables_say)
{
	ck_assert_int_eq(civ_schema_create(store, civ_hooks), CIV_OK);
	for (size_t i = 0; civ_nouns[i] != NULL; i++) {
		struct civ_buf sql = {0};

		civ_buf_addf(&sql, "SELECT count(*) FROM \"%s\"", civ_nouns[i]->view);
		ck_assert_int_eq(number(civ_buf_str(&sql)), 0);
		civ_buf_free(&sql);
	}
	ck_assert_int_eq(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
	ck_assert_int_eq(number("PRAGMA user_version"), CIV_SCHEMA_VERSION);
}
END_TEST

START_TEST(the_schema_refuses_too)
{
	ck_assert_int_eq(civ_schema_create(store, NULL), CIV_OK);
	ck_assert(sqlite_accepts("INSERT INTO unit(code, name, kind) VALUES ('U1', 'x', 'office')"));
	ck_assert(!sqlite_accepts("INSERT INTO unit(code, name, kind) VALUES ('U 2', 'x', 'office')"));
	ck_assert(!sqlite_accepts("INSERT INTO unit(code, name, kind) VALUES ('U3', 'x', 'bureau')"));
	ck_assert(!sqlite_accepts("INSERT INTO unit(code, name, kind) VALUES ('U1', 'y', 'office')"));
	ck_assert(sqlite_accepts("INSERT INTO task(code, title, unit_id, due) VALUES ('T', 'x', 1, '2025-02-28')"));
	ck_assert(!sqlite_accepts("INSERT INTO task(code, title, unit_id, due) VALUES ('V', 'x', 9, '2025-02-28')"));
	ck_assert(!sqlite_accepts(
		"INSERT INTO task(code, title, unit_id, start, due) VALUES ('W', 'x', 1, '2025-03-01', '2025-02-28')"));
}
END_TEST

/* Every filter of every noun is SQL that this schema knows. */
START_TEST(every_filter_prepares)
{
	const struct civ_clock clock = {.asof = 20000};
	struct civ_records *records;

	ck_assert_int_eq(civ_schema_create(store, NULL), CIV_OK);
	ck_assert_int_eq(civ_records_open(store, NULL, &clock, messages, &records), CIV_OK);
	for (size_t i = 0; civ_nouns[i] != NULL; i++)
		for (const struct civ_filter *f = civ_nouns[i]->filters; f != NULL && f->option != NULL; f++) {
			const char *argument = f->arg == NULL ? NULL : "7";
			struct civ_list_options list = {.extra = &f, .extra_args = &argument, .extra_count = 1};
			struct civ_out_options options = {.format = CIV_FORMAT_CSV, .path = "/dev/null"};
			struct civ_arena *arena = civ_arena_new();
			const struct civ_out_column *columns;
			struct civ_out *out;

			ck_assert_int_eq(civ_list_columns(civ_nouns[i], &list, arena, messages, &columns), CIV_OK);
			ck_assert_int_eq(civ_out_open(&options, columns, civ_out_column_count(columns), messages, &out),
			                 CIV_OK);
			ck_assert_msg(civ_list(records, civ_nouns[i], &list, out) == CIV_OK, "%s --%s",
			              civ_nouns[i]->name, f->option);
			ck_assert_int_eq(civ_out_close(out, true), CIV_OK);
			civ_arena_free(arena);
		}
	civ_records_close(records);
}
END_TEST

/* Answers are kept until something is written: then they are let go, not piled up until the end. */
START_TEST(answers_that_stand_no_more_are_let_go)
{
	enum { ANSWERS = 400, SIZE = 1 << 16 };
	const struct civ_clock clock = {.asof = 20000};
	struct civ_records *records;
	size_t before;

	ck_assert_int_eq(civ_schema_create(store, NULL), CIV_OK);
	ck_assert_int_eq(civ_records_open(store, NULL, &clock, messages, &records), CIV_OK);
	before = mallinfo2().uordblks;
	for (int i = 0; i < ANSWERS; i++) {
		struct civ_arena *arena = civ_arena_new();
		char key[32];

		ck_assert_ptr_nonnull(civ_arena_alloc(arena, SIZE));
		snprintf(key, sizeof key, "answer %d", i);
		ck_assert_int_eq(civ_records_keep(records, key, arena, &(struct civ_rows){.width = 1}), CIV_OK);
		ck_assert_ptr_nonnull(civ_records_kept(records, key));
		ck_assert_ptr_null(civ_records_kept(records, "answer"));
		ck_assert(
			sqlite_accepts("INSERT INTO unit(code, name, kind) VALUES (hex(randomblob(8)), 'x', 'firm')"));
		ck_assert_ptr_null(civ_records_kept(records, key));
	}
	/* The sanitizers' allocator tells nothing. */
	ck_assert_uint_lt(mallinfo2().uordblks, before + (size_t)ANSWERS * SIZE / 10);
	civ_records_close(records);
}
END_TEST

/* ---- writer ---- */

static struct civ_records *records;
static struct civ_writer *writer;
static const struct civ_hook *const *hooks_of_writer;

static void open_writer(const struct civ_noun *noun)
{
	const struct civ_clock clock = {.asof = 20000};
	const struct civ_run_info info = {"2025-01-01 00:00:00", "tester", "test", NULL};
	const struct civ_write_options options = {0};

	ck_assert_int_eq(civ_schema_create(store, NULL), CIV_OK);
	ck_assert_int_eq(civ_history_begin(store, &info), CIV_OK);
	ck_assert_int_eq(civ_records_open(store, hooks_of_writer, &clock, messages, &records), CIV_OK);
	ck_assert_int_eq(civ_writer_open(records, noun, &options, &writer), CIV_OK);
}

static void close_writer(void)
{
	civ_writer_close(writer);
	civ_records_close(records);
}

static void fill(struct civ_record *record, const char *column, const char *text)
{
	ck_assert_int_eq(civ_record_parse(writer, record, civ_noun_column(record->noun, column),
	                                  (struct civ_span){text, strlen(text)}), CIV_OK);
}

static enum civ_status add_area(const char *code, const char *parent)
{
	struct civ_record *record = civ_writer_record(writer);

	record->at = (struct civ_position){.file = "areas.csv", .line = 2};
	fill(record, "code", code);
	fill(record, "name", code);
	fill(record, "kind", "street");
	fill(record, "parent", parent);
	return civ_writer_add(writer, record);
}

START_TEST(a_parent_may_come_later)
{
	open_writer(&civ_noun_area);
	ck_assert_int_eq(add_area("S1", "D1"), CIV_OK);
	ck_assert_int_eq(add_area("D1", ""), CIV_OK);
	ck_assert_int_eq(civ_writer_finish(writer), CIV_OK);
	ck_assert_int_eq(number("SELECT count(*) FROM areas WHERE code = 'S1' AND parent = 'D1'"), 1);
	close_writer();
}
END_TEST

START_TEST(a_parent_that_never_comes_is_an_error)
{
	open_writer(&civ_noun_area);
	ck_assert_int_eq(add_area("S1", "D1"), CIV_OK);
	ck_assert_int_eq(civ_writer_finish(writer), CIV_REFUSED);
	ck_assert_str_eq(first_message(), "areas.csv:2: parent: no area 'D1'");
	close_writer();
}
END_TEST

START_TEST(a_circle_is_an_error)
{
	open_writer(&civ_noun_area);
	ck_assert_int_eq(add_area("A", "B"), CIV_OK);
	ck_assert_int_eq(add_area("B", "A"), CIV_OK);
	ck_assert_int_eq(civ_writer_finish(writer), CIV_REFUSED);
	ck_assert_str_eq(first_message(), "areas.csv:2: parent: leads back to the area itself");
	close_writer();
}
END_TEST

START_TEST(a_change_leaves_old_and_new)
{
	struct civ_record *record;
	int64_t id;

	open_writer(&civ_noun_area);
	ck_assert_int_eq(add_area("A", ""), CIV_OK);
	ck_assert_int_eq(civ_key_find(records, &civ_noun_area, "A", NULL, &id), CIV_OK);
	record = civ_writer_record(writer);
	fill(record, "population", "12000");
	fill(record, "name", "A");
	ck_assert_int_eq(civ_writer_set_id(writer, record, id), CIV_OK);
	ck_assert_uint_eq(civ_writer_counts(writer)->updated, 1);
	ck_assert_int_eq(number("SELECT count(*) FROM change"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM change WHERE row_key = 'A' AND column_name = 'population' "
	                        "AND old IS NULL AND new = '12000'"), 1);
	close_writer();
}
END_TEST

/* A row of this name is refused when it is stored already. */
static enum civ_status refuse_late(struct civ_writer *areas, const struct civ_record *record,
                                   const struct civ_value *old)
{
	int name = civ_noun_column(&civ_noun_area, "name");

	(void)areas;
	(void)old;
	return strcmp(record->values[name].string.text, "refused") == 0 ? civ_record_error(record, name, "is refused")
	                                                                : CIV_OK;
}

START_TEST(a_row_that_its_hook_refuses_leaves_nothing)
{
	static const struct civ_hook hook = {.noun = &civ_noun_area, .after_store = refuse_late};
	static const struct civ_hook *const hooks[] = {&hook, NULL};
	struct civ_record *record;
	int64_t id;

	hooks_of_writer = hooks;
	open_writer(&civ_noun_area);
	hooks_of_writer = NULL;
	ck_assert_int_eq(add_area("refused", ""), CIV_REFUSED);
	ck_assert_int_eq(civ_records_find(records, &civ_noun_area, (struct civ_span){"refused", 7}, NULL, &id), CIV_OK);
	ck_assert_int_eq(id, 0);
	ck_assert_uint_eq(civ_writer_counts(writer)->added, 0);
	ck_assert_uint_eq(civ_history_rows(store), 0);
	ck_assert_int_eq(add_area("A", ""), CIV_OK);
	ck_assert_int_eq(civ_key_find(records, &civ_noun_area, "A", NULL, &id), CIV_OK);
	record = civ_writer_record(writer);
	fill(record, "code", "B");
	fill(record, "name", "refused");
	ck_assert_int_eq(civ_writer_set_id(writer, record, id), CIV_REFUSED);
	ck_assert_int_eq(number("SELECT count(*) FROM area WHERE code = 'A' AND name = 'A'"), 1);
	ck_assert_int_eq(civ_records_find(records, &civ_noun_area, (struct civ_span){"B", 1}, NULL, &id), CIV_OK);
	ck_assert_int_eq(id, 0);
	ck_assert_uint_eq(civ_writer_counts(writer)->updated, 0);
	ck_assert_uint_eq(civ_history_rows(store), 1);
	ck_assert_int_eq(add_area("C", ""), CIV_OK);
	ck_assert_int_eq(civ_history_finish(store, 4), CIV_OK);
	ck_assert_int_eq(number("SELECT count(*) FROM run"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM change"), 0);
	close_writer();
}
END_TEST

START_TEST(a_row_in_use_stays)
{
	int64_t id;

	open_writer(&civ_noun_area);
	ck_assert_int_eq(add_area("D", ""), CIV_OK);
	ck_assert_int_eq(add_area("S", "D"), CIV_OK);
	ck_assert_int_eq(civ_key_find(records, &civ_noun_area, "D", NULL, &id), CIV_OK);
	ck_assert_int_eq(civ_writer_remove(writer, id, NULL), CIV_REFUSED);
	ck_assert_str_eq(first_message(), "area 'D' is referred to: 1 in areas (parent)");
	close_writer();
}
END_TEST

Suite *record_suite(void)
{
	Suite *suite = suite_create("record");
	TCase *tc = tcase_create("values"), *db = tcase_create("database");

	tcase_add_loop_test(tc, parses_values_by_type, 0, (int)(sizeof values / sizeof values[0]));
	suite_add_tcase(suite, tc);
	tcase_add_checked_fixture(db, open_store, close_store);
	tcase_add_test(db, every_code_can_be_given);
	tcase_add_test(db, schema_holds_what_the_tables_say);
	tcase_add_test(db, the_schema_refuses_too);
	tcase_add_test(db, every_filter_prepares);
	tcase_add_test(db, answers_that_stand_no_more_are_let_go);
	tcase_add_test(db, a_parent_may_come_later);
	tcase_add_test(db, a_parent_that_never_comes_is_an_error);
	tcase_add_test(db, a_circle_is_an_error);
	tcase_add_test(db, a_change_leaves_old_and_new);
	tcase_add_test(db, a_row_that_its_hook_refuses_leaves_nothing);
	tcase_add_test(db, a_row_in_use_stays);
	suite_add_tcase(suite, db);
	return suite;
}

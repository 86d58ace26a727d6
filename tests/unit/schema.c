/* The schema that a noun's table makes, of every type, and a file that is brought to it. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/schema.h"
#include "lib/record/private.h"
#include "lib/record/schema.h"
#include "lib/record/sql.h"
#include "lib/record/writer.h"

Suite *schema_suite(void);

static char dir[] = "/tmp/civplan-schema-XXXXXX";
static struct civ_messages *messages;
static struct civ_store *store;
static struct civ_records *records;

static void open_store(void)
{
	const struct civ_clock clock = {.asof = 20000};
	struct civ_buf path = {0};

	strcpy(strrchr(dir, '-') + 1, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	messages = civ_messages_new();
	civ_buf_addf(&path, "%s/plan.db", dir);
	ck_assert_int_eq(civ_store_open(civ_buf_str(&path),
	                                &(struct civ_store_options){CIV_STORE_CREATE, CIV_SCHEMA_VERSION, 1}, messages,
	                                &store),
	                 CIV_OK);
	ck_assert_int_eq(civ_store_loosen(store), CIV_OK);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_records_open(store, NULL, &clock, messages, &records), CIV_OK);
	civ_buf_free(&path);
}

static void close_store(void)
{
	struct civ_buf remove = {0};

	civ_records_close(records);
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	civ_messages_free(messages);
	civ_buf_addf(&remove, "rm -rf %s", dir);
	ck_assert_int_eq(system(civ_buf_str(&remove)), 0);
	civ_buf_free(&remove);
}

static int64_t number(const char *sql)
{
	sqlite3_stmt *statement;
	int64_t value;

	ck_assert_msg(sqlite3_prepare_v2(civ_store_db(store), sql, -1, &statement, NULL) == SQLITE_OK, "%s: %s", sql,
	              sqlite3_errmsg(civ_store_db(store)));
	ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
	value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return value;
}

static bool accepts(const char *sql)
{
	return sqlite3_exec(civ_store_db(store), sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* ---- a noun of every type ---- */

static const struct civ_word colours[] = {CIV_CHOICE("red", "Red", "红"),
                                          CIV_CHOICE("it's", "It's", "蓝"),
                                          {.code = NULL}};
static const struct civ_noun every;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY},
	{.name = "text", .type = CIV_TEXT, .flags = CIV_REQUIRED, .fallback = "it's"},
	{.name = "int", .type = CIV_INT, .min = "-3", .max = "12", .fallback = "2"},
	{.name = "real", .type = CIV_REAL, .min = "-0.5", .max = "2.25", .fallback = "0.1"},
	{.name = "percent", .type = CIV_PERCENT, .fallback = "60"},
	{.name = "share", .type = CIV_PERCENT, .min = "-5", .max = "50"},
	{.name = "money", .type = CIV_MONEY, .min = "10", .max = "2500.50", .fallback = "12.5"},
	{.name = "date", .type = CIV_DATE, .min = "2024-01-01", .max = "2027-12-31"},
	{.name = "time", .type = CIV_TIME, .min = "2024-01-01 08:00:00", .max = "2024-12-31 18:00:00"},
	{.name = "clock", .type = CIV_CLOCK, .min = "08:30", .max = "17:30", .fallback = "12:00"},
	{.name = "enum", .type = CIV_ENUM, .choices = colours, .fallback = "it's"},
	{.name = "bool", .type = CIV_BOOL, .fallback = "yes"},
	{.name = "ref", .type = CIV_REF, .ref = &every},
	{.name = "refs", .type = CIV_REFS, .ref = &every},
	{.name = "coderef", .type = CIV_CODEREF, .ref = &every},
	{.name = "twice", .type = CIV_INT, .computed = "\"int\" * 2"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"money_by_colour", "money", "\"enum\" <> 'red' OR \"money\" >= 100", "a red one costs a yuan at least"},
	{"date_by_text", "date", "\"date\" IS NULL OR \"text\" IS NOT NULL AND \"date\" <> '2025-05-05'", "not then"},
	{"ref_or_refs", "refs", "NOT (\"ref_id\" IS NOT NULL AND \"refs\" IS NOT NULL)", "one or the other"},
	{.name = NULL},
};

static const struct civ_noun every = {.name = "every", .view = "everies", .columns = columns, .rules = rules};
static const struct civ_noun *const nouns[] = {&every, NULL};

static void good(enum civ_status status)
{
	enum civ_severity severity;
	const char *text = "";

	if (status != CIV_OK)
		(void)civ_messages_next(messages, &severity, &text);
	ck_assert_msg(status == CIV_OK, "%d: %s", (int)status, text);
}

/* What the programs make of the text, and what SQLite, whose CHECKs come from the same table, says of that value. */
static const struct {
	const char *column, *text;
	bool fits;
} bounds[] = {
	{"int", "-3", true},
	{"int", "-4", false},
	{"int", "12", true},
	{"int", "13", false},
	{"real", "-0.5", true},
	{"real", "-0.51", false},
	{"real", "2.25", true},
	{"real", "2.26", false},
	{"percent", "0", true},
	{"percent", "-1", false},
	{"percent", "100", true},
	{"percent", "100.5", false},
	{"share", "-5", true},
	{"share", "-6", false},
	{"share", "50", true},
	{"share", "51", false},
	{"money", "10", true},
	{"money", "9.99", false},
	{"money", "2500.5", true},
	{"money", "2500.51", false},
	{"date", "2024-01-01", true},
	{"date", "2023-12-31", false},
	{"date", "2027-12-31", true},
	{"date", "2028-01-01", false},
	{"time", "2024-01-01 08:00", true},
	{"time", "2024-01-01 07:59", false},
	{"time", "2024-12-31 18:00", true},
	{"time", "2024-12-31 18:01", false},
	{"clock", "08:30", true},
	{"clock", "08:29", false},
	{"clock", "17:30", true},
	{"clock", "17:31", false},
};

START_TEST(bounds_hold_in_both)
{
	int place = civ_noun_column(&every, bounds[_i].column);
	struct civ_column loose = columns[place];
	struct civ_messages *queue = civ_messages_new();
	struct civ_arena *arena = civ_arena_new();
	struct civ_span text = {bounds[_i].text, strlen(bounds[_i].text)};
	const struct civ_reading reading = {NULL, arena, queue};
	struct civ_value value;
	struct civ_buf sql = {0};
	sqlite3_stmt *insert;

	good(civ_schema_upgrade(records, nouns, 0));
	ck_assert_msg((civ_value_parse(&columns[place], text, &reading, &value) == CIV_OK) == bounds[_i].fits, "%s %s",
	              bounds[_i].column, bounds[_i].text);
	loose.min = loose.type == CIV_PERCENT ? "-1000" : NULL;
	loose.max = loose.type == CIV_PERCENT ? "1000" : NULL;
	good(civ_value_parse(&loose, text, &reading, &value));
	civ_buf_addf(&sql, "INSERT INTO every (code, \"%s\") VALUES ('A', ?1)", bounds[_i].column);
	good(civ_store_prepare(store, civ_buf_str(&sql), &insert));
	good(civ_value_bind(store, insert, 1, &value));
	ck_assert_msg((civ_store_do(store, insert) == CIV_OK) == bounds[_i].fits, "SQLite: %s %s", bounds[_i].column,
	              bounds[_i].text);
	civ_buf_free(&sql);
	civ_arena_free(arena);
	civ_messages_free(queue);
}
END_TEST

/* A row made by SQLite alone holds what the programs would have put. */
START_TEST(fallbacks_are_the_same_in_both)
{
	struct civ_arena *arena = civ_arena_new();
	const struct civ_reading reading = {NULL, arena, messages};
	struct civ_buf sql = {0};
	sqlite3_stmt *row;
	bool there;

	good(civ_schema_upgrade(records, nouns, 0));
	ck_assert(accepts("INSERT INTO every (code) VALUES ('A')"));
	good(civ_store_prepare(store, "SELECT * FROM every", &row));
	good(civ_store_step(store, row, &there));
	for (int i = 0; columns[i].name != NULL; i++) {
		struct civ_value stored = civ_value_column(row, i + 1), parsed = {.kind = CIV_NULL};

		if (i == 0 || columns[i].computed != NULL)
			continue;
		if (columns[i].fallback != NULL)
			good(civ_value_parse(&columns[i],
			                     (struct civ_span){columns[i].fallback, strlen(columns[i].fallback)},
			                     &reading, &parsed));
		ck_assert_msg(civ_value_same(&stored, &parsed), "%s", columns[i].name);
	}
	civ_buf_free(&sql);
	civ_arena_free(arena);
}
END_TEST

START_TEST(every_rule_is_read_by_both)
{
	struct civ_rules *read;

	good(civ_schema_upgrade(records, nouns, 0));
	good(civ_rules_open(&every, messages, &read));
	civ_rules_close(read);
	ck_assert(!accepts("INSERT INTO every (code, enum, money) VALUES ('A', 'red', 99)"));
	ck_assert(!accepts("INSERT INTO every (code, date) VALUES ('A', '2025-05-05')"));
	ck_assert(!accepts("INSERT INTO every (code, enum) VALUES ('A', 'green')"));
	ck_assert(!accepts("INSERT INTO every (code, ref_id, refs) VALUES ('A', 1, 'B')"));
}
END_TEST

/* ---- a file that is brought to another schema ---- */

static const struct civ_column old_columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY},
	{.name = "name", .type = CIV_TEXT},
	{.name = "gone", .type = CIV_TEXT},
	{.name = NULL},
};
static const struct civ_index old_indexes[] = {{"thing_gone", "gone", NULL, false}, {.name = NULL}};
static const struct civ_noun old_noun = {.name = "thing",
                                         .view = "things",
                                         .columns = old_columns,
                                         .indexes = old_indexes};
static const struct civ_noun *const old_nouns[] = {&old_noun, NULL};

static const struct civ_column new_columns[] = {
	{.name = "weight", .type = CIV_REAL, .min = "0", .fallback = "1"},
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED},
	{.name = NULL},
};
static const struct civ_rule new_rules[] = {{"short", "name", "\"name\" <> 'long'", "the name is too long"},
                                            {.name = NULL}};
static const struct civ_noun new_noun = {.name = "thing", .view = "things", .columns = new_columns, .rules = new_rules};
static const struct civ_noun ruled_noun = {.name = "thing",
                                           .view = "things",
                                           .columns = old_columns,
                                           .indexes = old_indexes,
                                           .rules = new_rules};
static const struct civ_noun *const nouns_of_rules[] = {&ruled_noun, NULL};
static const struct civ_column part_columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY},
	{.name = "thing", .type = CIV_REF, .ref = &new_noun},
	{.name = NULL},
};
static const struct civ_noun part_noun = {.name = "part", .view = "parts", .columns = part_columns};
static const struct civ_noun *const new_nouns[] = {&new_noun, &part_noun, NULL};

static void expect_message(const char *expected)
{
	enum civ_severity severity;
	const char *text;

	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_str_eq(text, expected);
}

START_TEST(an_upgrade_makes_anew_what_differs)
{
	good(civ_schema_upgrade(records, old_nouns, 0));
	ck_assert(accepts(
		"INSERT INTO thing (id, code, name, gone) VALUES (7, 'A', 'kept', 'x'), (3, 'B', 'too', NULL)"));
	good(civ_schema_upgrade(records, new_nouns, 0));
	expect_message("warning: the index thing_gone of thing is not one of this release and was dropped:"
	               " CREATE INDEX \"thing_gone\" ON \"thing\" (gone)");
	expect_message("warning: the column gone of thing is not one of this release and was left out;"
	               " the backup has its 1 values");
	ck_assert_int_eq(number("PRAGMA user_version"), CIV_SCHEMA_VERSION);
	ck_assert_int_eq(number("SELECT count(*) FROM things WHERE id = 7 AND name = 'kept' AND weight = 1"), 1);
	ck_assert(!accepts("INSERT INTO thing (code, name, weight) VALUES ('C', 'x', -1)"));
	ck_assert(!accepts("INSERT INTO thing (code, name) VALUES ('B', 'x')"));
	ck_assert(accepts("INSERT INTO part (code, thing_id) VALUES ('P', 3)"));
	ck_assert_int_eq(number("SELECT count(*) FROM parts WHERE thing = 'B'"), 1);
}
END_TEST

START_TEST(an_upgrade_names_the_rows_that_break_a_rule)
{
	good(civ_schema_upgrade(records, old_nouns, 0));
	ck_assert(accepts("INSERT INTO thing (code, name) VALUES ('A', 'long'), ('B', 'x')"));
	ck_assert_int_eq(civ_schema_upgrade(records, nouns_of_rules, 0), CIV_REFUSED);
	expect_message("thing 'A': the name is too long");
	ck_assert_uint_eq(civ_messages_errors(messages), 1);
}
END_TEST

/* ---- texts ---- */

static void expect_parts(const char *sql, const char *expected)
{
	struct civ_part part;
	struct civ_buf seen = {0};
	const char *at = NULL;

	while (civ_part_next(sql, &at, &part))
		civ_buf_addf(&seen, "%s%.*s=%.*s|", part.is_rule ? "!" : "", (int)part.name.len, part.name.text,
		             (int)part.text.len, part.text.text);
	ck_assert_str_eq(civ_buf_str(&seen), expected);
	civ_buf_free(&seen);
}

START_TEST(the_items_of_a_table_are_told_apart)
{
	expect_parts("CREATE TABLE \"a(b\" (\"x,y\" TEXT DEFAULT ',)' -- one, two\n, [z] INT /* , */,"
	             " CONSTRAINT `r` CHECK (x IN (1,2)) , check(1),\nPRIMARY KEY (z)\n) STRICT",
	             "x,y=\"x,y\" TEXT DEFAULT ',)'|z=[z] INT|!r=CONSTRAINT `r` CHECK (x IN (1,2))|!check(1)=check(1)|"
	             "!PRIMARY KEY (z)=PRIMARY KEY (z)|");
	/* Whatever the text is, reading it ends. */
	expect_parts("", "");
	expect_parts("CREATE TABLE x", "");
	expect_parts("CREATE TABLE x (a, b TEXT '", "a=a|b=b TEXT '|");
	expect_parts("CREATE TABLE x (a CHECK ((1), /* b", "a=a CHECK ((1),|");
	expect_parts("(\"", "\"=\"|");
}
END_TEST

/* Pieces of such texts in any order, as a file by another hand may hold them: each item lies within its text. */
START_TEST(whatever_the_text_is_reading_it_ends)
{
	static const char *const pieces[] = {"(",  ")",  ",", "\"", "'",     "[",          "]",      "`", "--",   "\n",
	                                     "/*", "*/", "a", "_",  "CHECK", "CONSTRAINT", "UNIQUE", " ", "\xe4", "1"};

	srand(20260301);
	for (int round = 0; round < 20000; round++) {
		struct civ_buf text = {0};
		const char *at = NULL, *inside = NULL;
		struct civ_part part, other;
		struct civ_span check;
		size_t items = 0;

		for (int i = rand() % 24; i >= 0; i--)
			civ_buf_adds(&text, pieces[(size_t)rand() % (sizeof pieces / sizeof pieces[0])]);
		while (civ_part_next(civ_buf_str(&text), &at, &part)) {
			ck_assert(part.text.text >= text.data &&
			          part.text.text + part.text.len <= text.data + text.len);
			ck_assert(part.name.text >= text.data &&
			          part.name.text + part.name.len <= text.data + text.len);
			ck_assert_uint_le(++items, text.len);
			ck_assert(civ_part_find(civ_buf_str(&text), part.is_rule, part.name, &other));
			for (inside = NULL; civ_part_check(part.text, &inside, &check);)
				ck_assert(check.text + check.len <= text.data + text.len);
		}
		civ_buf_free(&text);
	}
}
END_TEST

Suite *schema_suite(void)
{
	Suite *suite = suite_create("schema");
	TCase *db = tcase_create("database");
	TCase *texts = tcase_create("texts");

	tcase_add_checked_fixture(db, open_store, close_store);
	tcase_add_loop_test(db, bounds_hold_in_both, 0, (int)(sizeof bounds / sizeof bounds[0]));
	tcase_add_test(db, fallbacks_are_the_same_in_both);
	tcase_add_test(db, every_rule_is_read_by_both);
	tcase_add_test(db, an_upgrade_makes_anew_what_differs);
	tcase_add_test(db, an_upgrade_names_the_rows_that_break_a_rule);
	suite_add_tcase(suite, db);
	tcase_add_test(texts, the_items_of_a_table_are_told_apart);
	tcase_add_test(texts, whatever_the_text_is_reading_it_ends);
	suite_add_tcase(suite, texts);
	return suite;
}

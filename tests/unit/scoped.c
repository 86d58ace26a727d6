/* Nouns that no program of ours has yet: references within a scope, and entries. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/schema.h"
#include "lib/record/writer.h"

Suite *scoped_suite(void);

extern const struct civ_noun civ_noun_standard, civ_noun_indicator;

/* The two references are one: an indicator within a standard. */
static const struct civ_column columns[] = {
	{.name = "indicator", .type = CIV_REF, .flags = CIV_REQUIRED, .ref = &civ_noun_indicator, .scope = "standard"},
	{.name = "standard", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_standard},
	{.name = "number", .type = CIV_INT, .flags = CIV_KEY | CIV_REQUIRED},
	{.name = "other", .type = CIV_REF, .flags = CIV_KEY, .ref = &civ_noun_indicator, .scope = "standard"},
	{.name = "value", .type = CIV_REAL},
	{.name = "note", .type = CIV_TEXT},
	{.name = NULL},
};
static const struct civ_noun reply = {.name = "reply", .view = "replies", .columns = columns};
static const struct civ_noun entry = {.name = "reply", .view = "replies", .columns = columns, .flags = CIV_ENTRY};

static char dir[] = "/tmp/civplan-scoped-XXXXXX";
static struct civ_messages *messages;
static struct civ_store *store;
static struct civ_records *records;
static struct civ_writer *writer;

static void run(const char *sql)
{
	ck_assert_msg(sqlite3_exec(civ_store_db(store), sql, NULL, NULL, NULL) == SQLITE_OK, "%s",
	              sqlite3_errmsg(civ_store_db(store)));
}

static void open_all(void)
{
	const struct civ_clock clock = {.asof = 20000};
	const struct civ_run_info info = {"2025-01-01 00:00:00", "tester", "test", NULL};
	const struct civ_noun *nouns[128];
	struct civ_buf path = {0};
	size_t count = 0;

	strcpy(strrchr(dir, '-') + 1, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	messages = civ_messages_new();
	civ_buf_addf(&path, "%s/plan.db", dir);
	ck_assert_int_eq(civ_store_open(civ_buf_str(&path),
	                                &(struct civ_store_options){CIV_STORE_CREATE, CIV_SCHEMA_VERSION, 1}, messages,
	                                &store),
	                 CIV_OK);
	civ_buf_free(&path);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_records_open(store, NULL, &clock, messages, &records), CIV_OK);
	for (; civ_nouns[count] != NULL; count++)
		nouns[count] = civ_nouns[count];
	nouns[count++] = &reply;
	nouns[count] = NULL;
	ck_assert_int_eq(civ_schema_upgrade(records, nouns, 0), CIV_OK);
	ck_assert_int_eq(civ_history_begin(store, &info), CIV_OK);
	run("INSERT INTO standard (id, code, name, effective) VALUES (1, 'A', 'a', '2024-01-01'),"
	    " (2, 'B', 'b', '2024-01-01')");
	run("INSERT INTO indicator (id, standard_id, code, name, dimension, direction, rule, lo, hi, weight)"
	    " VALUES (11, 1, 'x', 'x', 'result', 'up', 'goalposts', 0, 1, 1),"
	    " (12, 2, 'x', 'x', 'result', 'up', 'goalposts', 0, 1, 1),"
	    " (13, 2, 'y', 'y', 'result', 'up', 'goalposts', 0, 1, 1)");
}

static void close_all(void)
{
	struct civ_buf remove = {0};

	civ_writer_close(writer);
	civ_records_close(records);
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	civ_messages_free(messages);
	civ_buf_addf(&remove, "rm -rf %s", dir);
	ck_assert_int_eq(system(civ_buf_str(&remove)), 0);
	civ_buf_free(&remove);
}

static void write_as(const struct civ_noun *noun)
{
	const struct civ_write_options options = {0};

	ck_assert_int_eq(civ_writer_open(records, noun, &options, &writer), CIV_OK);
}

/* A record of "column=value" texts. */
static struct civ_record *record_of(const char *const *cells)
{
	struct civ_record *record = civ_writer_record(writer);

	for (; *cells != NULL; cells++) {
		const char *value = strchr(*cells, '=') + 1;
		char name[32] = "";

		memcpy(name, *cells, (size_t)(value - *cells - 1));
		ck_assert_int_eq(civ_record_parse(writer, record, civ_noun_column(&reply, name),
		                                  (struct civ_span){value, strlen(value)}),
		                 CIV_OK);
	}
	return record;
}

#define RECORD(...) record_of((const char *const[]){__VA_ARGS__, NULL})

static void expect_refusal(enum civ_status status, const struct civ_record *record, const char *expected)
{
	enum civ_severity severity;
	const char *text;

	ck_assert_int_eq(status, CIV_REFUSED);
	ck_assert(civ_messages_next(record->messages, &severity, &text));
	ck_assert_str_eq(text, expected);
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

START_TEST(a_code_is_found_within_its_scope)
{
	struct civ_record *record;
	int64_t id;

	write_as(&reply);
	/* The scope stands behind what it is the scope of. */
	record = RECORD("indicator=x", "standard=B", "number=1", "other=ｙ");
	ck_assert_int_eq(civ_writer_add(writer, record), CIV_OK);
	record = RECORD("standard=A", "indicator=x", "number=1");
	ck_assert_int_eq(civ_writer_add(writer, record), CIV_OK);
	ck_assert_int_eq(number("SELECT indicator_id * 1000 + other_id FROM reply WHERE standard_id = 2"), 12013);
	ck_assert_int_eq(number("SELECT indicator_id FROM reply WHERE standard_id = 1"), 11);
	ck_assert_int_eq(
		number("SELECT count(*) FROM replies WHERE standard = 'B' AND indicator = 'x' AND other = 'y'"), 1);
	record = RECORD("standard=A", "indicator=y", "number=2");
	expect_refusal(civ_writer_add(writer, record), record, "indicator: no 'y' in the same standard");
	record = RECORD("indicator=y", "number=2");
	ck_assert_int_eq(civ_writer_add(writer, record), CIV_REFUSED);
	ck_assert_int_eq(civ_key_find(records, &reply, "B:1:y", NULL, &id), CIV_OK);
	ck_assert_int_eq(id, 1);
	ck_assert_int_eq(civ_key_find(records, &reply, "A:1:y", NULL, &id), CIV_REFUSED);
}
END_TEST

START_TEST(another_scope_needs_its_references)
{
	struct civ_record *record;

	write_as(&reply);
	ck_assert_int_eq(civ_writer_add(writer, RECORD("standard=B", "indicator=x", "number=1")), CIV_OK);
	record = RECORD("standard=A");
	expect_refusal(civ_writer_set_id(writer, record, 1), record,
	               "standard: goes with indicator, which is to be given too");
	ck_assert_int_eq(civ_writer_set_id(writer, RECORD("indicator=x", "standard=A"), 1), CIV_OK);
	ck_assert_int_eq(number("SELECT indicator_id FROM reply"), 11);
	/* The scope that the row has holds where none is given. */
	record = RECORD("other=y");
	expect_refusal(civ_writer_set_id(writer, record, 1), record, "other: no 'y' in the same standard");
	ck_assert_int_eq(civ_writer_set_id(writer, RECORD("other=x"), 1), CIV_OK);
	ck_assert_int_eq(civ_writer_set(writer, RECORD("value=2", "other=x", "standard=A", "number=1")), CIV_OK);
	ck_assert_int_eq(number("SELECT other_id * 10 + value FROM reply"), 112);
}
END_TEST

START_TEST(what_is_not_there_yet_may_come)
{
	write_as(&reply);
	civ_records_defer(records);
	ck_assert_int_eq(civ_writer_add(writer, RECORD("standard=A", "indicator=x", "number=1", "other=z")), CIV_OK);
	run("INSERT INTO indicator (id, standard_id, code, name, dimension, direction, rule, lo, hi, weight)"
	    " VALUES (14, 2, 'z', 'z', 'result', 'up', 'goalposts', 0, 1, 1),"
	    " (15, 1, 'z', 'z', 'result', 'up', 'goalposts', 0, 1, 1)");
	ck_assert_int_eq(civ_records_resolve(records), CIV_OK);
	ck_assert_int_eq(number("SELECT other_id FROM reply"), 15);
}
END_TEST

/* The row that CODE names within the standard B; 0: none. */
static int64_t found(const char *code)
{
	const struct civ_value scope = {.kind = CIV_INTEGER, .integer = 2};
	int64_t id;

	ck_assert_int_eq(
		civ_reference_scoped(records, &columns[0], &scope, (struct civ_span){code, strlen(code)}, &id), CIV_OK);
	return id;
}

/* Once many were asked for the database is not asked any more: what is added, called otherwise or removed is known. */
START_TEST(many_codes_are_kept_in_memory)
{
	struct civ_record *record;
	int64_t id;

	for (int i = 0; i < 300; i++) {
		ck_assert_int_eq(found("x"), 12);
		ck_assert_int_eq(found("z"), 0);
	}
	run("UPDATE indicator SET code = 'hidden' WHERE id = 12");
	ck_assert_int_eq(found("x"), 12);
	write_as(&civ_noun_indicator);
	record = civ_writer_record(writer);
	record->values[civ_noun_column(&civ_noun_indicator, "standard")] =
		(struct civ_value){.kind = CIV_INTEGER, .integer = 2};
	ck_assert_int_eq(civ_record_put(record, civ_noun_column(&civ_noun_indicator, "code"), "z"), CIV_OK);
	ck_assert_int_eq(civ_record_put(record, civ_noun_column(&civ_noun_indicator, "name"), "z"), CIV_OK);
	civ_record_put_int(record, civ_noun_column(&civ_noun_indicator, "weight"), 1);
	ck_assert_int_eq(civ_writer_add(writer, record), CIV_OK);
	id = found("z");
	ck_assert_int_gt(id, 13);
	record = civ_writer_record(writer);
	ck_assert_int_eq(civ_record_give(record, civ_noun_column(&civ_noun_indicator, "code"), "w"), CIV_OK);
	ck_assert_int_eq(civ_writer_set_id(writer, record, id), CIV_OK);
	ck_assert_int_eq(found("z"), 0);
	ck_assert_int_eq(found("w"), id);
	ck_assert_int_eq(found("x"), 0);
	ck_assert_int_eq(civ_writer_remove(writer, id, NULL), CIV_OK);
	ck_assert_int_eq(found("w"), 0);
}
END_TEST

START_TEST(an_entry_keeps_all_but_its_note)
{
	struct civ_record *record;

	write_as(&entry);
	ck_assert_int_eq(civ_writer_add(writer, RECORD("standard=B", "indicator=x", "number=1", "value=7")), CIV_OK);
	record = RECORD("value=8");
	expect_refusal(civ_writer_set_id(writer, record, 1), record,
	               "value: is part of an entry, which stays as it is: only its note is set");
	ck_assert_int_eq(civ_writer_set_id(writer, RECORD("value=7", "note=seen"), 1), CIV_OK);
	ck_assert_int_eq(number("SELECT value FROM reply WHERE note = 'seen'"), 7);
	for (int i = 0; columns[i].name != NULL; i++)
		ck_assert(civ_column_settable(&entry, &columns[i]) == (strcmp(columns[i].name, "note") == 0));
}
END_TEST

Suite *scoped_suite(void)
{
	Suite *suite = suite_create("scoped");
	TCase *tests = tcase_create("records");

	tcase_add_checked_fixture(tests, open_all, close_all);
	tcase_add_test(tests, a_code_is_found_within_its_scope);
	tcase_add_test(tests, another_scope_needs_its_references);
	tcase_add_test(tests, what_is_not_there_yet_may_come);
	tcase_add_test(tests, many_codes_are_kept_in_memory);
	tcase_add_test(tests, an_entry_keeps_all_but_its_note);
	suite_add_tcase(suite, tests);
	return suite;
}

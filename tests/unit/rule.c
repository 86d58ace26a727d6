/* What the bulk path makes of the rules, against SQLite's own reading of the same text. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lib/record/private.h"
#include "lib/record/sql.h"
#include "lib/record/writer.h"

Suite *rule_suite(void);

static struct civ_messages *messages;
static sqlite3 *db;

static void open_all(void)
{
	messages = civ_messages_new();
	ck_assert_ptr_nonnull(messages);
	ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
}

static void close_all(void)
{
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
	civ_messages_free(messages);
}

static unsigned below(unsigned n)
{
	return (unsigned)rand() % n;
}

/* Few values for each column, so that they meet; and often none. */
static struct civ_value random_value(const struct civ_column *column)
{
	static const char *const texts[] = {"2026-01-01", "2026-01-02", "2026-01-02 10:00:00", "x"};
	struct civ_value value = {.kind = CIV_NULL};
	size_t choices = 0;
	const char *text = texts[below(4)];

	if (below(3) == 0)
		return value;
	while (column->choices != NULL && column->choices[choices].code != NULL)
		choices++;
	switch (column->type) {
	case CIV_ID:
	case CIV_INT:
	case CIV_BOOL:
	case CIV_REF:
	case CIV_MONEY:
		return (struct civ_value){.kind = CIV_INTEGER, .integer = (int64_t)below(3) - 1};
	case CIV_REAL:
	case CIV_PERCENT:
		return (struct civ_value){.kind = CIV_DOUBLE, .real = (double)below(5) / 2 - 1};
	default:
		break;
	}
	if (choices > 0)
		text = column->choices[below((unsigned)choices)].code;
	return (struct civ_value){.kind = CIV_STRING, .string = {text, strlen(text)}};
}

/* SELECT (the rule) FROM (SELECT ?1 AS the first column, ...). */
static sqlite3_stmt *ask_sqlite(const struct civ_noun *noun, const struct civ_rule *rule)
{
	struct civ_buf sql = {0};
	sqlite3_stmt *statement;

	civ_buf_addf(&sql, "SELECT %s FROM (SELECT ", rule->sql);
	for (int i = 0; noun->columns[i].name != NULL; i++) {
		civ_buf_addf(&sql, "%s?%d AS ", i == 0 ? "" : ", ", i + 1);
		civ_sql_column(&sql, &noun->columns[i]);
	}
	civ_buf_addc(&sql, ')');
	ck_assert_int_eq(sqlite3_prepare_v2(db, civ_buf_str(&sql), -1, &statement, NULL), SQLITE_OK);
	civ_buf_free(&sql);
	return statement;
}

static bool sqlite_refuses(sqlite3_stmt *statement, const struct civ_record *record)
{
	bool refused;

	for (int i = 0; record->noun->columns[i].name != NULL; i++)
		ck_assert_int_eq(civ_value_bind(NULL, statement, i + 1, &record->values[i]), CIV_OK);
	ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
	refused = sqlite3_column_type(statement, 0) != SQLITE_NULL && sqlite3_column_int(statement, 0) == 0;
	sqlite3_reset(statement);
	return refused;
}

static void compare(const struct civ_noun *noun, const struct civ_rule *rule, size_t *refusals)
{
	const struct civ_rule rules[] = {*rule, {.name = NULL}};
	struct civ_noun only = *noun;
	struct civ_record record = {0};
	struct civ_rules *read;
	sqlite3_stmt *statement = ask_sqlite(noun, rule);

	only.rules = rules;
	ck_assert_msg(civ_rules_open(&only, messages, &read) == CIV_OK, "%s", rule->sql);
	ck_assert(civ_record_make(&record, &only));
	for (int round = 0; round < 300; round++) {
		bool refused;

		for (int i = 0; noun->columns[i].name != NULL; i++)
			record.values[i] = random_value(&noun->columns[i]);
		refused = sqlite_refuses(statement, &record);
		*refusals += refused ? 1 : 0;
		ck_assert_msg((civ_rules_check(read, &record) == CIV_REFUSED) == refused, "%s: %s", noun->name,
		              rule->sql);
		civ_messages_free(record.messages);
		record.messages = civ_messages_new();
	}
	civ_record_free(&record);
	civ_rules_close(read);
	sqlite3_finalize(statement);
}

START_TEST(reads_every_rule_as_sqlite_does)
{
	size_t refusals = 0;

	/* A single row is never loaded by the batch: the plan's rules may say more. */
	for (size_t n = 0; civ_nouns[n] != NULL; n++)
		for (const struct civ_rule *rule = civ_nouns[n]->rules;
		     rule != NULL && rule->name != NULL && (civ_nouns[n]->flags & CIV_SINGLE) == 0; rule++)
			compare(civ_nouns[n], rule, &refusals);
	ck_assert_uint_gt(refusals, 100);
}
END_TEST

static const struct civ_column columns[] = {{.name = "a", .type = CIV_INT},
                                            {.name = "b", .type = CIV_TEXT},
                                            {.name = "c", .type = CIV_REAL},
                                            {.name = NULL}};
static const struct civ_noun small = {.name = "small", .view = "smalls", .columns = columns};

START_TEST(reads_all_of_its_language)
{
	static const char *const texts[] = {
		"NOT \"a\" = 1 AND (\"b\" IS NULL OR \"c\" <> -0.5)",
		"NOT (\"a\" IN (-1, 1) OR \"b\" NOT IN ('x', 'y'))",
		"\"a\" < \"b\"",
		"\"a\" > \"c\" OR \"a\" IS NOT NULL AND \"c\" >= 0",
		"NOT NOT \"a\" <= \"c\"",
	};
	size_t refusals = 0;

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		const struct civ_rule rule = {"r", "a", texts[i], "no"};

		compare(&small, &rule, &refusals);
	}
	ck_assert_uint_gt(refusals, 100);
}
END_TEST

START_TEST(says_what_it_cannot_read)
{
	static const char *const texts[] = {"\"a\" LIKE 'x'", "\"d\" = 1",       "length(\"b\") < 3",
	                                    "(\"a\" = 1",     "\"a\" = 1 \"b\"", "\"b"};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		const struct civ_rule rules[] = {{"odd", "a", texts[i], "no"}, {.name = NULL}};
		struct civ_noun noun = small;
		struct civ_rules *read;

		noun.rules = rules;
		ck_assert_int_eq(civ_rules_open(&noun, messages, &read), CIV_SYSTEM);
	}
}
END_TEST

Suite *rule_suite(void)
{
	Suite *suite = suite_create("rule");
	TCase *tests = tcase_create("reading");

	tcase_add_checked_fixture(tests, open_all, close_all);
	tcase_add_test(tests, reads_every_rule_as_sqlite_does);
	tcase_add_test(tests, reads_all_of_its_language);
	tcase_add_test(tests, says_what_it_cannot_read);
	suite_add_tcase(suite, tests);
	return suite;
}

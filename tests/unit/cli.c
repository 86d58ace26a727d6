/* The command line: options from the tables, operands, and what the history keeps of them. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lib/cli/cli.h"

static const struct civ_word kinds[] = {
	CIV_CHOICE("big", "Big", "大"), CIV_CHOICE("small", "Small", "小"), {.code = NULL}};
static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .help = "its short name"},
	{.name = "kind_of", .type = CIV_ENUM, .choices = kinds, .flags = CIV_REQUIRED, .help = "how large"},
	{.name = "stage", .type = CIV_TEXT, .flags = CIV_STATE, .help = "where it stands"},
	{.name = "contact", .type = CIV_TEXT, .flags = CIV_PERSONAL, .help = "whom to call"},
	{.name = "map", .type = CIV_TEXT, .help = "a column with the name of a common option"},
	{.name = NULL},
};
static const struct civ_filter filters[] = {
	{"late", NULL, "t.due < :asof", "only late ones"},
	{"within", "DAYS", "t.due < :arg", "due soon"},
	{NULL, NULL, NULL, NULL},
};
static const struct civ_noun thing = {.name = "thing", .view = "things", .summary = "a thing", .columns = columns,
                                      .filters = filters};

struct own {
	struct civ_int_option limit;
	struct civ_real_option share;
	struct civ_date_option from;
	struct civ_time_option at;
	const char *note, *file, *by;
	bool all;
};

#define AT(member) offsetof(struct own, member)

static const struct civ_word ways[] = {
	CIV_CHOICE("unit", "Unit", "单位"), CIV_CHOICE("area", "Area", "区域"), {.code = NULL}};
static const struct civ_option own_options[] = {
	{"limit", 0, CIV_OPTION_INT, "N", AT(limit), NULL, "1", "10", "at most"},
	{"share", 0, CIV_OPTION_REAL, "X", AT(share), NULL, NULL, NULL, "part"},
	{"from", 0, CIV_OPTION_DATE, "DATE", AT(from), NULL, NULL, NULL, "first day"},
	{"at", 0, CIV_OPTION_TIME, "TIME", AT(at), NULL, NULL, NULL, "when"},
	{"note", 'N', CIV_OPTION_TEXT, "TEXT", AT(note), NULL, NULL, NULL, "words"},
	{"file", 0, CIV_OPTION_TEXT, "FILE", AT(file), NULL, NULL, NULL, "a path"},
	{"by", 0, CIV_OPTION_CHOICE, "WHAT", AT(by), ways, NULL, NULL, "groups"},
	{"all", 'a', CIV_OPTION_FLAG, NULL, AT(all), NULL, NULL, NULL, "all of them"},
	{.name = NULL},
};

static struct civ_command command;
static struct civ_arena *arena;
static struct civ_messages *messages;
static struct civ_parsed parsed;

static void set_up(void)
{
	command = (struct civ_command){.name = "thing-do",
	                               .summary = "do",
	                               .operands = "[FILE...]",
	                               .options = own_options,
	                               .options_size = sizeof(struct own),
	                               .noun = &thing};
	arena = civ_arena_new();
	messages = civ_messages_new();
}

static void tear_down(void)
{
	civ_arena_free(arena);
	civ_messages_free(messages);
}

/* Parse the words behind the program's name. */
static enum civ_status parse_words(const char *const *words)
{
	char **argv;
	int argc = 1;

	while (words[argc - 1] != NULL)
		argc++;
	argv = civ_arena_alloc(arena, ((size_t)argc + 1) * sizeof *argv);
	argv[0] = civ_arena_copy(arena, "/usr/bin/thing-do", strlen("/usr/bin/thing-do"));
	for (int i = 1; i < argc; i++)
		argv[i] = civ_arena_copy(arena, words[i - 1], strlen(words[i - 1]));
	parsed.arena = arena;
	return civ_parse(&command, argc, argv, messages, &parsed);
}

#define parse(...) parse_words((const char *const[]){__VA_ARGS__, NULL})

static void says(const char *expected)
{
	enum civ_severity severity;
	const char *text;

	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_str_eq(text, expected);
	ck_assert(!civ_messages_next(messages, &severity, &text));
}

START_TEST(types)
{
	const struct own *own;

	ck_assert_int_eq(parse("--limit=7", "--share", "2.5", "--from=2025/3/5", "--at=2025-03-05 9:05", "-aN中文"),
	                 CIV_OK);
	own = parsed.own;
	ck_assert(own->limit.given && own->limit.value == 7);
	ck_assert(own->share.given && own->share.value == 2.5);
	ck_assert(own->from.given && own->from.day == 20152);
	ck_assert(own->at.given && own->at.has_time && own->at.seconds == 20152 * (int64_t)86400 + 9 * 3600 + 300);
	ck_assert(own->all);
	ck_assert_str_eq(own->note, "中文");
	ck_assert_ptr_null(own->by);
}
END_TEST

START_TEST(time_without_hours)
{
	ck_assert_int_eq(parse("--at=2025-03-05"), CIV_OK);
	ck_assert(!((const struct own *)parsed.own)->at.has_time);
}
END_TEST

START_TEST(bad_values)
{
	static const struct {
		const char *word, *message;
	} bad[] = {
		{"--limit=0", "--limit: '0' is under 1"},
		{"--limit=11", "--limit: '11' is over 10"},
		{"--limit=x", "--limit: 'x' is not a whole number"},
		{"--limit=", "--limit: the value is empty"},
		{"--share=1e+", "--share: '1e+' is not a number"},
		{"--from=2025-02-30", "--from: '2025-02-30' is not a date (YYYY-MM-DD)"},
		{"--by=street", "--by: 'street' is none of unit, area"},
		{"--note=\xff", "--note: the value is not valid UTF-8"},
		{"--file=", "--file: the name is empty"},
		{"--all=yes", "--all: takes no value: try --help"},
		{"--limit", "--limit: needs a value: try --help"},
		{"-N", "--note: needs a value: try --help"},
		{"--foo=bar", "unknown option '--foo': try --help"},
		{"--f", "'--f' may be --from, --file: try --help"},
		{"-ax", "unknown option '-x': try --help"},
		{"--\xff", "unknown option that is not valid UTF-8: try --help"},
		{"-\xe4", "unknown option that is no letter: try --help"},
		{"--db=x", "unknown option '--db': try --help"},
	};

	ck_assert_int_eq(parse(bad[_i].word), CIV_USAGE);
	says(bad[_i].message);
}
END_TEST

START_TEST(path_of_any_bytes)
{
	ck_assert_int_eq(parse("--file=\xff"), CIV_OK);
	ck_assert_str_eq(((const struct own *)parsed.own)->file, "\xff");
}
END_TEST

START_TEST(column_options)
{
	command.noun_options = CIV_COLUMNS_ADD;
	command.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN;
	ck_assert_int_eq(parse("--kind-of=big", "--map=m", "--stage=", "x.csv"), CIV_OK);
	ck_assert_uint_eq(parsed.setting_count, 3);
	ck_assert_ptr_eq(parsed.settings[0].column, &columns[1]);
	/* The column shadows the common option. */
	ck_assert_ptr_eq(parsed.settings[1].column, &columns[4]);
	ck_assert_ptr_null(parsed.common.map);
	ck_assert_str_eq(parsed.settings[2].value, "");
	ck_assert_uint_eq(parsed.operand_count, 1);
	ck_assert_int_eq(parse("--map=a", "--map=b"), CIV_USAGE);
	says("--map: given twice");
}
END_TEST

START_TEST(state_is_not_set)
{
	command.noun_options = CIV_COLUMNS_SET;
	ck_assert_int_eq(parse("--stage=done"), CIV_USAGE);
	says("unknown option '--stage': try --help");
}
END_TEST

START_TEST(noun_filters)
{
	command.noun_options = CIV_COLUMNS_LIST;
	ck_assert_int_eq(parse("--late", "--within=3", "--asof=2025-01-01"), CIV_OK);
	ck_assert_uint_eq(parsed.filter_count, 2);
	ck_assert_ptr_eq(parsed.filters[1], &filters[1]);
	ck_assert_str_eq(parsed.filter_args[1], "3");
	ck_assert(parsed.common.asof.given);
}
END_TEST

START_TEST(history_line)
{
	command.noun_options = CIV_COLUMNS_ADD;
	ck_assert_int_eq(parse("--contact=张三 138", "a b", "--contac", "x"), CIV_USAGE);
	says("--contact: given twice");
	ck_assert_int_eq(parse("a b", "--contac", "张三", "--note=it's", "\xff", ""), CIV_OK);
	ck_assert_str_eq(parsed.line, "thing-do 'a b' --contac ... '--note=it'\\''s' ? ''");
	ck_assert_int_eq(parse("--contact=张三"), CIV_OK);
	ck_assert_str_eq(parsed.line, "thing-do --contact=...");
}
END_TEST

START_TEST(help_ends_parsing)
{
	ck_assert_int_eq(parse("--help", "--nonsense"), CIV_OK);
	ck_assert(parsed.common.help);
}
END_TEST

static enum civ_status use_of(const char *a, const char *b, struct civ_operand_use *use)
{
	ck_assert_int_eq(parse(a, b), CIV_OK);
	return civ_operands_use(&command, &parsed, messages, use);
}

START_TEST(operands_of_add)
{
	struct civ_operand_use use;

	command.noun_options = CIV_COLUMNS_ADD;
	command.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN;
	ck_assert_int_eq(use_of(NULL, NULL, &use), CIV_OK);
	ck_assert(use.reads && use.file_count == 0);
	ck_assert_int_eq(use_of("--code=A", "--kind-of=big", &use), CIV_OK);
	ck_assert(!use.reads);
	ck_assert_int_eq(use_of("--kind-of=big", "-", &use), CIV_OK);
	ck_assert(use.reads && use.file_count == 1);
	ck_assert_int_eq(use_of("--map=A", NULL, &use), CIV_USAGE);
	says("for one record --code, --kind-of is missing (or name a FILE, or - for standard input)");
}
END_TEST

START_TEST(operands_of_set)
{
	struct civ_operand_use use;

	command.noun_options = CIV_COLUMNS_SET;
	command.operands_are = CIV_OPERANDS_CHANGE;
	command.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN;
	ck_assert_int_eq(use_of("A", "--map=m", &use), CIV_OK);
	ck_assert(!use.reads && use.key_count == 1);
	ck_assert_int_eq(use_of("x.csv", NULL, &use), CIV_OK);
	ck_assert(use.reads && use.file_count == 1 && use.key_count == 0);
	ck_assert_int_eq(use_of("-", "--map=m", &use), CIV_OK);
	ck_assert(use.reads);
	ck_assert_int_eq(use_of("--map=m", NULL, &use), CIV_USAGE);
	says("columns are to change, but no KEY says of which thing (- for rows on standard input)");
}
END_TEST

START_TEST(operands_of_keys)
{
	struct civ_operand_use use;

	command.operands_are = CIV_OPERANDS_KEYS;
	ck_assert_int_eq(use_of(NULL, NULL, &use), CIV_OK);
	ck_assert(!use.reads);
	command.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN;
	ck_assert_int_eq(use_of(NULL, NULL, &use), CIV_OK);
	ck_assert(use.reads);
	ck_assert_int_eq(use_of("A", "B", &use), CIV_OK);
	ck_assert(!use.reads && use.key_count == 2);
	ck_assert_int_eq(use_of("A", "\xff", &use), CIV_USAGE);
	says("operand 2 is not valid UTF-8");
}
END_TEST

START_TEST(number_of_operands)
{
	struct civ_operand_use use;

	command.operands = NULL;
	ck_assert_int_eq(use_of("A", NULL, &use), CIV_USAGE);
	says("one operand too many: 'A': try --help");
	command.operands = "OLD NEW";
	command.operands_min = command.operands_max = 2;
	ck_assert_int_eq(use_of("A", NULL, &use), CIV_USAGE);
	says("an operand is missing (OLD NEW): try --help");
	ck_assert_int_eq(use_of("A", "B", &use), CIV_OK);
}
END_TEST

START_TEST(language)
{
	setenv("LC_ALL", "", 1);
	setenv("LC_MESSAGES", "zh_CN.UTF-8", 1);
	setenv("LANG", "en_GB.UTF-8", 1);
	ck_assert_int_eq(civ_language_of_user(), CIV_LANGUAGE_ZH);
	setenv("LC_ALL", "C", 1);
	ck_assert_int_eq(civ_language_of_user(), CIV_LANGUAGE_EN);
}
END_TEST

Suite *cli_suite(void)
{
	Suite *suite = suite_create("cli");
	TCase *tests = tcase_create("command line");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, types);
	tcase_add_test(tests, time_without_hours);
	tcase_add_loop_test(tests, bad_values, 0, 18);
	tcase_add_test(tests, path_of_any_bytes);
	tcase_add_test(tests, column_options);
	tcase_add_test(tests, state_is_not_set);
	tcase_add_test(tests, noun_filters);
	tcase_add_test(tests, history_line);
	tcase_add_test(tests, help_ends_parsing);
	tcase_add_test(tests, operands_of_add);
	tcase_add_test(tests, operands_of_set);
	tcase_add_test(tests, operands_of_keys);
	tcase_add_test(tests, number_of_operands);
	tcase_add_test(tests, language);
	suite_add_tcase(suite, tests);
	return suite;
}

#include "civplan/expression.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"

Suite *expression_suite(void);

static struct civ_span span(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

/* The tree in full brackets, as "((1 + a) * [b.c])". */
static void print(const struct civ_expression *e, struct civ_buf *out)
{
	static const char signs[] = "+-*/";
	char number[CIV_REAL_SIZE];

	switch (e->kind) {
	case CIV_EXPRESSION_NUMBER:
		civ_real_format(e->number, number);
		civ_buf_adds(out, number);
		return;
	case CIV_EXPRESSION_NAME:
		civ_buf_add(out, e->name.text, e->name.len);
		return;
	case CIV_EXPRESSION_INDICATOR:
		civ_buf_addf(out, "[%.*s]", (int)e->name.len, e->name.text);
		return;
	case CIV_EXPRESSION_FIGURE:
	case CIV_EXPRESSION_CALL:
		civ_buf_addf(out, "%.*s", (int)e->name.len, e->name.text);
		if (e->column.len > 0)
			civ_buf_addf(out, ".%.*s", (int)e->column.len, e->column.text);
		for (size_t i = 0; i < e->count; i++) {
			const struct civ_argument *a = &e->arguments[i];

			civ_buf_adds(out, i == 0                                                      ? "("
			                  : a->place == e->arguments[i - 1].place && a->name.len == 0 ? ";"
			                                                                              : ",");
			civ_buf_addf(out, "%.*s%s", (int)a->name.len, a->name.len > 0 ? a->name.text : "",
			             a->name.len > 0 ? "=" : "");
			civ_buf_addf(out, "%.*s", (int)a->value.len, a->value.text);
		}
		civ_buf_adds(out, e->count > 0 ? ")" : "");
		return;
	case CIV_EXPRESSION_NEGATIVE:
		civ_buf_adds(out, "(-");
		print(e->left, out);
		break;
	default:
		civ_buf_addc(out, '(');
		print(e->left, out);
		civ_buf_addf(out, " %c ", signs[e->kind - CIV_EXPRESSION_SUM]);
		print(e->right, out);
	}
	civ_buf_addc(out, ')');
}

static const struct {
	const char *text, *tree;
} good[] = {
	{"a", "a"},
	{" 1 ", "1"},
	{".5", "0.5"},
	{"road_km / built_up_km2", "(road_km / built_up_km2)"},
	{"1000 * doctors / population", "((1000 * doctors) / population)"},
	{"a + b * c", "(a + (b * c))"},
	{"(a + b) * c", "((a + b) * c)"},
	{"a - b - c", "((a - b) - c)"},
	{"a / b / c", "((a / b) / c)"},
	{"a / b * c", "((a / b) * c)"},
	{"-a * b", "((-a) * b)"},
	{"a - -b", "(a - (-b))"},
	{"--a", "(-(-a))"},
	{"15min_rate + 15", "(15min_rate + 15)"},
	{"道路里程 / 建成区", "(道路里程 / 建成区)"},
	{"a * 8亿", "(a * 800000000)"},
	{"a / 1.1万 - ２．５", "((a / 11000) - 2.5)"},
	{"500 万元 + x", "(5000000 + x)"},
	{"2亿工程 + 15分钟圈", "(2亿工程 + 15分钟圈)"},
	{"[2亿] + 1", "([2亿] + 1)"},
	{"（甲＋乙）×丙÷丁", "(((甲 + 乙) * 丙) / 丁)"},
	{"[I-1.2] - [a]]b]", "([I-1.2] - [a]b])"},
	{"[ 3.1 ]*2", "([3.1] * 2)"},
	{"fund.arrived", "fund.arrived"},
	{"fund.arrived(kind=budget, year=2024)/2", "(fund.arrived(kind=budget,year=2024) / 2)"},
	{"fund.arrived ( unit-kind = street )", "fund.arrived(unit-kind=street)"},
	{"x.n(area=[D,1], unit=城管局)", "x.n(area=D,1,unit=城管局)"},
	{"100 * sum(parking_public) / sum(parking)", "((100 * sum(parking_public)) / sum(parking))"},
	{"count(lift)", "count(lift)"},
	{"count(lift, community)", "count(lift,community)"},
	{"coverage(clinic;station, community, old)", "coverage(clinic;station,community,old)"},
	{"share(parking_new, D1)", "share(parking_new,D1)"},
};

START_TEST(reads_expressions)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_buf out = {0};
	struct civ_mistake mistake;
	const struct civ_expression *e = civ_expression_parse(span(good[_i].text), arena, &mistake);

	ck_assert_msg(e != NULL, "%s: %zu %s", good[_i].text, mistake.at, mistake.why);
	print(e, &out);
	ck_assert_str_eq(civ_buf_str(&out), good[_i].tree);
	civ_buf_free(&out);
	civ_arena_free(arena);
}
END_TEST

static const struct {
	const char *text;
	size_t character;
	const char *why;
} bad[] = {
	{"", 1, "a number, a name or ( is expected here"},
	{"a +", 4, "a number, a name or ( is expected here"},
	{"a * / b", 5, "a number, a name or ( is expected here"},
	{"()", 2, "a number, a name or ( is expected here"},
	{"道路 + ", 6, "a number, a name or ( is expected here"},
	{"a b", 3, "+ - * / or the end is expected here"},
	{"a)", 2, "+ - * / or the end is expected here"},
	{"a >= 3", 3, "+ - * / or the end is expected here"},
	{"(a b)", 4, "+ - * / or ) is expected here"},
	{"2 * (a + b", 5, "this ( is not closed: ) is expected"},
	{"2 * [a.b", 5, "this [ is not closed: ] is expected"},
	{"[]", 2, "a code is expected between [ and ]"},
	{"1.2.3", 1, "this is no number: one is written with a point, as in 12.5"},
	{"3 + 1.5km", 5, "this is no number: one is written with a point, as in 12.5"},
	{"3 + 1.5亿户", 5, "this is no number: one is written with a point, as in 12.5"},
	{"0.5 * a + 5 %", 11, "a percentage may mean two numbers here: write 0.05 or 5 instead of 5%"},
	{"a ≥ 3", 3, "+ - * / or the end is expected here"},
	{"a＜3", 2, "+ - * / or the end is expected here"},
	{"fund.", 6, "a column of the report is expected behind the point"},
	{"fund.arrived()", 14, "an option is expected here, as in year=2024"},
	{"fund.arrived(year)", 18, "= and a value are expected behind the option"},
	{"fund.arrived(year=)", 19, "a value is expected here"},
	{"fund.arrived(year=2024", 23, ", and an option, or ) is expected here"},
	{"fund.arrived(year=2024;kind=x)", 23, ", and an option, or ) is expected here"},
	{"max(a, b)", 1, "there is no such function: count, sum, coverage and share are known"},
	{"2 * share(a)", 5, "share takes an indicator and an area: share(INDICATOR, AREA)"},
	{"share(a;b, c)", 1, "share takes an indicator and an area: share(INDICATOR, AREA)"},
	{"count(a, b, c)", 1, "count takes a kind, and maybe a kind of area: count(KIND, AREAKIND)"},
	{"sum(a, b)", 1, "sum takes a kind: sum(KIND)"},
	{"coverage(a, b, new)", 1,
         "coverage takes kinds, a kind of area and maybe old: coverage(KIND;KIND, AREAKIND, old)"},
	{"count()", 7, "a value is expected here"},
	{"count(a b(", 10, ", or ) is expected here"},
};

START_TEST(says_where_it_is_wrong)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_mistake mistake;

	ck_assert_ptr_null(civ_expression_parse(span(bad[_i].text), arena, &mistake));
	ck_assert_str_eq(mistake.why, bad[_i].why);
	ck_assert_uint_eq(civ_character_of(span(bad[_i].text), mistake.at), bad[_i].character);
	civ_arena_free(arena);
}
END_TEST

/* COUNT times OPEN, a, and as many CLOSE. */
static bool is_good(size_t count, char open, const char *close)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_buf text = {0};
	struct civ_mistake mistake;
	bool taken;

	for (size_t i = 0; i < count; i++)
		civ_buf_addc(&text, open);
	civ_buf_addc(&text, 'a');
	for (size_t i = 0; i < count; i++)
		civ_buf_adds(&text, close);
	taken = civ_expression_parse((struct civ_span){text.data, text.len}, arena, &mistake) != NULL;
	ck_assert(taken || mistake.why != NULL);
	civ_buf_free(&text);
	civ_arena_free(arena);
	return taken;
}

START_TEST(keeps_to_its_bounds)
{
	ck_assert(is_good(CIV_EXPRESSION_DEEP, '(', ")"));
	ck_assert(!is_good(CIV_EXPRESSION_DEEP + 1, '(', ")"));
	ck_assert(is_good(CIV_EXPRESSION_DEEP, '-', ""));
	ck_assert(!is_good(CIV_EXPRESSION_DEEP + 1, '-', ""));
	/* In a row they are not deep. */
	ck_assert(is_good(0, '(', ""));
	ck_assert(is_good((CIV_EXPRESSION_MOST - 1) / 2, ' ', " "));
	ck_assert(!is_good(CIV_EXPRESSION_MOST, ' ', " "));
}
END_TEST

/* Whatever stands there, the parser ends, tells a place within the text, and what it reads it reads again when it is
 * written. */
START_TEST(survives_anything)
{
	static const char *const bits[] = {"a",  "b_1",  "12",       "1.5",    "+",       "-",     "*",
	                                   "/",  "(",    ")",        "[",      "]",       ".",     ",",
	                                   ";",  "=",    " ",        "share(", "fund.x(", "year=", "（",
	                                   "甲", "\xff", "\xe4\xba", "\x01",   "）",      "×",     "population"};
	size_t read = 0;

	srand(13);
	for (int round = 0; round < 20000; round++) {
		struct civ_arena *arena = civ_arena_new();
		struct civ_buf text = {0}, first = {0}, second = {0};
		struct civ_mistake mistake;
		const struct civ_expression *e;
		struct civ_span whole;

		for (int n = rand() % 12; n >= 0; n--)
			civ_buf_adds(&text, bits[(size_t)rand() % (sizeof bits / sizeof bits[0])]);
		whole = (struct civ_span){text.data, text.len};
		e = civ_expression_parse(whole, arena, &mistake);
		if (e == NULL) {
			ck_assert_ptr_nonnull(mistake.why);
			ck_assert_uint_le(mistake.at, whole.len);
		} else if (e->kind != CIV_EXPRESSION_FIGURE && e->kind != CIV_EXPRESSION_CALL) {
			print(e, &first);
			if (strpbrk(first.data, "[]=;") == NULL) {
				e = civ_expression_parse((struct civ_span){first.data, first.len}, arena, &mistake);
				ck_assert_msg(e != NULL, "%s", first.data);
				print(e, &second);
				ck_assert_str_eq(first.data, second.data);
				read++;
			}
		}
		civ_buf_free(&text);
		civ_buf_free(&first);
		civ_buf_free(&second);
		civ_arena_free(arena);
	}
	ck_assert_uint_gt(read, 500);
}
END_TEST

static void put(const char *code, bool value, const char *expected)
{
	struct civ_buf text = {0};

	(value ? civ_expression_put_value : civ_expression_put_code)(span(code), &text);
	ck_assert_str_eq(civ_buf_str(&text), expected);
	civ_buf_free(&text);
}

START_TEST(writes_codes)
{
	put("road_km", false, "road_km");
	put("道路", false, "道路");
	put("I-1", false, "[I-1]");
	put("3.1", false, "[3.1]");
	put("15", false, "[15]");
	put("a]b", false, "[a]]b]");
	put("population", false, "[population]");
	put("D-1.2", true, "D-1.2");
	put("D(1)", true, "[D(1)]");
}
END_TEST

Suite *expression_suite(void)
{
	Suite *suite = suite_create("expression");
	TCase *cases = tcase_create("expression");

	tcase_add_loop_test(cases, reads_expressions, 0, sizeof good / sizeof good[0]);
	tcase_add_loop_test(cases, says_where_it_is_wrong, 0, sizeof bad / sizeof bad[0]);
	tcase_add_test(cases, keeps_to_its_bounds);
	tcase_add_test(cases, survives_anything);
	tcase_add_test(cases, writes_codes);
	suite_add_tcase(suite, cases);
	return suite;
}

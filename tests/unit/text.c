#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/person-number.h"
#include "civplan/text.h"

START_TEST(parts_lists)
{
	static const char text[] = " U02、U03；,U04 ，; U05、";
	static const char *const parts[] = {"U02", "U03", "U04", "U05"};
	struct civ_span rest = {text, strlen(text)}, part;

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		ck_assert(civ_list_next(&rest, &part));
		ck_assert_uint_eq(part.len, strlen(parts[i]));
		ck_assert_mem_eq(part.text, parts[i], part.len);
	}
	ck_assert(!civ_list_next(&rest, &part));
}
END_TEST

START_TEST(masks_numbers_of_people)
{
	static const struct {
		const char *text, *masked;
	} texts[] = {
		{"张三13800138000建议", "张三***建议"},
		{"13800138000", "***"},
		{"138-0013-8000或 139 0013 8000", "***或 ***"},
		{"+8613800138000、86-13800138000", "+***、***"},
		{"电话１３８００１３８０００。", "电话***。"},
		{"340123199001011234、34012319900101123X，34012320010101123x", "***、***，***"},
		/* Not theirs: too many digits, too few, no such number, no such birth. */
		{"138001380001", "138001380001"},
		{"013800138000", "013800138000"},
		{"1380013800", "1380013800"},
		{"12800138000", "12800138000"},
		{"340123197901991234", "340123197901991234"},
		{"3401231990010112345", "3401231990010112345"},
		{"2026-06-30共12000件，0551-62600000", "2026-06-30共12000件，0551-62600000"},
		{"", ""},
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct civ_buf masked = {0};

		civ_person_number_mask((struct civ_span){texts[i].text, strlen(texts[i].text)}, &masked);
		ck_assert_str_eq(civ_buf_str(&masked), texts[i].masked);
		civ_buf_free(&masked);
	}
}
END_TEST

START_TEST(keeps_lists_plain)
{
	static const struct {
		const char *text, *words, *codes;
	} lists[] = {
		{"a;b", "a;b", "a;b"},
		{"政务；便民", "政务;便民", "政务;便民"},
		{" 停车、看病，买菜 ,玩 ", "停车;看病;买菜;玩", "停车;看病;买菜;玩"},
		{"a┋b┋", "a;b", "a;b"},
		{"1,000元以下；1,000元以上", "1,000元以下;1,000元以上", "1;000元以下;1;000元以上"},
		{"满意，很好；", "满意，很好;", "满意;很好"},
		{"满意，很好;", "满意，很好;", "满意;很好"},
		{"一;", "一", "一"},
		{"；，", "，;", ""},
	};

	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		for (int codes = 0; codes < 2; codes++) {
			struct civ_buf plain = {0};

			civ_list_plain((struct civ_span){lists[i].text, strlen(lists[i].text)}, codes == 1, &plain);
			ck_assert_uint_eq(plain.len, strlen(codes == 1 ? lists[i].codes : lists[i].words));
			if (plain.len > 0)
				ck_assert_str_eq(civ_buf_str(&plain), codes == 1 ? lists[i].codes : lists[i].words);
			civ_buf_free(&plain);
		}
}
END_TEST

Suite *text_suite(void);

static struct civ_span span(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

static void expect_valid(const char *text)
{
	ck_assert_msg(civ_utf8_valid(text, strlen(text), NULL), "'%s' is valid", text);
}

static void expect_bad(const char *text, size_t len, size_t offset)
{
	size_t bad = 9999;

	ck_assert_msg(!civ_utf8_valid(text, len, &bad), "'%s' is not valid", text);
	ck_assert_uint_eq(bad, offset);
	ck_assert(!civ_utf8_valid(text, len, NULL));
}

START_TEST(takes_all_of_utf8)
{
	ck_assert(civ_utf8_valid(NULL, 0, NULL));
	ck_assert(civ_utf8_valid("\0", 1, NULL));
	expect_valid("plain text of more than eight bytes");
	expect_valid("全国文明城市创建");
	expect_valid("\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf");
	expect_valid("\xed\x9f\xbf\xee\x80\x80"); /* the neighbours of the surrogates */
	expect_valid("𠮷野");
}
END_TEST

START_TEST(refuses_what_is_not_utf8)
{
	expect_bad("\x80", 1, 0);
	expect_bad("\xc0\x80", 2, 0);
	expect_bad("\xc1\xbf", 2, 0);
	expect_bad("\xe0\x9f\xbf", 3, 0);
	expect_bad("\xed\xa0\x80", 3, 0);
	expect_bad("\xf0\x8f\xbf\xbf", 4, 0);
	expect_bad("\xf4\x90\x80\x80", 4, 0);
	expect_bad("\xf5\x80\x80\x80", 4, 0);
	expect_bad("\xff", 1, 0);
	expect_bad("12345678\xe4\xb8", 10, 8);      /* cut at the end */
	expect_bad("1234567\xe4\xb8\x20", 10, 7);
	expect_bad("市\xb5\xc4", 5, 3);             /* GBK behind UTF-8 */
	expect_bad("\xb3\xc7\xb9\xdc", 4, 0);       /* GBK: 城管 */
}
END_TEST

START_TEST(finds_a_bad_byte_at_every_offset)
{
	char text[40];

	for (size_t i = 0; i < sizeof text; i++) {
		memset(text, 'a', sizeof text);
		text[i] = '\xff';
		expect_bad(text, sizeof text, i);
	}
}
END_TEST

static void expect_code(const char *text, unsigned long code)
{
	size_t used = 0;

	ck_assert_uint_eq(civ_utf8_decode(text, strlen(text), &used), code);
	ck_assert_uint_eq(used, strlen(text));
}

START_TEST(decodes)
{
	size_t used = 0;

	expect_code("A", 'A');
	expect_code("é", 0xE9);
	expect_code("城", 0x57CE);
	expect_code("\xef\xbf\xbf", 0xFFFF);
	expect_code("𠮷", 0x20BB7);
	expect_code("\xf4\x8f\xbf\xbf", 0x10FFFF);
	ck_assert_uint_eq(civ_utf8_decode("市区", strlen("市区"), &used), 0x5E02);
	ck_assert_uint_eq(used, 3);
}
END_TEST

static void expect_width(const char *text, size_t width)
{
	ck_assert_msg(civ_text_width(text, strlen(text)) == width, "'%s' has the width %zu", text,
	              civ_text_width(text, strlen(text)));
}

START_TEST(measures_columns)
{
	expect_width("", 0);
	expect_width("ABC 12", 6);
	expect_width("文明", 4);
	expect_width("A区", 3);
	expect_width("区A", 3);
	expect_width("（一）", 6);
	expect_width("é", 1);
	expect_width("e\xcc\x81", 1); /* combining acute */
	expect_width("\t\n\x1b\x7f", 0);
	expect_width("区\n", 2);
	expect_width("\xc2\x85", 0);
	expect_width("𠮷", 2);
	expect_width("한국", 4);
}
END_TEST

START_TEST(measures_in_any_locale)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
	expect_width("文明城市", 8);
	if (setlocale(LC_ALL, "C.UTF-8") != NULL)
		expect_width("文明城市", 8);
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
	ck_assert_ptr_eq(uselocale((locale_t)0), LC_GLOBAL_LOCALE);
}
END_TEST

static void expect_trimmed(const char *text, const char *trimmed)
{
	struct civ_span found = civ_text_trim(span(text));

	ck_assert_uint_eq(found.len, strlen(trimmed));
	ck_assert_mem_eq(found.text, trimmed, found.len);
}

START_TEST(trims_blanks_of_all_kinds)
{
	expect_trimmed("", "");
	expect_trimmed("a", "a");
	expect_trimmed(" \t\r\n\xc2\xa0　市 区　\xc2\xa0\n\r\t ", "市 区");
	expect_trimmed("　　", "");
	expect_trimmed(" ", "");
	expect_trimmed("、市。", "、市。"); /* share the lead byte of U+3000 */
	expect_trimmed("\xc2\xa1", "\xc2\xa1");
	expect_trimmed("\xe3\x80", "\xe3\x80");
	expect_trimmed("\xa0", "\xa0");
	ck_assert_uint_eq(civ_text_trim((struct civ_span){NULL, 0}).len, 0);
}
END_TEST

START_TEST(compares_blind_to_ascii_case)
{
	ck_assert(civ_text_same(span("Unit-Z"), span("uNIT-z")));
	ck_assert(civ_text_same(span("单位A"), span("单位a")));
	ck_assert(civ_text_same((struct civ_span){NULL, 0}, span("")));
	ck_assert(!civ_text_same(span("unit"), span("units")));
	ck_assert(!civ_text_same(span("单位"), span("单元")));
	ck_assert(!civ_text_same(span("["), span("{"))); /* 32 apart, no letters */
	ck_assert(!civ_text_same(span("@"), span("`")));
	ck_assert(!civ_text_same(span("É"), span("é")));
}
END_TEST

static const struct {
	const char *text, *known;
	size_t distance;
	bool near;
} words[] = {
	{"CGJ", "CGJ1", 1, true},
	{"cgj1", "CGJ1", 0, true},
	{"U9", "U1", 1, false},
	{"stahls", "stalls", 1, true},
	{"unti", "unit", 1, true},
	{"unti", "area", 4, false},
	{"城管", "城管局", 1, true},
	{"", "U1", 2, false},
	{"asofdate", "asof", 4, false},
	{"colunms", "columns", 1, true},
	{"暂缓", "暂缓办理", 2, true},
	{"经营", "占道经营", 2, true},
	{"rebound", "rebound_rate", 5, true},
	{"K01", "K01234", 3, false},
	{"公安厅", "公安局", 1, true},
	{"公安厅", "U01", 3, false},
	{"乙", "甲", 1, false},
	{"某某", "甲", 2, false},
};

START_TEST(tells_what_is_near)
{
	const struct civ_span text = {words[_i].text, strlen(words[_i].text)},
			      known = {words[_i].known, strlen(words[_i].known)};
	size_t distance;

	ck_assert_uint_eq(civ_text_distance(text, known), words[_i].distance);
	ck_assert_int_eq(civ_text_is_near(text, known, &distance), words[_i].near);
}
END_TEST

static const struct {
	const char *text, *folded;
} forms[] = {
	{"U08", "U08"},
	{"停车问题", "停车问题"},
	{"Ｕ０８：２０２６－１", "U08:2026-1"},
	{"人民路　１２号", "人民路 12号"},
	{"停车问题\u200B", "停车问题"},
	{"\uFEFFA", "A"},
	{"\u200E138\u202C", "138"},
	{"so\u00ADft", "soft"},
	{"\u061C\u180E\u2060\u2066", ""},
	{"e\u0301le\u0300ve", "élève"},
	{"u\u0308\u0304", "ǖ"},
	{"x\u0301", "x\u0301"},
	{"\u0301a", "\u0301a"},
	{"\uF979\uFA0C", "凉兀"},
	{"～\uFF5F", "~\uFF5F"},
	{"𠮷é\u0301", "𠮷é\u0301"},
	{"e\u200B\u0301", "é"},
};

START_TEST(folds_what_is_compared)
{
	struct civ_span text = span(forms[_i].text), folded;
	struct civ_arena *arena = civ_arena_new();

	folded = civ_text_folded(text, arena);
	ck_assert_uint_eq(folded.len, strlen(forms[_i].folded));
	ck_assert_mem_eq(folded.text, forms[_i].folded, folded.len);
	ck_assert(!civ_text_is_folded(text) || strcmp(forms[_i].text, forms[_i].folded) == 0);
	ck_assert(civ_text_is_folded(folded) || strstr(forms[_i].folded, "\u0301") != NULL);
	civ_arena_free(arena);
}
END_TEST

/* A damaged file may hold any bytes: each stays the one byte that it is, so that there is room for them. */
START_TEST(folds_what_is_no_text)
{
	static const char bytes[] = "\xEF\xBC\x91\xFF\xE9\xAD\xC0\xF5\x80", folded[] = "1\xFF\xE9\xAD\xC0\xF5\x80";
	char *room = malloc(sizeof bytes - 1);

	ck_assert_ptr_nonnull(room);
	ck_assert_uint_eq(civ_text_fold((struct civ_span){bytes, sizeof bytes - 1}, room), sizeof folded - 1);
	ck_assert_mem_eq(room, folded, sizeof folded - 1);
	free(room);
}
END_TEST

START_TEST(drops_only_what_nobody_sees)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_span text = span("Ａ\u200B 停\uFEFF"), visible = civ_text_visible(text, arena);

	ck_assert_uint_eq(visible.len, strlen("Ａ 停"));
	ck_assert_mem_eq(visible.text, "Ａ 停", visible.len);
	text = span("停 é");
	ck_assert_ptr_eq(civ_text_visible(text, arena).text, text.text);
	civ_arena_free(arena);
}
END_TEST

static size_t cut(const char *text, size_t width, size_t *taken)
{
	return civ_text_cut(text, strlen(text), width, taken);
}

START_TEST(is_cut_between_letters)
{
	static const char marked[] = "e\xCC\x81te\xCC\x81"; /* two accents that stand alone */
	static const char family[] = "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9!"; /* joined by U+200D */
	static const char flags[] = "\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7";
	size_t taken;

	ck_assert_uint_eq(cut("abc", 2, &taken), 2);
	ck_assert_uint_eq(taken, 2);
	ck_assert_uint_eq(cut("abc", 5, &taken), 3);
	ck_assert_uint_eq(taken, 3);
	ck_assert_uint_eq(cut("整治", 3, &taken), 3);
	ck_assert_uint_eq(taken, 2);
	ck_assert_uint_eq(cut("整治", 1, &taken), 0);
	ck_assert_uint_eq(taken, 0);
	ck_assert_uint_eq(cut(marked, 1, &taken), 3);
	ck_assert_uint_eq(cut(marked, 3, &taken), sizeof marked - 1);
	/* A family is one letter, whatever it takes; what stands behind it is another. */
	ck_assert_uint_eq(cut(family, 3, &taken), 0);
	ck_assert_uint_eq(cut(family, 4, &taken), 11);
	ck_assert_uint_eq(cut(flags, civ_text_width(flags, 8), &taken), 8);
	ck_assert_uint_eq(cut("", 3, &taken), 0);
}
END_TEST

Suite *text_suite(void)
{
	Suite *suite = suite_create("text");
	TCase *tc = tcase_create("text");

	tcase_add_test(tc, takes_all_of_utf8);
	tcase_add_test(tc, is_cut_between_letters);
	tcase_add_test(tc, refuses_what_is_not_utf8);
	tcase_add_test(tc, finds_a_bad_byte_at_every_offset);
	tcase_add_test(tc, decodes);
	tcase_add_test(tc, measures_columns);
	tcase_add_test(tc, measures_in_any_locale);
	tcase_add_test(tc, trims_blanks_of_all_kinds);
	tcase_add_test(tc, compares_blind_to_ascii_case);
	tcase_add_loop_test(tc, tells_what_is_near, 0, sizeof words / sizeof words[0]);
	tcase_add_loop_test(tc, folds_what_is_compared, 0, sizeof forms / sizeof forms[0]);
	tcase_add_test(tc, folds_what_is_no_text);
	tcase_add_test(tc, drops_only_what_nobody_sees);
	tcase_add_test(tc, parts_lists);
	tcase_add_test(tc, masks_numbers_of_people);
	tcase_add_test(tc, keeps_lists_plain);
	suite_add_tcase(suite, tc);
	return suite;
}

/* Workbooks of writers that are not ours give the rows of the CSV that is saved from them; damaged ones, hostile ones
 * and other kinds of files are refused in one sentence. The files stand in tests/books. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/book.h"
#include "civplan/buffer.h"
#include "civplan/input.h"
#include "tests/unit/zip.h"

Suite *book_suite(void);

static struct civ_messages *messages;
static struct civ_source *source;
static struct civ_book *book;

static void setup(void)
{
	messages = civ_messages_new();
	source = NULL;
	book = NULL;
}

static void teardown(void)
{
	civ_book_close(book);
	civ_source_close(source);
	civ_messages_free(messages);
}

static bool is_built(void)
{
#ifdef CIV_LIBZIP
	return true;
#else
	return false;
#endif
}

static void add_cells(struct civ_buf *out, uint64_t row, const struct civ_span *cells, unsigned count)
{
	while (count > 0 && cells[count - 1].len == 0)
		count--;
	civ_buf_addf(out, "%llu:", (unsigned long long)row);
	for (unsigned i = 0; i < count; i++) {
		civ_buf_adds(out, i == 0 ? "" : "|");
		civ_buf_add(out, cells[i].text, cells[i].len);
	}
	civ_buf_adds(out, "\n");
}

/* All rows, with marks above the faults as {8}. */
static enum civ_status read_book(const struct civ_book_options *options, struct civ_buf *out)
{
	const struct civ_book_row *row = NULL;
	enum civ_status status = civ_book_open(source, options, messages, &book);

	while (status == CIV_OK && (status = civ_book_next(book, &row)) == CIV_OK && row != NULL) {
		add_cells(out, row->row, row->cells, row->count);
		for (unsigned i = 0; i < row->count; i++)
			if (row->marks[i] != 0)
				civ_buf_addf(out, "{%u:%u}", i + 1, row->marks[i]);
	}
	return status;
}

static void read_csv(const char *path, struct civ_buf *out)
{
	const struct civ_csv_options options = {0};
	const struct civ_csv_row *row;
	struct civ_source *file;
	struct civ_csv *csv;
	uint64_t number = 0;

	ck_assert_int_eq(civ_source_open(path, messages, &file), CIV_OK);
	ck_assert_int_eq(civ_csv_open(file, &options, messages, &csv), CIV_OK);
	while (civ_csv_next(csv, &row) == CIV_OK && row != NULL) {
		number++;
		if (!civ_csv_row_is_blank(row))
			add_cells(out, number, row->cells, row->count);
	}
	civ_csv_close(csv);
	civ_source_close(file);
}

static const char *const written[] = {
	"ledger.xlsx",       "ledger.xls",         "exceljs.xlsx",
	"exceljs-1904.xlsx", "lxw-tutorial3.xlsx", "lxw-merge-rich-string.xlsx",
	"sheetjs.xlsx",      "sheetjs.xls",
};

START_TEST(books_of_other_writers_are_their_csv)
{
	const struct civ_book_options options = {0};
	struct civ_buf found = {0}, wanted = {0}, path = {0};

	if (!is_built() && strstr(written[_i], ".xlsx") != NULL)
		return;
	civ_buf_addf(&path, "tests/books/%s", written[_i]);
	ck_assert_int_eq(civ_source_open(civ_buf_str(&path), messages, &source), CIV_OK);
	ck_assert_int_eq(read_book(&options, &found), CIV_OK);
	civ_buf_adds(&path, ".csv");
	read_csv(civ_buf_str(&path), &wanted);
	ck_assert_str_eq(civ_buf_str(&found), civ_buf_str(&wanted));
	ck_assert_uint_gt(found.len, 20);
	civ_buf_free(&found);
	civ_buf_free(&wanted);
	civ_buf_free(&path);
}
END_TEST

START_TEST(merged_cells_are_marked)
{
	const struct civ_book_options options = {.merges = true};
	static const char *const names[] = {"tests/books/sheetjs.xlsx", "tests/books/sheetjs.xls"};
	struct civ_buf found = {0};

	if (!is_built() && _i == 0)
		return;
	ck_assert_int_eq(civ_source_open(names[_i], messages, &source), CIV_OK);
	ck_assert_int_eq(read_book(&options, &found), CIV_OK);
	ck_assert_ptr_nonnull(
		strstr(civ_buf_str(&found), "1:创城问题整改台账\n{2:16}{3:16}{4:16}{5:16}{6:16}{7:16}2:"));
	ck_assert_ptr_nonnull(strstr(civ_buf_str(&found), "逗号\n{1:8}6:"));
	civ_buf_free(&found);
}
END_TEST

/* A sheet by its name, hidden or not, or by its number among those that are shown. */
START_TEST(sheet_is_the_one_that_is_asked_for)
{
	static const struct {
		const char *file, *sheet, *rows;
	} asked[] = {
		{"tests/books/sheetjs.xls", "旧台账", "1:作废\n"},
		{"tests/books/sheetjs.xls", "2", NULL},
		{"tests/books/exceljs.xlsx", "旧台账", "1:作废\n"},
		{"tests/books/exceljs.xlsx", "2", NULL},
	};
	const struct civ_book_options options = {.sheet = asked[_i].sheet};
	struct civ_buf found = {0};
	enum civ_severity severity;
	const char *text;

	if (!is_built() && strstr(asked[_i].file, ".xlsx") != NULL)
		return;
	ck_assert_int_eq(civ_source_open(asked[_i].file, messages, &source), CIV_OK);
	if (asked[_i].rows != NULL) {
		ck_assert_int_eq(read_book(&options, &found), CIV_OK);
		ck_assert_str_eq(civ_buf_str(&found), asked[_i].rows);
		ck_assert_str_eq(civ_book_sheet(book), asked[_i].sheet);
	} else {
		ck_assert_int_eq(read_book(&options, &found), CIV_REFUSED);
		ck_assert(civ_messages_next(messages, &severity, &text));
		ck_assert_ptr_nonnull(
			strstr(text, "there is no sheet '2' in the workbook; its sheets: 旧台账, 台账"));
	}
	civ_buf_free(&found);
}
END_TEST

/* One error, which says SAYS. */
static void refused(const char *bytes, size_t len, const char *says)
{
	const struct civ_book_options options = {0};
	struct civ_buf found = {0};
	enum civ_severity severity;
	const char *text;

	ck_assert_int_eq(civ_source_memory("feed", bytes, len, messages, &source), CIV_OK);
	ck_assert_int_eq(read_book(&options, &found), CIV_REFUSED);
	ck_assert_uint_eq(civ_messages_errors(messages), 1);
	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_msg(strstr(text, says) != NULL, "%s: not %s", text, says);
	civ_buf_free(&found);
}

static void load(const char *path, struct civ_buf *bytes)
{
	FILE *file = fopen(path, "rb");
	char chunk[4096];
	size_t got;

	ck_assert_ptr_nonnull(file);
	while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
		civ_buf_add(bytes, chunk, got);
	(void)fclose(file);
}

START_TEST(other_kinds_of_files_are_named)
{
	static const char *const kinds[][2] = {{"tests/books/sheetjs.xlsb", ".xlsb): save it as"},
	                                       {"tests/books/sheetjs.ods", ".ods): save it as"}};
	struct civ_buf bytes = {0};

	load(kinds[_i][0], &bytes);
	if (is_built())
		refused(bytes.data, bytes.len, kinds[_i][1]);
	civ_buf_free(&bytes);
}
END_TEST

START_TEST(broken_archive_is_refused)
{
	struct civ_buf bytes = {0};

	load("tests/books/exceljs.xlsx", &bytes);
	if (is_built())
		refused(bytes.data, bytes.len / 2, "damaged or not complete");
	civ_buf_free(&bytes);
}
END_TEST

START_TEST(broken_xls_is_refused)
{
	struct civ_buf bytes = {0};

	load("tests/books/sheetjs.xls", &bytes);
	refused(bytes.data, bytes.len / 2, "damaged");
	civ_buf_free(&bytes);
}
END_TEST

/* The directory names the stream in UTF-16; an .xlsx with a password stands in a stream of another name. */
START_TEST(password_is_told)
{
	static const char name[] = "W\0o\0r\0k\0b\0o\0o\0k\0",
			  other[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
	static const char codepage[] = "\x42\0\x02\0";
	struct civ_buf bytes = {0};
	char *at;

	load("tests/books/sheetjs.xls", &bytes);
	at = _i == 0 ? memmem(bytes.data, bytes.len, name, sizeof name - 1)
	             : memmem(bytes.data, bytes.len, codepage, sizeof codepage - 1);
	ck_assert_ptr_nonnull(at);
	if (_i == 0) {
		memcpy(at, other, sizeof other - 1);
		at[64] = sizeof other + 1;
	} else {
		*at = 0x2F;
	}
	refused(bytes.data, bytes.len, "protected by a password");
	civ_buf_free(&bytes);
}
END_TEST

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SHEET "<worksheet xmlns='" MAIN "'><sheetData>"
#define END "</sheetData></worksheet>"

/* A workbook of one sheet, and the texts that it shares. */
static void make(struct civ_buf *zip, const char *sheet, const char *strings)
{
	struct zip_maker maker = {.bytes = zip};

	zip_add(&maker, "xl\\Workbook.xml",
	        "<x:workbook xmlns:x='" STRICT "' xmlns:r='http://purl.oclc.org/ooxml/officeDocument/relationships'>"
	        "<x:sheets><x:sheet name='S' sheetId='1' r:id='a'/></x:sheets></x:workbook>");
	zip_add(&maker, "xl/_rels/workbook.xml.rels",
	        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
	        "<Relationship Id='a' Type='" RELATIONS "/worksheet' Target='/xl/../xl/./one.xml'/>"
	        "<Relationship Id='b' Type='" RELATIONS "/sharedStrings' Target='texts.xml'/></Relationships>");
	zip_add(&maker, "xl/one.xml", sheet);
	zip_add(&maker, "xl/texts.xml", strings);
	zip_end(&maker);
}

static const struct {
	const char *sheet, *strings, *rows;
} read[] = {
	/* Without names rows and cells follow each other; a prefix is no matter. */
	{"<y:worksheet xmlns:y='" STRICT
         "'><y:sheetData><y:row><y:c><y:v>1</y:v></y:c><y:c t='b'><y:v>1</y:v></y:c></y:row>"
         "<y:row><y:c r='C2' t='b'><y:v>0</y:v></y:c></y:row></y:sheetData></y:worksheet>",
         "", "1:1|TRUE\n2:||FALSE\n"},
	{SHEET "<row r='3'><c r='A3' t='s'><v>1</v></c><c r='XFD3' t='inlineStr'><is><t>x</t></is></c></row>" END,
         "<sst xmlns='" MAIN "'><si><t>no</t></si><si><r><t>ri</t></r><r><t xml:space='preserve'>ch </t></r>"
         "<rPh><t>read</t></rPh></si></sst>",
         NULL},
	{SHEET
         "<row><c t='s'><v>0</v></c><c t='str'><f>A</f><v></v></c><c t='e'><v>#N/A</v></c><c><f>1</f></c></row>" END,
         "<sst xmlns='" MAIN "'><si><t>a_x000D__x005F_b_x00ZZ__xD800_</t></si></sst>",
         "1:a\r_b_x00ZZ__xD800_||#N/A\n{3:1}{4:2}"},
	{SHEET "<row/><row r='7'><c/></row><row r='9' hidden='1'><c t='d'><v>2026-05-12</v></c></row>" END, "",
         "9:2026-05-12\n"},
};

START_TEST(what_the_standard_allows_is_read)
{
	const struct civ_book_options options = {0};
	struct civ_buf zip = {0}, found = {0};

	if (!is_built())
		return;
	make(&zip, read[_i].sheet, read[_i].strings);
	ck_assert_int_eq(civ_source_memory("feed", zip.data, zip.len, messages, &source), CIV_OK);
	ck_assert_int_eq(read_book(&options, &found), CIV_OK);
	if (read[_i].rows != NULL)
		ck_assert_str_eq(civ_buf_str(&found), read[_i].rows);
	else
		ck_assert_int_eq(strncmp(civ_buf_str(&found), "3:rich |||", strlen("3:rich |||")), 0);
	civ_buf_free(&zip);
	civ_buf_free(&found);
}
END_TEST

static const struct {
	const char *sheet, *says;
} hostile[] = {
	{"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><worksheet xmlns='" MAIN "'>&b;</worksheet>",
         "feed: xl/one.xml in it declares a DOCTYPE"},
	{SHEET "<row r='2'/><row r='2'/>" END, "feed:S:2: the workbook is damaged: its rows"},
	{SHEET "<row r='1048577'/>" END, "its rows do not follow"},
	{SHEET "<row><c r='B1'/><c r='A1'/></row>" END, "feed:S:B1: the workbook is damaged: the cells"},
	{SHEET "<row><c r='XFE1'/></row>" END, "the cells of this row"},
	{SHEET "<row><c t='s'><v>7</v></c></row>" END, "feed:S:A1: the workbook is damaged: the text of this cell"},
	/* What begins with a number is none: 0.5 is not text 0, nor row 2x row 2. */
	{SHEET "<row><c t='s'><v>0.5</v></c></row>" END, "feed:S:A1: the workbook is damaged: the text of this cell"},
	{SHEET "<row r='2x'/>" END, "its rows do not follow"},
	{SHEET "<row><c s='0x'/></row>" END, "damaged"},
	{SHEET "<row><c>", "xl/one.xml in it cannot be read"},
	{"", "xl/one.xml in it cannot be read"},
};

START_TEST(hostile_sheets_are_refused)
{
	struct civ_buf zip = {0};

	if (!is_built())
		return;
	make(&zip, hostile[_i].sheet, "<sst xmlns='" MAIN "'><si><t>a</t></si></sst>");
	refused(zip.data, zip.len, hostile[_i].says);
	civ_buf_free(&zip);
}
END_TEST

/* A workbook whose one sheet is said to be the part TARGET. */
static void point_to(struct zip_maker *maker, const char *target)
{
	struct civ_buf relations = {0};

	civ_buf_addf(&relations,
	             "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
	             "<Relationship Id='a' Type='" RELATIONS "/worksheet' Target='%s'/></Relationships>",
	             target);
	zip_add(maker, "xl/workbook.xml",
	        "<workbook xmlns='" MAIN "' xmlns:r='" RELATIONS
	        "'><sheets><sheet name='S' r:id='a'/></sheets></workbook>");
	zip_add(maker, "xl/_rels/workbook.xml.rels", civ_buf_str(&relations));
	civ_buf_free(&relations);
}

/* Blanks between the rows, a hundred and fifty times what they are packed to. */
START_TEST(bomb_is_refused)
{
	struct civ_buf zip = {0};
	struct zip_maker maker = {.bytes = &zip};

	if (!is_built())
		return;
	point_to(&maker, "one.xml");
	zip_add_blanks(&maker, "xl/one.xml", SHEET, 100 << 20);
	zip_end(&maker);
	ck_assert_uint_lt(zip.len, 1 << 20);
	refused(zip.data, zip.len, "unpacks to more than 100 times its size");
	civ_buf_free(&zip);
}
END_TEST

START_TEST(missing_part_is_named)
{
	struct civ_buf zip = {0};
	struct zip_maker maker = {.bytes = &zip};

	if (!is_built())
		return;
	point_to(&maker, "../../gone.xml");
	zip_end(&maker);
	refused(zip.data, zip.len, "the workbook is damaged: gone.xml is not in it");
	civ_buf_free(&zip);
}
END_TEST

/* Every second byte is nothing: ASCII in UTF-16. */
START_TEST(wide_characters_are_read)
{
	static const char text[] = SHEET "<row><c><v>7</v></c></row>" END;
	const struct civ_book_options options = {0};
	struct civ_buf zip = {0}, wide = {0}, found = {0};
	struct zip_maker maker = {.bytes = &zip};

	if (!is_built())
		return;
	civ_buf_add(&wide, "\xFF\xFE", 2);
	for (size_t i = 0; i + 1 < sizeof text; i++)
		civ_buf_add(&wide, (const char[]){text[i], '\0'}, 2);
	point_to(&maker, "one.xml");
	zip_add_bytes(&maker, "xl/one.xml", wide.data, (uint32_t)wide.len);
	zip_end(&maker);
	ck_assert_int_eq(civ_source_memory("feed", zip.data, zip.len, messages, &source), CIV_OK);
	ck_assert_int_eq(read_book(&options, &found), CIV_OK);
	ck_assert_str_eq(civ_buf_str(&found), "1:7\n");
	civ_buf_free(&zip);
	civ_buf_free(&wide);
	civ_buf_free(&found);
}
END_TEST

Suite *book_suite(void)
{
	Suite *suite = suite_create("book");
	TCase *tests = tcase_create("book");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, books_of_other_writers_are_their_csv, 0, (int)(sizeof written / sizeof written[0]));
	tcase_add_loop_test(tests, merged_cells_are_marked, 0, 2);
	tcase_add_loop_test(tests, sheet_is_the_one_that_is_asked_for, 0, 4);
	tcase_add_loop_test(tests, other_kinds_of_files_are_named, 0, 2);
	tcase_add_test(tests, broken_archive_is_refused);
	tcase_add_test(tests, broken_xls_is_refused);
	tcase_add_loop_test(tests, password_is_told, 0, 2);
	tcase_add_loop_test(tests, what_the_standard_allows_is_read, 0, (int)(sizeof read / sizeof read[0]));
	tcase_add_loop_test(tests, hostile_sheets_are_refused, 0, (int)(sizeof hostile / sizeof hostile[0]));
	tcase_add_test(tests, bomb_is_refused);
	tcase_add_test(tests, missing_part_is_named);
	tcase_add_test(tests, wide_characters_are_read);
	suite_add_tcase(suite, tests);
	return suite;
}

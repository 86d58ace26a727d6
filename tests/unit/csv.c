/* CSV as it comes: line ends, quotes, encodings, positions; and the files of csv-spectrum where they are at hand. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/feed.h"
#include "civplan/input.h"

Suite *csv_suite(void);

static struct civ_messages *messages;
static struct civ_source *source;
static struct civ_csv *csv;
static enum civ_status opened;

static void open_bytes(const char *bytes, size_t len, const char *encoding)
{
	const struct civ_csv_options options = {.encoding = encoding};

	messages = civ_messages_new();
	ck_assert_int_eq(civ_source_memory("feed.csv", bytes, len, messages, &source), CIV_OK);
	csv = NULL;
	opened = civ_csv_open(source, &options, messages, &csv);
}

static void open_text(const char *text)
{
	open_bytes(text, strlen(text), NULL);
	ck_assert_int_eq(opened, CIV_OK);
}

static void close_text(void)
{
	civ_csv_close(csv);
	civ_source_close(source);
	civ_messages_free(messages);
}

/* All records as "line:cell|cell" joined with "/". */
static enum civ_status read_all(struct civ_buf *out)
{
	const struct civ_csv_row *row;
	enum civ_status status;

	while ((status = civ_csv_next(csv, &row)) == CIV_OK && row != NULL) {
		civ_buf_addf(out, "%s%llu:", out->len == 0 ? "" : "/", (unsigned long long)row->line);
		for (unsigned i = 0; i < row->count; i++) {
			civ_buf_adds(out, i == 0 ? "" : "|");
			civ_buf_add(out, row->cells[i].text, row->cells[i].len);
		}
	}
	return status;
}

static const struct {
	const char *text, *records;
} good[] = {
	{"", ""},
	{"a,b\n1,2\n", "1:a|b/2:1|2"},
	{"a,b\n1,2", "1:a|b/2:1|2"},
	{"a,b\r\n1,2\r\n", "1:a|b/2:1|2"},
	{"a,b\r1,2\r", "1:a|b/2:1|2"},
	{"a\n\n\nb\n", "1:a/4:b"},
	{"a\r\n\r\nb\r\n", "1:a/3:b"},
	{"a\r\rb", "1:a/3:b"},
	{"\"a\nb\",c\nd,e\n", "1:a\nb|c/3:d|e"},
	{"\"a\r\nb\"\r\nd\r\n", "1:a\r\nb/3:d"},
	{"\"a\rb\"\rd", "1:a\rb/3:d"},
	{"\"ha \"\"ha\"\"\",\"\"\n", "1:ha \"ha\"|"},
	{",,\n", "1:||"},
	{"\"\"\nx\n", "1:/2:x"},
	{"\xEF\xBB\xBF" "a,b\n", "1:a|b"},
	{" a , b \n", "1: a | b "},
	{"占道,经营\n", "1:占道|经营"},
	{"\xD5\xBC\xB5\xC0,x\n", "1:占道|x"},                       /* GBK */
	{"\x81\x30\x89\x38,x\n", "1:ß|x"},                    /* four bytes of GB18030 */
};

START_TEST(reads_records)
{
	struct civ_buf out = {0};

	open_text(good[_i].text);
	ck_assert_int_eq(read_all(&out), CIV_OK);
	ck_assert_str_eq(civ_buf_str(&out), good[_i].records);
	civ_buf_free(&out);
	close_text();
}
END_TEST

static const struct {
	const char *text;
	size_t len; /* 0: a string */
	const char *encoding, *records, *message;
} bad[] = {
	{"a,b\n1,\"x\n2,3\n", 0, NULL, "1:a|b", "feed.csv:2:2: unterminated quote: it opened here"},
	{"a,b\n\"p\nq\",\"x\n", 0, NULL, "1:a|b", "feed.csv:3:2: unterminated quote: it opened here"},
	{"a,b\n1,x\"y\n", 0, NULL, "1:a|b", "feed.csv:2:2: a quote inside a cell that does not start with one"},
	{"a,b\n1,\"x\"y\n", 0, NULL, "1:a|b", "feed.csv:2:2: text behind a closing quote"},
	{"a,b\n1,x\0y\n", 10, NULL, "1:a|b", "feed.csv:2:2: a NUL byte"},
	{"a,b\n1,\xFF\n", 0, "UTF-8", "1:a|b", "feed.csv:2:2: not valid UTF-8 (byte 0xff)"},
	{"a,b\n1,\xFF\n", 0, NULL, "1:a|b", "feed.csv:2:2: valid neither as UTF-8 nor as GB18030 (byte 0xff)"},
};

START_TEST(refuses_with_position)
{
	struct civ_buf out = {0};
	enum civ_severity severity;
	const char *text;

	open_bytes(bad[_i].text, bad[_i].len == 0 ? strlen(bad[_i].text) : bad[_i].len, bad[_i].encoding);
	ck_assert_int_eq(read_all(&out), CIV_REFUSED);
	ck_assert_str_eq(civ_buf_str(&out), bad[_i].records);
	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_str_eq(text, bad[_i].message);
	civ_buf_free(&out);
	close_text();
}
END_TEST

/* What is no text is never read as CSV, whether what reads workbooks is there or not. */
START_TEST(tells_files_apart_by_their_bytes)
{
	static const struct civ_feed_options plain = {.encoding = NULL};
	struct civ_messages *queue = civ_messages_new();
	struct civ_source *zip = NULL, *text_file = NULL;
	struct civ_feed *feed = NULL;
	const struct civ_csv_row *row = NULL;

	ck_assert_int_eq(civ_source_memory("feed.csv", "PK\x03\x04rest", 8, queue, &zip), CIV_OK);
	ck_assert_int_ne(civ_feed_open(zip, &plain, queue, &feed), CIV_OK);
	ck_assert_uint_eq(civ_messages_errors(queue), 1);
	ck_assert_int_eq(civ_source_memory("feed.xlsx", "a,b\n", 4, queue, &text_file), CIV_OK);
	ck_assert_int_eq(civ_feed_open(text_file, &plain, queue, &feed), CIV_OK);
	ck_assert(!civ_feed_is_book(feed));
	ck_assert_int_eq(civ_feed_next(feed, &row), CIV_OK);
	ck_assert_uint_eq(row->count, 2);
	civ_feed_close(feed);
	civ_source_close(zip);
	civ_source_close(text_file);
	civ_messages_free(queue);
}
END_TEST

START_TEST(refuses_an_unknown_encoding)
{
	open_bytes("a\n", 2, "KLINGON");
	ck_assert_int_eq(opened, CIV_REFUSED);
	close_text();
}
END_TEST

START_TEST(reads_utf16)
{
	static const char little[] = "\xFF\xFE" "a\0,\0\x60\x53\n\0", big[] = "\xFE\xFF" "\0a\0,\x53\x60\0\n";
	struct civ_buf out = {0};

	open_bytes(little, sizeof little - 1, NULL);
	ck_assert_int_eq(read_all(&out), CIV_OK);
	ck_assert_str_eq(civ_buf_str(&out), "1:a|占");
	close_text();
	civ_buf_clear(&out);
	open_bytes(big, sizeof big - 1, NULL);
	ck_assert_int_eq(read_all(&out), CIV_OK);
	ck_assert_str_eq(civ_buf_str(&out), "1:a|占");
	close_text();
	civ_buf_free(&out);
}
END_TEST

/* Rows, quotes and characters across the borders of the chunks in which a file is read. */
START_TEST(chunks_do_not_show)
{
	struct civ_buf text = {0};
	const struct civ_csv_row *row;
	unsigned count = 0;

	for (int i = 0; i < 20000; i++)
		civ_buf_addf(&text, "%d,\"占道\r\n经营\"\"%d\"\"\",x\r\n", i, i);
	open_bytes(text.data, text.len, NULL);
	while (civ_csv_next(csv, &row) == CIV_OK && row != NULL) {
		char first[16], second[64];

		snprintf(first, sizeof first, "%u", count);
		snprintf(second, sizeof second, "占道\r\n经营\"%u\"", count);
		ck_assert_uint_eq(row->count, 3);
		ck_assert_uint_eq(row->line, 2 * (uint64_t)count + 1);
		ck_assert(row->cells[0].len == strlen(first) &&
		          memcmp(row->cells[0].text, first, row->cells[0].len) == 0);
		ck_assert(row->cells[1].len == strlen(second) &&
		          memcmp(row->cells[1].text, second, row->cells[1].len) == 0);
		count++;
	}
	ck_assert_uint_eq(count, 20000);
	close_text();
	civ_buf_free(&text);
}
END_TEST

/* GB18030 goes wrong as UTF-8 somewhere in the first of several chunks. */
START_TEST(a_long_file_in_gb18030)
{
	struct civ_buf text = {0};
	const struct civ_csv_row *row;
	unsigned count = 0;

	for (int i = 0; i < 20000; i++)
		civ_buf_addf(&text, "%d,\xD5\xBC\xB5\xC0\n", i);
	open_bytes(text.data, text.len, NULL);
	while (civ_csv_next(csv, &row) == CIV_OK && row != NULL) {
		ck_assert(row->cells[1].len == 6 && memcmp(row->cells[1].text, "占道", 6) == 0);
		count++;
	}
	ck_assert_uint_eq(count, 20000);
	close_text();
	civ_buf_free(&text);
}
END_TEST

START_TEST(a_cell_has_a_limit)
{
	struct civ_buf text = {0}, out = {0};
	enum civ_severity severity;
	const char *message;

	civ_buf_adds(&text, "a\n\"");
	for (int i = 0; i < 1300000; i++)
		civ_buf_addc(&text, 'x');
	open_bytes(text.data, text.len, NULL);
	ck_assert_int_eq(read_all(&out), CIV_REFUSED);
	ck_assert(civ_messages_next(messages, &severity, &message));
	ck_assert_str_eq(message, "feed.csv:2:1: a cell over 1 MiB: its quote may not be closed");
	close_text();
	civ_buf_free(&text);
	civ_buf_free(&out);
}
END_TEST

/* ---- csv-spectrum ---- */

static const char spectrum[] = "../shared/data/csv-spectrum";

static bool read_file(const char *path, struct civ_buf *bytes)
{
	FILE *file = fopen(path, "rb");
	char chunk[4096];
	size_t got;

	if (file == NULL)
		return false;
	while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
		civ_buf_add(bytes, chunk, got);
	fclose(file);
	return true;
}

/* Keys and values of the JSON in turn, each ended by a NUL; the files hold objects of strings only. */
static void json_strings(const char *json, struct civ_buf *strings)
{
	for (const char *at = json; *at != '\0'; at++) {
		if (*at != '"')
			continue;
		for (at++; *at != '"'; at++) {
			if (*at != '\\') {
				civ_buf_addc(strings, *at);
			} else {
				at++;
				civ_buf_addc(strings, (char)(*at == 'n' ? '\n' : *at == 'r' ? '\r' : *at));
			}
		}
		civ_buf_addc(strings, '\0');
	}
}

/* The same from the CSV: each row as header, cell, header, cell ... */
static void csv_strings(struct civ_buf *strings)
{
	struct civ_buf head[16] = {{0}};
	const struct civ_csv_row *row;
	unsigned width = 0;

	while (civ_csv_next(csv, &row) == CIV_OK && row != NULL) {
		for (unsigned i = 0; i < row->count; i++) {
			if (width == 0 || i >= width) {
				civ_buf_add(&head[i], row->cells[i].text, row->cells[i].len);
				continue;
			}
			civ_buf_add(strings, head[i].data, head[i].len);
			civ_buf_addc(strings, '\0');
			civ_buf_add(strings, row->cells[i].text, row->cells[i].len);
			civ_buf_addc(strings, '\0');
		}
		if (width == 0)
			width = row->count;
	}
	for (size_t i = 0; i < 16; i++)
		civ_buf_free(&head[i]);
}

static const struct {
	const char *name;
	bool broken; /* upstream: the CSV lost what its JSON has */
} pairs[] = {
	{"comma_in_quotes", false}, {"empty", false}, {"empty_crlf", false}, {"escaped_quotes", false}, {"json", false},
	{"location_coordinates", true}, {"newlines", false}, {"newlines_crlf", true}, {"quotes_and_newlines", false},
	{"simple", false}, {"simple_crlf", false}, {"utf8", false},
};

START_TEST(reads_csv_spectrum)
{
	struct civ_buf path = {0}, bytes = {0}, json = {0}, wanted = {0}, got = {0};

	civ_buf_addf(&path, "%s/csvs/%s.csv", spectrum, pairs[_i].name);
	if (!read_file(civ_buf_str(&path), &bytes))
		goto done; /* the data are not at hand */
	civ_buf_clear(&path);
	civ_buf_addf(&path, "%s/json/%s.json", spectrum, pairs[_i].name);
	ck_assert(read_file(civ_buf_str(&path), &json));
	json_strings(civ_buf_str(&json), &wanted);
	open_bytes(bytes.data, bytes.len, NULL);
	ck_assert_int_eq(opened, CIV_OK);
	csv_strings(&got);
	close_text();
	/* The coordinates have quotes inside an unquoted cell, which is refused as it should be. */
	ck_assert(got.len > 0 || pairs[_i].broken);
	ck_assert_int_eq(got.len == wanted.len && memcmp(got.data, wanted.data, got.len) == 0, !pairs[_i].broken);
done:
	civ_buf_free(&path);
	civ_buf_free(&bytes);
	civ_buf_free(&json);
	civ_buf_free(&wanted);
	civ_buf_free(&got);
}
END_TEST

static const struct {
	const char *text, *latitude, *longitude; /* NULL: no point */
} points[] = {
	{"(41.9, -87.6)", "41.9", "-87.6"},
	{"41.9,-87.6", "41.9", "-87.6"},
	{"POINT (-87.6 41.9)", "41.9", "-87.6"},
	{"121.47,31.23", "31.23", "121.47"},
	{"1 Main St\nX (39.2, -76.6)", "39.2", "-76.6"},
	{"(0,0)", "0", "0"},
	{"41.9 -87.6", NULL, NULL},
	{"(41.9)", NULL, NULL},
	{"(41.9, -87.6", NULL, NULL},
	{"(91, 181)", NULL, NULL},
	{"(100, 95)", NULL, NULL},
	{"(1, 2, 3)", NULL, NULL},
	{"", NULL, NULL},
	{"1127 W A AVE", NULL, NULL},
	{"(", NULL, NULL},
	{"()", NULL, NULL},
	{"POINT", NULL, NULL},
	{",", NULL, NULL},
};

START_TEST(reads_points)
{
	struct civ_span parts[2];
	bool is_point = civ_point_read((struct civ_span){points[_i].text, strlen(points[_i].text)}, parts);

	ck_assert_msg(is_point == (points[_i].latitude != NULL), "%s", points[_i].text);
	if (!is_point)
		return;
	ck_assert_uint_eq(parts[0].len, strlen(points[_i].latitude));
	ck_assert_mem_eq(parts[0].text, points[_i].latitude, parts[0].len);
	ck_assert_uint_eq(parts[1].len, strlen(points[_i].longitude));
	ck_assert_mem_eq(parts[1].text, points[_i].longitude, parts[1].len);
}
END_TEST

Suite *csv_suite(void)
{
	Suite *suite = suite_create("csv");
	TCase *tc = tcase_create("csv");

	tcase_add_loop_test(tc, reads_records, 0, (int)(sizeof good / sizeof good[0]));
	tcase_add_loop_test(tc, refuses_with_position, 0, (int)(sizeof bad / sizeof bad[0]));
	tcase_add_test(tc, tells_files_apart_by_their_bytes);
	tcase_add_test(tc, refuses_an_unknown_encoding);
	tcase_add_test(tc, reads_utf16);
	tcase_add_test(tc, chunks_do_not_show);
	tcase_add_test(tc, a_long_file_in_gb18030);
	tcase_add_test(tc, a_cell_has_a_limit);
	tcase_add_loop_test(tc, reads_csv_spectrum, 0, (int)(sizeof pairs / sizeof pairs[0]));
	tcase_add_loop_test(tc, reads_points, 0, (int)(sizeof points / sizeof points[0]));
	suite_add_tcase(suite, tc);
	return suite;
}

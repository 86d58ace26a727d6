/* Writing rows into a file of a test's own, and looking at its bytes. */
#ifndef TESTS_UNIT_ROWS_H
#define TESTS_UNIT_ROWS_H

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/output.h"

static const struct civ_out_column columns[] = {
	{"code", "编号", CIV_KIND_TEXT, ""},
	{"name", "名称", CIV_KIND_TEXT, ""},
	{"weight", NULL, CIV_KIND_NUMBER, ""},
	{"met", "达标", CIV_KIND_BOOL, ""},
};
enum { COLUMNS = 4 };

static char dir[64], path[80];
static struct civ_messages *messages;

static inline void setup(void)
{
	snprintf(dir, sizeof dir, "%s/civplan-output-XXXXXX", P_tmpdir);
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/rows", dir);
	messages = civ_messages_new();
	ck_assert_ptr_nonnull(messages);
}

static inline void teardown(void)
{
	(void)unlink(path);
	ck_assert_int_eq(rmdir(dir), 0); /* fails when something was left aside */
	civ_messages_free(messages);
}

static inline void read_fd(int fd, struct civ_buf *bytes)
{
	char some[4096];
	ssize_t got;

	while ((got = read(fd, some, sizeof some)) > 0)
		civ_buf_add(bytes, some, (size_t)got);
	ck_assert_int_eq(got, 0);
	ck_assert_int_eq(close(fd), 0);
}

static inline void assert_file_len(const char *expected, size_t len)
{
	struct civ_buf bytes = {0};
	int fd = open(path, O_RDONLY);

	ck_assert_int_ge(fd, 0);
	read_fd(fd, &bytes);
	ck_assert_str_eq(civ_buf_str(&bytes), expected);
	ck_assert_uint_eq(bytes.len, len);
	civ_buf_free(&bytes);
}

static inline void assert_file(const char *expected)
{
	assert_file_len(expected, strlen(expected));
}

static inline void write_file(const char *text)
{
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
}

static inline void assert_message(const char *expected)
{
	enum civ_severity severity;
	const char *text;

	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_str_eq(text, expected);
	ck_assert(!civ_messages_next(messages, &severity, &text));
}

static inline struct civ_out *opened(struct civ_out_options options)
{
	struct civ_out *out = NULL;

	if (options.path == NULL)
		options.path = path;
	ck_assert_int_eq(civ_out_open(&options, columns, COLUMNS, messages, &out), CIV_OK);
	return out;
}

static inline void row(struct civ_out *out, const char *code, const char *name, double weight, bool met)
{
	civ_out_string(out, code);
	civ_out_string(out, name);
	civ_out_real(out, weight);
	civ_out_bool(out, met);
	ck_assert_int_eq(civ_out_row(out), CIV_OK);
}

static inline void closed(struct civ_out *out)
{
	ck_assert_int_eq(civ_out_close(out, true), CIV_OK);
}

/* One text cell in a file of one column. */
static inline void write_one(struct civ_out_options options, const char *text, size_t len)
{
	struct civ_out *out;

	options.path = path;
	ck_assert_int_eq(civ_out_open(&options, columns, 1, messages, &out), CIV_OK);
	civ_out_text(out, text, len);
	ck_assert_int_eq(civ_out_row(out), CIV_OK);
	closed(out);
}

#endif

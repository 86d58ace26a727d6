/* Rows set aside: as they came, with their line and the reason. */
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/say.h"
#include "lib/csv/private.h"

struct civ_rejects {
	char *path, *aside;
	struct civ_input *input;
	struct civ_messages *messages;
	FILE *file;
	size_t header_of;              /* file of the header of the rows kept last, from 1 */
	struct civ_buf header_text;    /* that header, as it is written before the first of its rows */
	bool header_written;
	uint64_t count;
};

static enum civ_status failed(struct civ_rejects *rejects, const char *what)
{
	return civ_error(rejects->messages, CIV_SYSTEM, NULL, "cannot %s the rejects %s: %s", civ_say(what), rejects->path, strerror(errno));
}

enum civ_status civ_rejects_open(const char *path, struct civ_input *input, struct civ_messages *messages,
                                 struct civ_rejects **rejects)
{
	struct civ_rejects *made = calloc(1, sizeof *made);

	if (made == NULL)
		return civ_no_memory(messages);
	made->input = input;
	made->messages = messages;
	made->path = strdup(path);
	if (made->path == NULL || asprintf(&made->aside, "%s.XXXXXX", path) < 0) {
		made->aside = NULL;
		free(made->path);
		free(made);
		return civ_no_memory(messages);
	}
	*rejects = made;
	return CIV_OK;
}

static enum civ_status create(struct civ_rejects *rejects)
{
	mode_t mask = umask(0);
	int fd = mkostemp(rejects->aside, O_CLOEXEC);

	umask(mask);
	if (fd < 0)
		return failed(rejects, "make");
	/* As private as the database: the rows may name people. */
	if (fchmod(fd, 0640 & ~mask) != 0 || (rejects->file = fdopen(fd, "w")) == NULL) {
		enum civ_status status = failed(rejects, "make");

		close(fd);
		unlink(rejects->aside);
		return status;
	}
	return CIV_OK;
}

static bool needs_quotes(struct civ_span cell, char delimiter)
{
	for (size_t i = 0; i < cell.len; i++)
		if (cell.text[i] == '"' || cell.text[i] == '\n' || cell.text[i] == '\r' || cell.text[i] == delimiter)
			return true;
	return false;
}

static void quote(struct civ_buf *text, struct civ_span cell)
{
	civ_buf_addc(text, '"');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.text[i] == '"')
			civ_buf_addc(text, '"');
		civ_buf_addc(text, cell.text[i]);
	}
	civ_buf_addc(text, '"');
}

static void put_cell(struct civ_rejects *rejects, struct civ_span cell, bool first, struct civ_buf *text)
{
	char delimiter = civ_csv_delimiter(civ_input_csv(rejects->input));

	if (!first)
		civ_buf_addc(text, delimiter);
	if (needs_quotes(cell, delimiter))
		quote(text, cell);
	else
		civ_buf_add(text, cell.text, cell.len);
}

static bool is_note(struct civ_span name)
{
	return name.len > 0 && name.text[0] == '#';
}

/* A mended file that came back has #line and #reason of its last round: they are left out. */
static void put_cells(struct civ_rejects *rejects, const struct civ_csv_row *row, struct civ_buf *text)
{
	const struct civ_csv_row *header = civ_input_raw_header(rejects->input);
	bool first = true;

	for (unsigned i = 0; i < row->count; i++) {
		if (i < header->count && is_note(header->raw[i]))
			continue;
		put_cell(rejects, row->raw[i], first, text);
		first = false;
	}
}

/* The header of the file at hand becomes that of the rows kept from now on. */
static void take_header(struct civ_rejects *rejects)
{
	const struct civ_csv_row *header = civ_input_raw_header(rejects->input);
	struct civ_span skipped = civ_csv_skipped(civ_input_csv(rejects->input));
	struct civ_buf *text = &rejects->header_text;

	if (rejects->header_of == civ_input_file(rejects->input) + 1)
		return;
	rejects->header_of = civ_input_file(rejects->input) + 1;
	rejects->header_written = false;
	civ_buf_clear(text);
	/* UTF-16 was converted before it was parsed: its rows go back as UTF-8, which says so itself. */
	if (rejects->count == 0 && civ_csv_has_bom(civ_input_csv(rejects->input)))
		civ_buf_adds(text, "\xEF\xBB\xBF");
	if (rejects->count == 0)
		civ_buf_add(text, skipped.text, skipped.len);
	put_cells(rejects, header, text);
	put_cell(rejects, (struct civ_span){"#line", 5}, false, text);
	put_cell(rejects, (struct civ_span){"#reason", 7}, false, text);
	civ_buf_addc(text, '\n');
}

/* The reason in the encoding of the rows, so that the file stays in one. */
static bool put_reason(struct civ_rejects *rejects, const char *reason, struct civ_buf *text)
{
	const char *encoding = civ_csv_encoding(civ_input_csv(rejects->input));
	struct civ_span cell = {reason, strlen(reason)};
	char *in = (char *)reason, *converted, *out;
	size_t left = cell.len, room = cell.len * 4 + 1;
	iconv_t converter;
	bool good;

	if (encoding == NULL) {
		put_cell(rejects, cell, false, text);
		return true;
	}
	converter = iconv_open(encoding, "UTF-8");
	converted = out = malloc(room);
	good = converter != (iconv_t)-1 && converted != NULL;
	if (good && iconv(converter, &in, &left, &out, &room) == (size_t)-1)
		good = errno == EILSEQ || errno == EINVAL;
	/* What the encoding does not have ends the reason; the row itself is whole. */
	if (good)
		put_cell(rejects, (struct civ_span){converted, (size_t)(out - converted)}, false, text);
	if (converter != (iconv_t)-1)
		iconv_close(converter);
	free(converted);
	return good;
}

static bool write_text(struct civ_rejects *rejects, const struct civ_buf *text)
{
	return !text->failed && (text->len == 0 || fwrite(text->data, 1, text->len, rejects->file) == text->len);
}

enum civ_status civ_rejects_keep(struct civ_rejects *rejects, struct civ_buf *text)
{
	const struct civ_csv_row *row = civ_input_raw_row(rejects->input);
	char line[24];

	take_header(rejects);
	snprintf(line, sizeof line, "%llu", (unsigned long long)row->line);
	put_cells(rejects, row, text);
	put_cell(rejects, (struct civ_span){line, strlen(line)}, false, text);
	return text->failed || rejects->header_text.failed ? civ_no_memory(rejects->messages) : CIV_OK;
}

enum civ_status civ_rejects_add_kept(struct civ_rejects *rejects, const char *kept, size_t len, const char *reason)
{
	struct civ_buf text = {0};
	bool good;

	if (rejects->file == NULL && create(rejects) != CIV_OK)
		return CIV_SYSTEM;
	good = rejects->header_written || write_text(rejects, &rejects->header_text);
	rejects->header_written = true;
	civ_buf_add(&text, kept, len);
	good = good && put_reason(rejects, reason, &text);
	civ_buf_addc(&text, '\n');
	good = good && write_text(rejects, &text);
	civ_buf_free(&text);
	rejects->count++;
	return good ? CIV_OK : failed(rejects, "write");
}

enum civ_status civ_rejects_add(struct civ_rejects *rejects, const char *reason)
{
	struct civ_buf text = {0};
	enum civ_status status = civ_rejects_keep(rejects, &text);

	if (status == CIV_OK)
		status = civ_rejects_add_kept(rejects, text.data, text.len, reason);
	civ_buf_free(&text);
	return status;
}

uint64_t civ_rejects_count(const struct civ_rejects *rejects)
{
	return rejects->count;
}

/* Total rows at the end, so that the same map passes over them again. */
static bool put_totals(struct civ_rejects *rejects)
{
	struct civ_csv *csv = civ_input_csv(rejects->input);
	size_t count = csv == NULL ? 0 : civ_csv_ignored_count(csv);
	struct civ_buf text = {0};
	bool good;

	for (size_t i = 0; i < count; i++) {
		const struct civ_csv_row *row = civ_csv_ignored(csv, i);

		if (row == NULL)
			return false;
		put_cells(rejects, row, &text);
		civ_buf_addc(&text, '\n');
	}
	good = write_text(rejects, &text);
	civ_buf_free(&text);
	return good;
}

static enum civ_status finish(struct civ_rejects *rejects)
{
	enum civ_status status = CIV_OK;

	if (!put_totals(rejects) || fflush(rejects->file) != 0 || fsync(fileno(rejects->file)) != 0)
		status = failed(rejects, "write");
	if (fclose(rejects->file) != 0 && status == CIV_OK)
		status = failed(rejects, "write");
	rejects->file = NULL;
	if (status == CIV_OK && rename(rejects->aside, rejects->path) != 0)
		status = failed(rejects, "write");
	if (status != CIV_OK)
		unlink(rejects->aside);
	return status;
}

enum civ_status civ_rejects_close(struct civ_rejects *rejects, bool keep)
{
	enum civ_status status = CIV_OK;

	if (rejects == NULL)
		return CIV_OK;
	if (rejects->file != NULL && keep) {
		status = finish(rejects);
	} else if (rejects->file != NULL) {
		fclose(rejects->file);
		unlink(rejects->aside);
	} else if (keep && unlink(rejects->path) != 0 && errno != ENOENT) {
		status = failed(rejects, "remove");
	}
	free(rejects->path);
	free(rejects->aside);
	civ_buf_free(&rejects->header_text);
	free(rejects);
	return status;
}

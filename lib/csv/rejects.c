/* Rows set aside: as they came, with their line and the reason. */
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/csv/private.h"

struct civ_rejects {
	char *path, *aside;
	struct civ_input *input;
	struct civ_messages *messages;
	FILE *file;
	const struct civ_span *header; /* raw cells of the header that was written last */
	unsigned header_count;
	uint64_t count;
};

static enum civ_status failed(struct civ_rejects *rejects, const char *what)
{
	return civ_error(rejects->messages, CIV_SYSTEM, NULL, "cannot %s the rejects %s: %s", what, rejects->path, strerror(errno));
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

static bool put_text(struct civ_rejects *rejects, const char *text, size_t len)
{
	return fwrite(text, 1, len, rejects->file) == len;
}

static bool needs_quotes(const char *text, size_t len, char delimiter)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '"' || text[i] == '\n' || text[i] == '\r' || text[i] == delimiter)
			return true;
	return false;
}

static bool put_cell(struct civ_rejects *rejects, struct civ_span cell, bool first)
{
	char delimiter = civ_csv_delimiter(civ_input_csv(rejects->input));

	if (!first && fputc(delimiter, rejects->file) == EOF)
		return false;
	if (!needs_quotes(cell.text, cell.len, delimiter))
		return put_text(rejects, cell.text, cell.len);
	return csv_fwrite(rejects->file, cell.text, cell.len) == 0;
}

static bool is_note(struct civ_span name)
{
	return name.len > 0 && name.text[0] == '#';
}

/* A mended file that came back has #line and #reason of its last round: they are left out. */
static bool put_cells(struct civ_rejects *rejects, const struct civ_csv_row *row)
{
	const struct civ_csv_row *header = civ_input_raw_header(rejects->input);
	bool first = true;

	for (unsigned i = 0; i < row->count; i++) {
		if (i < header->count && is_note(header->raw[i]))
			continue;
		if (!put_cell(rejects, row->raw[i], first))
			return false;
		first = false;
	}
	return true;
}

static bool put_header(struct civ_rejects *rejects)
{
	const struct civ_csv_row *header = civ_input_raw_header(rejects->input);
	struct civ_span skipped = civ_csv_skipped(civ_input_csv(rejects->input));

	if (rejects->header == header->raw)
		return true;
	rejects->header = header->raw;
	/* UTF-16 was converted before it was parsed: its rows go back as UTF-8, which says so itself. */
	if (rejects->count == 0 && civ_csv_has_bom(civ_input_csv(rejects->input)) && !put_text(rejects, "\xEF\xBB\xBF", 3))
		return false;
	if (rejects->count == 0 && skipped.len > 0 && !put_text(rejects, skipped.text, skipped.len))
		return false;
	return put_cells(rejects, header) && put_cell(rejects, (struct civ_span){"#line", 5}, false) &&
	       put_cell(rejects, (struct civ_span){"#reason", 7}, false) && fputc('\n', rejects->file) != EOF;
}

/* The reason in the encoding of the rows, so that the file stays in one. */
static bool put_reason(struct civ_rejects *rejects, const char *reason)
{
	const char *encoding = civ_csv_cell_encoding(civ_input_csv(rejects->input));
	struct civ_span cell = {reason, strlen(reason)};
	char *in = (char *)reason, *converted, *out;
	size_t left = cell.len, room = cell.len * 4 + 1;
	iconv_t converter;
	bool good;

	if (encoding == NULL)
		return put_cell(rejects, cell, false);
	converter = iconv_open(encoding, "UTF-8");
	converted = out = malloc(room);
	good = converter != (iconv_t)-1 && converted != NULL;
	if (good && iconv(converter, &in, &left, &out, &room) == (size_t)-1)
		good = errno == EILSEQ || errno == EINVAL;
	/* What the encoding does not have ends the reason; the row itself is whole. */
	good = good && put_cell(rejects, (struct civ_span){converted, (size_t)(out - converted)}, false);
	if (converter != (iconv_t)-1)
		iconv_close(converter);
	free(converted);
	return good;
}

enum civ_status civ_rejects_add(struct civ_rejects *rejects, const char *reason)
{
	const struct civ_csv_row *row = civ_input_raw_row(rejects->input);
	char line[24];

	if (rejects->file == NULL && create(rejects) != CIV_OK)
		return CIV_SYSTEM;
	snprintf(line, sizeof line, "%llu", (unsigned long long)row->line);
	if (!put_header(rejects) || !put_cells(rejects, row) ||
	    !put_cell(rejects, (struct civ_span){line, strlen(line)}, false) || !put_reason(rejects, reason) ||
	    fputc('\n', rejects->file) == EOF)
		return failed(rejects, "write");
	rejects->count++;
	return CIV_OK;
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

	for (size_t i = 0; i < count; i++) {
		const struct civ_csv_row *row = civ_csv_ignored(csv, i);

		if (row == NULL || !put_cells(rejects, row) || fputc('\n', rejects->file) == EOF)
			return false;
	}
	return true;
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
	free(rejects);
	return status;
}

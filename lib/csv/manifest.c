#include "lib/csv/manifest.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/input.h"
#include "civplan/output.h"

static const struct civ_out_column columns[] = {
	{"name", NULL, CIV_KIND_TEXT, NULL},
	{"rows", NULL, CIV_KIND_NUMBER, NULL},
	{"sha256", NULL, CIV_KIND_TEXT, NULL},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum { NAME, ROWS, HASH, COLUMNS };

void civ_manifest_free(struct civ_manifest *manifest)
{
	for (size_t i = 0; i < manifest->count; i++)
		free(manifest->files[i].name);
	free(manifest->files);
	*manifest = (struct civ_manifest){NULL, 0};
}

bool civ_manifest_add(struct civ_manifest *manifest, const char *name, uint64_t rows, const char *hash)
{
	struct civ_manifest_file *files = realloc(manifest->files, (manifest->count + 1) * sizeof *files);
	char *copy = strdup(name);

	if (files != NULL)
		manifest->files = files;
	if (files == NULL || copy == NULL) {
		free(copy);
		return false;
	}
	files[manifest->count].name = copy;
	files[manifest->count].rows = rows;
	memset(files[manifest->count].hash, 0, CIV_DIGEST_SIZE);
	memcpy(files[manifest->count].hash, hash, CIV_DIGEST_SIZE - 1);
	manifest->count++;
	return true;
}

/* What the last row says of those above it. False when memory is out. */
static bool seal(const struct civ_manifest *manifest, char hash[CIV_DIGEST_SIZE])
{
	struct civ_digest digest;
	struct civ_buf line = {0};
	bool good = true;

	civ_digest_begin(&digest);
	for (size_t i = 0; i < manifest->count; i++) {
		civ_buf_clear(&line);
		civ_buf_addf(&line, "%s,%" PRIu64 ",%s\n", manifest->files[i].name, manifest->files[i].rows,
		             manifest->files[i].hash);
		good = good && !line.failed;
		civ_digest_add(&digest, line.data, line.len);
	}
	civ_digest_end(&digest, hash);
	civ_buf_free(&line);
	return good;
}

static enum civ_status write_row(struct civ_out *out, const char *name, uint64_t rows, const char *hash)
{
	civ_out_string(out, name);
	civ_out_int(out, (int64_t)rows);
	civ_out_string(out, hash);
	return civ_out_row(out);
}

enum civ_status civ_manifest_write(const struct civ_manifest *manifest, const char *folder,
                                   struct civ_messages *messages)
{
	struct civ_out_options options = {.format = CIV_FORMAT_CSV};
	char hash[CIV_DIGEST_SIZE];
	struct civ_buf path = {0};
	struct civ_out *out = NULL;
	enum civ_status status;

	civ_buf_addf(&path, "%s/" CIV_MANIFEST, folder);
	options.path = civ_buf_str(&path);
	if (options.path == NULL || !seal(manifest, hash))
		status = civ_no_memory(messages);
	else
		status = civ_out_open(&options, columns, civ_out_column_count(columns), messages, &out);
	for (size_t i = 0; i < manifest->count && status == CIV_OK; i++)
		status = write_row(out, manifest->files[i].name, manifest->files[i].rows, manifest->files[i].hash);
	if (status == CIV_OK)
		status = write_row(out, CIV_MANIFEST, manifest->count, hash);
	if (out != NULL)
		status = civ_worse(status, civ_out_close(out, status == CIV_OK));
	civ_buf_free(&path);
	return status;
}

/* ---- reading ---- */

static bool is_text(struct civ_span cell, const char *text)
{
	return cell.len == strlen(text) && memcmp(cell.text, text, cell.len) == 0;
}

static bool is_header(const struct civ_csv_row *row)
{
	return row != NULL && row->count == COLUMNS && is_text(row->cells[NAME], columns[NAME].name) &&
	       is_text(row->cells[ROWS], columns[ROWS].name) && is_text(row->cells[HASH], columns[HASH].name);
}

static bool read_number(struct civ_span cell, uint64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.text[i] < '0' || cell.text[i] > '9' || *number > UINT64_MAX / 10 - 1)
			return false;
		*number = *number * 10 + (uint64_t)(cell.text[i] - '0');
	}
	return cell.len > 0;
}

static bool is_hash(struct civ_span cell)
{
	for (size_t i = 0; i < cell.len; i++)
		if (cell.text[i] == '\0' || strchr("0123456789abcdef", cell.text[i]) == NULL)
			return false;
	return cell.len == CIV_DIGEST_SIZE - 1;
}

/* A file of the folder itself: no path leads elsewhere. */
static bool is_name(struct civ_span cell)
{
	return cell.len > 0 && memchr(cell.text, '/', cell.len) == NULL && memchr(cell.text, '\0', cell.len) == NULL;
}

/* *ENDED: this is the last row, and it agrees with those above. False: no row of a whole MANIFEST. */
static bool take_row(struct civ_manifest *manifest, const struct civ_csv_row *row, bool *ended, bool *no_memory)
{
	char hash[CIV_DIGEST_SIZE];
	struct civ_buf name = {0};
	uint64_t rows;

	if (*ended || row->count != COLUMNS || !is_name(row->cells[NAME]) || !read_number(row->cells[ROWS], &rows) ||
	    !is_hash(row->cells[HASH]))
		return false;
	if (is_text(row->cells[NAME], CIV_MANIFEST)) {
		*no_memory = !seal(manifest, hash);
		*ended = rows == manifest->count && is_text(row->cells[HASH], hash);
		return *ended;
	}
	civ_buf_add(&name, row->cells[NAME].text, row->cells[NAME].len);
	*no_memory = civ_buf_str(&name) == NULL ||
	             !civ_manifest_add(manifest, civ_buf_str(&name), rows, row->cells[HASH].text);
	civ_buf_free(&name);
	return !*no_memory;
}

static enum civ_status read_rows(struct civ_manifest *manifest, const char *path, struct civ_csv *csv,
                                 struct civ_messages *messages)
{
	const struct civ_csv_row *row;
	bool ended = false, no_memory = false, good;
	enum civ_status status = civ_csv_next(csv, &row);

	if (status != CIV_OK)
		return status;
	good = is_header(row);
	while (good && (status = civ_csv_next(csv, &row)) == CIV_OK && row != NULL)
		good = take_row(manifest, row, &ended, &no_memory);
	if (status != CIV_OK)
		return status;
	if (no_memory)
		return civ_no_memory(messages);
	if (good && ended)
		return CIV_OK;
	return civ_error(messages, CIV_REFUSED, NULL, "%s is not whole, or was changed", path);
}

enum civ_status civ_manifest_read(struct civ_manifest *manifest, const char *folder, struct civ_messages *messages)
{
	static const struct civ_csv_options plain = {.encoding = "UTF-8"};
	struct civ_buf path = {0};
	struct civ_source *source = NULL;
	struct civ_csv *csv = NULL;
	enum civ_status status;

	civ_buf_addf(&path, "%s/" CIV_MANIFEST, folder);
	if (civ_buf_str(&path) == NULL)
		status = civ_no_memory(messages);
	else if (access(civ_buf_str(&path), F_OK) != 0 && errno == ENOENT)
		status = civ_error(messages, CIV_REFUSED, NULL,
		                   "%s has no MANIFEST: it is not whole, or of an earlier release", folder);
	else
		status = civ_source_open(civ_buf_str(&path), messages, &source);
	if (status == CIV_OK)
		status = civ_csv_open(source, &plain, messages, &csv);
	if (status == CIV_OK)
		status = read_rows(manifest, civ_buf_str(&path), csv, messages);
	civ_csv_close(csv);
	civ_source_close(source);
	civ_buf_free(&path);
	return status;
}

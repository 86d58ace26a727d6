/* Workbooks by libxlsxwriter: the library, the file that it writes into, and what every sheet has. */
#include "lib/csv/xlsx.h"

#ifdef CIV_XLSX

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/source.h"

enum { PAPER_A4 = 9, CHUNK = 1 << 16, PATH_SIZE = 32, REST = 1 << 20 };

/* 1980-01-01, as all times in the file: what was made of the same rows is the same file. */
static const time_t made_at = 315532800;

static const char *const names[] = {CIV_XLSX_CALLS(CIV_LIBRARY_NAME) NULL};

static const struct civ_library library = {
	.file = "libxlsxwriter.so." LXW_SOVERSION,
	.package = "libxlsxwriter" LXW_SOVERSION,
	.names = names,
};

enum civ_status civ_xlsx_built(struct civ_messages *messages)
{
	struct civ_xlsx_calls calls;
	void *handle;
	enum civ_status status = civ_library_load(&library, &calls, messages, &handle);

	civ_library_close(handle);
	return status;
}

static enum civ_status no_file(struct civ_messages *messages)
{
	return civ_error(messages, CIV_SYSTEM, NULL, "cannot make a temporary file for a workbook: %s",
	                 strerror(errno));
}

/* The library opens its file by a name. */
static lxw_workbook *begin(const struct civ_xlsx *xlsx, bool streamed)
{
	lxw_workbook_options options = {.constant_memory = streamed, .tmpdir = getenv("TMPDIR")};
	lxw_doc_properties properties = {.created = made_at};
	lxw_workbook *workbook;
	char path[PATH_SIZE];

	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", xlsx->file);
	workbook = xlsx->call.workbook_new_opt(path, &options);
	if (workbook != NULL && xlsx->call.workbook_set_properties(workbook, &properties) != LXW_NO_ERROR) {
		xlsx->call.lxw_workbook_free(workbook);
		return NULL;
	}
	return workbook;
}

enum civ_status civ_xlsx_open(struct civ_xlsx *xlsx, bool streamed, struct civ_messages *messages)
{
	enum civ_status status = civ_library_load(&library, &xlsx->call, messages, &xlsx->handle);

	xlsx->messages = messages;
	xlsx->file = -1;
	if (status != CIV_OK)
		return status;
	xlsx->file = civ_temporary_open();
	if (xlsx->file < 0)
		return no_file(messages);
	xlsx->workbook = begin(xlsx, streamed);
	return xlsx->workbook == NULL ? civ_no_memory(messages) : CIV_OK;
}

lxw_format *civ_xlsx_format(const struct civ_xlsx *xlsx, const char *number)
{
	lxw_format *format = xlsx->call.workbook_add_format(xlsx->workbook);

	xlsx->call.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (number != NULL)
		xlsx->call.format_set_num_format(format, number);
	return format;
}

void civ_xlsx_arrange(const struct civ_xlsx *xlsx, lxw_worksheet *sheet, lxw_row_t rows, size_t columns)
{
	xlsx->call.worksheet_set_landscape(sheet);
	xlsx->call.worksheet_set_paper(sheet, PAPER_A4);
	xlsx->call.worksheet_fit_to_pages(sheet, 1, 0);
	xlsx->call.worksheet_repeat_rows(sheet, 0, 0);
	if (rows > 0)
		(void)xlsx->call.worksheet_autofilter(sheet, 0, 0, rows, (lxw_col_t)(columns - 1));
}

enum civ_status civ_xlsx_failed(const struct civ_xlsx *xlsx, struct civ_sink *sink, lxw_error error)
{
	bool system = error == LXW_ERROR_CREATING_XLSX_FILE || error == LXW_ERROR_CREATING_TMPFILE;

	if (sink->status == CIV_OK)
		sink->status = civ_error(xlsx->messages, CIV_SYSTEM, NULL, "cannot write %s: %s", sink->name,
		                         system ? strerror(errno) : xlsx->call.lxw_strerror(error));
	return sink->status;
}

/* The library looks at no write of the rows to its own files, and puts them together in one more: where they were not
 * written, or there is no room for them once more, it would leave a part out without a word. */
static bool has_room(const struct civ_xlsx *xlsx)
{
	lxw_worksheet *sheet;
	off_t needed = REST;
	int file, error;

	STAILQ_FOREACH(sheet, xlsx->workbook->worksheets, list_pointers) {
		if (sheet->optimize_tmpfile == NULL)
			continue;
		if (fflush(sheet->optimize_tmpfile) != 0)
			return false;
		errno = ENOSPC;
		if (ferror(sheet->optimize_tmpfile))
			return false;
		needed += ftello(sheet->optimize_tmpfile);
	}
	file = civ_temporary_open();
	if (file < 0)
		return false;
	error = posix_fallocate(file, 0, needed);
	(void)close(file);
	errno = error;
	return error == 0;
}

static void copy(const struct civ_xlsx *xlsx, struct civ_sink *sink)
{
	char chunk[CHUNK];
	ssize_t got;

	for (off_t at = 0; (got = pread(xlsx->file, chunk, sizeof chunk, at)) > 0; at += got)
		civ_sink_put(sink, chunk, (size_t)got);
	if (got < 0)
		(void)civ_xlsx_failed(xlsx, sink, LXW_ERROR_CREATING_TMPFILE);
}

/* The library frees the workbook in any case. */
static void finish(struct civ_xlsx *xlsx, struct civ_sink *sink)
{
	lxw_error error;

	if (!has_room(xlsx)) {
		(void)civ_xlsx_failed(xlsx, sink, LXW_ERROR_CREATING_TMPFILE);
		return;
	}
	error = xlsx->call.workbook_close(xlsx->workbook);
	xlsx->workbook = NULL;
	if (error != LXW_NO_ERROR)
		(void)civ_xlsx_failed(xlsx, sink, error);
	else
		copy(xlsx, sink);
}

/* The library closes the files of rows when it puts them together, and only then. */
static void drop(const struct civ_xlsx *xlsx)
{
	lxw_worksheet *sheet;

	STAILQ_FOREACH(sheet, xlsx->workbook->worksheets, list_pointers)
		if (sheet->optimize_tmpfile != NULL)
			(void)fclose(sheet->optimize_tmpfile);
	xlsx->call.lxw_workbook_free(xlsx->workbook);
}

enum civ_status civ_xlsx_close(struct civ_xlsx *xlsx, struct civ_sink *sink)
{
	if (sink != NULL && sink->status == CIV_OK && xlsx->workbook != NULL)
		finish(xlsx, sink);
	if (xlsx->workbook != NULL)
		drop(xlsx);
	if (xlsx->handle != NULL && xlsx->file >= 0)
		(void)close(xlsx->file);
	civ_library_close(xlsx->handle);
	*xlsx = (struct civ_xlsx){.file = -1};
	return sink == NULL ? CIV_OK : sink->status;
}

enum civ_status civ_workbook_open(const char *path, struct civ_messages *messages, struct civ_workbook **workbook)
{
	struct civ_workbook *made = calloc(1, sizeof *made);
	enum civ_status status = made == NULL ? civ_no_memory(messages) : civ_sink_open(&made->sink, path, messages);

	*workbook = NULL;
	if (status != CIV_OK) {
		free(made);
		return status;
	}
	*workbook = made;
	return civ_xlsx_open(&made->xlsx, true, messages);
}

enum civ_status civ_workbook_close(struct civ_workbook *workbook, bool keep)
{
	enum civ_status status;

	if (workbook == NULL)
		return CIV_OK;
	status = civ_xlsx_close(&workbook->xlsx, keep ? &workbook->sink : NULL);
	status = civ_worse(status, civ_sink_close(&workbook->sink, keep && status == CIV_OK));
	free(workbook);
	return status;
}

#else

enum civ_status civ_workbook_open(const char *path, struct civ_messages *messages, struct civ_workbook **workbook)
{
	(void)path;
	*workbook = NULL;
	return civ_xlsx_built(messages);
}

enum civ_status civ_workbook_close(struct civ_workbook *workbook, bool keep)
{
	(void)workbook;
	(void)keep;
	return CIV_OK;
}

enum civ_status civ_xlsx_built(struct civ_messages *messages)
{
	return civ_error(messages, CIV_USAGE, NULL, "these programs were built without libxlsxwriter: no workbooks");
}

#endif

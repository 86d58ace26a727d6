/* Workbooks of Excel 97 to 2003, record by record: what they hold is as much as what an .xlsx does, number formats,
 * hidden sheets and merged cells included. */
#include <stdlib.h>
#include <string.h>

#include "lib/book/bytes.h"
#include "lib/book/choose.h"
#include "lib/book/inside.h"
#include "lib/book/xls-sheet.h"

enum { VERSION_97 = 0x0600, NO_CELLS = 2, SHEETS_MAX = 10000 };

struct place {
	char *name;
	uint64_t at; /* of its records in the stream */
	bool hidden, has_cells;
};

struct xls {
	struct civ_book book;
	struct civ_compound *compound;
	struct civ_xls_shared shared;
	struct place *sheets;
	size_t count, room;
	struct civ_xls_sheet sheet;
	const struct civ_book_row *first; /* read when the sheet was looked for, not given yet */
	bool merges;
};

static void close_xls(struct civ_book *book)
{
	struct xls *xls = (struct xls *)book;

	civ_xls_sheet_close(&xls->sheet);
	for (size_t i = 0; i < xls->count; i++)
		free(xls->sheets[i].name);
	free(xls->sheets);
	civ_texts_free(&xls->shared.texts);
	civ_styles_close(xls->shared.styles);
	civ_stream_close(xls->shared.stream);
	civ_compound_close(xls->compound);
}

/* Says what only the status told so far: there are as many errors as BEFORE. */
static enum civ_status tell(const struct xls *xls, enum civ_status status, size_t before)
{
	struct civ_position at = {.file = civ_source_name(xls->book.source), .sheet = xls->book.sheet};

	if (status == CIV_OK || civ_messages_errors(xls->book.messages) > before)
		return status;
	if (status == CIV_SYSTEM)
		return civ_no_memory(xls->book.messages);
	at.line = at.sheet == NULL ? 0 : xls->sheet.row;
	return civ_error(xls->book.messages, status, &at, "the workbook is damaged: open it and save it again");
}

static enum civ_status next_xls(struct civ_book *book, const struct civ_book_row **row)
{
	struct xls *xls = (struct xls *)book;
	size_t before = civ_messages_errors(book->messages);

	*row = xls->first;
	xls->first = NULL;
	return *row != NULL ? CIV_OK : tell(xls, civ_xls_sheet_next(&xls->sheet, row), before);
}

static enum civ_status open_sheet(void *data, size_t index, bool *holds)
{
	struct xls *xls = data;
	enum civ_status status;

	civ_xls_sheet_close(&xls->sheet);
	xls->first = NULL;
	status = civ_xls_sheet_open(&xls->shared, xls->sheets[index].at, xls->merges, &xls->sheet);
	if (status == CIV_OK)
		status = civ_xls_sheet_next(&xls->sheet, &xls->first);
	*holds = xls->first != NULL;
	return status;
}

static enum civ_status add_sheet(struct xls *xls, struct civ_biff *records)
{
	struct civ_buf name = {0};
	struct place *sheet;
	size_t at = 6;
	enum civ_status status;

	if (records->len < 8 || xls->count == SHEETS_MAX)
		return CIV_REFUSED;
	if (!CIV_GROW(xls->sheets, xls->count, xls->room))
		return CIV_SYSTEM;
	sheet = &xls->sheets[xls->count];
	*sheet = (struct place){.at = civ_u32(records->data),
	                        .hidden = (records->data[4] & 3) != 0,
	                        .has_cells = records->data[5] == 0};
	/* What is a macro is no sheet that anybody sees. */
	if (records->data[5] > NO_CELLS)
		return CIV_OK;
	status = civ_biff_text(records, false, &at, &name);
	civ_buf_adds(&name, "");
	sheet->name = civ_buf_take(&name);
	civ_buf_free(&name);
	if (sheet->name == NULL)
		return status == CIV_OK ? CIV_SYSTEM : status;
	xls->count++;
	return status;
}

static enum civ_status add_format(struct xls *xls, struct civ_biff *records)
{
	struct civ_buf code = {0};
	unsigned id = records->len < 2 ? 0 : civ_u16(records->data);
	size_t at = 2;
	enum civ_status status = civ_biff_text(records, true, &at, &code);

	if (status == CIV_OK && civ_buf_str(&code) == NULL)
		status = CIV_SYSTEM;
	if (status == CIV_OK)
		status = civ_styles_add_format(xls->shared.styles, id, civ_buf_str(&code));
	civ_buf_free(&code);
	return status;
}

/* How many texts there are is what the record says; that they are there is seen. */
static enum civ_status add_texts(struct xls *xls, struct civ_biff *records)
{
	struct civ_buf text = {0};
	size_t at = 8;
	uint32_t count = records->len < at ? 0 : civ_u32(records->data + 4);
	enum civ_status status = CIV_OK;

	for (uint32_t i = 0; i < count && status == CIV_OK; i++) {
		civ_buf_clear(&text);
		status = civ_biff_text(records, true, &at, &text);
		if (status == CIV_OK)
			status = text.failed ? CIV_SYSTEM : civ_texts_add(&xls->shared.texts, text.data, text.len);
	}
	civ_buf_free(&text);
	return status;
}

static enum civ_status protected_by_password(const struct xls *xls)
{
	struct civ_position at = {.file = civ_source_name(xls->book.source)};

	return civ_error(xls->book.messages, CIV_REFUSED, &at,
	                 "the workbook is protected by a password: take it off and save the file again");
}

static enum civ_status too_old(const struct xls *xls)
{
	struct civ_position at = {.file = civ_source_name(xls->book.source)};

	return civ_error(xls->book.messages, CIV_REFUSED, &at,
	                 "this is an old workbook (.xls) of before 1997: save it as an Excel workbook (.xlsx)");
}

static enum civ_status take(struct xls *xls, struct civ_biff *records)
{
	switch (records->type) {
	case CIV_BIFF_FILEPASS:
		return protected_by_password(xls);
	case CIV_BIFF_DATEMODE:
		xls->shared.date1904 = records->len >= 2 && civ_u16(records->data) == 1;
		return CIV_OK;
	case CIV_BIFF_BOUNDSHEET:
		return add_sheet(xls, records);
	case CIV_BIFF_FORMAT:
		return add_format(xls, records);
	case CIV_BIFF_XF:
		return civ_styles_add(xls->shared.styles, records->len < 4 ? 0 : civ_u16(records->data + 2));
	case CIV_BIFF_SST:
		return add_texts(xls, records);
	default:
		return CIV_OK;
	}
}

static enum civ_status read_globals(struct xls *xls)
{
	struct civ_biff records;
	enum civ_status status = civ_biff_open(xls->shared.stream, 0, &records);

	if (status == CIV_OK)
		status = civ_biff_next(&records);
	if (status == CIV_OK && (records.type & 0xFF) == (CIV_BIFF_BOF & 0xFF) &&
	    (records.type != CIV_BIFF_BOF || records.len < 2 || civ_u16(records.data) != VERSION_97))
		status = too_old(xls);
	else if (status == CIV_OK && records.type != CIV_BIFF_BOF)
		status = CIV_REFUSED;
	while (status == CIV_OK) {
		status = civ_biff_next(&records);
		if (status == CIV_OK && records.type == CIV_BIFF_EOF)
			break;
		if (status == CIV_OK)
			status = take(xls, &records);
	}
	civ_biff_close(&records);
	return status;
}

static enum civ_status open_stream(struct xls *xls)
{
	struct civ_position at = {.file = civ_source_name(xls->book.source)};
	enum civ_status status = civ_compound_open(xls->book.source, xls->book.messages, &xls->compound);

	if (status != CIV_OK)
		return status;
	/* An .xlsx with a password is put into such a file as a whole. */
	if (civ_compound_has(xls->compound, "EncryptedPackage"))
		return protected_by_password(xls);
	if (civ_compound_has(xls->compound, "Workbook"))
		return civ_stream_open(xls->compound, "Workbook", &xls->shared.stream);
	if (civ_compound_has(xls->compound, "Book"))
		return too_old(xls);
	return civ_error(xls->book.messages, CIV_REFUSED, &at,
	                 "this is a file of Microsoft Office, but no workbook (.xls)");
}

static enum civ_status open_book(struct xls *xls, const struct civ_book_options *options)
{
	struct civ_choice choice = {
		.source = xls->book.source, .messages = xls->book.messages, .open = open_sheet, .data = xls};
	size_t before = civ_messages_errors(xls->book.messages);
	enum civ_status status = open_stream(xls);

	xls->shared.styles = civ_styles_new();
	if (status == CIV_OK && xls->shared.styles == NULL)
		status = CIV_SYSTEM;
	if (status == CIV_OK)
		status = read_globals(xls);
	for (size_t i = 0; status == CIV_OK && i < xls->count; i++) {
		const struct place *sheet = &xls->sheets[i];

		if (!civ_choice_add(&choice, sheet->name, sheet->hidden, sheet->has_cells))
			status = CIV_SYSTEM;
	}
	if (status == CIV_OK)
		status = civ_choice_make(&choice, options->sheet, &xls->book.sheet);
	civ_choice_free(&choice);
	return tell(xls, status, before);
}

enum civ_status civ_book_xls(struct civ_source *source, const struct civ_book_options *options,
                             struct civ_messages *messages, struct civ_book **book)
{
	static const struct civ_book_kind kind = {next_xls, close_xls};
	struct xls *made = calloc(1, sizeof *made);

	*book = NULL;
	if (made == NULL)
		return civ_no_memory(messages);
	made->book = (struct civ_book){.kind = &kind, .source = source, .messages = messages};
	made->merges = options->merges;
	civ_texts_start(&made->shared.texts, messages);
	*book = &made->book;
	return open_book(made, options);
}

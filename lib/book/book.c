#include <stdlib.h>
#include <string.h>

#include "lib/book/inside.h"

static const unsigned char zip_head[] = {'P', 'K', 3, 4};
static const unsigned char compound_head[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};

static bool is_zip(const void *head, size_t len)
{
	return len >= sizeof zip_head && memcmp(head, zip_head, sizeof zip_head) == 0;
}

static bool is_compound(const void *head, size_t len)
{
	return len >= sizeof compound_head && memcmp(head, compound_head, sizeof compound_head) == 0;
}

bool civ_book_is(const void *head, size_t len)
{
	return is_zip(head, len) || is_compound(head, len);
}

#ifndef CIV_LIBZIP
enum civ_status civ_book_xlsx(struct civ_source *source, const struct civ_book_options *options,
                              struct civ_messages *messages, struct civ_book **book)
{
	struct civ_position at = {.file = civ_source_name(source)};

	(void)options;
	*book = NULL;
	return civ_error(messages, CIV_USAGE, &at,
	                 "this is a workbook, and these programs were built without libzip and expat: save it as CSV");
}
#endif

enum civ_status civ_book_open(struct civ_source *source, const struct civ_book_options *options,
                              struct civ_messages *messages, struct civ_book **book)
{
	struct civ_position at = {.file = civ_source_name(source)};
	char head[CIV_BOOK_HEAD];
	struct civ_book *made = NULL;
	size_t got;
	enum civ_status status = civ_source_read_at(source, 0, head, sizeof head, &got);

	*book = NULL;
	if (status == CIV_OK && is_zip(head, got))
		status = civ_book_xlsx(source, options, messages, &made);
	else if (status == CIV_OK && is_compound(head, got))
		status = civ_book_xls(source, options, messages, &made);
	else if (status == CIV_OK)
		status = civ_error(messages, CIV_REFUSED, &at, "this is no workbook");
	if (status != CIV_OK) {
		civ_book_close(made);
		return status;
	}
	*book = made;
	return CIV_OK;
}

void civ_book_close(struct civ_book *book)
{
	if (book == NULL)
		return;
	book->kind->close(book);
	free(book->sheet);
	free(book);
}

const char *civ_book_sheet(const struct civ_book *book)
{
	return book->sheet;
}

enum civ_status civ_book_next(struct civ_book *book, const struct civ_book_row **row)
{
	return book->kind->next(book, row);
}

struct civ_position civ_book_position(const struct civ_book *book, uint64_t row, unsigned column)
{
	return (struct civ_position){
		.file = civ_source_name(book->source), .sheet = book->sheet, .line = row, .field = column};
}

enum civ_status civ_book_check(const struct civ_book *book, const struct civ_book_row *row, unsigned column,
                               struct civ_messages *messages)
{
	struct civ_position at = civ_book_position(book, row->row, column);
	struct civ_span text;
	unsigned marks;

	if (column > row->count)
		return CIV_OK;
	text = row->cells[column - 1];
	marks = row->marks[column - 1];
	if ((marks & CIV_BOOK_ERROR) != 0)
		return civ_error(messages, CIV_REFUSED, &at, "the cell shows an error: %.*s", (int)text.len, text.text);
	if ((marks & CIV_BOOK_FORMULA) != 0)
		return civ_error(messages, CIV_REFUSED, &at,
		                 "the formula in this cell was never calculated: open the workbook and save it again");
	if ((marks & CIV_BOOK_NO_DAY) != 0)
		return civ_error(messages, CIV_REFUSED, &at,
		                 "the cell is shown as a date, but its number is none: %.*s", (int)text.len, text.text);
	return CIV_OK;
}

/* Workbooks as Office Open XML has them: which sheet is read. */
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "lib/book/choose.h"
#include "lib/book/inside.h"
#include "lib/book/xlsx-sheet.h"

struct xlsx {
	struct civ_book book;
	struct civ_shared shared;
	struct civ_rows_of_sheet *rows;
	const struct civ_book_row *first; /* read when the sheet was looked for, not given yet */
	bool merges;
};

static void close_xlsx(struct civ_book *book)
{
	struct xlsx *xlsx = (struct xlsx *)book;

	civ_sheet_close(xlsx->rows);
	civ_texts_free(&xlsx->shared.texts);
	civ_styles_close(xlsx->shared.styles);
	civ_package_free(&xlsx->shared.package);
	civ_parts_close(xlsx->shared.parts);
}

static enum civ_status next_xlsx(struct civ_book *book, const struct civ_book_row **row)
{
	struct xlsx *xlsx = (struct xlsx *)book;

	*row = xlsx->first;
	xlsx->first = NULL;
	return *row != NULL ? CIV_OK : civ_sheet_next(xlsx->rows, row);
}

static enum civ_status open_sheet(void *data, size_t index, bool *holds)
{
	struct xlsx *xlsx = data;
	const struct civ_sheet *sheet = &xlsx->shared.package.sheets[index];
	enum civ_status status;

	civ_sheet_close(xlsx->rows);
	xlsx->rows = NULL;
	xlsx->first = NULL;
	*holds = false;
	status = civ_sheet_open(&xlsx->shared, sheet, xlsx->merges, &xlsx->rows);
	if (status == CIV_OK)
		status = civ_sheet_next(xlsx->rows, &xlsx->first);
	*holds = xlsx->first != NULL;
	return status;
}

static enum civ_status open_package(struct xlsx *xlsx, const struct civ_book_options *options)
{
	struct civ_shared *shared = &xlsx->shared;
	struct civ_choice choice = {
		.source = xlsx->book.source, .messages = xlsx->book.messages, .open = open_sheet, .data = xlsx};
	enum civ_status status = civ_parts_open(xlsx->book.source, xlsx->book.messages, &shared->parts);

	if (status == CIV_OK)
		status = civ_package_read(shared->parts, &shared->package);
	if (status == CIV_OK)
		status = civ_styles_open(shared->parts, shared->package.styles, &shared->styles);
	for (size_t i = 0; status == CIV_OK && i < shared->package.count; i++) {
		const struct civ_sheet *sheet = &shared->package.sheets[i];

		if (!civ_choice_add(&choice, sheet->name, sheet->hidden, sheet->part != NULL))
			status = civ_no_memory(xlsx->book.messages);
	}
	if (status == CIV_OK)
		status = civ_choice_make(&choice, options->sheet, &xlsx->book.sheet);
	civ_choice_free(&choice);
	return status;
}

enum civ_status civ_book_xlsx(struct civ_source *source, const struct civ_book_options *options,
                              struct civ_messages *messages, struct civ_book **book)
{
	static const struct civ_book_kind kind = {next_xlsx, close_xlsx};
	struct xlsx *made = calloc(1, sizeof *made);

	*book = NULL;
	if (made == NULL)
		return civ_no_memory(messages);
	made->book = (struct civ_book){.kind = &kind, .source = source, .messages = messages};
	civ_texts_start(&made->shared.texts, messages);
	made->merges = options->merges;
	*book = &made->book;
	return open_package(made, options);
}

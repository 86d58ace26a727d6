/* rows FILE: how many rows the first sheet of a workbook has, all of them read. */
#include <stdio.h>

#include "civplan/book.h"

int main(int argc, char **argv)
{
	struct civ_messages *messages = civ_messages_new();
	const struct civ_book_options options = {0};
	const struct civ_book_row *row = NULL;
	struct civ_source *source = NULL;
	struct civ_book *book = NULL;
	unsigned long count = 0;
	enum civ_status status = argc == 2 && messages != NULL ? civ_source_open(argv[1], messages, &source)
	                                                       : CIV_USAGE;

	if (status == CIV_OK)
		status = civ_book_open(source, &options, messages, &book);
	while (status == CIV_OK && (status = civ_book_next(book, &row)) == CIV_OK && row != NULL)
		count++;
	printf("%lu\n", count);
	civ_book_close(book);
	civ_source_close(source);
	civ_messages_free(messages);
	return (int)status;
}

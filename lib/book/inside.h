/* What books of either kind have. */
#ifndef CIV_BOOK_INSIDE_H
#define CIV_BOOK_INSIDE_H

#include "civplan/book.h"

struct civ_book_kind {
	enum civ_status (*next)(struct civ_book *book, const struct civ_book_row **row);
	void (*close)(struct civ_book *book); /* what the kind itself holds */
};

/* Stands at the start of the book of each kind. */
struct civ_book {
	const struct civ_book_kind *kind;
	struct civ_source *source;
	struct civ_messages *messages;
	char *sheet; /* malloc'ed */
};

/* Make the book of SOURCE; *BOOK is NULL or to be closed, whatever is returned. */
enum civ_status civ_book_xlsx(struct civ_source *source, const struct civ_book_options *options,
                              struct civ_messages *messages, struct civ_book **book);
enum civ_status civ_book_xls(struct civ_source *source, const struct civ_book_options *options,
                             struct civ_messages *messages, struct civ_book **book);

#endif

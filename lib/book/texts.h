/* The texts that the cells of a workbook share, in the order in which the file has them. */
#ifndef CIV_BOOK_TEXTS_H
#define CIV_BOOK_TEXTS_H

#include "civplan/buffer.h"
#include "lib/book/pile.h"

struct civ_texts {
	struct civ_pile bytes, ends; /* each text begins where the one before it ends */
	uint64_t count;
};

/* None yet. Ends with civ_texts_free. */
void civ_texts_start(struct civ_texts *texts, struct civ_messages *messages);
void civ_texts_free(struct civ_texts *texts);
/* Add one; append text INDEX, which is less than the count, to OUT. As civ_pile_add and civ_pile_get. */
enum civ_status civ_texts_add(struct civ_texts *texts, const char *bytes, size_t len);
enum civ_status civ_texts_get(struct civ_texts *texts, uint64_t index, struct civ_buf *out);

#endif

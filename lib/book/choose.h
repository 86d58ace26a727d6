/* Which sheet of a workbook is read. */
#ifndef CIV_BOOK_CHOOSE_H
#define CIV_BOOK_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>

#include "civplan/messages.h"
#include "civplan/source.h"

struct civ_choice_sheet {
	const char *name;
	bool hidden, has_cells;
};

struct civ_choice {
	struct civ_source *source;
	struct civ_messages *messages;
	/* Begin to read sheet INDEX, in the order of adding; *HOLDS: there is a row in it. */
	enum civ_status (*open)(void *data, size_t index, bool *holds);
	void *data;
	struct civ_choice_sheet *sheets;
	size_t count, room;
};

/* NAME is borrowed. False when memory is out. */
bool civ_choice_add(struct civ_choice *choice, const char *name, bool hidden, bool has_cells);
void civ_choice_free(struct civ_choice *choice);
/* Open the sheet that WANTED, as in civ_book_options, asks for; *NAME is its name, malloc'ed. Without any that holds
 * something it is the first that is shown. CIV_REFUSED, told: there is none such. */
enum civ_status civ_choice_make(const struct civ_choice *choice, const char *wanted, char **name);

#endif

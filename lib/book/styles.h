/* The formats of a workbook, and which of them each style of its cells has. */
#ifndef CIV_BOOK_STYLES_H
#define CIV_BOOK_STYLES_H

#include "civplan/messages.h"
#include "lib/book/format.h"

struct civ_styles;

/* None yet. NULL when memory is out. */
struct civ_styles *civ_styles_new(void);
/* STYLES may be NULL. */
void civ_styles_close(struct civ_styles *styles);
/* Add the format that the file calls ID; add the next style of cells, from 0, with format ID, which was added before or
 * is one of civ_format_builtin. Not told: CIV_SYSTEM, memory is out; CIV_REFUSED, no workbook has so many, or so long.
 */
enum civ_status civ_styles_add_format(struct civ_styles *styles, unsigned long id, const char *code);
enum civ_status civ_styles_add(struct civ_styles *styles, unsigned long id);
/* The format of cells of style INDEX, any number; a plain number where there is none. */
const struct civ_format *civ_styles_format(const struct civ_styles *styles, unsigned long index);

#endif

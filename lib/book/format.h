/* Number formats of spreadsheets: what they make a person see of a number. */
#ifndef CIV_BOOK_FORMAT_H
#define CIV_BOOK_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "civplan/buffer.h"
#include "civplan/text.h"

enum civ_shown {
	CIV_SHOWN_NUMBER,
	CIV_SHOWN_PERCENT,
	CIV_SHOWN_MOMENT, /* a day, a time of day, or both */
	CIV_SHOWN_SPENT,  /* hours, minutes or seconds beyond a day: [h]:mm */
	CIV_SHOWN_CODE,   /* a number of always so many digits */
};

/* What of a moment is shown. */
enum civ_shown_part {
	CIV_SHOWN_YEAR = 1,
	CIV_SHOWN_MONTH = 2,
	CIV_SHOWN_DAY = 4, /* the day of the week tells it too */
	CIV_SHOWN_HOUR = 8,
	CIV_SHOWN_MINUTE = 16,
	CIV_SHOWN_SECOND = 32,
};

struct civ_format {
	enum civ_shown shown;
	unsigned parts;  /* of a moment or of what was spent */
	unsigned digits; /* of a code */
	char *prefix;    /* of a code: malloc'ed; NULL: none */
};

/* The format with the code CODE, as "yyyy/m/d;@". False when memory is out. Free with civ_format_free. */
bool civ_format_read(const char *code, struct civ_format *format);
/* The code of a format that files know by its number alone; those of simplified Chinese where languages differ. NULL: a
 * number as it is. */
const char *civ_format_builtin(unsigned id);
void civ_format_free(struct civ_format *format);

/* Append to OUT what is seen of a cell: a number as files have it, or of TEXT a moment as ISO 8601 has it. DATE1904:
 * days are counted from 1904. Returns the civ_book_mark bits of what cannot be shown; the text is the number then. */
unsigned civ_format_number(const struct civ_format *format, struct civ_span number, bool date1904, struct civ_buf *out);
unsigned civ_format_moment(const struct civ_format *format, struct civ_span text, struct civ_buf *out);

#endif

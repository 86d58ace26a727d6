/* Records of the stream in an .xls, and the texts in them, which may run on in records of their own. */
#ifndef CIV_BOOK_XLS_RECORD_H
#define CIV_BOOK_XLS_RECORD_H

#include "civplan/buffer.h"
#include "lib/book/compound.h"

/* Those that are read. */
enum civ_biff_type {
	CIV_BIFF_FORMULA = 0x0006,
	CIV_BIFF_EOF = 0x000A,
	CIV_BIFF_DATEMODE = 0x0022,
	CIV_BIFF_FILEPASS = 0x002F,
	CIV_BIFF_CONTINUE = 0x003C,
	CIV_BIFF_BOUNDSHEET = 0x0085,
	CIV_BIFF_MULRK = 0x00BD,
	CIV_BIFF_RSTRING = 0x00D6,
	CIV_BIFF_XF = 0x00E0,
	CIV_BIFF_MERGEDCELLS = 0x00E5,
	CIV_BIFF_SST = 0x00FC,
	CIV_BIFF_LABELSST = 0x00FD,
	CIV_BIFF_NUMBER = 0x0203,
	CIV_BIFF_LABEL = 0x0204,
	CIV_BIFF_BOOLERR = 0x0205,
	CIV_BIFF_STRING = 0x0207,
	CIV_BIFF_RK = 0x027E,
	CIV_BIFF_FORMAT = 0x041E,
	CIV_BIFF_BOF = 0x0809,
};

enum { CIV_BIFF_WINDOW = 1 << 16 };

struct civ_biff {
	struct civ_stream *stream;
	unsigned char *window; /* bytes of the stream from START on */
	uint64_t start;
	size_t filled;
	uint64_t at;         /* where the next record begins */
	unsigned type;       /* of the one at hand */
	unsigned char *data; /* LEN bytes of it */
	size_t len;
};

/* From byte AT of STREAM on. Statuses as of civ_stream_open. Ends with civ_biff_close. */
enum civ_status civ_biff_open(struct civ_stream *stream, uint64_t at, struct civ_biff *records);
void civ_biff_close(struct civ_biff *records);
/* The next record; the stream must not end before it. */
enum civ_status civ_biff_next(struct civ_biff *records);
/* Whether a continuation comes next; then it is read. */
enum civ_status civ_biff_continue(struct civ_biff *records, bool *found);

/* The text that stands from byte *AT of the record on, behind a count of WIDE ? 2 : 1 bytes; *AT is then behind it, in
 * this record or a continuation. Appended to OUT as UTF-8. */
enum civ_status civ_biff_text(struct civ_biff *records, bool wide, size_t *at, struct civ_buf *out);

#endif

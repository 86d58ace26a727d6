/* Where rows go: a buffer in front of standard output, a device, or a file written aside. */
#ifndef LIB_CSV_SINK_H
#define LIB_CSV_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "civplan/messages.h"

enum { CIV_SINK_SIZE = 1 << 16 };

struct civ_sink {
	struct civ_messages *messages;
	const char *name;       /* for messages; the caller's */
	char *target;           /* what the file written aside is renamed to, links resolved */
	char *aside;            /* its name until then; NULL: FD is written straight */
	int fd;
	bool standard;          /* FD is not ours to close */
	bool started;           /* some bytes have left the buffer */
	bool lost;              /* the reader has gone away */
	bool placed;            /* the file is in its place, and can still be taken back */
	bool swapped;           /* then: what was there has the name ASIDE */
	enum civ_status status; /* of the first failure; what comes after it is dropped */
	size_t used;
	char buffer[CIV_SINK_SIZE];
};

/* Open PATH, or standard output for NULL and "-". What exists and is no regular file is written
 * straight; else the bytes go to PATH.XXXXXX, with the mode of the file that it will replace. */
enum civ_status civ_sink_open(struct civ_sink *sink, const char *path, struct civ_messages *messages);
/* The same for a file that names people: it is for its owner and the group at most, and the umask takes away from that
 * even where it replaces another one. */
enum civ_status civ_sink_open_private(struct civ_sink *sink, const char *path, struct civ_messages *messages);

/* Put the file in its place, on the disk to its last byte, so that civ_sink_close can still take it back and leave what
 * was there: for what must stand before something else is done. Nothing may be put in after it. CIV_SYSTEM, told. */
enum civ_status civ_sink_place(struct civ_sink *sink);

/* Write what is held back. CIV_SYSTEM: now or earlier a write failed. */
enum civ_status civ_sink_flush(struct civ_sink *sink);

/* KEEP: write what is held back and put the file in its place. Else take back a file that is there already, drop one
 * that was written aside, and of anything else what has not left the buffer, unless a part has: then a line must not
 * end in its middle. A lost reader is CIV_OK. */
enum civ_status civ_sink_close(struct civ_sink *sink, bool keep);

/* Remember that memory ran out; what comes after it is dropped. */
void civ_sink_no_memory(struct civ_sink *sink);

/* Bytes for which the buffer has no room. */
void civ_sink_spill(struct civ_sink *sink, const char *bytes, size_t len);

static inline void civ_sink_put(struct civ_sink *sink, const char *bytes, size_t len)
{
	if (len > sizeof sink->buffer - sink->used) {
		civ_sink_spill(sink, bytes, len);
		return;
	}
	if (len > 0)
		memcpy(sink->buffer + sink->used, bytes, len);
	sink->used += len;
}

static inline void civ_sink_putc(struct civ_sink *sink, char c)
{
	civ_sink_put(sink, &c, 1);
}

#endif

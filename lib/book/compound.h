/* Microsoft's compound files: streams by name in a file of sectors. */
#ifndef CIV_BOOK_COMPOUND_H
#define CIV_BOOK_COMPOUND_H

#include "civplan/messages.h"
#include "civplan/source.h"

struct civ_compound;
struct civ_stream;

/* Not told: CIV_REFUSED, it is damaged; CIV_SYSTEM, memory is out. Told: CIV_SYSTEM, it cannot be read. */
enum civ_status civ_compound_open(struct civ_source *source, struct civ_messages *messages,
                                  struct civ_compound **compound);
/* COMPOUND may be NULL. */
void civ_compound_close(struct civ_compound *compound);
/* True if it has a stream with the name of ASCII letters NAME. */
bool civ_compound_has(const struct civ_compound *compound, const char *name);
/* The same errors. Ends with civ_stream_close, before the file. */
enum civ_status civ_stream_open(struct civ_compound *compound, const char *name, struct civ_stream **stream);
/* STREAM may be NULL. */
void civ_stream_close(struct civ_stream *stream);
uint64_t civ_stream_len(const struct civ_stream *stream);
/* LEN bytes from AT on; *GOT is less only at the end. CIV_SYSTEM, told. */
enum civ_status civ_stream_read(struct civ_stream *stream, uint64_t at, void *bytes, size_t len, size_t *got);

#endif

/* The bytes of an input: a regular file, standard input, or memory. */
#ifndef CIVPLAN_SOURCE_H
#define CIVPLAN_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/messages.h"

enum { CIV_CELL_MAX = 1 << 20 }; /* bytes in one cell of a table; more is an error (most likely an unclosed quote) */

struct civ_source;

/* Open PATH ("-": standard input) so that reading it never waits for another program: what is
 * not a regular file is first read to its end, into memory up to 8 MiB, then into an unlinked
 * temporary file. CIV_SYSTEM: cannot open or read (the message names the path and why).
 * Close with civ_source_close (NULL allowed). */
enum civ_status civ_source_open(const char *path, struct civ_messages *messages, struct civ_source **source);
void civ_source_close(struct civ_source *source);
/* A source over LEN bytes in memory, borrowed; NAME is shown in positions. */
enum civ_status civ_source_memory(const char *name, const void *bytes, size_t len, struct civ_messages *messages,
                                  struct civ_source **source);
const char *civ_source_name(const struct civ_source *source);
/* True if there is not a single byte. */
bool civ_source_is_empty(const struct civ_source *source);
/* Read up to LEN bytes from the current place; *GOT is 0 at the end. CIV_SYSTEM on a read error. */
enum civ_status civ_source_read(struct civ_source *source, void *bytes, size_t len, size_t *got);
enum civ_status civ_source_rewind(struct civ_source *source);

/* How many bytes there are. CIV_SYSTEM when the file cannot be asked. */
enum civ_status civ_source_size(struct civ_source *source, uint64_t *size);
/* Read LEN bytes that stand AT bytes behind the start; *GOT is less only at the end. The current place stays.
 * CIV_SYSTEM on a read error. */
enum civ_status civ_source_read_at(struct civ_source *source, uint64_t at, void *bytes, size_t len, size_t *got);

/* A new file for reading and writing in $TMPDIR, else /tmp, that has no name any more: its descriptor, which is closed
 * in programs that are run. -1: errno says why not. */
int civ_temporary_open(void);

#endif

/* Bytes that are written once, at the end, and read anywhere: in memory up to a bound, and behind it in a file without
 * a name. */
#ifndef CIV_BOOK_PILE_H
#define CIV_BOOK_PILE_H

#include <stddef.h>
#include <stdint.h>

#include "civplan/messages.h"

struct civ_pile {
	struct civ_messages *messages;
	size_t kept_max; /* blocks that may stay in memory */
	char **kept;
	size_t kept_count, kept_room;
	struct civ_pile_slot *slots; /* blocks of the file that were read last */
	char *open;                  /* the block that is being filled, once the others fill a file */
	uint64_t len;
	int fd; /* -1: all is in memory */
};

/* Up to BYTES stay in memory. Ends with civ_pile_free. */
void civ_pile_start(struct civ_pile *pile, size_t bytes, struct civ_messages *messages);
void civ_pile_free(struct civ_pile *pile);
/* CIV_SYSTEM, told: memory is out, or the disk is full. */
enum civ_status civ_pile_add(struct civ_pile *pile, const void *bytes, size_t len);
/* LEN bytes, which are there, from AT on. */
enum civ_status civ_pile_get(struct civ_pile *pile, uint64_t at, void *bytes, size_t len);

#endif

/* Storing rows by the batch, for domains whose inputs are long: one thread reads and checks, another inserts.
 *
 * Keys that are there already are told late; who can see them before should. Nothing else may write rows of the same
 * noun while a bulk is open; flush it before other writers or readers ask for them. */
#ifndef CIVPLAN_BULK_H
#define CIVPLAN_BULK_H

#include "civplan/record.h"

struct civ_bulk;

/* REJECTS may be NULL. The writer's record is the bulk's until civ_bulk_close: fill it, then civ_bulk_add. */
enum civ_status civ_bulk_open(struct civ_writer *writer, struct civ_rejects *rejects, struct civ_bulk **bulk);
/* Check the writer's record and put it into the batch. CIV_REFUSED as of civ_writer_add; a key that is there already
 * shows later, and is reported or set aside then. */
enum civ_status civ_bulk_add(struct civ_bulk *bulk);
/* Store what is in the batches, and report what was refused: before anything else is said of a later row. */
enum civ_status civ_bulk_flush(struct civ_bulk *bulk);
/* Whether rows were refused after they had been taken. */
bool civ_bulk_refused(const struct civ_bulk *bulk);
/* Ends the thread, and gives the connection its checks back. Flush first. */
enum civ_status civ_bulk_close(struct civ_bulk *bulk);

#endif

/* The parts of an .xlsx: entries of its zip archive, found by name and read as streams. */
#ifndef CIV_BOOK_PARTS_H
#define CIV_BOOK_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "civplan/messages.h"
#include "civplan/source.h"

struct civ_parts;
struct civ_part;

/* CIV_REFUSED, told: no archive, or a damaged one. */
enum civ_status civ_parts_open(struct civ_source *source, struct civ_messages *messages, struct civ_parts **parts);
/* PARTS may be NULL; no part of it may still be open. */
void civ_parts_close(struct civ_parts *parts);
struct civ_messages *civ_parts_messages(const struct civ_parts *parts);
/* Names the file in messages about the whole of it. */
struct civ_position civ_parts_position(const struct civ_parts *parts);

/* Names are compared without regard to case, to a slash before them, and to the kind of slash. */
bool civ_parts_has(const struct civ_parts *parts, const char *name);
/* CIV_REFUSED, told: it is not there, or protected. */
enum civ_status civ_part_open(struct civ_parts *parts, const char *name, struct civ_part **part);
/* PART may be NULL. */
void civ_part_close(struct civ_part *part);
/* Up to LEN bytes; *GOT is 0 at the end. CIV_REFUSED, told: damaged, or out of proportion to what it was packed to. */
enum civ_status civ_part_read(struct civ_part *part, void *bytes, size_t len, size_t *got);

/* "xl/workbook.xml in it is damaged": told, CIV_REFUSED. */
enum civ_status civ_parts_damaged(const struct civ_parts *parts, const char *name);

#endif

/* Folders of files that belong together: written aside, put in their place whole, with a MANIFEST that tells whether
 * they still are.
 *
 * MANIFEST is CSV with the columns name, rows, sha256: a row for each file in the order in which they were written,
 * and at the end a row named MANIFEST with the number of files and the SHA-256 of the rows above it
 * (name,rows,sha256 and a line feed each). */
#ifndef CIVPLAN_FOLDER_H
#define CIVPLAN_FOLDER_H

#include <stdbool.h>
#include <stdint.h>

#include "civplan/messages.h"

struct civ_folder;

/* Begin the folder that will stand at PATH. CIV_REFUSED: something is there that is not an empty folder; CIV_SYSTEM.
 * End with civ_folder_close, which takes NULL. */
enum civ_status civ_folder_open(const char *path, struct civ_messages *messages, struct civ_folder **folder);
/* Where its file NAME is to be written; the caller frees it, NULL when memory is out. */
char *civ_folder_file(const struct civ_folder *folder, const char *name);
/* The file NAME is written, with ROWS rows. It is read back, for its digest. CIV_SYSTEM. */
enum civ_status civ_folder_add(struct civ_folder *folder, const char *name, uint64_t rows);
/* KEEP: write MANIFEST, wait for the disk, put the folder in its place (CIV_REFUSED: somebody else has put something
 * there meanwhile). Else, and after any failure, remove it. Frees FOLDER. */
enum civ_status civ_folder_close(struct civ_folder *folder, bool keep);

/* Does the folder PATH agree with its MANIFEST? CIV_REFUSED, with an error for each: a file is missing, has another
 * number of rows, has other bytes, is not named (those that begin with a point do not matter); MANIFEST itself is
 * missing, or not whole. CIV_SYSTEM. */
enum civ_status civ_folder_check(const char *path, struct civ_messages *messages);

#endif

/* The list of the files of a folder, in memory. */
#ifndef LIB_CSV_MANIFEST_H
#define LIB_CSV_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/digest.h"
#include "civplan/messages.h"

struct civ_manifest_file {
	char *name;
	uint64_t rows;
	char hash[CIV_DIGEST_SIZE];
};

/* Starts as {0}. */
struct civ_manifest {
	struct civ_manifest_file *files;
	size_t count;
};

void civ_manifest_free(struct civ_manifest *manifest);
/* False when memory is out. */
bool civ_manifest_add(struct civ_manifest *manifest, const char *name, uint64_t rows, const char *hash);
/* Write FOLDER/MANIFEST. CIV_SYSTEM. */
enum civ_status civ_manifest_write(const struct civ_manifest *manifest, const char *folder,
                                   struct civ_messages *messages);
/* Read the MANIFEST of the folder. CIV_REFUSED: there is none, or it is not whole. CIV_SYSTEM. */
enum civ_status civ_manifest_read(struct civ_manifest *manifest, const char *folder, struct civ_messages *messages);

#define CIV_MANIFEST "MANIFEST"

#endif

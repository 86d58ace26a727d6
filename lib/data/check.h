/* What the look at a file knows so far. */
#ifndef CIVPLAN_DATA_CHECK_H
#define CIVPLAN_DATA_CHECK_H

#include "civplan/dataset.h"
#include "lib/data/doubles.h"
#include "lib/data/items.h"

struct civ_file_check {
	struct civ_records *records;
	struct civ_messages *messages;
	const struct civ_dataset_check_options *options;
	const struct civ_header *header; /* NULL: the file is empty */
	struct civ_checked_items items;
	struct civ_doubles doubles;
	struct civ_arena *arena;   /* of the row at hand */
	struct civ_messages *why;  /* what is wrong with it */
	bool keyed;                /* the file has the key's columns */
	uint64_t rows, bad, twice, first_line;
};

/* Print what was found. CIV_FLAGGED: something is flagged. */
enum civ_status civ_findings_print(const struct civ_file_check *check, struct civ_out *out);

#endif

/* A department's file against the items of the data set that it is to be. */
#ifndef CIVPLAN_DATASET_H
#define CIVPLAN_DATASET_H

#include "civplan/input.h"
#include "civplan/record.h"

/* A row an item, in the order in which they were entered; one for each column of the file that is no item; a last one,
 * *, for the rows. */
extern const struct civ_out_column civ_dataset_check_columns[];

struct civ_dataset_check_options {
	int64_t dataset;              /* its id */
	bool flagged_only;            /* print what is flagged alone */
	struct civ_rejects *rejects;  /* takes the bad rows with their reasons; NULL: they are counted alone */
};

/* Look at every row of INPUT, which has one file, and print what was found. A value is bad that its item does not
 * allow; a row is bad that holds one, or has the key of a row before it: all required codes together, or the whole row
 * where the data set has none. Memory grows by some 130 bytes a row for that, and by nothing else. Takers and secrecy
 * are those of the as-of day. CIV_FLAGGED: something is flagged. CIV_REFUSED, told: the data set has no items, or INPUT
 * is no such file. */
enum civ_status civ_dataset_check(struct civ_records *records, const struct civ_dataset_check_options *options,
                                  struct civ_input *input, struct civ_out *out);

#endif

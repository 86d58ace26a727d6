/* An area on one page: who lives there, who answers for it, and what there is and is done. */
#ifndef CIVPLAN_AREA_SHEET_H
#define CIVPLAN_AREA_SHEET_H

#include <stdbool.h>

#include "civplan/output.h"
#include "civplan/record.h"

/* Which areas. */
struct civ_area_sheet_choice {
	const char *areas; /* ids joined with commas; NULL: all areas of the kind OF */
	const char *of;    /* code of a kind: the areas of this kind there and below; NULL: the areas themselves */
	bool old;          /* old communities alone */
};

extern const struct civ_out_column civ_area_sheet_columns[];

/* A row for each thing that the page of each area tells, as of the records' day, in order of the areas' codes. */
enum civ_status civ_area_sheet_rows(struct civ_records *records, const struct civ_area_sheet_choice *choice,
                                    struct civ_out *out);
/* The pages in sentences, in the language that civ_say speaks, appended to PAGE, parted by a form feed. */
enum civ_status civ_area_sheet_text(struct civ_records *records, const struct civ_area_sheet_choice *choice,
                                    struct civ_buf *page);

#endif

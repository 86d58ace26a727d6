/* NOUN-add, compiled once for each noun. */
#include "civplan/generic.h"

const struct civ_command CIV_COMMAND = {
	.name = CIV_GENERIC_NAME("-add"),
	.operands = "[FILE...]",
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN | CIV_NEED_REJECTS | CIV_NEED_CONFLICT | CIV_NEED_PRINT |
                 CIV_NEED_PERSONAL,
	.noun = &CIV_NOUN,
	.noun_options = CIV_COLUMNS_ADD,
	.run = civ_run_add,
};

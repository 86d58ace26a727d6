/* NOUN-set, compiled once for each noun. */
#include "civplan/generic.h"

const struct civ_command CIV_COMMAND = {
	.name = CIV_GENERIC_NAME("-set"),
	.operands = "KEY... | [FILE...]",
	.operands_are = CIV_OPERANDS_CHANGE,
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN | CIV_NEED_REJECTS | CIV_NEED_PRINT | CIV_NEED_PERSONAL,
	.noun = &CIV_NOUN,
	.noun_options = CIV_COLUMNS_SET,
	.run = civ_run_set,
};

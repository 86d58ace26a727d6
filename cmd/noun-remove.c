/* NOUN-remove, compiled once for each noun. */
#include "civplan/generic.h"

const struct civ_command CIV_COMMAND = {
	.name = CIV_GENERIC_NAME("-remove"),
	.operands = "[KEY...]",
	.operands_are = CIV_OPERANDS_KEYS,
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN,
	.noun = &CIV_NOUN,
	.run = civ_run_remove,
};

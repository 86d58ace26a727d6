/* NOUN-list, compiled once for each noun. */
#include "civplan/generic.h"

const struct civ_command CIV_COMMAND = {
	.name = CIV_GENERIC_NAME("-list"),
	.operands = "[KEY...]",
	.operands_are = CIV_OPERANDS_KEYS,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_PERSONAL,
	.noun = &CIV_NOUN,
	.noun_options = CIV_COLUMNS_LIST,
	.options = civ_list_choices,
	.options_size = sizeof(struct civ_list_choice),
	.run = civ_run_list,
};

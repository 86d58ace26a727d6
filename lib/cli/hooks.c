/* The domains' hooks: the one place that knows which nouns have one. */
#include "civplan/command.h"
#include "civplan/milestone.h"
#include "civplan/progress.h"

const struct civ_hook *const civ_hooks[] = {
	&civ_milestone_hook,
	&civ_progress_hook,
	NULL,
};

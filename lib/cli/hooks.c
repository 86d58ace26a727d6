/* The domains' hooks: the one place that knows which nouns have one. */
#include "civplan/command.h"

const struct civ_hook civ_hooks[] = {
	{.noun = NULL},
};

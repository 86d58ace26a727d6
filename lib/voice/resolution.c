/* What is true of a resolution when it is stored: the day on which it was done. */
#include "lib/risk/closing.h"

extern const struct civ_noun civ_noun_resolution;

static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	(void)old;
	return civ_closing_follow(writer, record, "done");
}

const struct civ_hook civ_resolution_hook = {.noun = &civ_noun_resolution, .before_store = check};

/* What is true of a risk when it is stored: the day of its closing. */
#include "lib/risk/closing.h"

extern const struct civ_noun civ_noun_risk;

static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	(void)old;
	return civ_closing_follow(writer, record, "closed");
}

const struct civ_hook civ_risk_hook = {.noun = &civ_noun_risk, .before_store = check};

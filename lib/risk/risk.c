/* What is true of a risk when it is stored: its signal can be read. */
#include "civplan/milestone.h"
#include "lib/risk/closing.h"

extern const struct civ_noun civ_noun_risk;

static enum civ_status check_signal(struct civ_record *record)
{
	int column = civ_noun_column(&civ_noun_risk, "signal");
	struct civ_criterion criterion;
	const char *why;

	if (record->values[column].kind != CIV_STRING ||
	    civ_criterion_parse(record->values[column].string, record->arena, &criterion, &why))
		return CIV_OK;
	return why == NULL ? civ_no_memory(record->messages) : civ_record_error(record, column, "%s", why);
}

static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = check_signal(record);

	(void)old;
	return civ_worse(status, civ_closing_follow(writer, record, "closed"));
}

const struct civ_hook civ_risk_hook = {.noun = &civ_noun_risk, .before_store = check};

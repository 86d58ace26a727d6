/* Whether the plan has what a text names. */
#include "lib/ledger/draft.h"

enum civ_status civ_draft_is_known(struct civ_draft *draft, const struct civ_noun *noun, struct civ_span text,
                                   bool *known)
{
	struct civ_messages *aside = civ_messages_new(), *before;
	enum civ_status status;
	int64_t id = 0;

	if (aside == NULL)
		return civ_no_memory(draft->messages);
	before = civ_records_report_to(draft->records, aside);
	status = civ_records_find(draft->records, noun, text, NULL, &id);
	(void)civ_records_report_to(draft->records, before);
	civ_messages_free(aside);
	*known = status == CIV_OK && id != 0;
	return status == CIV_REFUSED ? CIV_OK : status;
}

/* Records within records, and what is counted in them. */
#include "lib/record/records.h"

enum civ_status civ_records_on(struct civ_records *records, int32_t day, struct civ_records **then)
{
	struct civ_clock clock = records->clock;
	enum civ_status status;

	clock.asof = day;
	status = civ_records_open(records->store, NULL, &clock, records->messages, then);
	if (status == CIV_OK) {
		(*then)->lender = records;
		(*then)->speaking = records->speaking;
	}
	return status;
}

bool civ_records_enter(struct civ_records *records, struct civ_under_way *entry)
{
	struct civ_records *lender = civ_lender_of(records);

	for (const struct civ_under_way *u = lender->under_way; u != NULL; u = u->before)
		if (u->what == entry->what)
			return false;
	entry->before = lender->under_way;
	lender->under_way = entry;
	return true;
}

void civ_records_leave(struct civ_records *records, const struct civ_under_way *entry)
{
	civ_lender_of(records)->under_way = entry->before;
}

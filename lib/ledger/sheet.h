/* What writing a sheet and reading it back share. */
#ifndef CIVPLAN_LEDGER_SHEET_H
#define CIVPLAN_LEDGER_SHEET_H

#include "lib/ledger/private.h"

/* In the order of civ_sheet_columns. */
enum civ_sheet_field {
	CIV_SHEET_ID,
	CIV_SHEET_CHANNEL,
	CIV_SHEET_EXTERNAL_ID,
	CIV_SHEET_REPORTED_AT,
	CIV_SHEET_CATEGORY,
	CIV_SHEET_AREA,
	CIV_SHEET_PLACE,
	CIV_SHEET_DESCRIPTION,
	CIV_SHEET_DONE_WHEN,
	CIV_SHEET_DUE,
	CIV_SHEET_WHY_DUE,
	CIV_SHEET_STAGE,
	CIV_SHEET_STATE,
	CIV_SHEET_RECEIVED,
	CIV_SHEET_DONE,
	CIV_SHEET_DONE_ON,
	CIV_SHEET_EVIDENCE,
	CIV_SHEET_EXTEND_UNTIL,
	CIV_SHEET_EXTEND_REASON,
	CIV_SHEET_RETURN_REASON,
	CIV_SHEET_UNIT,
	CIV_SHEET_COLUMNS
};

/* Its last event that stands: an issue that has another one when the sheet comes back was moved meanwhile. */
#define CIV_SHEET_STATE_SQL \
	"i.stage || '-' || i.cycle || '-' ||" \
	" ifnull((SELECT max(e.id) FROM event e WHERE e.issue_id = i.id AND " CIV_EVENT_STANDS("e") "), 0)"

#endif

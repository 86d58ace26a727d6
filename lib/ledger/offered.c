/* The rows of issue-overdue, offered as figures. */
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/ledger.h"
#include "civplan/report.h"

static const struct civ_report_param params[] = {
	{.name = "unit"},
	{.name = "within"},
	{.name = NULL},
};

static const struct civ_out_column *columns(const char *by)
{
	(void)by;
	return civ_overdue_columns;
}

static enum civ_status print(const struct civ_report_request *request, struct civ_records *records, struct civ_out *out)
{
	const char *within = civ_request_value(request, "within");
	struct civ_overdue_options options = {.unit = civ_request_value(request, "unit"),
	                                      .within = -1,
	                                      .unless_noticed = -1,
	                                      .least = CIV_LEVEL_REMIND};
	uint64_t late = 0;

	if (within != NULL && !civ_int_parse(within, strlen(within), &options.within))
		return CIV_USAGE;
	return civ_ledger_overdue(records, &options, out, &late);
}

const struct civ_offer civ_issue_overdue_offer = {
	.name = "issue-overdue", .params = params, .columns = columns, .print = print};

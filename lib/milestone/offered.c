/* The rows of milestone-report, offered as figures. */
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/milestone.h"
#include "civplan/report.h"

static const struct civ_report_param params[] = {
	{.name = "phase", .of = "phase"},
	{.name = "unit"},
	{.name = "within"},
	{.name = NULL},
};

static const struct civ_out_column *columns(const char *by)
{
	(void)by;
	return civ_milestone_columns;
}

static enum civ_status print(const struct civ_report_request *request, struct civ_records *records, struct civ_out *out)
{
	const char *within = civ_request_value(request, "within");
	struct civ_milestone_options options = {
		.phase = civ_request_value(request, "phase"),
		.unit = civ_request_value(request, "unit"),
		.within = -1,
	};

	if (within != NULL && !civ_int_parse(within, strlen(within), &options.within))
		return CIV_USAGE;
	return civ_milestone_report(records, &options, out);
}

const struct civ_offer civ_milestone_report_offer = {
	.name = "milestone-report", .params = params, .columns = columns, .print = print};

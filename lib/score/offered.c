/* The rows of score-calc, offered as figures: score.score(indicator=[*]) is the total. */
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "civplan/report.h"
#include "civplan/score.h"

static const struct civ_report_param params[] = {
	{.name = "standard", .of = "standard"},
	{.name = "area"},
	{.name = "method", .type = CIV_ENUM, .choices = civ_words_method},
	{.name = "scope", .type = CIV_ENUM, .choices = civ_words_scope},
	{.name = "level", .type = CIV_INT, .min = "0", .max = "1000"},
	{.name = NULL},
};

static const struct civ_out_column *columns(const char *by)
{
	(void)by;
	return civ_score_plain_columns;
}

static enum civ_status print(const struct civ_report_request *request, struct civ_records *records, struct civ_out *out)
{
	const char *level = civ_request_value(request, "level");
	struct civ_score_options options = {
		.standard = civ_request_value(request, "standard"),
		.area = civ_request_value(request, "area"),
		.method = civ_request_value(request, "method"),
		.scope = civ_request_value(request, "scope"),
		.asof = civ_records_clock(records)->asof,
		.level = -1,
	};

	if (level != NULL && !civ_int_parse(level, strlen(level), &options.level))
		return CIV_USAGE;
	return civ_score_report(records, &options, out);
}

const struct civ_offer civ_score_calc_offer = {
	.name = "score-calc", .params = params, .columns = columns, .print = print};

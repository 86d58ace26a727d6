/* The rows of issue-rates and issue-hotspot, offered as figures. */
#include <string.h>

#include "civplan/count.h"
#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/report.h"

extern const struct civ_noun civ_noun_area;

/* ---- issue-rates ---- */

static const struct civ_report_param rates_params[] = {
	{.name = "area"},
	{.name = "from"},
	{.name = "to"},
	{.name = NULL},
};

static const struct civ_report_group rates_groups[] = {
	{.name = "unit", .of = "unit"},
	{.name = "category", .of = "category"},
	{.name = "channel", .of = "channel"},
	{.name = "person", .of = "person"},
	{.name = "solved_level", .of = "issue.solved_level"},
	{.name = "day"},
	{.name = "week"},
	{.name = "month"},
	{.name = "quarter"},
	{.name = "year"},
	{.name = NULL},
};

static const struct civ_offered_rate rates[] = {
	{"rectification_rate", "n_done", "n_due"},
	{"on_time_rate", "n_on_time", "n_due"},
	{"rebound_rate", NULL, NULL},
	{"resolution_rate", NULL, NULL},
	{"satisfaction_rate", NULL, NULL},
	{"closed_share", NULL, NULL},
	{NULL, NULL, NULL},
};

static const struct civ_out_column *rates_columns(const char *by)
{
	(void)by;
	return civ_rates_columns;
}

static bool take_day(const char *text, bool *has, int32_t *day)
{
	*has = text != NULL;
	return text == NULL || civ_date_parse(text, strlen(text), day);
}

static enum civ_status print_rates(const struct civ_report_request *request, struct civ_records *records,
                                   struct civ_out *out)
{
	struct civ_asked area = {"--area", civ_request_value(request, "area"), civ_arena_new()};
	struct civ_rates_options options = {.depth = NULL};
	enum civ_status status = area.arena == NULL ? civ_no_memory(civ_records_messages(records))
	                                            : civ_rates_parse(civ_request_value(request, "by"),
	                                                              civ_records_messages(records), &options);

	if (status == CIV_OK && (!take_day(civ_request_value(request, "from"), &options.has_from, &options.from) ||
	                         !take_day(civ_request_value(request, "to"), &options.has_to, &options.to)))
		status = CIV_USAGE;
	if (status == CIV_OK && area.text != NULL)
		status = civ_records_all_named(records, &civ_noun_area, &area, &options.areas);
	if (status == CIV_OK)
		status = civ_count_rates(records, &options, out);
	civ_arena_free(area.arena);
	return status;
}

const struct civ_offer civ_issue_rates_offer = {
	.name = "issue-rates",
	.params = rates_params,
	.groups = rates_groups,
	.several = true,
	.rates = rates,
	.slow = "n_called;resolution_rate;satisfaction_rate;response_hours_p50;response_hours_p90;cycle_mean_reports",
	.columns = rates_columns,
	.print = print_rates,
};

/* ---- issue-hotspot ---- */

static const struct civ_report_param hotspot_params[] = {
	{.name = "quarter", .type = CIV_BOOL},
	{.name = "all", .type = CIV_BOOL},
	{.name = "min", .type = CIV_INT, .min = "1"},
	{.name = NULL},
};

static const struct civ_out_column *hotspot_columns(const char *by)
{
	(void)by;
	return civ_hotspot_columns;
}

static enum civ_status print_hotspots(const struct civ_report_request *request, struct civ_records *records,
                                      struct civ_out *out)
{
	const char *least = civ_request_value(request, "min");
	struct civ_hotspot_options options = {
		.quarter = civ_request_value(request, "quarter") != NULL,
		.all = civ_request_value(request, "all") != NULL,
		.least = 5,
		.alpha = 0.05,
	};

	if (least != NULL && !civ_int_parse(least, strlen(least), &options.least))
		return CIV_USAGE;
	return civ_hotspots_print(records, &options, out);
}

const struct civ_offer civ_issue_hotspot_offer = {
	.name = "issue-hotspot", .params = hotspot_params, .columns = hotspot_columns, .print = print_hotspots};

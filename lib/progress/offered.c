/* The rows of task-report, offered as figures. */
#include "civplan/lists.h"
#include "civplan/progress.h"
#include "civplan/report.h"

static const struct civ_report_param params[] = {
	{.name = "unit"},
	{.name = "task", .of = "task"},
	{.name = "category", .of = "task.category"},
	{.name = "kind", .type = CIV_ENUM, .choices = civ_words_area_kind},
	{.name = NULL},
};

static const struct civ_report_group groups[] = {
	{.name = "programme", .of = "task.programme"},
	{.name = "phase", .of = "task.phase"},
	{.name = "cause"},
	{.name = "month"},
	{.name = "term", .of = "task.term"},
	{.name = "group", .of = "task.groups"},
	{.name = "scene", .of = "task.scene"},
	{.name = "recurring", .of = "task.recurring"},
	{.name = "area", .of = "task.area"},
	{.name = "quantity", .of = "task.programme"},
	{.name = "stratum"},
	{.name = "rework"},
	{.name = NULL},
};

static const struct civ_offered_rate rates[] = {
	{"delay_rate", "n_late", "n_due"}, {"planned", NULL, NULL},         {"completion", NULL, NULL},
	{"rework_rate", NULL, NULL},       {"coverage", "n_covered", "n_areas"}, {"share", NULL, NULL},
	{NULL, NULL, NULL},
};

static enum civ_status print(const struct civ_report_request *request, struct civ_records *records, struct civ_out *out)
{
	const struct civ_task_report_options options = {
		.by = civ_request_value(request, "by"),
		.unit = civ_request_value(request, "unit"),
		.task = civ_request_value(request, "task"),
		.category = civ_request_value(request, "category"),
		.kind = civ_request_value(request, "kind"),
	};

	return civ_task_report(records, &options, out);
}

const struct civ_offer civ_task_report_offer = {
	.name = "task-report",
	.params = params,
	.groups = groups,
	.rates = rates,
	.columns = civ_task_report_columns_of,
	.print = print,
};

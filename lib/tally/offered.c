/* The rows of survey-tally, offered as figures. */
#include "civplan/report.h"
#include "civplan/tally.h"

static const struct civ_report_param params[] = {
	{.name = "survey", .of = "survey"},
	{.name = "question", .type = CIV_TEXT},
	{.name = "weight", .type = CIV_ENUM, .choices = civ_words_tally_weight},
	{.name = "margins", .type = CIV_TEXT},
	{.name = "against", .of = "survey"},
	{.name = NULL},
};

/* Shares of weights, which are not printed. */
static const struct civ_offered_rate rates[] = {
	{"share", NULL, NULL},
	{"good_share", NULL, NULL},
	{NULL, NULL, NULL},
};

/* Each choice of a question tells them. */
static const char shared[] = "n;missing;good_share;good_se;good_change;good_change_se";

static const struct civ_out_column *columns(const char *by)
{
	(void)by;
	return civ_tally_columns;
}

static enum civ_status print(const struct civ_report_request *request, struct civ_records *records, struct civ_out *out)
{
	const struct civ_tally_options options = {
		.survey = civ_request_value(request, "survey"),
		.questions = civ_request_value(request, "question"),
		.weight = civ_request_value(request, "weight"),
		.margins = civ_request_value(request, "margins"),
		.against = civ_request_value(request, "against"),
	};

	/* Of no survey there is no row. */
	return options.survey == NULL ? CIV_OK : civ_tally_print(records, &options, out);
}

const struct civ_offer civ_survey_tally_offer = {
	.name = "survey-tally", .params = params, .columns = columns, .rates = rates, .shared = shared, .print = print};

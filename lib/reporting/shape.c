/* What a request asks of its report. */
#include <string.h>

#include "lib/reporting/reporting.h"

const struct civ_report *civ_report_find(const char *name)
{
	for (size_t i = 0; civ_reports[i] != NULL; i++)
		if (strcmp(civ_reports[i]->name, name) == 0)
			return civ_reports[i];
	return NULL;
}

const char *civ_request_value(const struct civ_report_request *request, const char *name)
{
	for (size_t i = 0; i < request->count; i++)
		if (request->values[i].text != NULL && strcmp(request->values[i].name, name) == 0)
			return request->values[i].text;
	return NULL;
}

static const struct civ_report_form *form_named(const struct civ_report *report, const char *name)
{
	for (const struct civ_report_form *f = report->forms; f != NULL && f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static const struct civ_report_group *group_named(const struct civ_report *report, const char *name)
{
	for (const struct civ_report_group *g = report->groups; g != NULL && g->name != NULL; g++)
		if (strcmp(g->name, name) == 0)
			return g;
	return NULL;
}

static bool is_known(const struct civ_report *report, const char *name)
{
	for (const struct civ_report_param *p = report->params; p != NULL && p->name != NULL; p++)
		if (strcmp(p->name, name) == 0)
			return true;
	return form_named(report, name) != NULL || (report->groups != NULL && strcmp(name, "by") == 0);
}

/* --NAME prints FORM: its rows are whole, and there is nothing in them to be judged unless it has flags. */
static enum civ_status check_form(const struct civ_report_request *request, const struct civ_report_form *form,
                                  struct civ_messages *messages)
{
	const struct civ_report *prints = form->report;

	if (civ_request_value(request, "by") != NULL)
		return civ_error(messages, CIV_USAGE, NULL, "%s prints one shape at a time", request->report->name);
	if (request->check && prints->flags == NULL && !prints->all_flagged)
		return civ_error(messages, CIV_USAGE, NULL, "--check goes without --%s: nothing is flagged there",
		                 form->name);
	return CIV_OK;
}

static enum civ_status take_forms(const struct civ_report_request *request, struct civ_messages *messages,
                                  struct civ_shape *shape)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < request->count && status == CIV_OK; i++) {
		const struct civ_report_value *value = &request->values[i];
		const struct civ_report_form *form = form_named(request->report, value->name);

		if (!is_known(request->report, value->name))
			return civ_error(messages, CIV_USAGE, NULL, "%s has no option --%s", request->report->name,
			                 value->name);
		if (form == NULL || value->text == NULL)
			continue;
		if (strcmp(value->text, "1") != 0)
			return civ_error(messages, CIV_USAGE, NULL, "--%s: '%s' is not such a value", value->name,
			                 value->text);
		if (shape->form != request->report)
			return civ_error(messages, CIV_USAGE, NULL, "%s prints one shape at a time",
			                 request->report->name);
		shape->form = form->report;
		status = check_form(request, form, messages);
	}
	return status;
}

enum civ_status civ_shape_find(const struct civ_report_request *request, struct civ_messages *messages,
                               struct civ_shape *shape)
{
	const struct civ_report *report = request->report;
	const char *by = civ_request_value(request, "by");
	enum civ_status status;

	*shape = (struct civ_shape){.report = report, .form = report, .check = request->check};
	status = take_forms(request, messages, shape);
	if (status != CIV_OK)
		return status;
	if (by == NULL)
		by = report->by;
	if (by == NULL)
		return CIV_OK;
	shape->group = group_named(report, by);
	if (shape->group == NULL)
		return civ_error(messages, CIV_USAGE, NULL, "%s takes nothing together by '%s'", report->name, by);
	if (shape->group->form == NULL)
		return CIV_OK;
	if (shape->form != report)
		return civ_error(messages, CIV_USAGE, NULL, "%s prints one shape at a time", report->name);
	shape->form = shape->group->form;
	return CIV_OK;
}

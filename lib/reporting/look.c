/* Values that are asked for and stand nowhere. */
#include <string.h>

#include "civplan/listed.h"
#include "lib/reporting/reporting.h"

static enum civ_status look_for(struct civ_records *records, const struct civ_report_param *param,
                                const struct civ_column *column, const char *value)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_buf option = {0};
	struct civ_position at = {0};
	const struct civ_reading reading = {&at, arena, civ_records_messages(records)};
	enum civ_status status = CIV_OK;

	civ_buf_addf(&option, "--%s", param->name);
	at.file = civ_buf_str(&option);
	if (arena == NULL || at.file == NULL)
		status = civ_no_memory(reading.messages);
	for (const char *rest = value; status == CIV_OK && rest != NULL;) {
		size_t len = strcspn(rest, ",");

		status = civ_records_listed(records, civ_report_table(param->of), column, (struct civ_span){rest, len},
		                            &reading);
		rest = rest[len] == ',' ? rest + len + 1 : NULL;
	}
	civ_arena_free(arena);
	civ_buf_free(&option);
	return status;
}

enum civ_status civ_report_look(const struct civ_report_request *request, struct civ_records *records)
{
	enum civ_status status = CIV_OK;

	for (const struct civ_report_param *p = request->report->params; p != NULL && p->name != NULL; p++) {
		const char *value = civ_request_value(request, p->name);
		const struct civ_column *column;

		if (value == NULL || p->of == NULL)
			continue;
		(void)civ_report_noun(p->of, &column);
		if (column != NULL && column->ref == NULL && (column->flags & CIV_LISTED) != 0)
			status = civ_worse(status, look_for(records, p, column, value));
	}
	return status;
}

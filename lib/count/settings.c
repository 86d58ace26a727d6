/* The plan's settings that the ledger goes by. */
#include <string.h>

#include "civplan/decimal.h"
#include "lib/count/private.h"

size_t civ_recheck_steps(const struct civ_watch_settings *settings, int32_t steps[CIV_RECHECK_STEPS])
{
	const char *text = settings->recheck_days;
	size_t count = 0;

	while (*text != '\0' && count < CIV_RECHECK_STEPS) {
		size_t len = strcspn(text, ";");
		int64_t days;

		if (civ_int_parse(text, len, &days) && days < 36500)
			steps[count++] = (int32_t)days;
		text += text[len] == ';' ? len + 1 : len;
	}
	return count;
}

static int64_t judge_days(const struct civ_watch_settings *settings)
{
	int32_t steps[CIV_RECHECK_STEPS];
	size_t count = civ_recheck_steps(settings, steps);
	int64_t longest = settings->watch_days;

	for (size_t i = 0; i < count; i++)
		longest = steps[i] > longest ? steps[i] : longest;
	return longest;
}

enum civ_status civ_watch_settings(struct civ_records *records, struct civ_watch_settings *settings)
{
	static const char sql[] =
		"SELECT watch_days, remind_days, notice_days, on_time_by = 'accepted', recheck_days FROM plan";
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(records, sql, &row);

	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK)
		return status;
	if (!found)
		return civ_error(civ_records_messages(records), CIV_SYSTEM, NULL, "%s has no plan",
		                 civ_store_path(store));
	status = civ_row_days(store, row, 0, &settings->watch_days);
	if (status == CIV_OK)
		status = civ_row_days(store, row, 1, &settings->remind_days);
	if (status == CIV_OK)
		status = civ_row_days(store, row, 2, &settings->notice_days);
	settings->on_time_by_accepted = sqlite3_column_int(row, 3) != 0;
	civ_text_copy(settings->recheck_days, civ_row_text(row, 4), sizeof settings->recheck_days);
	settings->judge_days = judge_days(settings);
	sqlite3_reset(row);
	return status;
}

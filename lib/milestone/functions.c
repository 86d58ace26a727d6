/* What statements may ask of conditions over figures. */
#include <stdlib.h>

#include "civplan/lists.h"
#include "lib/milestone/milestone-report.h"

static void close_signals(void *state)
{
	struct civ_judging *judging = state;

	if (judging != NULL)
		civ_judging_end(judging);
	free(judging);
}

static enum civ_status open_signals(struct civ_records *records, void **state)
{
	struct civ_judging *judging = calloc(1, sizeof *judging);

	*state = judging;
	if (judging == NULL)
		return civ_no_memory(civ_records_messages(records));
	judging->records = records;
	return civ_judging_begin(judging);
}

/* As a milestone due on the day itself is judged. *FAILED: it could not be. */
static enum civ_signal judge(struct civ_judging *judging, struct civ_span text, int32_t day, bool *failed)
{
	struct civ_weighed weighed = {.judgement = {.status = CIV_MILESTONE_NO_DATA}};

	judging->asof = day;
	*failed = judging->row == NULL || civ_milestone_weigh(judging, text, day, &weighed) != CIV_OK;
	if (weighed.judgement.status == CIV_MILESTONE_MET)
		return CIV_SIGNAL_HOLDS;
	return weighed.judgement.status == CIV_MILESTONE_MISSED ? CIV_SIGNAL_QUIET : CIV_SIGNAL_NO_DATA;
}

static void signal_state(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct civ_judging *judging = sqlite3_user_data(context);
	const char *text = (const char *)sqlite3_value_text(values[0]);
	const char *date = (const char *)sqlite3_value_text(values[1]);
	struct civ_arena *row = judging->row;
	int32_t asof = judging->asof, day = judging->day, on;
	enum civ_signal signal;
	bool failed;

	(void)count;
	if (text == NULL || !civ_date_stored(date, &on))
		return;
	/* A signal may ask for figures for which others are judged: each has an arena of its own, and leaves all as it
	 * was. */
	judging->row = civ_arena_new();
	signal = judge(judging, (struct civ_span){text, (size_t)sqlite3_value_bytes(values[0])}, on, &failed);
	civ_arena_free(judging->row);
	judging->row = row;
	judging->asof = asof;
	judging->day = day;
	if (failed)
		sqlite3_result_error(context, "a signal cannot be judged", -1);
	else
		sqlite3_result_text(context, civ_words_signal[signal].code, -1, SQLITE_STATIC);
}

static const struct civ_function list[] = {
	/* Of a criterion and a day: a code of civ_words_signal by the figures up to it; NULL for no criterion. */
	{"signal_state", 2, true, signal_state},
	{.name = NULL},
};

const struct civ_functions civ_signal_functions = {.list = list, .open = open_signals, .close = close_signals};

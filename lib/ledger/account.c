/* Keeping account of issues and past cycles while they are stored: the monthly summary, and the places that are
 * watched. */
#include <stdlib.h>
#include <string.h>

#include "lib/ledger/life.h"

static enum civ_status open_summary(struct civ_records *records, struct civ_ledger_state *state)
{
	enum civ_status status = civ_tally_open(records, &state->tally);

	if (status == CIV_OK)
		status = civ_watch_open(records, civ_tally_watch_days(state->tally), &state->watch);
	state->lives = calloc(1, sizeof *state->lives);
	if (status == CIV_OK && state->lives == NULL)
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK)
		civ_life_columns_find(&civ_noun_issue, state->lives);
	return status;
}

/* Closed just now, or loaded so: its place is watched from here on. */
static enum civ_status watch_place(struct civ_ledger_state *state, int64_t id, const struct civ_value *now,
                                   const struct civ_life *life, const struct civ_life *before, bool find)
{
	bool closed = life->closed != CIV_NO_DAY && (before == NULL || before->closed != life->closed);

	if (!find && !closed)
		return CIV_OK;
	return civ_watch_see(state->watch, id, life->refs[CIV_BY_CATEGORY], life->refs[CIV_BY_AREA],
	                     now[state->columns.place].string, life->reported, closed ? life->closed : CIV_NO_DAY,
	                     find);
}

enum civ_status civ_account_ready(struct civ_writer *writer, bool many)
{
	struct civ_ledger_state *state;
	enum civ_status status = civ_ledger_state(writer, &state);

	/* A bundle's references are not all there yet: the summary is counted when they are. */
	if (status != CIV_OK || civ_writer_options(writer)->restore)
		return status;
	if (state->tally == NULL)
		status = open_summary(civ_writer_records(writer), state);
	if (status == CIV_OK)
		status = civ_tally_ready(state->tally);
	return status == CIV_OK ? civ_watch_ready(state->watch, many) : status;
}

enum civ_status civ_account_tally(struct civ_writer *writer, int64_t id, const struct civ_value *old,
                                  const struct civ_value *now)
{
	struct civ_ledger_state *state = *civ_writer_state(writer);
	struct civ_life life, before;
	enum civ_status status = CIV_OK;

	/* No issue is ever removed. */
	if (civ_writer_options(writer)->restore || now == NULL)
		return CIV_OK;
	civ_life_of(state->lives, now, &life);
	if (old != NULL)
		civ_life_of(state->lives, old, &before);
	if (old != NULL && memcmp(&life, &before, sizeof life) != 0)
		status = civ_tally_life(state->tally, &before, -1);
	if (status == CIV_OK && (old == NULL || memcmp(&life, &before, sizeof life) != 0))
		status = civ_tally_life(state->tally, &life, 1);
	if (status == CIV_OK)
		status = watch_place(state, id, now, &life, old == NULL ? NULL : &before,
		                     old == NULL);
	return status;
}

enum civ_status civ_account_finish(struct civ_writer *writer)
{
	struct civ_ledger_state *state;
	enum civ_status status = civ_ledger_state(writer, &state);

	if (status != CIV_OK || state->tally == NULL)
		return status;
	status = civ_tally_flush(state->tally);
	return status == CIV_OK ? civ_watch_finish(state->watch) : status;
}

/* ---- past cycles ---- */

struct cycles {
	struct civ_tally *tally;
	struct civ_life_columns columns;
};

static enum civ_status ready_for_cycles(struct civ_writer *writer, bool many)
{
	void **place = civ_writer_state(writer);
	struct cycles *cycles = *place;
	enum civ_status status = CIV_OK;

	(void)many;
	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	if (cycles == NULL) {
		cycles = calloc(1, sizeof *cycles);
		if (cycles == NULL)
			return civ_no_memory(civ_records_messages(civ_writer_records(writer)));
		*place = cycles;
		civ_life_columns_find(&civ_noun_cycle, &cycles->columns);
		status = civ_tally_open(civ_writer_records(writer), &cycles->tally);
	}
	return status == CIV_OK ? civ_tally_ready(cycles->tally) : status;
}

static enum civ_status tally_cycle(struct civ_writer *writer, int64_t id, const struct civ_value *old,
                                   const struct civ_value *now)
{
	struct cycles *cycles = *civ_writer_state(writer);
	struct civ_life life;
	enum civ_status status = CIV_OK;

	(void)id;
	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	if (old != NULL) {
		civ_life_of(&cycles->columns, old, &life);
		status = civ_tally_life(cycles->tally, &life, -1);
	}
	if (now == NULL)
		return status;
	civ_life_of(&cycles->columns, now, &life);
	return status == CIV_OK ? civ_tally_life(cycles->tally, &life, 1) : status;
}

static enum civ_status finish_cycles(struct civ_writer *writer)
{
	struct cycles *cycles = *civ_writer_state(writer);

	return cycles == NULL ? CIV_OK : civ_tally_flush(cycles->tally);
}

static void release_cycles(void *place)
{
	struct cycles *cycles = place;

	if (cycles == NULL)
		return;
	civ_tally_close(cycles->tally);
	free(cycles);
}

const struct civ_hook civ_ledger_cycle_hook = {
	.noun = &civ_noun_cycle,
	.later = civ_ledger_asks_past,
	.ready = ready_for_cycles,
	.tally = tally_cycle,
	.after_run = finish_cycles,
	.release = release_cycles,
};

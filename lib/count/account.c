/* Keeping account of issues and past cycles while they are stored: the monthly summary, and the places that are
 * watched. */
#include <stdlib.h>
#include <string.h>

#include "lib/count/tally.h"
#include "lib/count/watch.h"

struct civ_account {
	struct civ_tally *tally;
	struct civ_watch *watch;
	struct civ_life_columns columns;
	int place; /* column of the noun issue */
};

static enum civ_status open_account(struct civ_records *records, struct civ_account **account)
{
	struct civ_account *made = calloc(1, sizeof *made);
	enum civ_status status;

	*account = made;
	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	civ_life_columns_find(&civ_noun_issue, &made->columns);
	made->place = civ_noun_column(&civ_noun_issue, "place");
	status = civ_tally_open(records, &made->tally);
	return status == CIV_OK ? civ_watch_open(records, civ_tally_watch_days(made->tally), &made->watch) : status;
}

void civ_account_close(struct civ_account *account)
{
	if (account == NULL)
		return;
	civ_tally_close(account->tally);
	civ_watch_close(account->watch);
	free(account);
}

/* Closed just now, or loaded so: its place is watched from here on. */
static enum civ_status watch_place(struct civ_account *account, int64_t id, struct civ_span place,
                                   const struct civ_life *life, const struct civ_life *before)
{
	bool is_new = before == NULL, closed = life->closed != CIV_NO_DAY && (is_new || before->closed != life->closed);

	const struct civ_sighting seen = {.id = id,
	                                  .category = life->refs[CIV_BY_CATEGORY],
	                                  .area = life->refs[CIV_BY_AREA],
	                                  .place = place,
	                                  .reported = life->reported,
	                                  .closed = closed ? life->closed : CIV_NO_DAY,
	                                  .find = is_new};

	return is_new || closed ? civ_watch_see(account->watch, &seen) : CIV_OK;
}

enum civ_status civ_account_ready(struct civ_writer *writer, bool many, struct civ_account **account)
{
	enum civ_status status = CIV_OK;

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	if (*account == NULL)
		status = open_account(civ_writer_records(writer), account);
	if (status == CIV_OK)
		status = civ_tally_ready((*account)->tally);
	return status == CIV_OK ? civ_watch_ready((*account)->watch, many) : status;
}

enum civ_status civ_account_tally(struct civ_account *account, int64_t id, const struct civ_value *old,
                                  const struct civ_value *now)
{
	struct civ_life life, before;
	enum civ_status status = CIV_OK;
	bool differs;

	/* No issue is ever removed. */
	if (account == NULL || now == NULL)
		return CIV_OK;
	civ_life_of(&account->columns, now, &life);
	if (old != NULL)
		civ_life_of(&account->columns, old, &before);
	differs = old == NULL || memcmp(&life, &before, sizeof life) != 0;
	if (old != NULL && differs)
		status = civ_tally_life(account->tally, &before, -1);
	if (status == CIV_OK && differs)
		status = civ_tally_life(account->tally, &life, 1);
	return status == CIV_OK
	               ? watch_place(account, id, now[account->place].string, &life, old == NULL ? NULL : &before)
	               : status;
}

enum civ_status civ_account_finish(struct civ_account *account)
{
	enum civ_status status;

	if (account == NULL)
		return CIV_OK;
	status = civ_tally_flush(account->tally);
	return status == CIV_OK ? civ_watch_finish(account->watch) : status;
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

const struct civ_hook civ_count_cycle_hook = {
	.noun = &civ_noun_cycle,
	.later = civ_issues_ask_past,
	.ready = ready_for_cycles,
	.tally = tally_cycle,
	.after_run = finish_cycles,
	.release = release_cycles,
};

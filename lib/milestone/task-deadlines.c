/* Milestones as deadlines of tasks. */
#include <string.h>

#include "lib/milestone/milestone-report.h"

struct collecting {
	struct civ_messages *messages;
	struct civ_arena *arena;
	struct civ_buf list; /* of struct civ_task_deadline */
};

static enum civ_status take(void *data, const struct civ_milestone_state *state)
{
	struct collecting *collecting = data;
	struct civ_task_deadline deadline = {.task = state->task, .day = state->due};

	if (state->task == 0 || state->status == CIV_MILESTONE_MET || state->status == CIV_MILESTONE_MET_LATE)
		return CIV_OK;
	deadline.name = civ_arena_copy(collecting->arena, state->code, strlen(state->code));
	civ_buf_add(&collecting->list, &deadline, sizeof deadline);
	return deadline.name == NULL || collecting->list.failed ? civ_no_memory(collecting->messages) : CIV_OK;
}

enum civ_status civ_milestone_deadlines(struct civ_records *records, struct civ_arena *arena,
                                        struct civ_task_deadline **deadlines, size_t *count)
{
	struct collecting collecting = {.messages = civ_records_messages(records), .arena = arena};
	enum civ_status status = civ_milestone_each_plain(records, take, &collecting);

	*count = collecting.list.len / sizeof **deadlines;
	*deadlines = civ_arena_alloc(arena, collecting.list.len + 1);
	if (*deadlines == NULL)
		status = civ_worse(status, civ_no_memory(collecting.messages));
	else if (collecting.list.len > 0)
		memcpy(*deadlines, collecting.list.data, collecting.list.len);
	civ_buf_free(&collecting.list);
	return status;
}

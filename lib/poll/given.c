#include "lib/poll/given.h"

#include <stdlib.h>

#include "civplan/say.h"
#include "lib/poll/plain.h"

bool civ_given_open(struct civ_given *given)
{
	*given = (struct civ_given){.arena = civ_arena_new()};
	return given->arena != NULL;
}

void civ_given_close(struct civ_given *given)
{
	civ_arena_free(given->arena);
	civ_buf_free(&given->buf);
	free(given->list);
}

static enum civ_status bad_answer(const struct civ_question *question, enum civ_unfit unfit,
                                  const struct civ_said *said, const struct civ_position *at,
                                  struct civ_messages *messages)
{
	struct civ_buf why = {0};
	enum civ_status status;

	if (unfit == CIV_UNFIT_MEMORY)
		return civ_no_memory(messages);
	civ_question_unfit(question, unfit, said, &why);
	status = civ_buf_str(&why) == NULL
	                 ? civ_no_memory(messages)
	                 : civ_error(messages, CIV_REFUSED, at, "%s: %s", question->code, civ_buf_str(&why));
	civ_buf_free(&why);
	return status;
}

static bool keep(struct civ_given *given, const struct civ_question *question, struct civ_span value)
{
	if (!CIV_GROW(given->list, given->count, given->room))
		return false;
	given->list[given->count++] = (struct civ_answered){question, value};
	return true;
}

/* The columns of a question's choices, from FIELD on, as one answer. */
static enum civ_status read_ticks(struct civ_given *given, const struct civ_heads *heads,
                                  const struct civ_input_row *row, unsigned field, struct civ_messages *messages)
{
	const struct civ_head *list = heads->list;
	const struct civ_question *question = list[field].question;
	bool *ticked = civ_arena_alloc(given->arena, question->count * sizeof *ticked);
	struct civ_said said = {.arena = given->arena};
	struct civ_position at = row->at;
	enum civ_unfit unfit = CIV_UNFIT_MEMORY;
	enum civ_status status = CIV_OK;

	if (ticked == NULL)
		return civ_no_memory(messages);
	do {
		size_t choice = (size_t)list[field].choice;

		said.text = civ_cell_clean(row->cells[field]);
		at.field = row->fields[field];
		unfit = civ_question_tick(question, choice, &said, &given->buf, &ticked[choice]);
		if (unfit != CIV_FITS)
			status = civ_worse(status, bad_answer(question, unfit, &said, &at, messages));
		field = list[field].next;
	} while (field != 0);
	if (status != CIV_OK)
		return status;
	unfit = civ_question_join(question, ticked, &said);
	/* Who ticked nothing has not answered. */
	if (unfit == CIV_UNFIT_EMPTY)
		return CIV_OK;
	return unfit == CIV_FITS && keep(given, question, said.value) ? CIV_OK : civ_no_memory(messages);
}

static enum civ_status read_answer(struct civ_given *given, const struct civ_heads *heads,
                                   const struct civ_input_row *row, unsigned field, struct civ_messages *messages)
{
	const struct civ_question *question = heads->list[field].question;
	struct civ_said said = {.text = civ_cell_clean(row->cells[field]), .arena = given->arena};
	struct civ_position at = row->at;
	enum civ_unfit unfit;

	if (civ_plain_is_nothing(said.text))
		return CIV_OK;
	unfit = civ_question_read(question, &said, &given->buf);
	if (unfit == CIV_FITS)
		return keep(given, question, said.value) ? CIV_OK : civ_no_memory(messages);
	at.field = row->fields[field];
	return bad_answer(question, unfit, &said, &at, messages);
}

enum civ_status civ_given_read(struct civ_given *given, const struct civ_heads *heads, const struct civ_input_row *row,
                               struct civ_messages *messages)
{
	enum civ_status status = CIV_OK;

	given->count = 0;
	civ_arena_clear(given->arena);
	for (unsigned i = 0; i < row->header->count; i++) {
		const struct civ_head *head = &heads->list[i];

		if (head->question == NULL || head->follows)
			continue;
		status = civ_worse(status, head->choice < 0 ? read_answer(given, heads, row, i, messages)
		                                            : read_ticks(given, heads, row, i, messages));
	}
	return status;
}

/* Answers: each is one that its question takes. */
#include <stdlib.h>

#include "lib/poll/question.h"

extern const struct civ_noun civ_noun_answer;

struct state {
	struct civ_questions *questions;
	struct civ_buf buf;
	int question, value; /* columns */
};

static void release(void *data)
{
	struct state *state = data;

	if (state == NULL)
		return;
	civ_questions_free(state->questions);
	civ_buf_free(&state->buf);
	free(state);
}

static struct state *state_of(struct civ_writer *writer)
{
	void **place = civ_writer_state(writer);
	struct state *made = *place;

	if (made != NULL)
		return made;
	made = calloc(1, sizeof *made);
	if (made == NULL)
		return NULL;
	made->question = civ_noun_column(&civ_noun_answer, "question");
	made->value = civ_noun_column(&civ_noun_answer, "value");
	made->questions = civ_questions_new();
	if (made->questions == NULL) {
		release(made);
		return NULL;
	}
	*place = made;
	return made;
}

static enum civ_status refuse(struct civ_record *record, const struct civ_question *question, enum civ_unfit unfit,
                              const struct civ_said *said)
{
	struct civ_buf why = {0};
	enum civ_status status;

	if (unfit == CIV_UNFIT_MEMORY)
		return civ_no_memory(record->messages);
	civ_question_unfit(question, unfit, said, &why);
	status = civ_buf_str(&why) == NULL ? civ_no_memory(record->messages)
	                                   : civ_record_error(record, civ_noun_column(&civ_noun_answer, "value"), "%s",
	                                                      civ_buf_str(&why));
	civ_buf_free(&why);
	return status;
}

static enum civ_status before_store(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	struct state *state = state_of(writer);
	const struct civ_question *question;
	struct civ_said said;
	enum civ_unfit unfit;
	enum civ_status status;

	(void)old;
	if (state == NULL)
		return civ_no_memory(record->messages);
	if (record->values[state->question].kind != CIV_INTEGER || record->values[state->value].kind != CIV_STRING)
		return CIV_OK;
	status = civ_questions_get(state->questions, civ_writer_records(writer),
	                           record->values[state->question].integer, &question);
	if (status != CIV_OK || question == NULL)
		return status;
	said = (struct civ_said){.text = record->values[state->value].string, .arena = record->arena};
	unfit = civ_question_read(question, &said, &state->buf);
	if (unfit != CIV_FITS)
		return refuse(record, question, unfit, &said);
	record->values[state->value].string = said.value;
	return CIV_OK;
}

const struct civ_hook civ_answer_hook = {.noun = &civ_noun_answer, .before_store = before_store, .release = release};

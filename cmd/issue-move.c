/* issue-move: move issues from stage to stage, take moves back, correct their times. */
#include <stdio.h>

#include "civplan/command.h"
#include "civplan/ledger.h"
#include "civplan/lists.h"
#include "civplan/say.h"

extern const struct civ_noun civ_noun_issue;

struct options {
	const char *to, *by, *at, *note, *unit, *person, *due, *co_units, *evidence, *reason, *review, *set;
	bool undo, correct;
	struct civ_int_option event;
};

static const struct civ_option options[] = {
	CIV_OPTION("to", CHOICE, "STAGE", to, "where the issues move", .choices = civ_words_move),
	CIV_OPTION("by", TEXT, "PERSON", by, "who moves them (default: the login is recorded)"),
	CIV_OPTION("at", TEXT, "TIME", at, "when (default now); a date alone keeps the order of that day"),
	CIV_OPTION("note", TEXT, "TEXT", note, "why; needed by returned and deferred"),
	CIV_OPTION("unit", TEXT, "UNIT", unit,
	           "responsible unit from now on; of a received, returned or rectified part: whose it is"),
	CIV_OPTION("person", TEXT, "PERSON", person, "responsible person from now on"),
	CIV_OPTION("due", TEXT, "DATE", due, "due date from now on"),
	CIV_OPTION("co-units", TEXT, "A;B", co_units, "units that do a part, when it is assigned"),
	CIV_OPTION("evidence", TEXT, "TEXT", evidence, "where photographs and papers are kept"),
	CIV_OPTION("reason", TEXT, "REASON", reason,
	           "why it is dismissed: duplicate, not_ours, invalid or unverifiable"),
	CIV_OPTION("review", TEXT, "DATE", review, "when a deferred issue is looked at again"),
	CIV_OPTION("set", TEXT, "A,B", set, "take unit, person, due or co_units from the rows"),
	CIV_FLAG("undo", undo, "take the last move back (with --by, --note)"),
	CIV_FLAG("correct", correct, "correct the last move's time to --at"),
	CIV_OPTION("event", INT, "NUMBER", event, "correct this move of event-list instead", .min = "1"),
	{.name = NULL},
};

static const struct civ_glossary glossary = {CIV_WORD("Moves"), civ_ledger_move_term};

static const struct civ_example examples[] = {
	{"issue-list --stage=reported --limit=1 | issue-move --to=assigned --unit=U08 -p --columns=stage,unit -",
	 "the oldest new issue goes to a unit"},
	{"issue-list --stage=closed --limit=1 | issue-move --undo --note='the wrong issue was closed' -p"
	 " --columns=stage,closed_at -",
	 "its closing was a mistake"},
	{NULL, NULL},
};

static enum civ_status move_keys(struct civ_context *context, struct civ_mover *mover, const struct civ_move *move)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < context->operand_count && (status == CIV_OK || status == CIV_REFUSED); i++) {
		int64_t id;
		enum civ_status one = civ_key_find(context->records, &civ_noun_issue, context->operands[i], NULL, &id);

		if (one == CIV_OK)
			one = civ_mover_move(mover, id, move, NULL, context->messages);
		status = civ_worse(status, one);
	}
	return status;
}

/* What one of the ways has no use for would be lost without a word. */
static enum civ_status check_options(struct civ_context *context, const struct options *given)
{
	bool moves = given->to != NULL || given->unit != NULL || given->person != NULL || given->due != NULL ||
	             given->co_units != NULL || given->evidence != NULL || given->reason != NULL ||
	             given->review != NULL || given->set != NULL;

	if (given->undo && given->correct)
		return civ_error(context->messages, CIV_USAGE, NULL, "--undo and --correct exclude each other");
	if (given->undo && (moves || given->at != NULL || given->event.given))
		return civ_error(context->messages, CIV_USAGE, NULL, "with --undo go only --by and --note");
	if (given->correct && moves)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "with --correct go only --at, --event, --by and --note");
	if (given->correct && context->input == NULL && given->at == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--at is missing");
	if (given->event.given && !given->correct)
		return civ_error(context->messages, CIV_USAGE, NULL, "--event goes with --correct");
	if (context->input == NULL && given->to == NULL && !given->undo && !given->correct)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--to is missing; moves that stand in the rows of a file: issue-move - <FILE");
	return CIV_OK;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	char event[24];
	const struct civ_move move = {.kind = given->undo      ? CIV_MOVE_UNDO
	                                      : given->correct ? CIV_MOVE_CORRECT
	                                                       : CIV_MOVE_ON,
	                              .event = given->event.given ? event : NULL,
	                              .to = given->to,
	                              .by = given->by,
	                              .at = given->at,
	                              .note = given->note,
	                              .evidence = given->evidence,
	                              .unit = given->unit,
	                              .person = given->person,
	                              .due = given->due,
	                              .co_units = given->co_units,
	                              .reason = given->reason,
	                              .review = given->review};
	struct civ_mover *mover;
	enum civ_status status = check_options(context, given);

	snprintf(event, sizeof event, "%lld", (long long)given->event.value);
	if (status == CIV_OK)
		status = civ_move_check(context->records, &move);
	if (status != CIV_OK)
		return status;
	status = civ_mover_open(context->records, &context->write, context->user, &mover);
	if (status != CIV_OK)
		return status;
	status = context->input == NULL ? move_keys(context, mover, &move)
	                                : civ_mover_rows(mover, context->input, context->rejects, &move, given->set);
	if (status == CIV_OK || status == CIV_FLAGGED)
		status = civ_worse(status, civ_mover_finish(mover));
	context->counts = *civ_mover_counts(mover);
	if (context->input != NULL)
		context->counts.read = civ_input_rows(context->input);
	civ_mover_close(mover);
	return status;
}

const struct civ_command civ_command_issue_move = {
	.name = "issue-move",
	.summary = "move issues from stage to stage, take moves back, correct their times",
	.operands = "[ISSUE...]",
	.operands_are = CIV_OPERANDS_KEYS,
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN | CIV_NEED_REJECTS | CIV_NEED_PRINT | CIV_NEED_PERSONAL,
	.noun = &civ_noun_issue,
	CIV_OPTIONS,
	.glossary = &glossary,
	.examples = examples,
	.run = run,
};

#include "lib/ledger/transitions.h"

#include <string.h>

#include "civplan/ledger.h"
#include "civplan/lists.h"
#include "civplan/say.h"

const struct civ_transition civ_transitions[CIV_MOVES] = {
	[CIV_TO_ASSIGNED] = {
		.from = {"reported", "deferred", "rectified", "closed"},
		.elsewhere = CIV_WORD("it cannot be assigned from there"),
		.needs = {{CIV_NEEDS_UNIT, CIV_WORD("it has no responsible unit yet; name one with --unit")}},
		.meaning = CIV_WORD("needs a responsible unit. When it was rectified, the acceptance is refused; when"
		                    " it was closed, it is reopened: a new cycle with a fresh due date"),
	},
	[CIV_TO_RECEIVED] = {
		.from = {"assigned", "received", "deferred"},
		.elsewhere = CIV_WORD("only an assigned issue is received"),
		.of_part = true,
		.meaning = CIV_WORD("the unit has received it; a co-unit may after the lead"),
	},
	[CIV_TO_RETURNED] = {
		.from = {"assigned", "received"},
		.elsewhere = CIV_WORD("only an assigned or received issue is returned"),
		.needs = {{CIV_NEEDS_NOTE, CIV_WORD("a return needs a note that says why")}},
		.of_part = true,
		.meaning = CIV_WORD("the unit gives it back, with a note: it is reported again, without a unit"),
	},
	[CIV_TO_RECTIFIED] = {
		.from = {"assigned", "received"},
		.elsewhere = CIV_WORD("only an assigned or received issue is rectified"),
		.of_part = true,
		.meaning = CIV_WORD("the unit reports it as put right; with co-units it is when every part is"),
	},
	[CIV_TO_ACCEPTED] = {
		.from = {"rectified"},
		.elsewhere = CIV_WORD("only a rectified issue is accepted"),
		.needs = {{CIV_NEEDS_BY, CIV_WORD("an acceptance needs --by, a person who may accept")}},
		.meaning = CIV_WORD("by a person whose role is the plan's accept_role (a citizen) and who is not of the"
		                    " responsible unit"),
	},
	[CIV_TO_CLOSED] = {
		.from = {"accepted"},
		.elsewhere = CIV_WORD("it is closed only when a rectification was accepted"),
		.meaning = CIV_WORD("struck off, with the next number"),
	},
	[CIV_TO_DEFERRED] = {
		.from = {"reported", "assigned", "received", "rectified", "accepted"},
		.elsewhere = CIV_WORD("only an open issue is deferred"),
		.needs = {{CIV_NEEDS_NOTE, CIV_WORD("a deferral needs a note that says why")},
		          {CIV_NEEDS_REVIEW,
		           CIV_WORD("a deferral needs --review, the day on which it is looked at again")}},
		.meaning = CIV_WORD("needs a note and a date of review"),
	},
	[CIV_TO_DISMISSED] = {
		.from = {"reported", "assigned", "received"},
		.elsewhere = CIV_WORD("only a reported, assigned or received issue is dismissed"),
		.needs = {{CIV_NEEDS_REASON, CIV_WORD("a dismissal needs --reason")}},
		.meaning = CIV_WORD("needs a reason"),
	},
	[CIV_TO_REPORTED] = {
		.from = {"deferred"},
		.elsewhere = CIV_WORD("only a deferred issue goes back to reported; a unit returns one with"
		                      " --to=returned"),
		.meaning = CIV_WORD("it goes back to the office"),
	},
};

bool civ_transition_starts(enum civ_move_to to, const char *stage)
{
	for (const char *const *from = civ_transitions[to].from; *from != NULL; from++)
		if (strcmp(*from, stage) == 0)
			return true;
	return false;
}

bool civ_transition_is_of_part(const char *name)
{
	int to = civ_word_place(civ_words_move, name);

	return to >= 0 && civ_transitions[to].of_part;
}

const char *civ_ledger_move_term(size_t i, struct civ_buf *text)
{
	struct civ_buf from = {0};

	if (i >= CIV_MOVES)
		return NULL;
	for (const char *const *stage = civ_transitions[i].from; *stage != NULL; stage++)
		civ_buf_addf(&from, "%s%s", stage == civ_transitions[i].from ? "" : civ_say(CIV_WORD(", ")),
		             civ_code_told(civ_words_stage, *stage));
	civ_buf_addf(text, civ_say(CIV_WORD("from %s: %s")), from.failed ? "" : civ_buf_str(&from),
	             civ_say(civ_transitions[i].meaning));
	text->failed = text->failed || from.failed;
	civ_buf_free(&from);
	return civ_words_move[i].code;
}

/* suggestion-add: enter suggestions, one by options or many from a channel's export. */
#include "cmd/by-channel.h"

extern const struct civ_noun civ_noun_suggestion;

static const struct civ_example examples[] = {
	{"suggestion-add --channel=C06 --reported-at='2026-06-01 08:30' --from-group=public"
	 " --description='在公交站加装座椅' -p --columns=id,channel,decision",
	 "one suggestion, as it was stored"},
	{"printf 'external_id,reported_at,from_group,description\\n7,2026-06-02 09:00,public,Benches\\n' |"
	 " suggestion-add --channel=C07 --on-conflict=skip -",
	 "rows of one channel; those that were loaded before are passed over"},
	{NULL, NULL},
};

const struct civ_command civ_command_suggestion_add = {
	.name = "suggestion-add",
	.summary = "enter suggestions, one by options or many from a file",
	.operands = "[FILE...]",
	.subject = CIV_SUBJECT_VOICE,
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN | CIV_NEED_CONFLICT | CIV_NEED_REJECTS | CIV_NEED_PRINT |
                 CIV_NEED_PERSONAL,
	.noun = &civ_noun_suggestion,
	.noun_options = CIV_COLUMNS_ADD,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};

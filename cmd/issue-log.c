/* issue-log: enter issues, one by options or many from a channel's export. */
#include "cmd/by-channel.h"

extern const struct civ_noun civ_noun_issue;

static const struct civ_example examples[] = {
	{"issue-log --category=stalls --reported-at='2026-06-01 08:30' --place='人民路12号'"
	 " --description='占道经营' -p",
	 "one issue, as it was stored"},
	{"printf 'external_id,reported_at,category\\n77,2026-06-02 09:00,parking\\n' | issue-log --channel=C01 -p"
	 " --columns=id,channel,due -",
	 "rows of one channel, and when they are due"},
	{NULL, NULL},
};

const struct civ_command civ_command_issue_log = {
	.name = "issue-log",
	.summary = "enter complaints and findings, one by options or many from a file",
	.operands = "[FILE...]",
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN | CIV_NEED_CONFLICT | CIV_NEED_REJECTS | CIV_NEED_PRINT |
                 CIV_NEED_PERSONAL,
	.noun = &civ_noun_issue,
	.noun_options = CIV_COLUMNS_ADD,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};

/* What programs take that enter the rows of a channel's export: issue-log, suggestion-add. */
#ifndef CIVPLAN_CMD_BY_CHANNEL_H
#define CIVPLAN_CMD_BY_CHANNEL_H

#include "civplan/command.h"

struct options {
	bool only_channel;
};

static const struct civ_option options[] = {
	CIV_FLAG("only-channel", only_channel,
	         "rows of another channel than that of --channel are bad rows; those that name none are of it"),
	{.name = NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;

	return civ_run_add_by_channel(context, given->only_channel);
}

#endif

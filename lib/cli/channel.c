/* Rows of a channel: its map, and no other channel's rows. */
#include <string.h>

#include "civplan/ledger.h"
#include "lib/cli/cli.h"

/* The setting of --channel; NULL when it is not given. */
static const struct civ_setting *channel_setting(const struct civ_context *context)
{
	for (size_t i = 0; i < context->setting_count; i++)
		if (strcmp(context->settings[i].column->name, "channel") == 0)
			return &context->settings[i];
	return NULL;
}

/* The file NAME beside the database, unless it is absolute. In ARENA; NULL when memory is out. */
static const char *beside(const char *database, const char *name, struct civ_arena *arena)
{
	const char *slash = strrchr(database, '/'), *path;
	struct civ_buf text = {0};
	int dir = slash == NULL || name[0] == '/' ? 0 : (int)(slash - database + 1);

	civ_buf_addf(&text, "%.*s%s", dir, database, name);
	path = civ_buf_str(&text) == NULL ? NULL : civ_arena_copy(arena, text.data, text.len);
	civ_buf_free(&text);
	return path;
}

/* A channel names the map of its exports; --map wins. */
static enum civ_status use_channel_map(struct civ_context *context, const char *channel)
{
	const char *map;
	enum civ_status status = civ_ledger_channel_map(context->records, context->command->noun, channel,
	                                                context->arena, &map);

	if (status != CIV_OK || map == NULL)
		return status;
	map = beside(context->database, map, context->arena);
	if (map == NULL)
		return civ_no_memory(context->messages);
	status = civ_context_reads(context, map);
	return status == CIV_OK ? civ_input_use_map(context->input, map) : status;
}

enum civ_status civ_run_add_by_channel(struct civ_context *context, bool only_channel)
{
	const struct civ_setting *channel = channel_setting(context);
	enum civ_status status = CIV_OK;

	if (only_channel && channel == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--only-channel goes with --channel");
	if (channel != NULL && context->input != NULL && !context->mapped)
		status = use_channel_map(context, channel->value);
	context->write.hold = only_channel ? channel->column : NULL;
	return status == CIV_OK ? civ_run_add(context) : status;
}

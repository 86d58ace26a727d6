/* What the operands of a run are: keys, or files of rows; and whether standard input is read. */
#include <string.h>

#include "civplan/say.h"
#include "lib/cli/cli.h"

static enum civ_status check_count(const struct civ_command *command, const struct civ_parsed *parsed,
                                   struct civ_messages *messages)
{
	size_t count = parsed->operand_count;
	size_t most = command->operands == NULL ? 0 : command->operands_max;
	bool bounded = command->operands == NULL || command->operands_max > 0;

	if (count < command->operands_min)
		return civ_error(messages, CIV_USAGE, NULL, "an operand is missing (%s): try --help",
		                 command->operands);
	if (!bounded || count <= most)
		return CIV_OK;
	if (!civ_utf8_valid(parsed->operands[most], strlen(parsed->operands[most]), NULL))
		return civ_error(messages, CIV_USAGE, NULL, "one operand too many: try --help");
	return civ_error(messages, CIV_USAGE, NULL, "one operand too many: '%s': try --help", parsed->operands[most]);
}

static void read_files(struct civ_operand_use *use, const struct civ_parsed *parsed)
{
	use->reads = true;
	use->files = parsed->operands;
	use->file_count = parsed->operand_count;
}

static void take_keys(struct civ_operand_use *use, const struct civ_parsed *parsed)
{
	use->keys = parsed->operands;
	use->key_count = parsed->operand_count;
}

static bool only_dash(const struct civ_parsed *parsed)
{
	return parsed->operand_count == 1 && strcmp(parsed->operands[0], "-") == 0;
}

static bool is_given(const struct civ_parsed *parsed, const struct civ_column *column)
{
	for (size_t i = 0; i < parsed->setting_count; i++)
		if (parsed->settings[i].column == column && parsed->settings[i].value[0] != '\0')
			return true;
	return false;
}

/* One record comes from the options alone: all that it needs must be among them, or in the entry that it reverses. */
static enum civ_status check_required(const struct civ_command *command, const struct civ_parsed *parsed,
                                      struct civ_messages *messages)
{
	int reverses = civ_noun_reverses(command->noun);
	struct civ_buf missing = {0};
	enum civ_status status = CIV_OK;

	if (reverses >= 0 && is_given(parsed, &command->noun->columns[reverses]))
		return CIV_OK;
	for (const struct civ_column *c = command->noun->columns; c->name != NULL; c++) {
		if (!civ_column_entered(c) || c->type == CIV_ID || is_given(parsed, c))
			continue;
		civ_buf_adds(&missing, missing.len == 0 ? "--" : ", --");
		for (const char *n = c->name; *n != '\0'; n++)
			civ_buf_addc(&missing, *n == '_' ? '-' : *n);
	}
	if (civ_buf_str(&missing) == NULL)
		status = civ_no_memory(messages);
	else if (missing.len > 0)
		status = civ_error(messages, CIV_USAGE, NULL,
		                   "for one record %s is missing (or name a FILE, or - for standard input)",
		                   civ_buf_str(&missing));
	civ_buf_free(&missing);
	return status;
}

static enum civ_status use_plain(const struct civ_command *command, const struct civ_parsed *parsed,
                                 struct civ_messages *messages, struct civ_operand_use *use)
{
	bool adds = command->noun_options == CIV_COLUMNS_ADD && parsed->setting_count > 0;

	if ((command->needs & CIV_NEED_ROWS_IN) == 0)
		take_keys(use, parsed);
	else if (adds && parsed->operand_count == 0)
		return check_required(command, parsed, messages);
	else
		read_files(use, parsed);
	return CIV_OK;
}

static enum civ_status use_change(const struct civ_command *command, const struct civ_parsed *parsed,
                                  struct civ_messages *messages, struct civ_operand_use *use)
{
	bool single = (command->noun->flags & CIV_SINGLE) != 0;

	if (parsed->setting_count == 0 || only_dash(parsed) || (single && parsed->operand_count > 0))
		read_files(use, parsed);
	else if (parsed->operand_count == 0 && !single)
		return civ_error(messages, CIV_USAGE, NULL,
		                 "columns are to change, but no KEY says of which %s (- for rows on standard input)",
		                 civ_say(command->noun->name));
	else
		take_keys(use, parsed);
	return CIV_OK;
}

static enum civ_status check_keys(const struct civ_operand_use *use, struct civ_messages *messages)
{
	for (size_t i = 0; i < use->key_count; i++)
		if (!civ_utf8_valid(use->keys[i], strlen(use->keys[i]), NULL))
			return civ_error(messages, CIV_USAGE, NULL, "operand %zu is not valid UTF-8", i + 1);
	return CIV_OK;
}

enum civ_status civ_operands_use(const struct civ_command *command, const struct civ_parsed *parsed,
                                 struct civ_messages *messages, struct civ_operand_use *use)
{
	enum civ_status status = check_count(command, parsed, messages);

	*use = (struct civ_operand_use){.reads = false};
	if (status != CIV_OK)
		return status;
	switch (command->operands_are) {
	case CIV_OPERANDS_PLAIN:
		return use_plain(command, parsed, messages, use);
	case CIV_OPERANDS_READ:
	case CIV_OPERANDS_WRITE:
		take_keys(use, parsed);
		return CIV_OK;
	case CIV_OPERANDS_KEYS:
		if ((command->needs & CIV_NEED_ROWS_IN) != 0 && (parsed->operand_count == 0 || only_dash(parsed)))
			read_files(use, parsed);
		else
			take_keys(use, parsed);
		break;
	case CIV_OPERANDS_KEY_FILE:
		use->keys = parsed->operands;
		use->key_count = 1;
		use->reads = true;
		use->files = parsed->operands + 1;
		use->file_count = parsed->operand_count - 1;
		break;
	case CIV_OPERANDS_CHANGE:
		status = use_change(command, parsed, messages, use);
		break;
	}
	return status == CIV_OK ? check_keys(use, messages) : status;
}

/* Every option of a program, from the tables: its own, its noun's columns and filters, the common ones. */
#include "lib/cli/cli.h"

#include <string.h>

static size_t room_needed(const struct civ_command *command)
{
	size_t room = 0;

	for (const struct civ_option *o = command->options; o != NULL && o->name != NULL; o++)
		room++;
	if (command->noun != NULL)
		room += civ_noun_width(command->noun);
	for (const struct civ_filter *f = command->noun == NULL ? NULL : command->noun->filters;
	     f != NULL && f->option != NULL; f++)
		room++;
	for (const struct civ_common_option *c = civ_common_options; c->option.name != NULL; c++)
		room++;
	return room;
}

static bool is_option(const struct civ_noun *noun, const struct civ_column *column, enum civ_noun_options which)
{
	switch (which) {
	case CIV_COLUMNS_NONE:
		return false;
	case CIV_COLUMNS_ADD:
		return column->type != CIV_ID && !civ_column_is_kept(column);
	case CIV_COLUMNS_SET:
		return column->type != CIV_ID && civ_column_settable(noun, column);
	case CIV_COLUMNS_LIST:
		break;
	}
	return true;
}

static bool has_name(const struct civ_entries *entries, const char *name)
{
	for (size_t i = 0; i < entries->count; i++)
		if (strcmp(entries->list[i].name, name) == 0)
			return true;
	return false;
}

static const char *option_name(const struct civ_column *column, struct civ_arena *arena)
{
	char *name = civ_arena_copy(arena, column->name, strlen(column->name));

	for (char *c = name; c != NULL && *c != '\0'; c++)
		if (*c == '_')
			*c = '-';
	return name;
}

static enum civ_status add_columns(const struct civ_command *command, struct civ_arena *arena,
                                   struct civ_messages *messages, struct civ_entries *entries)
{
	for (const struct civ_column *c = command->noun->columns; c->name != NULL; c++) {
		const char *name = option_name(c, arena);

		if (name == NULL)
			return civ_no_memory(messages);
		if (is_option(command->noun, c, command->noun_options) && !has_name(entries, name))
			entries->list[entries->count++] = (struct civ_entry){
				.name = name, .origin = CIV_ORIGIN_COLUMN, .column = c};
	}
	return CIV_OK;
}

static void add_filters(const struct civ_noun *noun, struct civ_entries *entries)
{
	for (const struct civ_filter *f = noun->filters; f != NULL && f->option != NULL; f++)
		if (!has_name(entries, f->option))
			entries->list[entries->count++] = (struct civ_entry){
				.name = f->option, .origin = CIV_ORIGIN_FILTER, .filter = f};
}

/* An own option or a column shadows a common option of the same name: channel.map is a column. */
static void add_common(unsigned needs, struct civ_entries *entries)
{
	for (const struct civ_common_option *c = civ_common_options; c->option.name != NULL; c++)
		if ((c->needs == 0 || (c->needs & needs) != 0) && !has_name(entries, c->option.name))
			entries->list[entries->count++] = (struct civ_entry){
				.name = c->option.name, .origin = CIV_ORIGIN_COMMON, .option = &c->option};
}

enum civ_status civ_entries_make(const struct civ_command *command, struct civ_arena *arena,
                                 struct civ_messages *messages, struct civ_entries *entries)
{
	enum civ_status status = CIV_OK;

	entries->count = 0;
	entries->list = civ_arena_alloc(arena, room_needed(command) * sizeof *entries->list);
	if (entries->list == NULL)
		return civ_no_memory(messages);
	for (const struct civ_option *o = command->options; o != NULL && o->name != NULL; o++)
		entries->list[entries->count++] = (struct civ_entry){
			.name = o->name, .origin = CIV_ORIGIN_OWN, .option = o};
	if (command->noun != NULL)
		status = add_columns(command, arena, messages, entries);
	if (command->noun != NULL && command->noun_options == CIV_COLUMNS_LIST)
		add_filters(command->noun, entries);
	add_common(civ_command_needs(command), entries);
	return status;
}

char civ_entry_letter(const struct civ_entry *entry)
{
	return entry->option == NULL ? 0 : entry->option->letter;
}

static const char *column_arg(const struct civ_column *column)
{
	switch (column->type) {
	case CIV_ID:
	case CIV_INT:
		return "N";
	case CIV_CODE:
		return "CODE";
	case CIV_TEXT:
		return "TEXT";
	case CIV_REAL:
		return "NUMBER";
	case CIV_PERCENT:
		return "PERCENT";
	case CIV_MONEY:
		return "YUAN";
	case CIV_DATE:
		return "DATE";
	case CIV_TIME:
		return "TIME";
	case CIV_CLOCK:
		return "HH:MM";
	case CIV_ENUM:
		return "CHOICE";
	case CIV_BOOL:
		return "yes|no";
	case CIV_REF:
	case CIV_CODEREF:
		return "CODE";
	case CIV_REFS:
		return "CODE;CODE";
	}
	return "VALUE";
}

const char *civ_entry_arg(const struct civ_entry *entry)
{
	if (entry->column != NULL)
		return column_arg(entry->column);
	if (entry->filter != NULL)
		return entry->filter->arg;
	return entry->option->arg;
}

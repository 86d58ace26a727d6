/* The command line: getopt_long over a program's options, with our own messages. */
#include <getopt.h>
#include <string.h>

#include "lib/cli/cli.h"

enum { FIRST_LONG = 256 }; /* above every letter */

struct parse {
	const struct civ_command *command;
	struct civ_arena *arena;
	struct civ_messages *messages;
	struct civ_entries entries;
	struct option *table;   /* for getopt_long, in the order of the entries */
	const char *letters;
	struct civ_matches matches;
	const char **hidden;    /* personal values of the command line */
	size_t hidden_count;
	struct civ_parsed *parsed;
};

static bool make_letters(struct parse *p)
{
	char *letters = civ_arena_alloc(p->arena, p->entries.count * 2 + 2);
	size_t len = 0;

	if (letters == NULL)
		return false;
	letters[len++] = ':';
	for (size_t i = 0; i < p->entries.count; i++) {
		char letter = civ_entry_letter(&p->entries.list[i]);

		if (letter == 0 || strchr(letters, letter) != NULL)
			continue;
		letters[len++] = letter;
		if (civ_entry_arg(&p->entries.list[i]) != NULL)
			letters[len++] = ':';
	}
	p->letters = letters;
	return true;
}

static enum civ_status make_tables(struct parse *p)
{
	size_t count;
	enum civ_status status = civ_entries_make(p->command, p->arena, p->messages, &p->entries);

	if (status != CIV_OK)
		return status;
	/* A column may be compared several times, in ways of its own each. */
	count = p->entries.count + p->matches.count;
	p->table = civ_arena_alloc(p->arena, (count + 1) * sizeof *p->table);
	p->hidden = civ_arena_alloc(p->arena, count * sizeof *p->hidden);
	p->parsed->own = civ_arena_alloc(p->arena, p->command->options_size + 1);
	p->parsed->settings = civ_arena_alloc(p->arena, count * sizeof *p->parsed->settings);
	p->parsed->filters = civ_arena_alloc(p->arena, count * sizeof *p->parsed->filters);
	p->parsed->filter_args = civ_arena_alloc(p->arena, count * sizeof *p->parsed->filter_args);
	if (p->table == NULL || p->hidden == NULL || p->parsed->own == NULL || p->parsed->settings == NULL ||
	    p->parsed->filters == NULL || p->parsed->filter_args == NULL || !make_letters(p))
		return civ_no_memory(p->messages);
	for (size_t i = 0; i < p->entries.count; i++)
		p->table[i] = (struct option){p->entries.list[i].name,
		                              civ_entry_arg(&p->entries.list[i]) == NULL ? no_argument
		                                                                         : required_argument,
		                              NULL, FIRST_LONG + (int)i};
	return CIV_OK;
}

static const struct civ_entry *entry_of(const struct parse *p, int code)
{
	if (code >= FIRST_LONG)
		return &p->entries.list[code - FIRST_LONG];
	for (size_t i = 0; i < p->entries.count; i++)
		if (civ_entry_letter(&p->entries.list[i]) == (char)code)
			return &p->entries.list[i];
	return NULL;
}

static enum civ_status twice(struct parse *p, const struct civ_entry *entry)
{
	return civ_error(p->messages, CIV_USAGE, NULL, "--%s: given twice", entry->name);
}

static enum civ_status take_column(struct parse *p, const struct civ_entry *entry, const char *text,
                                   enum civ_match match)
{
	struct civ_parsed *parsed = p->parsed;

	for (size_t i = 0; i < parsed->setting_count; i++)
		if (parsed->settings[i].column == entry->column && parsed->settings[i].match == match)
			return twice(p, entry);
	parsed->settings[parsed->setting_count++] = (struct civ_setting){entry->column, text, match};
	if ((entry->column->flags & CIV_PERSONAL) != 0)
		p->hidden[p->hidden_count++] = text;
	return CIV_OK;
}

static enum civ_status take_filter(struct parse *p, const struct civ_entry *entry, const char *text)
{
	struct civ_parsed *parsed = p->parsed;

	for (size_t i = 0; i < parsed->filter_count; i++)
		if (parsed->filters[i] == entry->filter)
			return twice(p, entry);
	parsed->filters[parsed->filter_count] = entry->filter;
	parsed->filter_args[parsed->filter_count++] = text;
	return CIV_OK;
}

static enum civ_status take(struct parse *p, const struct civ_entry *entry, const char *text)
{
	enum civ_match match;

	text = civ_matches_typed(&p->matches, text, &match);
	if (match != CIV_MATCH_IS &&
	    (entry->origin != CIV_ORIGIN_COLUMN || p->command->noun_options != CIV_COLUMNS_LIST))
		return civ_error(p->messages, CIV_USAGE, NULL,
		                 "--%s: takes its value with = alone; ~=, < and > are for columns of a list",
		                 entry->name);
	switch (entry->origin) {
	case CIV_ORIGIN_COLUMN:
		return take_column(p, entry, text, match);
	case CIV_ORIGIN_FILTER:
		return take_filter(p, entry, text);
	case CIV_ORIGIN_OWN:
		return civ_option_store(entry->option, text, p->parsed->own, p->arena, p->messages);
	case CIV_ORIGIN_COMMON:
		break;
	}
	return civ_option_store(entry->option, text, &p->parsed->common, p->arena, p->messages);
}

/* "--sta" when several options start so; the first word of them all is enough for the exact message. */
static bool add_candidates(const struct parse *p, const char *name, size_t len, struct civ_buf *found)
{
	size_t count = 0;

	for (size_t i = 0; i < p->entries.count; i++)
		if (strncmp(p->entries.list[i].name, name, len) == 0)
			civ_buf_addf(found, "%s--%s", count++ == 0 ? "" : ", ", p->entries.list[i].name);
	return count > 1;
}

/* Is NAME that of a column that the program's noun has, and works out itself? */
static bool is_kept(const struct parse *p, struct civ_span name)
{
	const struct civ_column *c = p->command->noun == NULL ? NULL : p->command->noun->columns;

	for (; c != NULL && c->name != NULL; c++) {
		size_t i = 0;

		while (i < name.len && c->name[i] == (name.text[i] == '-' ? '_' : name.text[i]))
			i++;
		if (i == name.len && c->name[i] == '\0')
			return civ_column_is_kept(c);
	}
	return false;
}

static enum civ_status unknown_option(struct parse *p, struct civ_span name)
{
	struct civ_near near = {.text = name};

	if (is_kept(p, name))
		return civ_error(p->messages, CIV_USAGE, NULL, "--%.*s: the program works it out itself: try --help",
		                 (int)name.len, name.text);
	for (size_t i = 0; i < p->entries.count; i++)
		civ_near_offer(&near, p->entries.list[i].name);
	if (near.known != NULL)
		return civ_error(p->messages, CIV_USAGE, NULL, "unknown option '--%.*s': did you mean --%s? try --help",
		                 (int)name.len, name.text, near.known);
	return civ_error(p->messages, CIV_USAGE, NULL, "unknown option '--%.*s': try --help", (int)name.len, name.text);
}

static enum civ_status unknown_long(struct parse *p, const char *word)
{
	size_t len = strcspn(word + 2, "=");
	struct civ_buf found = {0};
	bool valid = civ_utf8_valid(word + 2, len, NULL);
	enum civ_status status;

	if (valid && add_candidates(p, word + 2, len, &found))
		status = civ_error(p->messages, CIV_USAGE, NULL, "'--%.*s' may be %s: try --help", (int)len, word + 2,
		                   civ_buf_str(&found));
	else if (valid)
		status = unknown_option(p, (struct civ_span){word + 2, len});
	else
		status = civ_error(p->messages, CIV_USAGE, NULL, "unknown option that is not valid UTF-8: try --help");
	civ_buf_free(&found);
	return status;
}

/* getopt gave '?': OPTOPT is a letter it does not know, a flag that was given a value, or 0 for an unknown long name.
 */
static enum civ_status unknown(struct parse *p, char *const *argv)
{
	const struct civ_entry *entry = optopt == 0 ? NULL : entry_of(p, optopt);

	if (entry != NULL)
		return civ_error(p->messages, CIV_USAGE, NULL, "--%s: takes no value: try --help", entry->name);
	if (optopt == 0)
		return unknown_long(p, argv[optind - 1]);
	if (optopt > ' ' && optopt < 0x7F)
		return civ_error(p->messages, CIV_USAGE, NULL, "unknown option '-%c': try --help", optopt);
	return civ_error(p->messages, CIV_USAGE, NULL, "unknown option that is no letter: try --help");
}

static enum civ_status missing_value(struct parse *p)
{
	const struct civ_entry *entry = entry_of(p, optopt);

	return civ_error(p->messages, CIV_USAGE, NULL, "--%s: needs a value: try --help",
	                 entry == NULL ? "?" : entry->name);
}

static enum civ_status read_options(struct parse *p, int argc, char **argv)
{
	const struct civ_common *common = &p->parsed->common;
	enum civ_status status = CIV_OK;
	int code;

	/* 0 makes getopt start anew: civplan runs programs in its own process. */
	optind = 0;
	opterr = 0;
	while (status == CIV_OK && !common->help && !common->help_all && !common->version &&
	       (code = getopt_long(argc, argv, p->letters, p->table, NULL)) != -1) {
		if (code == '?')
			status = unknown(p, argv);
		else if (code == ':')
			status = missing_value(p);
		else
			status = take(p, entry_of(p, code), optarg);
	}
	return status;
}

/* What goes with another option only. */
static enum civ_status check_companions(struct parse *p)
{
	const struct civ_common *common = &p->parsed->common;
	bool printing = (p->command->needs & CIV_NEED_PRINT) != 0 && (p->command->needs & CIV_NEED_ROWS_OUT) == 0;
	bool form = common->output != NULL || common->format != NULL || common->columns != NULL ||
	            common->limit.given || common->wide || common->no_header || common->labels || common->excel ||
	            common->personal;

	if (common->update != NULL && (common->on_conflict == NULL || strcmp(common->on_conflict, "update") != 0))
		return civ_error(p->messages, CIV_USAGE, NULL, "--update: only with --on-conflict=update");
	if (printing && form && !common->print)
		return civ_error(p->messages, CIV_USAGE, NULL, "options for printed rows are given without --print");
	if (common->print && common->dry_run)
		return civ_error(p->messages, CIV_USAGE, NULL,
		                 "--print: not with --dry-run, which stores nothing to print");
	if (common->output != NULL && common->dry_run && strcmp(common->output, "-") != 0)
		return civ_error(p->messages, CIV_USAGE, NULL,
		                 "--output: not with --dry-run, which touches no file; standard output takes the rows");
	return CIV_OK;
}

enum civ_status civ_parse(const struct civ_command *command, int argc, char **argv, struct civ_messages *messages,
                          struct civ_parsed *parsed)
{
	struct civ_arena *arena = parsed->arena;
	struct parse p = {.command = command, .arena = arena, .messages = messages, .parsed = parsed};
	char **words = civ_arena_alloc(arena, ((size_t)argc + 1) * sizeof *words);
	enum civ_status status;

	*parsed = (struct civ_parsed){.arena = arena, .options = command->options};
	if (words == NULL)
		return civ_no_memory(messages);
	/* getopt moves the words about; the history keeps them as typed. */
	memcpy(words, argv, (size_t)argc * sizeof *words);
	if (!civ_matches_take(argc, argv, arena, &p.matches))
		return civ_no_memory(messages);
	status = make_tables(&p);
	if (status == CIV_OK)
		status = read_options(&p, argc, argv);
	if (status != CIV_OK || parsed->common.help || parsed->common.help_all || parsed->common.version)
		return status;
	parsed->operands = argv + optind;
	parsed->operand_count = (size_t)(argc - optind);
	parsed->line = civ_line_make(argc, words, p.hidden, p.hidden_count, arena);
	return parsed->line == NULL ? civ_no_memory(messages) : check_companions(&p);
}

/* Completion for bash and zsh: words and values of every program, from the tables. */
#include <string.h>

#include "civplan/period.h"
#include "lib/cli/cli.h"

/* A day that is looked for, not one that is entered. */
static bool may_be_period(const struct civ_command *command, const struct civ_entry *entry)
{
	if (entry->column == NULL)
		return entry->option != NULL && civ_option_may_be_period(entry->option);
	return command->noun_options == CIV_COLUMNS_LIST &&
	       (entry->column->type == CIV_DATE || entry->column->type == CIV_TIME);
}

/* Values that can be told beforehand, as words; false when there are none. */
static bool add_values(const struct civ_command *command, const struct civ_entry *entry, struct civ_buf *out)
{
	const struct civ_word *words = NULL;
	const char *period;

	for (size_t i = 0; may_be_period(command, entry) && (period = civ_period_word(i)) != NULL; i++)
		civ_buf_addf(out, "%s%s", i == 0 ? "" : " ", period);
	if (may_be_period(command, entry))
		return true;
	if (entry->column != NULL && entry->column->type == CIV_BOOL) {
		civ_buf_adds(out, "yes no");
		return true;
	}
	if (entry->column != NULL)
		words = entry->column->choices;
	else if (entry->option != NULL)
		words = entry->option->choices;
	for (const struct civ_word *word = words; word != NULL && word->code != NULL; word++)
		civ_buf_addf(out, "%s%s", word == words ? "" : " ", word->code);
	return words != NULL;
}

static void add_options(const struct civ_command *command, const struct civ_entries *entries, struct civ_buf *out)
{
	civ_buf_addf(out, "\t%s) words='", command->name);
	for (size_t i = 0; i < entries->count; i++)
		civ_buf_addf(out, "%s--%s%s", i == 0 ? "" : " ", entries->list[i].name,
		             civ_entry_arg(&entries->list[i]) == NULL ? "" : "=");
	civ_buf_adds(out, "' ;;\n");
}

static void add_choices(const struct civ_command *command, const struct civ_entries *entries, struct civ_buf *out)
{
	for (size_t i = 0; i < entries->count; i++) {
		struct civ_buf values = {0};

		if (add_values(command, &entries->list[i], &values))
			civ_buf_addf(out, "\t'%s --%s') words='%s' ;;\n", command->name, entries->list[i].name,
			             values.failed ? "" : civ_buf_str(&values));
		out->failed = out->failed || values.failed;
		civ_buf_free(&values);
	}
}

static enum civ_status add_cases(const struct civ_command *const *commands, struct civ_messages *messages,
                                 void (*part)(const struct civ_command *, const struct civ_entries *, struct civ_buf *),
                                 struct civ_buf *out)
{
	struct civ_arena *arena = civ_arena_new();
	enum civ_status status = arena == NULL ? civ_no_memory(messages) : CIV_OK;

	for (size_t i = 0; status == CIV_OK && commands[i] != NULL; i++) {
		struct civ_entries entries;

		status = civ_entries_make(commands[i], arena, messages, &entries);
		if (status == CIV_OK)
			part(commands[i], &entries, out);
		civ_arena_clear(arena);
	}
	civ_arena_free(arena);
	return status;
}

static void add_names(const struct civ_command *const *commands, struct civ_buf *out)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		civ_buf_addf(out, "%s%s", i == 0 ? "" : " ", commands[i]->name);
}

/* "=" is a word of its own on bash's command line: "--status", "=", "do". */
static const char completion[] =
	"_civplan()\n"
	"{\n"
	"\tlocal program=${COMP_WORDS[0]##*/} word=${COMP_WORDS[COMP_CWORD]} option='' words=''\n"
	"\tCOMPREPLY=()\n"
	"\tif [[ $program == civplan && $COMP_CWORD -gt 1 && ${COMP_WORDS[1]} != -* ]]; then\n"
	"\t\tprogram=${COMP_WORDS[1]}\n"
	"\telif [[ $program == civplan && $word != -* ]]; then\n"
	"\t\tmapfile -t COMPREPLY < <(compgen -W \"$(_civplan_programs)\" -- \"$word\")\n"
	"\t\treturn\n"
	"\tfi\n"
	"\tif [[ $word == = ]]; then\n"
	"\t\toption=${COMP_WORDS[COMP_CWORD - 1]} word=''\n"
	"\telif [[ $COMP_CWORD -ge 2 && ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then\n"
	"\t\toption=${COMP_WORDS[COMP_CWORD - 2]}\n"
	"\tfi\n"
	"\tif [[ -n $option ]]; then\n"
	"\t\t_civplan_values \"$program $option\"\n"
	"\telif [[ $word == -* ]]; then\n"
	"\t\t_civplan_options \"$program\"\n"
	"\tfi\n"
	"\tif [[ -n $words ]]; then\n"
	"\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
	"\t\tif [[ ${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi\n"
	"\telse\n"
	"\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
	"\t\tcompopt -o filenames\n"
	"\tfi\n"
	"}\n";

/* ---- zsh ---- */

/* Within '...' and a specification of _arguments. */
static void put_quoted(const char *text, struct civ_buf *out)
{
	for (; *text != '\0'; text++)
		if (*text == '\'')
			civ_buf_adds(out, "'\\''");
		else
			civ_buf_addf(out, "%s%c", strchr("[]:\\", *text) == NULL ? "" : "\\", *text);
}

static void add_specification(const struct civ_command *command, const struct civ_entry *entry, struct civ_buf *out)
{
	const char *arg = civ_entry_arg(entry);
	struct civ_buf values = {0}, help = {0};
	bool known = add_values(command, entry, &values);

	civ_entry_help(command, entry, &help);
	civ_buf_addf(out, " '--%s%s[", entry->name, arg == NULL ? "" : "=");
	put_quoted(help.failed ? "" : civ_buf_str(&help), out);
	civ_buf_adds(out, "]");
	if (arg != NULL) {
		civ_buf_adds(out, ":");
		put_quoted(arg, out);
		if (known)
			civ_buf_addf(out, ":(%s)", values.failed ? "" : civ_buf_str(&values));
		else
			civ_buf_adds(out, strcmp(arg, "FILE") == 0 || strcmp(arg, "DIR") == 0 ? ":_files" : ":");
	}
	civ_buf_adds(out, "'");
	out->failed = out->failed || values.failed || help.failed;
	civ_buf_free(&values);
	civ_buf_free(&help);
}

static void add_arguments(const struct civ_command *command, const struct civ_entries *entries, struct civ_buf *out)
{
	civ_buf_addf(out, "\t%s) _arguments -s", command->name);
	for (size_t i = 0; i < entries->count; i++)
		add_specification(command, &entries->list[i], out);
	civ_buf_adds(out, " '*:file:_files' ;;\n");
}

/* civplan PROGRAM ... is completed as PROGRAM is. */
static enum civ_status add_zsh(const struct civ_command *const *commands, struct civ_messages *messages,
                               struct civ_buf *out)
{
	enum civ_status status;

	civ_buf_adds(out, "#compdef ");
	add_names(commands, out);
	civ_buf_adds(out, "\n_civplan_program()\n{\n\tcase $1 in\n");
	status = add_cases(commands, messages, add_arguments, out);
	civ_buf_adds(out, "\tesac\n}\n_civplan()\n{\n"
	             "\tif [[ $service == civplan && $CURRENT -gt 2 && $words[2] != -* ]]; then\n"
	             "\t\tshift words\n\t\t(( CURRENT-- ))\n\t\t_civplan_program $words[1]\n"
	             "\telif [[ $service == civplan && $words[CURRENT] != -* ]]; then\n\t\tcompadd -- ");
	add_names(commands, out);
	civ_buf_adds(out, "\n\telse\n\t\t_civplan_program $service\n\tfi\n}\n_civplan \"$@\"\n");
	return status;
}

static enum civ_status add_bash(const struct civ_command *const *commands, struct civ_messages *messages,
                                struct civ_buf *out)
{
	enum civ_status status;

	civ_buf_adds(out, "# bash completion for civplan\n_civplan_programs() { echo '");
	add_names(commands, out);
	civ_buf_adds(out, "'; }\n_civplan_options()\n{\n\tcase $1 in\n");
	status = add_cases(commands, messages, add_options, out);
	civ_buf_adds(out, "\tesac\n}\n_civplan_values()\n{\n\tcase $1 in\n");
	if (status == CIV_OK)
		status = add_cases(commands, messages, add_choices, out);
	civ_buf_adds(out, "\tesac\n}\n");
	civ_buf_adds(out, completion);
	civ_buf_adds(out, "complete -F _civplan ");
	add_names(commands, out);
	civ_buf_addc(out, '\n');
	return status;
}

enum civ_status civ_document_completion(const struct civ_command *const *commands, const char *shell,
                                        struct civ_messages *messages, struct civ_buf *out)
{
	enum civ_status status;

	if (strcmp(shell, "bash") == 0)
		status = add_bash(commands, messages, out);
	else if (strcmp(shell, "zsh") == 0)
		status = add_zsh(commands, messages, out);
	else
		return civ_error(messages, CIV_USAGE, NULL, "no completions for '%s': only bash and zsh", shell);
	return status == CIV_OK && out->failed ? civ_no_memory(messages) : status;
}

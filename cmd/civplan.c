/* civplan: what programs there are, and each of them by its name; the documents at build time. */
#include <string.h>

#include "civplan/command.h"

struct options {
	bool programs, examples;
	const char *manual, *prose, *completion;
};

#define AT(member) offsetof(struct options, member)

static const struct civ_option options[] = {
	{"programs", 0, CIV_OPTION_FLAG, NULL, AT(programs), NULL, NULL, NULL, "print the names of all programs, one a line"},
	{"examples", 0, CIV_OPTION_FLAG, NULL, AT(examples), NULL, NULL, NULL, "print the examples of all manuals, ready to run"},
	{"manual", 0, CIV_OPTION_TEXT, "PAGE", AT(manual), NULL, NULL, NULL, "print the manual page of a program or noun, in roff"},
	{"prose", 0, CIV_OPTION_TEXT, "FILE", AT(prose), NULL, NULL, NULL, "with --manual: text to put in after the synopsis"},
	{"completion", 0, CIV_OPTION_TEXT, "SHELL", AT(completion), NULL, NULL, NULL, "print the completions for bash"},
	{.name = NULL},
};

static enum civ_status run(struct civ_context *context);

static const struct civ_command civplan = {
	.name = "civplan",
	.summary = "run a city's campaign to become a civilised city",
	.operands = "[PROGRAM [ARGUMENT...]]",
	.subject = CIV_SUBJECT_PLAN,
	.options = options,
	.options_size = sizeof(struct options),
	.run = run,
};

/* This program and all others. */
static const struct civ_command **with_civplan(struct civ_arena *arena)
{
	const struct civ_command **all;
	size_t count = 0;

	while (civ_commands[count] != NULL)
		count++;
	all = civ_arena_alloc(arena, (count + 2) * sizeof *all);
	if (all == NULL)
		return NULL;
	all[0] = &civplan;
	memcpy(all + 1, civ_commands, count * sizeof *all);
	return all;
}

static const struct civ_command *find(const char *name)
{
	for (size_t i = 0; civ_commands[i] != NULL; i++)
		if (strcmp(civ_commands[i]->name, name) == 0)
			return civ_commands[i];
	return NULL;
}

static void print_names(struct civ_buf *out)
{
	for (size_t i = 0; civ_commands[i] != NULL; i++) {
		civ_buf_adds(out, civ_commands[i]->name);
		civ_buf_addc(out, '\n');
	}
}

static void print_examples(struct civ_buf *out)
{
	for (size_t i = 0; civ_commands[i] != NULL; i++)
		for (const struct civ_example *e = civ_commands[i]->examples; e != NULL && e->line != NULL; e++)
			civ_buf_addf(out, "%s\n", e->line);
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_command *const *all = with_civplan(context->arena);

	if (all == NULL)
		return civ_no_memory(context->messages);
	if (context->operand_count > 0)
		return civ_error(context->messages, CIV_USAGE, NULL, "no program is called '%s': civplan alone lists them",
		                 context->operands[0]);
	if (given->prose != NULL && given->manual == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--prose: only with --manual");
	if (given->manual != NULL)
		return civ_document_manual(all, given->manual, given->prose, context->messages, context->page);
	if (given->completion != NULL)
		return civ_document_completion(all, given->completion, context->messages, context->page);
	if (given->programs) {
		print_names(context->page);
	} else if (given->examples) {
		print_examples(context->page);
	} else {
		civ_overview_programs(civ_commands, context->page);
		civ_overview_database(context->page);
	}
	return CIV_OK;
}

int main(int argc, char **argv)
{
	const struct civ_command *command = argc > 1 ? find(argv[1]) : NULL;

	if (command != NULL)
		return civ_main(command, argc - 1, argv + 1);
	/* The options behind a name that is none are not ours. */
	return civ_main(&civplan, argc > 1 && argv[1][0] != '-' ? 2 : argc, argv);
}

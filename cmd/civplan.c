/* civplan: what programs there are, and each of them by its name; the documents at build time. */
#include <string.h>

#include "civplan/command.h"
#include "civplan/program.h"

struct options {
	bool programs, examples, strings;
	const char *manual, *prose, *completion;
};

static const struct civ_option options[] = {
	CIV_FLAG("programs", programs, "print the names of all programs, one a line"),
	CIV_FLAG("examples", examples, "print the examples of all manuals, ready to run"),
	CIV_FLAG("strings", strings, "print the texts of all tables, for translators"),
	CIV_OPTION("manual", TEXT, "PAGE", manual, "print the manual page of a program or noun, in roff"),
	CIV_OPTION("prose", READ, "FILE", prose, "with --manual: text to put in after the synopsis"),
	CIV_OPTION("completion", TEXT, "SHELL", completion, "print the completions for bash or zsh"),
	{.name = NULL},
};

static enum civ_status run(struct civ_context *context);

static const struct civ_command civplan = {
	.name = "civplan",
	.summary = "run a city's campaign to become a civilised city",
	.operands = "[PROGRAM [ARGUMENT...]]",
	.subject = CIV_SUBJECT_PLAN,
	CIV_OPTIONS,
	.run = run,
};

/* This program and all others, with what their reports say of them. */
static enum civ_status make_all(struct civ_context *context, const struct civ_command *const **all)
{
	const struct civ_command **list;
	size_t count = 0;
	enum civ_status status = CIV_OK;

	while (civ_commands[count] != NULL)
		count++;
	list = civ_arena_alloc(context->arena, (count + 2) * sizeof *list);
	*all = list;
	if (list == NULL)
		return civ_no_memory(context->messages);
	list[0] = &civplan;
	for (size_t i = 0; i < count && status == CIV_OK; i++)
		status = civ_command_full(civ_commands[i], context->arena, context->messages, &list[i + 1]);
	return status;
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

static void print_examples(const struct civ_command *const *commands, struct civ_buf *out)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		for (const struct civ_example *e = commands[i]->examples; e != NULL && e->line != NULL; e++)
			civ_buf_addf(out, "%s\n", e->line);
}

/* ---- what there is to translate in the tables ---- */

/* As xgettext reads it from a C source. */
static void print_string(const char *text, struct civ_buf *out)
{
	if (text == NULL || *text == '\0')
		return;
	civ_buf_adds(out, "CIV_WORD(\"");
	for (; *text != '\0'; text++)
		civ_buf_addf(out, "%s%c", *text == '"' || *text == '\\' ? "\\" : "", *text);
	civ_buf_adds(out, "\")\n");
}

static void print_columns(const struct civ_out_column *columns, struct civ_buf *out)
{
	for (const struct civ_out_column *c = columns; c != NULL && c->name != NULL; c++) {
		print_string(c->label, out);
		print_string(c->help, out);
	}
}

static void print_noun(const struct civ_noun *noun, struct civ_buf *out)
{
	print_string(noun->name, out);
	print_string(noun->view, out);
	print_string(noun->summary, out);
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++) {
		print_string(c->help, out);
		print_string(c->measure_unit, out);
	}
	for (const struct civ_column *c = noun->told; c != NULL && c->name != NULL; c++)
		print_string(c->help, out);
	for (const struct civ_filter *f = noun->filters; f != NULL && f->option != NULL; f++)
		print_string(f->help, out);
	for (const struct civ_rule *r = noun->rules; r != NULL && r->name != NULL; r++)
		print_string(r->message, out);
}

/* What it says itself: what it takes from nouns stands there. */
static void print_report(const struct civ_report *report, struct civ_buf *out)
{
	for (const struct civ_report_column *c = report->columns; c->name != NULL || c->of != NULL || c->group; c++) {
		print_string(c->label, out);
		print_string(c->help, out);
	}
	for (const struct civ_report_flag *f = report->flags; f != NULL && f->code != NULL; f++) {
		print_string(f->label, out);
		print_string(f->help, out);
	}
	for (const struct civ_report_group *g = report->groups; g != NULL && g->name != NULL; g++) {
		print_string(g->label, out);
		if (g->form != NULL)
			print_report(g->form, out);
	}
	for (const struct civ_report_form *f = report->forms; f != NULL && f->name != NULL; f++)
		print_report(f->report, out);
}

static void print_whens(const struct civ_columns_when *when, struct civ_buf *out)
{
	for (; when != NULL && when->when != NULL; when++) {
		print_string(strchr(when->when, ' ') == NULL ? NULL : when->when, out);
		print_columns(when->columns, out);
	}
}

static void print_strings(const struct civ_command *const *commands, struct civ_buf *out)
{
	for (size_t i = 0; commands[i] != NULL; i++) {
		const struct civ_command *command = commands[i];

		print_string(command->summary, out);
		for (const struct civ_option *o = command->options; o != NULL && o->name != NULL; o++)
			print_string(o->help, out);
		if (command->report != NULL) {
			print_report(command->report, out);
		} else {
			print_columns(command->columns, out);
			print_columns(command->usual_columns, out);
			print_whens(command->other_columns, out);
		}
		for (const struct civ_example *e = command->examples; e != NULL && e->line != NULL; e++)
			print_string(e->what, out);
	}
	for (size_t i = 0; civ_nouns[i] != NULL; i++)
		print_noun(civ_nouns[i], out);
	for (const struct civ_option *o = options; o->name != NULL; o++)
		print_string(o->help, out);
	civ_document_strings(print_string, out);
}

/* NULL when none is near. */
static const char *near_program(const struct civ_command *const *all, const char *name)
{
	struct civ_near near = {.text = {name, strlen(name)}};

	for (size_t i = 0; all[i] != NULL; i++)
		civ_near_offer(&near, all[i]->name);
	return near.known;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_command *const *all;
	enum civ_status status = make_all(context, &all);

	if (status != CIV_OK)
		return status;
	if (context->operand_count > 0 && near_program(all, context->operands[0]) != NULL)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "no program is called '%s'; did you mean '%s'? civplan alone lists them",
		                 context->operands[0], near_program(all, context->operands[0]));
	if (context->operand_count > 0)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "no program is called '%s': civplan alone lists them", context->operands[0]);
	if (given->prose != NULL && given->manual == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--prose: only with --manual");
	if (given->manual != NULL)
		return civ_document_manual(all, given->manual, given->prose, context->messages, context->page);
	if (given->completion != NULL)
		return civ_document_completion(all, given->completion, context->messages, context->page);
	if (given->programs) {
		print_names(context->page);
	} else if (given->strings) {
		print_strings(all + 1, context->page);
	} else if (given->examples) {
		print_examples(all + 1, context->page);
	} else {
		civ_overview_programs(all + 1, context->page);
		civ_overview_database(context->page);
	}
	return CIV_OK;
}

/* The part behind the folders. */
static const char *own_name(int argc, char **argv)
{
	const char *slash = argc > 0 ? strrchr(argv[0], '/') : NULL;

	if (argc == 0)
		return civplan.name;
	return slash == NULL ? argv[0] : slash + 1;
}

int civ_program(const char *name, int argc, char **argv)
{
	const struct civ_command *command = find(name == NULL ? own_name(argc, argv) : name);

	if (command != NULL)
		return civ_main(command, argc, argv);
	command = argc > 1 ? find(argv[1]) : NULL;
	if (command != NULL)
		return civ_main(command, argc - 1, argv + 1);
	/* The options behind a name that is none are not ours. */
	return civ_main(&civplan, argc > 1 && argv[1][0] != '-' ? 2 : argc, argv);
}

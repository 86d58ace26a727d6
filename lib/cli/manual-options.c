/* The options of a manual page, each once, with the programs that have it. */
#include "civplan/say.h"
#include "lib/cli/roff.h"

#include <string.h>

/* One option as the programs of the page have it. */
struct seen {
	const struct civ_entry *entry;
	const struct civ_command *first;
	bool *by; /* by program of the page */
	size_t count;
};

struct collection {
	struct seen *list;
	size_t count;
};

static bool same_option(const struct civ_entry *a, const struct civ_entry *b)
{
	return a->origin == b->origin && a->option == b->option && a->filter == b->filter;
}

static struct seen *find(struct collection *options, const struct civ_entry *entry)
{
	for (size_t i = 0; i < options->count; i++)
		if (same_option(options->list[i].entry, entry))
			return &options->list[i];
	return NULL;
}

static enum civ_status collect_command(const struct civ_page *page, size_t place, struct collection *options)
{
	struct civ_entries entries;
	enum civ_status status = civ_entries_make(page->commands[place], page->arena, page->messages, &entries);
	struct seen *grown;

	if (status != CIV_OK)
		return status;
	grown = civ_arena_alloc(page->arena, (options->count + entries.count) * sizeof *grown);
	if (grown == NULL)
		return civ_no_memory(page->messages);
	if (options->count > 0)
		memcpy(grown, options->list, options->count * sizeof *grown);
	options->list = grown;
	for (size_t i = 0; i < entries.count; i++) {
		struct seen *seen = find(options, &entries.list[i]);

		if (entries.list[i].origin == CIV_ORIGIN_COLUMN)
			continue;
		if (seen == NULL) {
			seen = &options->list[options->count++];
			*seen = (struct seen){&entries.list[i], page->commands[place], NULL, 0};
			seen->by = civ_arena_alloc(page->arena, page->count * sizeof *seen->by);
			if (seen->by == NULL)
				return civ_no_memory(page->messages);
		}
		seen->by[place] = true;
		seen->count++;
	}
	return CIV_OK;
}

static void column_options(const struct civ_page *page, struct civ_buf *out)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct civ_command *command = page->commands[i];
		const char *where = page->noun != NULL      ? civ_say("COLUMNS")
		                    : command->noun == NULL ? ""
		                                            : command->noun->name;

		if (command->noun_options == CIV_COLUMNS_NONE)
			continue;
		civ_buf_addf(out, ".TP\n\\fB\\-\\-\\fI%s\\fB=\\fI%s\\fR", civ_say(CIV_WORD("COLUMN")),
		             civ_say(CIV_WORD("VALUE")));
		civ_buf_addf(out, page->count > 1 ? " (" : "");
		if (page->count > 1)
			civ_roff_literal(out, command->name);
		civ_buf_adds(out, page->count > 1 ? ")\n" : "\n");
		if (command->noun_options == CIV_COLUMNS_LIST)
			civ_roff_sentence(
				out,
				CIV_WORD(
					"Only rows with this value: A,B for any of several,"
					" FROM..TO for a range, nothing for an empty cell. "
					"An area or unit takes in what is below it"));
		else if (command->noun_options == CIV_COLUMNS_ADD)
			civ_roff_sentence(
				out,
				CIV_WORD(
					"The value of a column. When all required columns are given so and there is "
					"no FILE, one record is "
					"stored; else these values fill columns that the input lacks"));
		else
			civ_roff_sentence(
				out,
				CIV_WORD("The new value of a column, nothing to clear it; of a key column, to rename"));
		civ_buf_addf(out,
		             civ_say(page->noun != NULL
		                             ? CIV_WORD("The columns are those of %s above, with \\- for _.\n")
		                             : CIV_WORD("The columns are those of\n.BR %s (1),\nwith \\- for _.\n")),
		             where);
	}
}

static void option_item(const struct civ_page *page, const struct seen *seen, struct civ_buf *out)
{
	const struct civ_entry *entry = seen->entry;
	const char *separator = "";
	struct civ_buf help = {0};

	civ_buf_adds(out, ".TP\n");
	if (civ_entry_letter(entry) != 0)
		civ_buf_addf(out, "\\fB\\-%c\\fR, ", civ_entry_letter(entry));
	civ_buf_adds(out, "\\fB\\-\\-");
	civ_roff_literal(out, entry->name);
	if (civ_entry_arg(entry) != NULL) {
		civ_buf_adds(out, "=\\fI");
		civ_roff_literal(out, civ_entry_arg(entry));
	}
	civ_buf_adds(out, "\\fR");
	if (seen->count < page->count) {
		civ_buf_adds(out, " (");
		for (size_t i = 0; i < page->count; i++) {
			if (!seen->by[i])
				continue;
			civ_buf_adds(out, separator);
			civ_roff_literal(out, page->commands[i]->name);
			separator = ", ";
		}
		civ_buf_adds(out, ")");
	}
	civ_buf_addc(out, '\n');
	civ_entry_help(seen->first, entry, &help);
	civ_roff_sentence(out, help.failed ? "" : civ_buf_str(&help));
	out->failed = out->failed || help.failed;
	civ_buf_free(&help);
}

enum civ_status civ_manual_options(const struct civ_page *page, struct civ_buf *out)
{
	static const struct {
		enum civ_origin origin;
		const char *request, *heading;
	} groups[] = {
		{CIV_ORIGIN_OWN, NULL, NULL},
		{CIV_ORIGIN_COMMON, "SS", CIV_WORD("Common options")},
		{CIV_ORIGIN_FILTER, "SH", CIV_WORD("FILTERS")},
	};
	struct collection options = {NULL, 0};
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < page->count && status == CIV_OK; i++)
		status = collect_command(page, i, &options);
	if (status != CIV_OK || page->count == 0)
		return status;
	civ_roff_heading(out, "SH", CIV_WORD("OPTIONS"));
	column_options(page, out);
	for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
		bool headed = groups[g].heading == NULL;

		for (size_t i = 0; i < options.count; i++) {
			if (options.list[i].entry->origin != groups[g].origin)
				continue;
			if (!headed)
				civ_roff_heading(out, groups[g].request, groups[g].heading);
			headed = true;
			option_item(page, &options.list[i], out);
		}
	}
	return CIV_OK;
}

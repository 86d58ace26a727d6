/* area-sheet: an area on one page. */
#include "civplan/area-sheet.h"
#include "civplan/command.h"
#include "civplan/lists.h"

extern const struct civ_noun civ_noun_area;

struct options {
	const char *of;
	bool old, text;
};

static const struct civ_option options[] = {
	CIV_OPTION("of", CHOICE, "KIND", of, "the areas of this kind there and below; without AREA in the whole city",
	           .choices = civ_words_area_kind),
	CIV_FLAG("old", old, "old communities alone"),
	CIV_FLAG("text", text, "pages in sentences, as on a terminal"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"area-sheet --text CITY", "the city on one page"},
	{"area-sheet --of=community --old | grep -c ,facility,", "how many kinds of facilities old communities have"},
	{NULL, NULL},
};

/* The ids of the operands, joined with commas. */
static enum civ_status find_operands(struct civ_context *context, struct civ_buf *ids)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < context->operand_count; i++) {
		int64_t id = 0;

		status = civ_worse(status, civ_records_named(context->records, &civ_noun_area, NULL,
		                                             context->operands[i], &id));
		civ_buf_addf(ids, "%s%lld", i == 0 ? "" : ",", (long long)id);
	}
	return status == CIV_OK && civ_buf_str(ids) == NULL ? civ_no_memory(context->messages) : status;
}

static enum civ_status print(struct civ_context *context, const struct civ_area_sheet_choice *choice, bool text)
{
	enum civ_status status;

	if (text)
		return civ_area_sheet_text(context->records, choice, context->page);
	status = civ_context_out(context, civ_area_sheet_columns, civ_out_column_count(civ_area_sheet_columns));
	return status == CIV_OK ? civ_area_sheet_rows(context->records, choice, context->out) : status;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_area_sheet_choice choice = {.of = given->of, .old = given->old};
	struct civ_buf ids = {0};
	enum civ_status status;

	if (context->operand_count == 0 && given->of == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "name an AREA, or a kind of areas with --of");
	if (given->text && !civ_context_rows_are_plain(context))
		return civ_error(context->messages, CIV_USAGE, NULL, "--text is no form of rows: leave the others out");
	status = find_operands(context, &ids);
	if (context->operand_count > 0)
		choice.areas = civ_buf_str(&ids);
	if (status == CIV_OK)
		status = print(context, &choice, given->text || civ_context_prints_to_terminal(context));
	civ_buf_free(&ids);
	return status;
}

const struct civ_command civ_command_area_sheet = {
	.name = "area-sheet",
	.summary = "an area on one page: residents, duty, facilities, tasks, partners, satisfaction, issues",
	.operands = "[AREA...]",
	.subject = CIV_SUBJECT_PEOPLE,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.usual_columns = civ_area_sheet_columns,
	.examples = examples,
	.run = run,
};

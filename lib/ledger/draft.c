/* A map for a file that nobody has described: which column is which, how its dates are written, and which values need a
 * code. */
#include <stdio.h>
#include <stdlib.h>

#include "civplan/say.h"
#include "lib/ledger/draft.h"

const struct civ_out_column civ_draft_columns[] = {
	{"field", "Field", CIV_KIND_TEXT, "column of the ledger, a property of the file (@), or a remark (#)"},
	{"column", "Column", CIV_KIND_TEXT, "column of the file"},
	{"format", "Format", CIV_KIND_TEXT, "how its dates are written"},
	{"from", "From", CIV_KIND_TEXT, "value in the file"},
	{"to", "To", CIV_KIND_TEXT, "what it becomes; for a value without a code the nearest one, to be looked at"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* The file's properties, and what all rows have. */
static enum civ_status print_file(struct civ_draft *draft)
{
	char text[16];
	enum civ_status status = CIV_OK;

	if (draft->encoding != NULL)
		status = CIV_DRAFT_LINE(draft, "@encoding", NULL, NULL, NULL, draft->encoding);
	if (status == CIV_OK && draft->is_book && draft->options->sheet != NULL)
		status = CIV_DRAFT_LINE(draft, "@sheet", NULL, NULL, NULL, draft->options->sheet);
	snprintf(text, sizeof text, "%c", draft->delimiter);
	if (status == CIV_OK && draft->delimiter != ',')
		status = CIV_DRAFT_LINE(draft, "@delimiter", NULL, NULL, NULL, draft->delimiter == '\t' ? "tab" : text);
	snprintf(text, sizeof text, "%u", draft->skip);
	if (status == CIV_OK && draft->skip > 0)
		status = CIV_DRAFT_LINE(draft, "@skip", NULL, NULL, NULL, text);
	if (status == CIV_OK && draft->no_header)
		status = CIV_DRAFT_LINE(draft, "@header", NULL, NULL, NULL, "no");
	if (status == CIV_OK && draft->no_header)
		status = CIV_DRAFT_LINE(draft, "#header", NULL, NULL, NULL,
		                        civ_say(CIV_WORD("its columns are numbered, and were guessed by what they "
		                                         "hold: look at them")));
	if (status == CIV_OK && draft->stop != NULL)
		status = CIV_DRAFT_LINE(draft, "@stop", NULL, NULL, NULL, draft->stop);
	for (unsigned f = 0; f < CIV_DRAFT_FIELDS && status == CIV_OK; f++)
		if (draft->fields[f].repeats)
			status = CIV_DRAFT_LINE(draft, "@fill", draft->columns[draft->fields[f].column].name, NULL,
			                        NULL, NULL);
	if (status == CIV_OK && draft->options->channel != NULL)
		status = CIV_DRAFT_LINE(draft, "channel", NULL, NULL, NULL, draft->options->channel);
	return status;
}

/* A title of its own stands before the text; where there is only a title, it is the text. */
static enum civ_status print_description(struct civ_draft *draft)
{
	int text = draft->fields[CIV_DRAFT_DESCRIPTION].column, title = draft->fields[CIV_DRAFT_TITLE].column;
	struct civ_buf columns = {0};
	enum civ_status status;

	if (title >= 0)
		civ_buf_adds(&columns, draft->columns[title].name);
	if (title >= 0 && text >= 0)
		civ_buf_addc(&columns, '+');
	if (text >= 0)
		civ_buf_adds(&columns, draft->columns[text].name);
	status = civ_buf_str(&columns) == NULL
	                 ? civ_no_memory(draft->messages)
	                 : CIV_DRAFT_LINE(draft, "description", civ_buf_str(&columns), NULL, NULL, NULL);
	civ_buf_free(&columns);
	return status;
}

static enum civ_status print_field(struct civ_draft *draft, enum civ_draft_field field)
{
	int column = draft->fields[field].column;

	/* The title is printed with the text; it comes first, so that it stands for both. */
	if (field == CIV_DRAFT_DESCRIPTION)
		return column >= 0 || draft->fields[CIV_DRAFT_TITLE].column >= 0 ? print_description(draft) : CIV_OK;
	if (column < 0 || field == CIV_DRAFT_TITLE)
		return CIV_OK;
	if (civ_draft_holds_times(field))
		return civ_draft_print_times(draft, field);
	if (civ_draft_is_reference(field))
		return civ_draft_print_references(draft, field);
	return CIV_DRAFT_LINE(draft, civ_draft_field_name(field), draft->columns[column].name, NULL, NULL, NULL);
}

static enum civ_status print_point(struct civ_draft *draft)
{
	const char *name;
	enum civ_status status;

	if (draft->point == CIV_DRAFT_NO_COLUMN)
		return CIV_OK;
	name = draft->columns[draft->point].name;
	status = CIV_DRAFT_LINE(draft, "lat", name, CIV_FORMAT_LATITUDE, NULL, NULL);
	return status == CIV_OK ? CIV_DRAFT_LINE(draft, "lon", name, CIV_FORMAT_LONGITUDE, NULL, NULL) : status;
}

static enum civ_status print_map(struct civ_draft *draft)
{
	enum civ_status status = print_file(draft);

	for (unsigned f = 0; f < CIV_DRAFT_FIELDS && status == CIV_OK; f++)
		status = print_field(draft, f);
	if (status == CIV_OK)
		status = print_point(draft);
	if (status == CIV_OK && draft->fields[CIV_DRAFT_EXTERNAL_ID].column < 0)
		status = CIV_DRAFT_LINE(draft, "#external_id", NULL, NULL, NULL,
		                        civ_say(CIV_WORD("nothing identifies a row: a file read twice gives its issues"
		                                         " twice")));
	for (unsigned i = 0; i < draft->count && status == CIV_OK; i++)
		if (!civ_draft_is_taken(draft, (int)i) && (int)i != draft->point &&
		    (*draft->columns[i].name != '\0' || draft->columns[i].filled > 0))
			status = CIV_DRAFT_LINE(draft, "#unused", draft->columns[i].name, NULL, NULL, NULL);
	return status;
}

static void check_needed(const struct civ_draft *draft)
{
	static const enum civ_draft_field needed[] = {CIV_DRAFT_REPORTED_AT, CIV_DRAFT_CATEGORY};

	for (size_t n = 0; n < sizeof needed / sizeof needed[0]; n++)
		if (draft->fields[needed[n]].column < 0)
			civ_warn(draft->messages, NULL, "no column looks like %s, which an issue needs: add its row",
			         civ_draft_field_name(needed[n]));
}

static void close_draft(struct civ_draft *draft)
{
	for (size_t f = 0; f < CIV_DRAFT_FIELDS; f++) {
		civ_hash_free(draft->fields[f].seen);
		free(draft->fields[f].values);
	}
	for (unsigned i = 0; i < draft->count && draft->columns != NULL; i++)
		civ_hash_free(draft->columns[i].distinct);
	civ_source_close(draft->source);
	civ_arena_free(draft->arena);
}

static enum civ_status make_draft(struct civ_draft *draft)
{
	enum civ_status status = civ_draft_look(draft);

	if (status == CIV_OK && draft->no_header)
		civ_draft_guess(draft);
	else if (status == CIV_OK)
		status = civ_draft_assign(draft);
	if (status == CIV_OK)
		status = civ_draft_read_values(draft);
	if (status == CIV_OK)
		status = print_map(draft);
	if (status == CIV_OK)
		check_needed(draft);
	return status;
}

enum civ_status civ_ledger_draft(struct civ_records *records, const char *path, const struct civ_draft_options *options,
                                 struct civ_out *out)
{
	struct civ_draft draft = {.records = records,
	                          .messages = civ_records_messages(records),
	                          .path = path,
	                          .options = options,
	                          .out = out,
	                          .arena = civ_arena_new(),
	                          .point = CIV_DRAFT_NO_COLUMN};
	enum civ_status status = draft.arena == NULL ? civ_no_memory(draft.messages)
	                                             : civ_source_open(path, draft.messages, &draft.source);

	for (size_t f = 0; f < CIV_DRAFT_FIELDS; f++)
		draft.fields[f].column = CIV_DRAFT_NO_COLUMN;
	if (status == CIV_OK && options->nouns != NULL)
		status = civ_folder_open(options->nouns, draft.messages, &draft.folder);
	if (status == CIV_OK)
		status = make_draft(&draft);
	if (draft.folder != NULL)
		status = civ_worse(status, civ_folder_close(draft.folder, status == CIV_OK));
	close_draft(&draft);
	return status;
}

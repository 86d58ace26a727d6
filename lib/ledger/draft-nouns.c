/* The categories, areas and units of a file as rows ready to be added: nobody types a hundred of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/ledger/draft.h"

enum { LONGEST_CODE = 20 }; /* bytes of a value that is its own code */

/* What a name ends with, and the kind of area and unit that it tells. */
static const struct {
	const char *end, *area, *unit;
} kinds[] = {
	{"街道", "street", "street"},     {"街道办", "street", "street"}, {"街道办事处", "street", "street"},
	{"镇", "street", "street"},       {"乡", "street", "street"},     {"社区", "community", "community"},
	{"居委会", "community", "community"}, {"村", "community", "community"},
	{"村委会", "community", "community"},
	{"网格", "grid", NULL},           {"区", "district", "district"}, {"县", "district", "district"},
	{"区政府", "district", "district"}, {"公司", NULL, "firm"},         {"集团", NULL, "firm"},
	{"协会", NULL, "organisation"},
};

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), tail = strlen(end);

	return len >= tail && memcmp(text + len - tail, end, tail) == 0;
}

/* The longest end that fits decides. */
static const char *kind_of(enum civ_draft_field field, const char *name)
{
	const char *kind = field == CIV_DRAFT_AREA ? "district" : "department";
	size_t longest = 0;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const char *told = field == CIV_DRAFT_AREA ? kinds[i].area : kinds[i].unit;

		if (told != NULL && strlen(kinds[i].end) > longest && ends_with(name, kinds[i].end)) {
			kind = told;
			longest = strlen(kinds[i].end);
		}
	}
	return kind;
}

/* A short value without blanks is a code already. */
static bool is_code(const char *value)
{
	for (const char *c = value; *c != '\0'; c++)
		if (*c <= ' ' || *c > '~' || strchr(",;:\"'*", *c) != NULL)
			return false;
	return *value != '-' && *value != '\0' && strlen(value) <= LONGEST_CODE;
}

/* A code that neither the plan nor the file has: C001, A001, U001 and so on. */
static enum civ_status number_code(struct civ_draft *draft, enum civ_draft_field field, unsigned *number, char **code)
{
	const struct civ_noun *noun = civ_draft_noun(field);
	char letter = (char)(noun->name[0] - 'a' + 'A');
	enum civ_status status = CIV_OK;
	bool taken = true;

	while (taken && status == CIV_OK) {
		struct civ_span text;
		char made[16];
		int64_t seen;

		text = (struct civ_span){made, (size_t)snprintf(made, sizeof made, "%c%03u", letter, ++*number)};
		status = civ_draft_is_known(draft, noun, text, &taken);
		taken = taken || civ_hash_get(draft->fields[field].seen, text, &seen);
		if (status == CIV_OK && !taken) {
			*code = civ_arena_copy(draft->arena, text.text, text.len);
			status = *code == NULL ? civ_no_memory(draft->messages) : CIV_OK;
		}
	}
	return status;
}

static enum civ_status give_codes(struct civ_draft *draft, enum civ_draft_field f, size_t unknown)
{
	struct civ_draft_source *field = &draft->fields[f];
	enum civ_status status = CIV_OK;
	unsigned number = 0;

	field->codes = civ_arena_alloc(draft->arena, (unknown + 1) * sizeof(char *));
	if (field->codes == NULL)
		return civ_no_memory(draft->messages);
	for (size_t i = 0; i < unknown && status == CIV_OK; i++)
		if (is_code(field->values[i]))
			field->codes[i] = field->values[i];
		else
			status = number_code(draft, f, &number, &field->codes[i]);
	return status;
}

/* Columns beginning with # are for whoever looks at the rows; they are passed over where these are added. */
static const struct civ_out_column with_kind[] = {
	{"code", NULL, CIV_KIND_TEXT, NULL},     {"name", NULL, CIV_KIND_TEXT, NULL},
	{"kind", NULL, CIV_KIND_TEXT, NULL},     {"#rows", NULL, CIV_KIND_NUMBER, NULL},
	{"#nearest", NULL, CIV_KIND_TEXT, NULL}, {NULL, NULL, CIV_KIND_TEXT, NULL},
};
static const struct civ_out_column with_days[] = {
	{"code", NULL, CIV_KIND_TEXT, NULL},     {"name", NULL, CIV_KIND_TEXT, NULL},
	{"days", NULL, CIV_KIND_NUMBER, NULL},   {"#rows", NULL, CIV_KIND_NUMBER, NULL},
	{"#nearest", NULL, CIV_KIND_TEXT, NULL}, {NULL, NULL, CIV_KIND_TEXT, NULL},
};

static enum civ_status write_rows(struct civ_draft *draft, enum civ_draft_field f, size_t unknown,
                                  const struct civ_meanings *meanings, struct civ_out *out)
{
	const struct civ_draft_source *field = &draft->fields[f];
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < unknown && status == CIV_OK; i++) {
		struct civ_span value = {field->values[i], strlen(field->values[i])};
		int64_t rows = 0;

		(void)civ_hash_get(field->seen, value, &rows);
		civ_out_string(out, field->codes[i]);
		civ_out_string(out, field->values[i]);
		civ_out_string(out, f == CIV_DRAFT_CATEGORY ? NULL : kind_of(f, field->values[i]));
		civ_out_int(out, rows);
		civ_out_string(out, civ_meanings_nearest(meanings, value));
		status = civ_out_row(out);
	}
	return status;
}

enum civ_status civ_draft_write_noun(struct civ_draft *draft, enum civ_draft_field f, size_t unknown,
                                     const struct civ_meanings *meanings)
{
	const struct civ_out_column *columns = f == CIV_DRAFT_CATEGORY ? with_days : with_kind;
	struct civ_out_options options = {.format = CIV_FORMAT_CSV};
	struct civ_buf name = {0};
	struct civ_out *out = NULL;
	char *path = NULL;
	enum civ_status status = give_codes(draft, f, unknown);

	civ_buf_addf(&name, "%s.csv", civ_draft_noun(f)->name);
	if (status == CIV_OK && civ_buf_str(&name) != NULL)
		path = civ_folder_file(draft->folder, civ_buf_str(&name));
	if (status == CIV_OK && path == NULL)
		status = civ_no_memory(draft->messages);
	options.path = path;
	if (status == CIV_OK)
		status = civ_out_open(&options, columns, civ_out_column_count(columns), draft->messages, &out);
	if (status == CIV_OK) {
		status = write_rows(draft, f, unknown, meanings, out);
		status = civ_worse(status, civ_out_close(out, status == CIV_OK));
	}
	if (status == CIV_OK)
		status = civ_folder_add(draft->folder, civ_buf_str(&name), unknown);
	free(path);
	civ_buf_free(&name);
	return status;
}

/* What a file has of each item, and what is wrong with it. */
#include <math.h>
#include <string.h>

#include "civplan/say.h"
#include "lib/data/check.h"

enum flag { FLAG_MISSING, FLAG_BAD, FLAG_DOUBLE, FLAG_SECRET, FLAG_AGREEMENT, FLAG_UNKNOWN, FLAGS };

static const struct civ_word flags[] = {
	[FLAG_MISSING] = CIV_CHOICE("missing", "Column missing", "缺少该列"),
	[FLAG_BAD] = CIV_CHOICE("bad", "Bad values", "有不合格值"),
	[FLAG_DOUBLE] = CIV_CHOICE("double", "Rows twice", "记录重复"),
	[FLAG_SECRET] = CIV_CHOICE("secret", "More secret than the data set", "密级高于数据集"),
	[FLAG_AGREEMENT] = CIV_CHOICE("agreement", "Taken without agreement", "无协议使用"),
	[FLAG_UNKNOWN] = CIV_CHOICE("unknown", "No such item", "标准中没有该项"),
	[FLAGS] = {.code = NULL},
};

const struct civ_out_column civ_dataset_check_columns[] = {
	{"item", "Data item", CIV_SHOWN_TEXT, "item, or column of the file that is none; * for the rows"},
	{"n", "Rows", CIV_SHOWN_NUMBER, "rows that were looked at"},
	{"empty", "Empty", CIV_SHOWN_NUMBER, "rows without a value"},
	{"bad", "Bad", CIV_SHOWN_NUMBER,
	 "values that the item does not allow, none where one is required among them; of * the rows that are rejected"},
	{"share", "Share bad (%)", CIV_SHOWN_NUMBER, "bad in percent of n"},
	{"doubles", "Doubles", CIV_SHOWN_NUMBER,
	 "of *: rows whose key, all required codes together, or which as a whole stand before them"},
	{"first_line", "First line", CIV_SHOWN_NUMBER, "line of the first bad one"},
	{"takers", "Takers", CIV_SHOWN_TEXT, "units that take it without the agreement that its secrecy asks for"},
	{"flags", "Flags", CIV_SHOWN_CHOICE(flags),
	 "missing: a required column is not there; bad; double; secret: the item is more secret than its data set; "
	 "agreement: a unit takes it without one; unknown: a column that is no item"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* A row that is printed; counts of what is not counted there are NONE. */
struct finding {
	struct civ_span item;
	uint64_t n, empty, bad, doubles, first_line;
	const char *takers;
	bool raised[FLAGS];
};

#define NONE UINT64_MAX

static bool is_flagged(const struct finding *finding)
{
	bool flagged = false;

	for (int i = 0; i < FLAGS; i++)
		flagged = flagged || finding->raised[i];
	return flagged;
}

static void put_flags(const struct finding *finding, struct civ_out *out)
{
	struct civ_buf codes = {0};

	for (int i = 0; i < FLAGS; i++)
		if (finding->raised[i])
			civ_buf_addf(&codes, "%s%s", codes.len == 0 ? "" : ";", flags[i].code);
	civ_out_text(out, codes.data, codes.len);
	civ_buf_free(&codes);
}

static void put_count(struct civ_out *out, uint64_t count)
{
	if (count == NONE)
		civ_out_null(out);
	else
		civ_out_int(out, (int64_t)count);
}

static enum civ_status print(const struct civ_file_check *check, const struct finding *finding, struct civ_out *out,
                             bool *flagged)
{
	bool is_one = is_flagged(finding);

	*flagged = *flagged || is_one;
	if (check->options->flagged_only && !is_one)
		return CIV_OK;
	civ_out_text(out, finding->item.text, finding->item.len);
	put_count(out, finding->n);
	put_count(out, finding->empty);
	put_count(out, finding->bad);
	civ_out_rounded(out, finding->bad == NONE ? NAN : civ_percent((double)finding->bad, (double)finding->n), 2);
	put_count(out, finding->doubles);
	put_count(out, finding->first_line == 0 ? NONE : finding->first_line);
	civ_out_string(out, finding->takers);
	put_flags(finding, out);
	return civ_out_row(out);
}

static enum civ_status print_item(const struct civ_file_check *check, const struct civ_checked_item *item,
                                  struct civ_out *out, bool *flagged)
{
	bool there = item->cell >= 0;
	const struct finding finding = {
		.item = {item->rule.column.name, strlen(item->rule.column.name)},
		.n = item->n,
		.empty = there ? item->empty : NONE,
		.bad = there ? item->bad : NONE,
		.doubles = NONE,
		.first_line = item->first_line,
		.takers = there ? item->takers : NULL,
		.raised = {[FLAG_MISSING] = !there && item->required,
		           [FLAG_BAD] = item->bad > 0,
		           [FLAG_SECRET] = there && item->secret,
		           [FLAG_AGREEMENT] = there && item->takers != NULL}};

	return print(check, &finding, out, flagged);
}

static enum civ_status print_unknown(const struct civ_file_check *check, struct civ_out *out, bool *flagged)
{
	unsigned count = check->header == NULL ? 0 : check->header->count;
	enum civ_status status = CIV_OK;

	for (unsigned i = 0; i < count && status == CIV_OK; i++) {
		const struct finding finding = {.item = check->header->names[i],
		                                .n = check->rows,
		                                .empty = NONE,
		                                .bad = NONE,
		                                .doubles = NONE,
		                                .raised = {[FLAG_UNKNOWN] = true}};

		if (!civ_items_have(&check->items, i))
			status = print(check, &finding, out, flagged);
	}
	return status;
}

enum civ_status civ_findings_print(const struct civ_file_check *check, struct civ_out *out)
{
	const struct finding all = {.item = {"*", 1},
	                            .n = check->rows,
	                            .empty = NONE,
	                            .bad = check->bad,
	                            .doubles = check->twice,
	                            .first_line = check->first_line,
	                            .raised = {[FLAG_BAD] = check->bad > 0, [FLAG_DOUBLE] = check->twice > 0}};
	bool flagged = false;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < check->items.count && status == CIV_OK; i++)
		status = print_item(check, &check->items.list[i], out, &flagged);
	if (status == CIV_OK)
		status = print_unknown(check, out, &flagged);
	if (status == CIV_OK)
		status = print(check, &all, out, &flagged);
	return status == CIV_OK && flagged ? CIV_FLAGGED : status;
}

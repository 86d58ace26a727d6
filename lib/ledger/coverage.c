/* Whether a map covers a file: what would load, what would not and why, values without a code, cells that are lost. */
#include <stdlib.h>
#include <string.h>

#include "civplan/say.h"
#include "lib/ledger/coverage.h"
#include "lib/ledger/meanings.h"

static const struct civ_word kinds[] = {
	CIV_CHOICE("loads", "Rows that would load", "可以读入的行"),
	CIV_CHOICE("refused", "Rows that would not", "不能读入的行"),
	CIV_CHOICE("passed", "Rows passed over by @only", "@only 略过的行"),
	CIV_CHOICE("no_code", "Value without a code", "没有编码的值"),
	CIV_CHOICE("reason", "Reason", "原因"),
	CIV_CHOICE("dropped", "The map gives nothing for it", "映射表清空的值"),
	CIV_CHOICE("cut", "Time of day cut off", "截去时刻的值"),
	CIV_CHOICE("unused", "Column not used", "未用到的列"),
	{.code = NULL},
};

const struct civ_out_column civ_coverage_columns[] = {
	{"kind", "Finding", CIV_SHOWN_CHOICE(kinds), "what is found"},
	{"field", "Field", CIV_SHOWN_TEXT, "column of the noun"},
	{"column", "Column", CIV_SHOWN_TEXT, "column of the file, as the map has it"},
	{"value", "Value", CIV_SHOWN_TEXT, "the value, or why rows would be refused"},
	{"rows", "Rows", CIV_SHOWN_NUMBER, "in how many rows"},
	{"nearest", "Nearest code", CIV_SHOWN_TEXT, "code whose name is most like the value; to be looked at"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum { MOST_REASONS = 20 };

/* Why rows are refused is told but for values without a code, which have findings of their own. */
static enum civ_status take_reason(void *data, const char *reason)
{
	struct civ_coverage *coverage = data;
	const char *from = strchr(reason, '\''), *to = from == NULL ? NULL : strchr(from + 1, '\'');
	struct civ_finding finding = {.kind = CIV_FINDING_REASON, .column = -1, .heading = "", .rows = 1};
	int64_t known = 0;

	if (to != NULL &&
	    civ_hash_get(coverage->lacking, (struct civ_span){from + 1, (size_t)(to - from) - 1}, &known))
		return CIV_OK;
	finding.value = reason;
	return civ_coverage_count(coverage, &finding);
}

static enum civ_status count_rows(struct civ_coverage *coverage, enum civ_finding_kind kind, uint64_t rows)
{
	const struct civ_finding finding = {.kind = kind, .column = -1, .heading = "", .value = "", .rows = rows};

	return rows == 0 && kind != CIV_FINDING_LOADS ? CIV_OK : civ_coverage_count(coverage, &finding);
}

/* As the programs that store them would, in a transaction that the caller takes back. */
static enum civ_status try_rows(struct civ_coverage *coverage, struct civ_input *input, uint64_t *refused)
{
	const struct civ_write_options options = {.on_conflict = CIV_CONFLICT_ERROR};
	struct civ_writing asked = {.input = input};
	struct civ_writer *writer = NULL;
	uint64_t all;
	enum civ_status status = civ_rejects_watch(input, coverage->messages, take_reason, coverage, &asked.rejects);

	if (status == CIV_OK)
		status = civ_writer_open(coverage->records, coverage->noun, &options, &writer);
	if (status == CIV_OK)
		status = civ_write_rows(writer, &asked);
	*refused = asked.rejects == NULL ? 0 : civ_rejects_count(asked.rejects);
	all = civ_input_rows(input);
	if (status == CIV_OK || status == CIV_FLAGGED)
		status = count_rows(coverage, CIV_FINDING_LOADS, all - *refused);
	if (status == CIV_OK)
		status = count_rows(coverage, CIV_FINDING_REFUSED, *refused);
	if (status == CIV_OK)
		status = count_rows(coverage, CIV_FINDING_PASSED, civ_input_passed(input));
	civ_writer_close(writer);
	return civ_worse(status, civ_rejects_close(asked.rejects, false));
}

static int by_weight(const void *left, const void *right)
{
	const struct civ_finding *a = left, *b = right;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	if (a->rows != b->rows)
		return a->rows > b->rows ? -1 : 1;
	return a->kind == CIV_FINDING_UNUSED ? strcmp(a->heading, b->heading) : strcmp(a->value, b->value);
}

static const char *nearest_choice(const struct civ_column *column, const char *value)
{
	struct civ_near near = {.text = {value, strlen(value)}};

	for (const struct civ_word *word = column->choices; word != NULL && word->code != NULL; word++)
		civ_near_offer(&near, word->code);
	return near.known;
}

/* The records of one noun are loaded for the findings of one column after another. */
struct printing {
	const struct civ_coverage *coverage;
	struct civ_out *out;
	struct civ_meanings *meanings;
	int column; /* that they are for; -1: none yet */
};

static enum civ_status find_nearest(struct printing *printing, const struct civ_finding *finding, const char **nearest)
{
	const struct civ_coverage *coverage = printing->coverage;
	const struct civ_column *column = &coverage->noun->columns[finding->column];
	enum civ_status status = CIV_OK;

	*nearest = NULL;
	if (column->ref == NULL) {
		*nearest = nearest_choice(column, finding->value);
		return CIV_OK;
	}
	if (civ_noun_column(column->ref, "code") < 0)
		return CIV_OK;
	if (printing->column != finding->column) {
		civ_meanings_close(printing->meanings);
		printing->meanings = NULL;
		printing->column = finding->column;
		status = civ_meanings_open(coverage->records, column->ref, &printing->meanings);
	}
	if (status == CIV_OK)
		*nearest = civ_meanings_nearest(printing->meanings,
		                                (struct civ_span){finding->value, strlen(finding->value)});
	return status;
}

static enum civ_status print(struct printing *printing, const struct civ_finding *finding)
{
	struct civ_out *out = printing->out;
	const char *nearest = NULL;
	enum civ_status status = CIV_OK;

	if (finding->kind == CIV_FINDING_NO_CODE)
		status = find_nearest(printing, finding, &nearest);
	if (status != CIV_OK)
		return status;
	civ_out_string(out, kinds[finding->kind].code);
	civ_out_string(out, finding->column < 0 ? NULL : printing->coverage->noun->columns[finding->column].name);
	civ_out_string(out, finding->heading);
	civ_out_string(out, finding->value);
	civ_out_int(out, (int64_t)finding->rows);
	civ_out_string(out, nearest);
	return civ_out_row(out);
}

static enum civ_status print_all(struct civ_coverage *coverage, struct civ_out *out)
{
	struct printing printing = {.coverage = coverage, .out = out, .column = -1};
	struct civ_finding others = {
		.kind = CIV_FINDING_REASON, .column = -1, .heading = "", .value = civ_say(CIV_WORD("other reasons"))};
	enum civ_status status = CIV_OK;
	size_t reasons = 0;

	qsort(coverage->list, coverage->count, sizeof *coverage->list, by_weight);
	for (size_t i = 0; i < coverage->count && status == CIV_OK; i++) {
		const struct civ_finding *finding = &coverage->list[i];

		if (finding->kind > CIV_FINDING_REASON && others.rows > 0) {
			status = print(&printing, &others);
			others.rows = 0;
		}
		if (finding->kind == CIV_FINDING_REASON && reasons++ >= MOST_REASONS)
			others.rows += finding->rows;
		else if (status == CIV_OK)
			status = print(&printing, finding);
	}
	if (status == CIV_OK && others.rows > 0)
		status = print(&printing, &others);
	civ_meanings_close(printing.meanings);
	return status;
}

static enum civ_status use_zone(struct civ_records *records, struct civ_input *input)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *plan = NULL;
	bool found = false;
	enum civ_status status =
		civ_records_statement(records, "SELECT timezone FROM plan WHERE timezone IS NOT NULL", &plan);

	if (status == CIV_OK)
		status = civ_store_step(store, plan, &found);
	return status == CIV_OK && found ? civ_input_use_zone(input, (const char *)sqlite3_column_text(plan, 0))
	                                 : status;
}

static enum civ_status check(struct civ_coverage *coverage, struct civ_input *input, uint64_t *refused)
{
	enum civ_status status = use_zone(coverage->records, input);

	civ_input_use_units(input, civ_noun_unit_of, coverage->noun);
	if (status == CIV_OK)
		status = civ_coverage_look(coverage, input);
	if (status == CIV_OK)
		status = civ_input_rewind(input);
	return status == CIV_OK ? try_rows(coverage, input, refused) : status;
}

enum civ_status civ_ledger_coverage(struct civ_records *records, const struct civ_noun *noun, struct civ_input *input,
                                    const struct civ_coverage_options *options, struct civ_out *out)
{
	struct civ_coverage coverage = {.records = records,
	                                .messages = civ_records_messages(records),
	                                .noun = noun,
	                                .arena = civ_arena_new(),
	                                .places = civ_hash_new(),
	                                .known = civ_hash_new(),
	                                .lacking = civ_hash_new()};
	uint64_t refused = 0;
	enum civ_status status = coverage.arena == NULL || coverage.places == NULL || coverage.known == NULL ||
	                                         coverage.lacking == NULL
	                                 ? civ_no_memory(coverage.messages)
	                                 : check(&coverage, input, &refused);

	if (status == CIV_OK && (refused > 0 || !options->flagged_only))
		status = print_all(&coverage, out);
	civ_arena_free(coverage.arena);
	civ_hash_free(coverage.places);
	civ_hash_free(coverage.known);
	civ_hash_free(coverage.lacking);
	free(coverage.list);
	return status == CIV_OK && refused > 0 ? CIV_FLAGGED : status;
}

/* Cells that would not come as they are: values without a code, what a map gives nothing for, times of day that are cut
 * off, columns that nobody takes. */
#include <string.h>

#include "civplan/date.h"
#include "lib/ledger/coverage.h"

/* A file at hand. */
struct looking {
	struct civ_coverage *coverage;
	struct civ_input *input;
	const struct civ_header *header;
	int *columns;      /* of the noun, by field; -1: none */
	uint64_t line;     /* of the row before: one of a wide sheet comes several times */
	struct civ_arena *row; /* texts made for the row at hand */
	struct civ_messages *aside;
};

static bool span_is(struct civ_span span, const char *text)
{
	return span.len == strlen(text) && memcmp(span.text, text, span.len) == 0;
}

/* A name wins over another column's label. */
static int column_named(const struct civ_noun *noun, struct civ_span name)
{
	for (int i = 0; noun->columns[i].name != NULL; i++)
		if (span_is(name, noun->columns[i].name))
			return i;
	for (int i = 0; noun->columns[i].name != NULL; i++)
		if (civ_column_is_named(&noun->columns[i], name))
			return i;
	return -1;
}

static enum civ_status bind(struct looking *looking, const struct civ_header *header)
{
	struct civ_coverage *coverage = looking->coverage;

	if (header == looking->header)
		return CIV_OK;
	looking->header = header;
	looking->line = 0;
	looking->columns = civ_arena_alloc(coverage->arena, (header->count + 1) * sizeof *looking->columns);
	if (looking->columns == NULL)
		return civ_no_memory(coverage->messages);
	for (unsigned i = 0; i < header->count; i++)
		looking->columns[i] = column_named(coverage->noun, header->names[i]);
	return CIV_OK;
}

static enum civ_status count(struct looking *looking, enum civ_finding_kind kind, unsigned i, struct civ_span value)
{
	struct civ_coverage *coverage = looking->coverage;
	struct civ_span heading = looking->header->headings[i];
	struct civ_finding finding = {.kind = kind, .column = looking->columns[i], .rows = 1};

	finding.heading = civ_arena_copy(looking->row, heading.text, heading.len);
	finding.value = civ_arena_copy(looking->row, value.text, value.len);
	if (finding.heading == NULL || finding.value == NULL)
		return civ_no_memory(coverage->messages);
	return civ_coverage_count(coverage, &finding);
}

/* What is said of a value that is none does not matter: it is counted. */
static enum civ_status ask(struct looking *looking, const struct civ_column *column, struct civ_span value, bool *known)
{
	struct civ_coverage *coverage = looking->coverage;
	struct civ_messages *before = civ_records_report_to(coverage->records, looking->aside);
	const struct civ_reading reading = {NULL, looking->row, looking->aside};
	const char *text = civ_arena_copy(looking->row, value.text, value.len), *code = NULL;
	struct civ_value parsed;
	int64_t id = 0;
	enum civ_status status = CIV_OK;

	if (text == NULL)
		status = civ_no_memory(coverage->messages);
	else if (column->type == CIV_ENUM || column->type == CIV_BOOL)
		status = civ_value_parse(column, value, &reading, &parsed);
	else if (column->type == CIV_REF)
		status = civ_records_find(coverage->records, column->ref, value, NULL, &id);
	else
		status = civ_records_code_named(coverage->records, column->ref, NULL, text, &code);
	(void)civ_records_report_to(coverage->records, before);
	*known = status == CIV_OK && (column->type != CIV_REF || id != 0);
	while (status == CIV_REFUSED && civ_messages_errors(looking->aside) > 0)
		(void)civ_messages_reason(looking->aside);
	return status == CIV_REFUSED ? CIV_OK : status;
}

static enum civ_status lack(struct looking *looking, unsigned i, struct civ_span value)
{
	if (!civ_hash_put(looking->coverage->lacking, value, 1))
		return civ_no_memory(looking->coverage->messages);
	return count(looking, CIV_FINDING_NO_CODE, i, value);
}

/* Each value is looked up once. */
static enum civ_status look_up(struct looking *looking, unsigned i, struct civ_span value)
{
	struct civ_coverage *coverage = looking->coverage;
	const struct civ_column *column = &coverage->noun->columns[looking->columns[i]];
	struct civ_buf key = {0};
	int64_t known = 0;
	bool found = false;
	enum civ_status status = CIV_OK;

	civ_buf_addf(&key, "%d:", looking->columns[i]);
	civ_buf_add(&key, value.text, value.len);
	if (key.failed)
		status = civ_no_memory(coverage->messages);
	else if (!civ_hash_get(coverage->known, (struct civ_span){key.data, key.len}, &known)) {
		status = ask(looking, column, value, &found);
		known = found ? 1 : 0;
		if (status == CIV_OK && !civ_hash_put(coverage->known, (struct civ_span){key.data, key.len}, known))
			status = civ_no_memory(coverage->messages);
	}
	civ_buf_free(&key);
	return status == CIV_OK && known == 0 ? lack(looking, i, value) : status;
}

/* References to the own noun may be to rows of the same file. */
static bool has_codes(const struct civ_noun *noun, const struct civ_column *column)
{
	if (column->type == CIV_ENUM || column->type == CIV_BOOL)
		return true;
	return column->ref != NULL && column->ref != noun &&
	       (column->type == CIV_REF || column->type == CIV_REFS || column->type == CIV_CODEREF);
}

static enum civ_status look_at_codes(struct looking *looking, unsigned i, struct civ_span cell)
{
	const struct civ_column *column = &looking->coverage->noun->columns[looking->columns[i]];
	struct civ_span part;
	enum civ_status status = CIV_OK;

	if (column->type != CIV_REFS)
		return look_up(looking, i, cell);
	while (status == CIV_OK && civ_list_next(&cell, &part))
		status = look_up(looking, i, part);
	return status;
}

/* A time of day where only days stand goes. */
static bool is_cut(const struct civ_column *column, struct civ_span cell)
{
	int64_t seconds;
	int32_t day;

	return column->type == CIV_DATE && column->clock == NULL && !civ_date_parse(cell.text, cell.len, &day) &&
	       civ_time_parse(cell.text, cell.len, &seconds) && seconds % CIV_DAY_SECONDS != 0;
}

static enum civ_status look_at_cell(struct looking *looking, const struct civ_input_row *row, unsigned i)
{
	const struct civ_column *columns = looking->coverage->noun->columns;
	const struct civ_column *column = looking->columns[i] < 0 ? NULL : &columns[looking->columns[i]];
	struct civ_span cell = civ_text_folded(row->cells[i], looking->row);

	if (cell.text == NULL && row->cells[i].len > 0)
		return civ_no_memory(looking->coverage->messages);
	cell = civ_cell_clean(cell);
	if (row->emptied != NULL && row->emptied[i].len > 0)
		return column != NULL && has_codes(looking->coverage->noun, column)
		               ? lack(looking, i, row->emptied[i])
		               : count(looking, CIV_FINDING_DROPPED, i, row->emptied[i]);
	if (column == NULL || cell.len == 0)
		return CIV_OK;
	if (has_codes(looking->coverage->noun, column))
		return look_at_codes(looking, i, cell);
	return is_cut(column, cell) ? count(looking, CIV_FINDING_CUT, i, cell) : CIV_OK;
}

/* Cells of columns that no field takes. */
static enum civ_status look_at_rest(struct looking *looking)
{
	struct civ_coverage *coverage = looking->coverage;
	const struct civ_csv_row *came = civ_input_came(looking->input);
	enum civ_status status = CIV_OK;
	unsigned width;
	const struct civ_span *names = civ_input_columns(looking->input, &width);

	if (came->line == looking->line)
		return CIV_OK;
	looking->line = came->line;
	for (unsigned i = 0; i < width && i < came->count && status == CIV_OK; i++) {
		struct civ_finding finding = {.kind = CIV_FINDING_UNUSED, .column = -1, .value = "", .rows = 1};

		if (civ_input_uses(looking->input, i) || civ_text_trim(came->cells[i]).len == 0)
			continue;
		finding.heading = civ_arena_copy(looking->row, names[i].text, names[i].len);
		status = finding.heading == NULL ? civ_no_memory(coverage->messages)
		                                 : civ_coverage_count(coverage, &finding);
	}
	return status;
}

static enum civ_status look_at_row(struct looking *looking, const struct civ_input_row *row)
{
	enum civ_status status = bind(looking, row->header);

	civ_arena_clear(looking->row);
	for (unsigned i = 0; i < row->header->count && status == CIV_OK; i++)
		status = look_at_cell(looking, row, i);
	return status == CIV_OK ? look_at_rest(looking) : status;
}

enum civ_status civ_coverage_look(struct civ_coverage *coverage, struct civ_input *input)
{
	struct looking looking = {
		.coverage = coverage, .input = input, .aside = civ_messages_new(), .row = civ_arena_new()};
	const struct civ_input_row *row = NULL;
	enum civ_status status = looking.aside == NULL || looking.row == NULL ? civ_no_memory(coverage->messages)
	                                                                      : CIV_OK;

	while (status == CIV_OK) {
		status = civ_input_next(input, looking.aside, &row);
		if (row == NULL)
			break;
		/* Of a row that is bad as it stands the reasons are told when it is to be loaded. */
		if (status == CIV_REFUSED) {
			(void)civ_messages_reason(looking.aside);
			status = CIV_OK;
			continue;
		}
		if (status == CIV_OK)
			status = look_at_row(&looking, row);
	}
	civ_messages_free(looking.aside);
	civ_arena_free(looking.row);
	return status;
}

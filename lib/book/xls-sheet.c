#include "lib/book/xls-sheet.h"

#include <stdio.h>
#include <string.h>

#include "lib/book/bytes.h"

enum { CELL = 6, ROW_MAX = 16 << 20, NUMBER = 32 };

/* The records up to the end of the sheet, which may hold charts with records of their own. */
static enum civ_status next_record(struct civ_xls_sheet *sheet)
{
	unsigned depth = 0;
	enum civ_status status;

	do {
		status = civ_biff_next(&sheet->records);
		if (status != CIV_OK)
			return status;
		if (sheet->records.type == CIV_BIFF_BOF)
			depth++;
		else if (sheet->records.type == CIV_BIFF_EOF && depth > 0)
			depth--;
		else if (depth == 0)
			return CIV_OK;
	} while (true);
}

static enum civ_status add_merges(struct civ_xls_sheet *sheet)
{
	const unsigned char *data = sheet->records.data;
	size_t count = sheet->records.len < 2 ? 0 : civ_u16(data);

	if (count > sheet->records.len / 8 || sheet->merges.count + count > CIV_MERGES_MAX)
		return CIV_REFUSED;
	for (size_t i = 0; i < count; i++) {
		const unsigned char *at = data + 2 + i * 8;
		const struct civ_merge merge = {(uint64_t)civ_u16(at) + 1, (uint64_t)civ_u16(at + 2) + 1,
		                                civ_u16(at + 4) + 1U, civ_u16(at + 6) + 1U};

		if (merge.right > CIV_COLUMNS_MAX)
			return CIV_REFUSED;
		if (!civ_merges_add(&sheet->merges, &merge))
			return CIV_SYSTEM;
	}
	return CIV_OK;
}

static enum civ_status begin(struct civ_xls_sheet *sheet, uint64_t at)
{
	enum civ_status status = civ_biff_open(sheet->shared->stream, at, &sheet->records);

	if (status == CIV_OK)
		status = civ_biff_next(&sheet->records);
	return status == CIV_OK && sheet->records.type != CIV_BIFF_BOF ? CIV_REFUSED : status;
}

/* They stand behind the rows: all records are gone through once for them. */
static enum civ_status read_merges(struct civ_xls_sheet *sheet, uint64_t at)
{
	enum civ_status status = begin(sheet, at);

	while (status == CIV_OK) {
		status = next_record(sheet);
		if (status == CIV_OK && sheet->records.type == CIV_BIFF_EOF)
			break;
		if (status == CIV_OK && sheet->records.type == CIV_BIFF_MERGEDCELLS)
			status = add_merges(sheet);
	}
	civ_merges_sort(&sheet->merges);
	civ_biff_close(&sheet->records);
	return status;
}

enum civ_status civ_xls_sheet_open(struct civ_xls_shared *shared, uint64_t at, bool merges, struct civ_xls_sheet *sheet)
{
	enum civ_status status;

	*sheet = (struct civ_xls_sheet){.shared = shared, .marks_merges = merges};
	if (merges) {
		status = read_merges(sheet, at);
		if (status != CIV_OK)
			return status;
	}
	return begin(sheet, at);
}

void civ_xls_sheet_close(struct civ_xls_sheet *sheet)
{
	civ_biff_close(&sheet->records);
	civ_assembly_free(&sheet->assembly);
	civ_merges_free(&sheet->merges);
}

static double double_of(const unsigned char *bytes)
{
	uint64_t bits = civ_u64(bytes);
	double value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

/* A number in four bytes: a whole one, or the upper half of any, and maybe hundredths. */
static double short_number(const unsigned char *bytes)
{
	uint32_t bits = civ_u32(bytes);
	uint64_t upper = (uint64_t)(bits & ~UINT32_C(3)) << 32;
	double value;

	if ((bits & 2) != 0)
		value = (double)((int32_t)bits >> 2);
	else
		memcpy(&value, &upper, sizeof value);
	return (bits & 1) != 0 ? value / 100 : value;
}

static unsigned put_number(struct civ_xls_sheet *sheet, unsigned style, double value)
{
	char text[NUMBER];
	struct civ_span span = {text, 0};

	span.len = (size_t)snprintf(text, sizeof text, "%.17g", value);
	return civ_format_number(civ_styles_format(sheet->shared->styles, style), span, sheet->shared->date1904,
	                         &sheet->assembly.text);
}

static unsigned put_error(struct civ_xls_sheet *sheet, unsigned code)
{
	static const struct {
		unsigned code;
		const char *name;
	} errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
	              {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"}};

	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
		if (errors[i].code == code)
			civ_buf_adds(&sheet->assembly.text, errors[i].name);
	return CIV_BOOK_ERROR;
}

static void put_bool(struct civ_xls_sheet *sheet, unsigned value)
{
	civ_buf_adds(&sheet->assembly.text, value != 0 ? "TRUE" : "FALSE");
}

/* The text of a formula stands in a record behind it, and others between them. */
static enum civ_status put_result(struct civ_xls_sheet *sheet)
{
	size_t at = 0;
	enum civ_status status;

	do
		status = civ_biff_next(&sheet->records);
	while (status == CIV_OK && (sheet->records.type == 0x0221 || sheet->records.type == 0x0236 ||
	                            sheet->records.type == 0x04BC || sheet->records.type == CIV_BIFF_CONTINUE));
	if (status == CIV_OK && sheet->records.type != CIV_BIFF_STRING)
		return CIV_REFUSED;
	return status == CIV_OK ? civ_biff_text(&sheet->records, true, &at, &sheet->assembly.text) : status;
}

static enum civ_status put_formula(struct civ_xls_sheet *sheet, unsigned style, unsigned *marks)
{
	const unsigned char *result = sheet->records.data + CELL;

	if (sheet->records.len < CELL + 8)
		return CIV_REFUSED;
	if (civ_u16(result + 6) != 0xFFFF) {
		*marks = put_number(sheet, style, double_of(result));
		return CIV_OK;
	}
	switch (result[0]) {
	case 0:
		return put_result(sheet);
	case 1:
		put_bool(sheet, result[2]);
		return CIV_OK;
	case 2:
		*marks = put_error(sheet, result[2]);
		return CIV_OK;
	default:
		return CIV_OK;
	}
}

/* The value of the one cell that the record holds. */
static enum civ_status put_value(struct civ_xls_sheet *sheet, unsigned *marks)
{
	const unsigned char *data = sheet->records.data;
	size_t len = sheet->records.len, at = CELL;
	unsigned style = civ_u16(data + 4);

	switch (sheet->records.type) {
	case CIV_BIFF_LABELSST:
		if (len < CELL + 4 || civ_u32(data + CELL) >= sheet->shared->texts.count)
			return CIV_REFUSED;
		return civ_texts_get(&sheet->shared->texts, civ_u32(data + CELL), &sheet->assembly.text);
	case CIV_BIFF_LABEL:
	case CIV_BIFF_RSTRING:
		return civ_biff_text(&sheet->records, true, &at, &sheet->assembly.text);
	case CIV_BIFF_NUMBER:
		if (len < CELL + 8)
			return CIV_REFUSED;
		*marks = put_number(sheet, style, double_of(data + CELL));
		return CIV_OK;
	case CIV_BIFF_RK:
		if (len < CELL + 4)
			return CIV_REFUSED;
		*marks = put_number(sheet, style, short_number(data + CELL));
		return CIV_OK;
	case CIV_BIFF_BOOLERR:
		if (len < CELL + 2)
			return CIV_REFUSED;
		if (data[CELL + 1] != 0)
			*marks = put_error(sheet, data[CELL]);
		else
			put_bool(sheet, data[CELL]);
		return CIV_OK;
	default:
		return put_formula(sheet, style, marks);
	}
}

static enum civ_status start_cell(struct civ_xls_sheet *sheet, unsigned column)
{
	if (column <= sheet->column || column > CIV_COLUMNS_MAX)
		return CIV_REFUSED;
	sheet->column = column;
	return civ_assembly_cell(&sheet->assembly, column) ? CIV_OK : CIV_SYSTEM;
}

static enum civ_status end_cell(struct civ_xls_sheet *sheet, unsigned marks)
{
	civ_assembly_end(&sheet->assembly, marks);
	return sheet->assembly.text.failed ? CIV_SYSTEM : sheet->assembly.text.len > ROW_MAX ? CIV_REFUSED : CIV_OK;
}

static enum civ_status take_cell(struct civ_xls_sheet *sheet)
{
	unsigned marks = 0;
	enum civ_status status = start_cell(sheet, civ_u16(sheet->records.data + 2) + 1U);

	if (status == CIV_OK)
		status = put_value(sheet, &marks);
	return status == CIV_OK ? end_cell(sheet, marks) : status;
}

/* Several short numbers side by side. */
static enum civ_status take_numbers(struct civ_xls_sheet *sheet)
{
	const unsigned char *data = sheet->records.data;
	unsigned first = civ_u16(data + 2) + 1U;
	size_t count = (sheet->records.len - CELL) / 6;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < count && status == CIV_OK; i++) {
		const unsigned char *at = data + 4 + i * 6;

		status = start_cell(sheet, first + (unsigned)i);
		if (status == CIV_OK)
			status = end_cell(sheet, put_number(sheet, civ_u16(at), short_number(at + 2)));
	}
	return status;
}

static bool is_cell(unsigned type)
{
	static const unsigned types[] = {CIV_BIFF_LABELSST, CIV_BIFF_LABEL, CIV_BIFF_RSTRING, CIV_BIFF_NUMBER,
	                                 CIV_BIFF_RK,       CIV_BIFF_MULRK, CIV_BIFF_BOOLERR, CIV_BIFF_FORMULA};

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (types[i] == type)
			return true;
	return false;
}

/* The record at hand belongs to the row that is put together, or begins the next. */
static enum civ_status take(struct civ_xls_sheet *sheet, bool *row_ends)
{
	uint64_t row;

	if (sheet->records.len < CELL)
		return CIV_REFUSED;
	row = (uint64_t)civ_u16(sheet->records.data) + 1;
	if (sheet->begun && row != sheet->row) {
		*row_ends = sheet->held = true;
		return CIV_OK;
	}
	if (!sheet->begun) {
		if (row <= sheet->row)
			return CIV_REFUSED;
		civ_assembly_start(&sheet->assembly, row);
		sheet->row = row;
		sheet->column = 0;
		sheet->begun = true;
	}
	return sheet->records.type == CIV_BIFF_MULRK ? take_numbers(sheet) : take_cell(sheet);
}

static enum civ_status read_row(struct civ_xls_sheet *sheet)
{
	bool row_ends = false;
	enum civ_status status = CIV_OK;

	sheet->begun = false;
	while (status == CIV_OK && !row_ends && !sheet->ended) {
		if (!sheet->held)
			status = next_record(sheet);
		sheet->held = false;
		if (status == CIV_OK && sheet->records.type == CIV_BIFF_EOF)
			sheet->ended = true;
		else if (status == CIV_OK && is_cell(sheet->records.type))
			status = take(sheet, &row_ends);
	}
	return status;
}

enum civ_status civ_xls_sheet_next(struct civ_xls_sheet *sheet, const struct civ_book_row **row)
{
	enum civ_status status = CIV_OK;
	bool found = false;

	*row = NULL;
	while (status == CIV_OK && !found && !sheet->ended) {
		status = read_row(sheet);
		found = sheet->begun && sheet->assembly.holds;
	}
	if (status == CIV_OK && found && sheet->marks_merges)
		status = civ_merges_mark(&sheet->merges, &sheet->assembly);
	if (status != CIV_OK || !found)
		return status;
	*row = civ_assembly_row(&sheet->assembly);
	return *row == NULL ? CIV_SYSTEM : CIV_OK;
}

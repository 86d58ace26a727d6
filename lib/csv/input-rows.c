/* The rows of the files of an input, one after another, as the map has them. */
#include "lib/csv/input.h"

/* The cells as they are; one that the file has no value for makes a bad row. */
static enum civ_status take_cells(struct civ_input *input, struct civ_messages *row_messages,
                                  const struct civ_csv_row *row)
{
	enum civ_status status = CIV_OK;

	for (unsigned i = 0; i < input->heads.count; i++) {
		input->cells[i] = row->cells[input->heads.kept[i]];
		status = civ_worse(status, civ_feed_check(input->feed, row, input->heads.kept[i], row_messages));
	}
	return status;
}

static enum civ_status take_row(struct civ_input *input, struct civ_messages *row_messages,
                                const struct civ_csv_row *row)
{
	const struct civ_header *header = &input->headers[input->at];
	enum civ_status status = CIV_OK;

	input->rows++;
	input->raw_row = *row;
	input->row = (struct civ_input_row){
		.at = civ_feed_position(input->feed, row->line, 0),
		.header = header,
		.cells = input->cells,
		.fields = header->fields,
		.emptied = input->mapping == NULL ? NULL : civ_mapping_emptied(input->mapping),
	};
	status = civ_heads_check_row(&input->heads, row, &input->row.at, row_messages);
	if (status != CIV_OK)
		return status;
	if (input->mapping != NULL)
		return civ_mapping_row(input->mapping, row, &input->row.at, row_messages, &input->row.cells);
	return take_cells(input, row_messages, row);
}

/* The next row that the map takes; NULL at the end of what is to be read. */
static enum civ_status next_meant(struct civ_input *input, const struct civ_csv_row **row)
{
	const struct civ_csv_row *came = NULL;
	enum civ_status status = CIV_OK;

	*row = NULL;
	while (status == CIV_OK && *row == NULL && !input->stopped) {
		status = civ_input_next_filled(input, &came);
		if (status != CIV_OK || came == NULL)
			break;
		*row = came;
		if (input->sieve != NULL)
			status = civ_sieve_row(input->sieve, came, row, &input->stopped);
	}
	return status;
}

/* The same with a row for each cell of a wide sheet. */
static enum civ_status next_row(struct civ_input *input, const struct civ_csv_row **row)
{
	const struct civ_csv_row *whole;
	enum civ_status status = CIV_OK;
	size_t which;

	if (input->wide == NULL)
		return next_meant(input, row);
	civ_wide_next(input->wide, row, &which);
	while (*row == NULL) {
		status = next_meant(input, &whole);
		if (status != CIV_OK || whole == NULL)
			return status;
		status = civ_wide_take(input->wide, whole, input->messages);
		if (status != CIV_OK)
			return status;
		civ_wide_next(input->wide, row, &which);
	}
	civ_mapping_use_cell(input->mapping, which, civ_wide_column(input->wide, which));
	return CIV_OK;
}

enum civ_status civ_input_next(struct civ_input *input, struct civ_messages *row_messages,
                               const struct civ_input_row **row)
{
	const struct civ_csv_row *raw = NULL;
	enum civ_status status = CIV_OK;

	*row = NULL;
	while ((status = civ_input_ready(input)) == CIV_OK && input->has_header) {
		status = next_row(input, &raw);
		if (status != CIV_OK)
			return status;
		if (raw != NULL) {
			*row = &input->row;
			status = take_row(input, row_messages, raw);
			if (status != CIV_OK || input->wide == NULL || !civ_mapping_empties_cell(input->mapping))
				return status;
			input->rows--;
			*row = NULL;
			continue;
		}
		/* The last file stays open for the rejects; the end is asked for only once more. */
		if (input->at + 1 == input->count)
			return CIV_OK;
		civ_input_close_file(input);
		input->at++;
	}
	return status;
}

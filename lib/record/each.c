/* Rows of an input, one after another, through whatever a domain does with each. */
#include "lib/record/private.h"

struct each {
	struct civ_records *records;
	struct civ_input *input;
	struct civ_rejects *rejects;
	enum civ_status (*take)(void *data, const struct civ_input_row *row, struct civ_messages *messages);
	void *data;
	struct civ_messages *messages; /* of the row at hand */
	bool failed;                   /* a row was refused that nobody set aside */
};

static enum civ_status refuse(struct each *each)
{
	if (each->rejects != NULL)
		return civ_rejects_add(each->rejects, each->messages);
	civ_messages_move(civ_records_messages(each->records), each->messages);
	each->failed = true;
	return CIV_OK;
}

static enum civ_status all_rows(struct each *each)
{
	const struct civ_input_row *row = NULL;
	const struct civ_header *header = NULL;
	enum civ_status status = CIV_OK;

	while (status == CIV_OK) {
		status = civ_input_next(each->input, each->messages, &row);
		if (row == NULL)
			break;
		if (row->header != header &&
		    civ_header_check(row->header, civ_records_messages(each->records)) != CIV_OK)
			return CIV_REFUSED;
		header = row->header;
		civ_records_progress(each->records, civ_input_rows(each->input));
		if (status == CIV_OK)
			status = each->take(each->data, row, each->messages);
		if (status == CIV_REFUSED)
			status = refuse(each);
	}
	return status == CIV_OK && each->failed ? CIV_REFUSED : status;
}

enum civ_status civ_each_row(struct civ_records *records, struct civ_input *input, struct civ_rejects *rejects,
                             enum civ_status (*take)(void *data, const struct civ_input_row *row,
                                                     struct civ_messages *messages),
                             void *data)
{
	struct each each = {.records = records, .input = input, .rejects = rejects, .take = take, .data = data};
	enum civ_status status;

	each.messages = civ_messages_new();
	if (each.messages == NULL)
		return civ_no_memory(civ_records_messages(records));
	status = all_rows(&each);
	civ_messages_move(civ_records_messages(records), each.messages);
	civ_messages_free(each.messages);
	return status == CIV_OK && rejects != NULL && civ_rejects_count(rejects) > 0 ? CIV_FLAGGED : status;
}

/* Rows of an input, one after another, through whatever a domain does with each. */
#include "lib/record/private.h"

static enum civ_status refuse(struct civ_records *records, struct civ_rejects *rejects, struct civ_messages *messages,
                              bool *failed)
{
	if (rejects != NULL)
		return civ_rejects_add(rejects, messages);
	civ_messages_move(civ_records_messages(records), messages);
	*failed = true;
	return CIV_OK;
}

static enum civ_status all_rows(struct civ_records *records, struct civ_input *input, struct civ_rejects *rejects,
                                enum civ_status (*take)(void *data, const struct civ_input_row *row,
                                                        struct civ_messages *messages),
                                void *data, struct civ_messages *messages)
{
	const struct civ_input_row *row = NULL;
	const struct civ_header *header = NULL;
	bool failed = false;
	enum civ_status status = CIV_OK;

	while (status == CIV_OK) {
		status = civ_input_next(input, messages, &row);
		if (row == NULL)
			break;
		if (row->header != header && civ_header_check(row->header, civ_records_messages(records)) != CIV_OK)
			return CIV_REFUSED;
		header = row->header;
		civ_records_progress(records, civ_input_rows(input));
		if (status == CIV_OK)
			status = take(data, row, messages);
		if (status == CIV_REFUSED)
			status = refuse(records, rejects, messages, &failed);
	}
	return status == CIV_OK && failed ? CIV_REFUSED : status;
}

enum civ_status civ_each_row(struct civ_records *records, struct civ_input *input, struct civ_rejects *rejects,
                             enum civ_status (*take)(void *data, const struct civ_input_row *row,
                                                     struct civ_messages *messages),
                             void *data)
{
	struct civ_messages *messages = civ_messages_new();
	enum civ_status status;

	if (messages == NULL)
		return civ_no_memory(civ_records_messages(records));
	status = all_rows(records, input, rejects, take, data, messages);
	civ_messages_move(civ_records_messages(records), messages);
	civ_messages_free(messages);
	return status == CIV_OK && rejects != NULL && civ_rejects_count(rejects) > 0 ? CIV_FLAGGED : status;
}

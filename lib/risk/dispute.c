/* What is true of a dispute when it is stored: its split adds up. */
#include "civplan/record.h"
#include "civplan/say.h"
#include "lib/risk/closing.h"
#include "lib/risk/split.h"

extern const struct civ_noun civ_noun_dispute;

static enum civ_status refuse(const struct civ_record *record, int column, const struct civ_split *split)
{
	const int len = (int)split->part.len;
	const char *part = split->part.text;
	char sum[CIV_SPLIT_SIZE];

	switch (split->fault) {
	case CIV_SPLIT_MEMORY:
		return civ_no_memory(record->messages);
	case CIV_SPLIT_SHAPE:
		return civ_record_error(record, column, "'%.*s' is not PARTY:PERCENT", len, part);
	case CIV_SPLIT_NUMBER:
		return civ_record_error(record, column,
		                        "'%.*s' has no percentage from 0 to 100 with 9 decimals at the most", len,
		                        part);
	case CIV_SPLIT_TWICE:
		return civ_record_error(record, column, "'%.*s' gives a party a second share", len, part);
	case CIV_SPLIT_GOOD:
		break;
	}
	civ_split_format(split->sum, sum);
	return civ_record_error(record, column, "the shares add up to %s, not to 100", sum);
}

static enum civ_status check_split(struct civ_record *record)
{
	int column = civ_noun_column(&civ_noun_dispute, "split");
	struct civ_buf plain = {0};
	struct civ_split split;
	enum civ_status status = CIV_OK;

	if (record->values[column].kind != CIV_STRING)
		return CIV_OK;
	civ_split_read(record->values[column].string, record->arena, &split, &plain);
	if (split.fault != CIV_SPLIT_GOOD || split.sum != CIV_SPLIT_WHOLE)
		status = refuse(record, column, &split);
	else
		status = civ_record_put(record, column, civ_buf_str(&plain));
	civ_buf_free(&plain);
	return status;
}

/* What an older release took stays until one of both is another. */
static enum civ_status check_parties(struct civ_record *record, const struct civ_value *old)
{
	int column = civ_noun_column(&civ_noun_dispute, "split"), of = civ_noun_column(&civ_noun_dispute, "parties");
	const struct civ_value *split = &record->values[column], *parties = &record->values[of];
	struct civ_span text, among, stranger;

	if (split->kind != CIV_STRING || parties->kind != CIV_STRING ||
	    (old != NULL && civ_value_same(split, &old[column]) && civ_value_same(parties, &old[of])))
		return CIV_OK;
	text = civ_text_folded(split->string, record->arena);
	among = civ_text_folded(parties->string, record->arena);
	if (text.text == NULL || among.text == NULL)
		return civ_no_memory(record->messages);
	if (!civ_split_names_stranger(text, among, &stranger))
		return CIV_OK;
	return civ_record_error(record, column, "'%.*s' is none of the parties", (int)stranger.len, stranger.text);
}

static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = check_split(record);

	if (status == CIV_OK && !civ_writer_options(writer)->restore)
		status = check_parties(record, old);
	return civ_worse(status, civ_closing_follow(writer, record, "settled"));
}

const struct civ_hook civ_dispute_hook = {.noun = &civ_noun_dispute, .before_store = check};

/* A row that is not there, told with the code that may be meant. */
#include "civplan/say.h"
#include "lib/record/private.h"

static const char *near_code(struct civ_records *records, const struct civ_noun *noun, struct civ_span text)
{
	struct civ_dictionary *dictionary;
	int code = civ_noun_code_column(noun);

	/* Numbers have no meaning that one could be near to. */
	if (code < 0 || noun->columns[code].type == CIV_ID ||
	    civ_records_dictionary(records, noun, &dictionary) != CIV_OK)
		return NULL;
	return civ_dictionary_near(dictionary, text);
}

static enum civ_status say_unknown(struct civ_records *records, const struct civ_noun *noun, const char *column,
                                   struct civ_span text, const struct civ_reading *reading)
{
	const char *near = near_code(records, noun, text), *colon = *column == '\0' ? "" : ": ";

	if (text.len == 0)
		return civ_error(reading->messages, CIV_REFUSED, reading->at,
		                 "%s%san empty name: there is a comma too many, or something is missing", column,
		                 colon);
	if (near == NULL)
		return civ_error(reading->messages, CIV_REFUSED, reading->at, "%s%sno %s '%.*s'", column, colon,
		                 civ_say(noun->name), (int)text.len, text.text);
	return civ_error(reading->messages, CIV_REFUSED, reading->at, "%s%sno %s '%.*s'; did you mean '%s'?", column,
	                 colon, civ_say(noun->name), (int)text.len, text.text, near);
}

enum civ_status civ_records_unknown(struct civ_records *records, const struct civ_noun *noun, struct civ_span text,
                                    const struct civ_position *at, struct civ_messages *messages)
{
	return say_unknown(records, noun, "", text, &(struct civ_reading){.at = at, .messages = messages});
}

enum civ_status civ_reference_unknown(struct civ_records *records, const struct civ_column *column,
                                      struct civ_span text, const struct civ_reading *reading)
{
	return say_unknown(records, column->ref, civ_position_is_option(reading->at) ? "" : column->name, text,
	                   reading);
}

/* Columns of a header by their names. */
#include <string.h>

#include "civplan/input.h"

int civ_header_field(const struct civ_header *header, const char *name)
{
	for (unsigned i = 0; i < header->count; i++)
		if (civ_text_same(header->names[i], (struct civ_span){name, strlen(name)}))
			return (int)i;
	return -1;
}

enum civ_status civ_header_check(const struct civ_header *header, struct civ_messages *messages)
{
	enum civ_status status = CIV_OK;

	for (unsigned i = 0; i < header->count; i++)
		for (unsigned j = 0; j < i; j++) {
			struct civ_position at = header->at;

			if (!civ_text_same(header->names[i], header->names[j]))
				continue;
			at.field = header->fields[i];
			status = civ_error(messages, CIV_REFUSED, &at, "column '%.*s' stands twice",
			                   (int)header->names[i].len, header->names[i].text);
			break;
		}
	return status;
}

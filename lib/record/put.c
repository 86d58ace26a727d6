/* Values put into a record by a domain. */
#include <string.h>

#include "civplan/record.h"

enum civ_status civ_record_put(struct civ_record *record, int column, const char *text)
{
	size_t len = strlen(text);
	char *copy = civ_arena_copy(record->arena, text, len);

	if (copy == NULL)
		return civ_no_memory(record->messages);
	record->values[column] = (struct civ_value){.kind = CIV_STRING, .string = {copy, len}};
	return CIV_OK;
}

void civ_record_clear(struct civ_record *record, int column)
{
	record->values[column] = (struct civ_value){.kind = CIV_NULL};
}

void civ_record_put_int(struct civ_record *record, int column, int64_t value)
{
	record->values[column] = (struct civ_value){.kind = CIV_INTEGER, .integer = value};
}

enum civ_status civ_record_give(struct civ_record *record, int column, const char *text)
{
	record->given[column] = true;
	if (text != NULL)
		return civ_record_put(record, column, text);
	civ_record_clear(record, column);
	return CIV_OK;
}

void civ_record_give_int(struct civ_record *record, int column, int64_t value)
{
	record->given[column] = true;
	civ_record_put_int(record, column, value);
}

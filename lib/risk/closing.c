#include "lib/risk/closing.h"

#include "civplan/date.h"

enum civ_status civ_closing_follow(struct civ_writer *writer, struct civ_record *record, const char *word)
{
	int day = civ_noun_column(record->noun, word);
	const struct civ_value *status = &record->values[civ_noun_column(record->noun, "status")];
	char today[CIV_DATE_SIZE];

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	if (civ_value_is(status, word) && record->values[day].kind == CIV_NULL) {
		civ_date_format(civ_records_clock(civ_writer_records(writer))->asof, today);
		return civ_record_put(record, day, today);
	}
	if (!civ_value_is(status, word) && !record->given[day])
		civ_record_clear(record, day);
	return CIV_OK;
}

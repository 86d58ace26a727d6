/* What is true of a facility when it is stored: its services are codes, and days follow its status. */
#include "civplan/date.h"
#include "lib/risk/closing.h"

extern const struct civ_noun civ_noun_facility;

static enum civ_status check_services(const struct civ_record *record)
{
	int services = civ_noun_column(&civ_noun_facility, "services");
	const struct civ_value *value = &record->values[services];

	if (value->kind != CIV_STRING || civ_text_is_codes(value->string))
		return CIV_OK;
	return civ_record_error(record, services,
	                        "the services are not codes joined with ; such as government;volunteer");
}

static bool has_opened(const struct civ_value *status)
{
	return civ_value_is(status, "in_use") || civ_value_is(status, "broken") || civ_value_is(status, "closed");
}

/* One that was planned or built, and is used now without a day for it, was opened on the as-of day; the day goes when
 * it is built anew. Of one that is entered as in use nobody knows since when it is. */
static enum civ_status follow_opening(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	int status = civ_noun_column(&civ_noun_facility, "status"), opened = civ_noun_column(&civ_noun_facility,
	                                                                                     "opened");
	char today[CIV_DATE_SIZE];

	if (old == NULL || record->given[opened] || has_opened(&old[status]) == has_opened(&record->values[status]))
		return CIV_OK;
	if (!has_opened(&record->values[status])) {
		civ_record_clear(record, opened);
		return CIV_OK;
	}
	if (!civ_value_is(&record->values[status], "in_use") || record->values[opened].kind != CIV_NULL)
		return CIV_OK;
	civ_date_format(civ_records_clock(civ_writer_records(writer))->asof, today);
	return civ_record_put(record, opened, today);
}

static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = check_services(record);

	if (status == CIV_OK && !civ_writer_options(writer)->restore)
		status = follow_opening(writer, record, old);
	return status == CIV_OK ? civ_closing_follow(writer, record, "closed") : status;
}

/* No release took days that were still to come: of very many rows none has to be looked at. */
static enum civ_status later(struct civ_records *records, bool *is_later)
{
	(void)records;
	*is_later = false;
	return CIV_OK;
}

const struct civ_hook civ_facility_hook = {.noun = &civ_noun_facility, .later = later, .before_store = check};

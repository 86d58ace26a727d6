/* Checks of dates: what an older release took or other hands wrote, and no program takes now. */
#include "civplan/check.h"
#include "civplan/moment.h"
#include "civplan/say.h"

struct telling {
	enum civ_status (*take)(void *data, const struct civ_finding *finding);
	void *data;
	const char *wanted;
	struct civ_records *records;
};

static enum civ_status tell(void *data, const struct civ_moment_finding *found)
{
	const struct telling *telling = data;
	struct civ_buf subject = {0}, what = {0}, note = {0};
	struct civ_finding finding = {.wanted = telling->wanted};
	enum civ_status status;

	civ_buf_addf(&subject, "%s.%s", found->noun->name, found->column->name);
	civ_buf_addf(&what,
	             civ_records_say_count(telling->records, "%s in %lld row", "%s in %lld rows", found->rows),
	             found->worst, (long long)found->rows);
	/* The plan's row has no key. */
	if (*found->key == '\0')
		civ_buf_adds(&note, found->noun->name);
	else
		civ_buf_addf(&note,
		             civ_records_say(telling->records, found->rows == 1 ? CIV_WORD("%s %s")
		                                                                : CIV_WORD("%s %s is the first")),
		             found->noun->name, found->key);
	finding.subject = civ_buf_str(&subject);
	finding.found = civ_buf_str(&what);
	finding.note = civ_buf_str(&note);
	status = finding.subject == NULL || finding.found == NULL || finding.note == NULL
	                 ? civ_no_memory(civ_records_messages(telling->records))
	                 : telling->take(telling->data, &finding);
	civ_buf_free(&subject);
	civ_buf_free(&what);
	civ_buf_free(&note);
	return status;
}

static enum civ_status find(struct civ_records *records, enum civ_moment_fault fault, const char *wanted,
                            enum civ_status (*take)(void *data, const struct civ_finding *finding), void *data)
{
	struct telling telling = {take, data, civ_records_say(records, wanted), records};

	return civ_moments_stored(records, fault, tell, &telling);
}

static enum civ_status find_later(struct civ_records *records, const struct civ_check *check,
                                  enum civ_status (*take)(void *data, const struct civ_finding *finding), void *data)
{
	(void)check;
	return find(records, CIV_MOMENT_LATER, CIV_WORD("not later than now"), take, data);
}

static enum civ_status find_far(struct civ_records *records, const struct civ_check *check,
                                enum civ_status (*take)(void *data, const struct civ_finding *finding), void *data)
{
	(void)check;
	return find(records, CIV_MOMENT_FAR,
	            CIV_WORD("within 20 years of the plan, 100 before it for laws and buildings"), take, data);
}

static enum civ_status find_none(struct civ_records *records, const struct civ_check *check,
                                 enum civ_status (*take)(void *data, const struct civ_finding *finding), void *data)
{
	(void)check;
	return find(records, CIV_MOMENT_NONE, CIV_WORD("2026-05-12, 2026-05-12 17:05:00, 17:05"), take, data);
}

static const struct civ_check checks[] = {
	{.name = "future",
	 .severity = CIV_CHECK_ERROR,
	 .summary = "what is said to have happened is dated later than now",
	 .find = find_later},
	{.name = "far_year",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a year is far before the plan or after it: a slip of the pen?",
	 .find = find_far},
	{.name = "no_date",
	 .severity = CIV_CHECK_ERROR,
	 .summary = "a date, a time or a time of day is none: not civplan wrote it",
	 .find = find_none},
	{.name = NULL},
};

const struct civ_check_table civ_moment_checks = {.place = 70, .checks = checks};

/* Checks of policies, materials and mechanisms. */
#include "civplan/check.h"
#include "civplan/say.h"
#include "lib/noun/mechanism.h"
#include "lib/noun/standard.h"
#include "lib/noun/watch.h"
#include "lib/policy/material.h"

/* What is wrong with the file of a material. */
enum fault { NO_FAULT, MISSING, CHANGED };

static enum civ_status look_at(struct civ_records *records, sqlite3_stmt *row, enum fault *fault)
{
	struct civ_value digest = civ_value_column(row, 2);
	char hex[CIV_DIGEST_SIZE];
	bool there;
	enum civ_status status = civ_material_digest(records, civ_value_column(row, 1).string, &there, hex);

	*fault = NO_FAULT;
	if (status == CIV_OK && !there)
		*fault = MISSING;
	else if (status == CIV_OK && digest.kind == CIV_STRING && !civ_value_is(&digest, hex))
		*fault = CHANGED;
	return status;
}

typedef enum civ_status take_finding(void *data, const struct civ_finding *finding);

static enum civ_status find_faults(struct civ_records *records, enum fault wanted, take_finding *take, void *data)
{
	static const char sql[] =
		"SELECT m.indicator || ':' || m.code, m.file, m.sha256, m.title"
		" FROM material m"
		" WHERE m.file IS NOT NULL"
		" ORDER BY m.indicator, m.code";
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_records_statement(records, sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		struct civ_finding finding = {.subject = (const char *)sqlite3_column_text(rows, 0),
		                              .note = (const char *)sqlite3_column_text(rows, 3)};
		enum fault fault;

		status = look_at(records, rows, &fault);
		if (status != CIV_OK || fault != wanted)
			continue;
		finding.found = (const char *)sqlite3_column_text(rows, 1);
		finding.wanted = civ_records_say(records, fault == MISSING
		                                                  ? CIV_WORD("a file that can be read")
		                                                  : CIV_WORD("the file as it was handed in"));
		status = take(data, &finding);
	}
	return status;
}

static enum civ_status find_missing(struct civ_records *records, const struct civ_check *check, take_finding *take,
                                    void *data)
{
	(void)check;
	return find_faults(records, MISSING, take, data);
}

static enum civ_status find_changed(struct civ_records *records, const struct civ_check *check, take_finding *take,
                                    void *data)
{
	(void)check;
	return find_faults(records, CHANGED, take, data);
}

static const struct civ_check checks[] = {
	{.name = "watch_unreported",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a look at policies found a change that was not reported",
	 .sql = "SELECT w.source || ':' || w.date, w.change, say('reported'), ifnull(p.title, n.name)"
	        " FROM watch w LEFT JOIN policy p ON p.id = w.policy_id LEFT JOIN person n ON n.id = w.person_id"
	        " WHERE " CIV_WATCH_UNREPORTED("w") " AND w.date <= :asof"
	        " ORDER BY w.date, w.source"},
	{.name = "material_missing",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "the file of a material is not there",
	 .find = find_missing},
	{.name = "material_changed",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "the file of a material is not as it was handed in",
	 .find = find_changed},
	{.name = "material_expired",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a material is out of date",
	 .sql = "SELECT m.indicator || ':' || m.code, say('until %s', m.until), say('a valid one'), m.title"
	        " FROM material m"
	        " WHERE m.until < :asof"
	        " ORDER BY m.indicator, m.code"},
	{.name = "material_none",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "an indicator in force is tested by material and has none",
	 .sql = "SELECT i.code, say('no material'), say('at least %s', 1), min(i.name)"
	        " FROM indicator i JOIN standard s ON s.id = i.standard_id"
	        " WHERE i.tested_by = 'material'"
	        "  AND " CIV_STANDARD_IN_FORCE("s")
	        "  AND NOT EXISTS (SELECT 1 FROM material m WHERE m.indicator = i.code)"
	        " GROUP BY i.code"
	        " ORDER BY i.code"},
	{.name = "mechanism_late",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a mechanism was to be in force by now and is not",
	 .sql = "SELECT m.code, worded('mechanism.status', m.status), say('in force by %s', m.due), m.name"
	        " FROM mechanism m"
	        " WHERE " CIV_MECHANISM_LATE("m")
	        " ORDER BY m.due, m.code"},
	{.name = NULL},
};

const struct civ_check_table civ_policy_checks = {.place = 35, .checks = checks};

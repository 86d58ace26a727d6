/* Is the file sound, and its schema ours? */
#include "civplan/check.h"
#include "civplan/say.h"
#include "civplan/schema.h"

enum kind_of_difference { MISSING, DIFFERS, NOT_OURS, DIFFERENCES };

static const char *const notes[CIV_SCHEMA_KINDS][DIFFERENCES] = {
	[CIV_SCHEMA_TABLE] = {CIV_WORD("the file lacks this table: plan-upgrade makes it"),
                              CIV_WORD("the table stands otherwise in the file: plan-upgrade makes it anew"),
                              CIV_WORD("a table that is not civplan's: no program reads it")},
	[CIV_SCHEMA_COLUMN] = {CIV_WORD("the file lacks this column: plan-upgrade makes it"),
                               CIV_WORD("the column stands otherwise in the file: plan-upgrade makes it anew"),
                               CIV_WORD("a column that is not civplan's: plan-upgrade leaves it out")},
	[CIV_SCHEMA_RULE] = {CIV_WORD("the file lacks this rule: plan-upgrade makes it"),
                             CIV_WORD("the rule stands otherwise in the file: plan-upgrade makes it anew"),
                             CIV_WORD("a rule that is not civplan's: plan-upgrade leaves it out")},
	[CIV_SCHEMA_INDEX] = {CIV_WORD("the file lacks this index: plan-upgrade makes it"),
                              CIV_WORD("the index stands otherwise in the file: plan-upgrade makes it anew"),
                              CIV_WORD("an index that is not civplan's: plan-upgrade drops it from civplan's tables")},
	[CIV_SCHEMA_VIEW] = {CIV_WORD("the file lacks this view: plan-upgrade makes it"),
                             CIV_WORD("the view stands otherwise in the file: plan-upgrade makes it anew"),
                             CIV_WORD("a view that is not civplan's: no program reads it")},
	/* We have none that could be missing. */
	[CIV_SCHEMA_TRIGGER] = {NULL, NULL,
                                CIV_WORD("a trigger, which civplan has none of: it changes rows behind the history's "
                                         "back; plan-upgrade drops it from civplan's tables")},
};

/* What others keep beside our tables is theirs; what stands in them is not. */
static enum civ_check_severity severity_of(const struct civ_schema_finding *finding)
{
	if (finding->wanted != NULL)
		return CIV_CHECK_ERROR;
	switch (finding->kind) {
	case CIV_SCHEMA_TABLE:
	case CIV_SCHEMA_VIEW:
		return CIV_CHECK_NOTE;
	case CIV_SCHEMA_INDEX:
		return CIV_CHECK_WARNING;
	case CIV_SCHEMA_COLUMN:
	case CIV_SCHEMA_RULE:
	case CIV_SCHEMA_TRIGGER:
	case CIV_SCHEMA_KINDS:
		break;
	}
	return CIV_CHECK_ERROR;
}

struct looking {
	const struct civ_records *records;
	const struct civ_check_options *options;
	struct civ_out *out;
};

static enum civ_status damaged(void *data, const char *what)
{
	const struct looking *looking = data;
	const char *note = civ_records_say(looking->records, CIV_WORD("plan-restore brings back a backup"));
	const struct civ_finding finding = {what, NULL, NULL, note};

	return civ_check_write(looking->out, "file", CIV_CHECK_ERROR, &finding);
}

static enum civ_status otherwise(void *data, const struct civ_schema_finding *found)
{
	const struct looking *looking = data;
	enum kind_of_difference difference = found->found == NULL    ? MISSING
	                                     : found->wanted == NULL ? NOT_OURS
	                                                             : DIFFERS;
	const struct civ_finding finding = {found->name, found->found, found->wanted,
	                                    civ_records_say(looking->records, notes[found->kind][difference])};

	if (!civ_check_wanted(looking->options, "file", NULL, severity_of(found)))
		return CIV_OK;
	return civ_check_write(looking->out, "file", severity_of(found), &finding);
}

enum civ_status civ_check_file(struct civ_records *records, const struct civ_hook *const *hooks,
                               const struct civ_check_options *options, struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	struct looking looking = {records, options, out};
	enum civ_status status = CIV_OK;

	if (civ_check_wanted(options, "file", NULL, CIV_CHECK_ERROR)) {
		status = civ_store_check(store, civ_records_speaking(records), damaged, &looking);
		if (status == CIV_OK)
			status = civ_schema_compare(store, hooks, otherwise, &looking);
	}
	return status;
}

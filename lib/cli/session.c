/* The database of a run: open, clock, transaction. */
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/date.h"
#include "civplan/schema.h"
#include "lib/cli/cli.h"

const char *civ_database_path(const char *option)
{
	const char *path = option;

	if (path == NULL || *path == '\0')
		path = getenv("CIVPLAN_DB");
	return path == NULL || *path == '\0' ? "civplan.db" : path;
}

static enum civ_store_mode mode_of(unsigned needs)
{
	if ((needs & CIV_NEED_CREATE) != 0)
		return CIV_STORE_CREATE;
	return (needs & CIV_NEED_WRITE) != 0 ? CIV_STORE_WRITE : CIV_STORE_READ;
}

static bool writes(const struct civ_frame *frame)
{
	return (frame->needs & (CIV_NEED_WRITE | CIV_NEED_CREATE)) != 0;
}

/* The zone that a plan has before it says otherwise. */
static const char *usual_zone(void)
{
	const struct civ_noun *plan = civ_noun_find("plan");
	int column = plan == NULL ? -1 : civ_noun_column(plan, "timezone");

	return column < 0 || plan->columns[column].fallback == NULL ? "Asia/Shanghai" : plan->columns[column].fallback;
}

static enum civ_status plan_zone(struct civ_frame *frame, const char **zone)
{
	struct civ_store *store = frame->context.store;
	sqlite3_stmt *statement = NULL;
	bool row = false;
	enum civ_status status = CIV_OK;

	*zone = usual_zone();
	if (store == NULL)
		return CIV_OK;
	status = civ_store_prepare(store, "SELECT timezone FROM plan WHERE timezone IS NOT NULL", &statement);
	if (status == CIV_OK)
		status = civ_store_step(store, statement, &row);
	if (row) {
		*zone = civ_arena_copy(frame->arena, (const char *)sqlite3_column_text(statement, 0),
		                       (size_t)sqlite3_column_bytes(statement, 0));
		if (*zone == NULL)
			status = civ_no_memory(frame->messages);
	}
	sqlite3_finalize(statement);
	return status;
}

/* Dates may be seen from the day where the rows are the same on each. */
static bool asks_of_days(const struct civ_frame *frame)
{
	const struct civ_list_options *list = &frame->context.list;

	for (const struct civ_option *o = frame->parsed.options; o != NULL && o->name != NULL; o++)
		if (civ_option_may_be_period(o))
			return true;
	for (size_t i = 0; i < list->filter_count; i++)
		if (list->filters[i].column->type == CIV_DATE || list->filters[i].column->type == CIV_TIME)
			return true;
	return false;
}

static bool has_asof(const struct civ_frame *frame)
{
	return (frame->needs & CIV_NEED_ASOF) != 0 || asks_of_days(frame);
}

/* --asof, else $CIVPLAN_ASOF for a command whose answer depends on the day, else today, from which --asof is seen. */
static enum civ_status set_asof(struct civ_frame *frame)
{
	struct civ_date_option *option = &frame->parsed.common.asof;
	const char *text = has_asof(frame) ? getenv("CIVPLAN_ASOF") : NULL;
	const struct civ_position at = {.file = "$CIVPLAN_ASOF"};
	struct civ_context *context = &frame->context;
	int32_t today = civ_time_day(context->clock.now);
	enum civ_status status = CIV_OK;

	context->clock.asof = today;
	for (const struct civ_common_option *c = civ_common_options; c->option.name != NULL; c++)
		status = civ_worse(status, civ_option_settle(&c->option, today, &frame->parsed.common,
		                                             frame->messages));
	if (option->given) {
		context->clock.asof = option->day;
		context->asof_given = true;
	} else if (text != NULL && *text != '\0') {
		if (!civ_date_parse(text, strlen(text), &context->clock.asof))
			return civ_error(frame->messages, CIV_USAGE, &at, "'%s' is not a date (YYYY-MM-DD)", text);
		context->asof_given = true;
	}
	return status;
}

/* Dates of the command's own options, seen from the as-of day. */
static enum civ_status settle_dates(struct civ_frame *frame)
{
	enum civ_status status = CIV_OK;

	for (const struct civ_option *o = frame->parsed.options; o != NULL && o->name != NULL; o++)
		status = civ_worse(status, civ_option_settle(o, frame->context.clock.asof, frame->parsed.own,
		                                             frame->messages));
	return status;
}

static enum civ_status set_clock(struct civ_frame *frame)
{
	const char *zone;
	enum civ_status status = plan_zone(frame, &zone);

	if (status == CIV_OK)
		status = civ_time_now(zone, frame->messages, &frame->context.clock.now);
	if (status == CIV_OK && frame->context.input != NULL)
		status = civ_input_use_zone(frame->context.input, zone);
	if (status == CIV_OK)
		status = set_asof(frame);
	return status == CIV_OK ? settle_dates(frame) : status;
}

/* Who runs this: a name that is text, whatever the account data hold. */
static const char *user_name(void)
{
	const char *name = getenv("CIVPLAN_USER");
	const struct passwd *account;

	if (name == NULL || *name == '\0') {
		account = getpwuid(getuid());
		name = account == NULL ? NULL : account->pw_name;
	}
	if (name == NULL || *name == '\0')
		name = getenv("LOGNAME");
	return name == NULL || *name == '\0' || !civ_utf8_valid(name, strlen(name), NULL) ? "unknown" : name;
}

static void input_names(const struct civ_operand_use *use, struct civ_buf *names)
{
	if (use->reads && use->file_count == 0)
		civ_buf_adds(names, "-");
	for (size_t i = 0; i < use->file_count; i++) {
		bool valid = civ_utf8_valid(use->files[i], strlen(use->files[i]), NULL);

		civ_buf_addf(names, "%s%s", i == 0 ? "" : " ", valid ? use->files[i] : "?");
	}
}

static enum civ_status begin_history(struct civ_frame *frame)
{
	char at[CIV_TIME_SIZE];
	struct civ_buf names = {0};
	struct civ_run_info info = {.at = at, .command = frame->parsed.line};
	enum civ_status status;

	info.who = frame->context.user;
	civ_time_format(frame->context.clock.now, at);
	input_names(&frame->use, &names);
	info.input = names.len == 0 ? NULL : civ_buf_str(&names);
	status = names.failed ? civ_no_memory(frame->messages) : civ_history_begin(frame->context.store, &info);
	civ_buf_free(&names);
	return status;
}

static enum civ_status open_file(struct civ_frame *frame, enum civ_store_mode mode)
{
	const struct civ_real_option *wait = &frame->parsed.common.wait;
	struct civ_context *context = &frame->context;
	const struct civ_store_options options = {
		.mode = mode,
		.version = (frame->needs & CIV_NEED_ANY_VERSION) != 0 ? CIV_ANY_VERSION : CIV_SCHEMA_VERSION,
		.wait = wait->given ? wait->value : 30,
	};
	enum civ_status status = civ_store_open(context->database, &options, frame->messages, &context->store);

	/* Who takes any version changes the tables themselves. */
	if (status == CIV_OK && options.version == CIV_ANY_VERSION && mode == CIV_STORE_WRITE)
		status = civ_store_loosen(context->store);
	return status == CIV_OK ? civ_store_begin(context->store) : status;
}

static enum civ_status close_file(struct civ_frame *frame)
{
	struct civ_store *store = frame->context.store;

	frame->context.store = NULL;
	return civ_store_leave(store);
}

/* Whoever reads personal data leaves a run in the history, in a transaction of its own before the first row, so
 * that no lock is held while they are printed. Who may not write the history may not read them. */
static enum civ_status record_personal_read(struct civ_frame *frame)
{
	struct civ_context *context = &frame->context;
	enum civ_status status = open_file(frame, CIV_STORE_WRITE);

	if (status == CIV_OK)
		status = set_clock(frame);
	context->user = user_name();
	if (status == CIV_OK)
		status = begin_history(frame);
	if (status == CIV_OK) {
		civ_history_keep(context->store);
		status = civ_history_finish(context->store, 0);
	}
	if (status == CIV_OK)
		status = civ_store_commit(context->store);
	return civ_worse(status, close_file(frame));
}

static enum civ_status open_store(struct civ_frame *frame)
{
	const struct civ_common *common = &frame->parsed.common;
	struct civ_context *context = &frame->context;
	enum civ_status status = CIV_OK;

	context->database = civ_database_path(common->db);
	if (common->personal && !writes(frame))
		status = record_personal_read(frame);
	if (status == CIV_OK)
		status = open_file(frame, mode_of(frame->needs));
	if (status == CIV_OK && (frame->needs & CIV_NEED_CREATE) != 0)
		status = civ_schema_create(context->store, civ_hooks);
	return status;
}

enum civ_status civ_session_open(struct civ_frame *frame)
{
	struct civ_context *context = &frame->context;
	bool stored = (frame->needs & (CIV_NEED_READ | CIV_NEED_WRITE | CIV_NEED_CREATE)) != 0;
	/* Start-up counts: a reader whose answer does not depend on the day need not know the time. */
	bool dated = writes(frame) || has_asof(frame) || (frame->needs & CIV_NEED_CLOCK) != 0;
	enum civ_status status = CIV_OK;

	if (stored)
		status = open_store(frame);
	if (status == CIV_OK && dated)
		status = set_clock(frame);
	/* Looking the login up takes longer than all else of a small command: only who writes does. */
	if (writes(frame))
		context->user = context->clock.user = user_name();
	if (status == CIV_OK && stored)
		status = civ_records_open(context->store, civ_hooks, &context->clock, frame->messages,
		                          &context->records);
	if (status == CIV_OK && stored)
		civ_records_speak(context->records,
		                  civ_rows_are_in_words(context) || civ_rows_have_headings(context));
	if (status == CIV_OK && writes(frame))
		status = begin_history(frame);
	return status;
}

/* As the command counts them; one that does not is taken at what the history holds. */
static uint64_t stored_rows(const struct civ_frame *frame)
{
	const struct civ_write_counts *counts = &frame->context.counts;
	uint64_t counted = counts->added + counts->updated + counts->removed;

	return counted > 0 ? counted : civ_history_rows(frame->context.store);
}

/* A run that changed nothing leaves no trace; but what --print is to list stands in the transaction too. */
static enum civ_status commit(struct civ_frame *frame)
{
	struct civ_store *store = frame->context.store;
	bool dirty;
	enum civ_status status;

	/* Whoever sees personal values stays on record, whether anything changed or not. */
	if (frame->parsed.common.personal)
		civ_history_keep(store);
	dirty = civ_history_dirty(store);
	status = civ_history_finish(store, frame->context.counts.read);

	if (status == CIV_OK && !frame->context.dry_run &&
	    (dirty || frame->print != NULL || (frame->needs & CIV_NEED_CREATE) != 0)) {
		status = civ_store_commit(store);
		frame->stored = status == CIV_OK && dirty;
		frame->stored_rows = frame->stored ? stored_rows(frame) : 0;
	}
	return status;
}

enum civ_status civ_session_end(struct civ_frame *frame, enum civ_status status)
{
	if (!writes(frame) || frame->context.store == NULL)
		return status;
	if (status == CIV_OK || status == CIV_FLAGGED)
		status = civ_worse(status, commit(frame));
	civ_store_rollback(frame->context.store);
	return status;
}

enum civ_status civ_session_close(struct civ_frame *frame)
{
	civ_records_close(frame->context.records);
	frame->context.records = NULL;
	return close_file(frame);
}

/* issue-merge: find reports of one and the same thing, merge them, take them apart again. */
#include "civplan/command.h"
#include "civplan/ledger.h"

extern const struct civ_noun civ_noun_issue;

struct options {
	bool apply, undo;
	const char *at;
	struct civ_real_option automatic, score, radius;
	struct civ_int_option days;
	struct civ_date_option from, to;
};

static const struct civ_option options[] = {
	CIV_FLAG("apply", apply, "merge the rows read: issue and duplicate_of"),
	CIV_OPTION("at", TEXT, "TIME", at, "with --apply: when they became one (default: with the later report)"),
	CIV_OPTION("auto", REAL, "SCORE", automatic,
	           "merge at once what is at least so alike, and print it", .min = "0", .max = "1"),
	CIV_FLAG("undo", undo, "take the issues named apart again"),
	CIV_OPTION("score", REAL, "SCORE", score,
	           "print what is at least so alike (default 0.5)", .min = "0", .max = "1"),
	CIV_OPTION("days", INT, "DAYS", days,
	           "compare reports at most DAYS days apart (default 7)", .min = "1", .max = "365"),
	CIV_OPTION("radius", REAL, "METRES", radius,
	           "compare those at most so far apart on the map (default 200)", .min = "1", .max = "100000"),
	CIV_OPTION("from", FIRST_DAY, "DATE", from, "only reports from this day on"),
	CIV_OPTION("to", LAST_DAY, "DATE", to, "only reports up to this day"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"issue-merge --from=2026-01-01 >pairs.csv", "candidates, to be looked at and edited"},
	{"issue-merge --from=2026-01-01 | issue-merge --apply -", "merge all of them"},
	{"issue-merge --auto=0.8 --from=2026-06-01", "for cron: merge what is beyond doubt"},
	{NULL, NULL},
};

static enum civ_status take(void *data, const struct civ_duplicate *duplicate)
{
	struct civ_context *context = data;
	struct civ_out *out = context->out;

	civ_out_int(out, duplicate->issue);
	civ_out_int(out, duplicate->duplicate_of);
	civ_out_rounded(out, duplicate->score, 3);
	civ_out_string(out, duplicate->reason);
	return civ_out_row(out);
}

/* Candidates are collected before the first is merged: what is being read is not written to. */
struct pairs {
	struct civ_context *context;
	struct civ_merger *merger;
	struct civ_buf list; /* of struct pair */
};

struct pair {
	int64_t issue, duplicate_of;
};

static enum civ_status collect(void *data, const struct civ_duplicate *duplicate)
{
	struct pairs *pairs = data;
	const struct pair pair = {duplicate->issue, duplicate->duplicate_of};

	civ_buf_add(&pairs->list, &pair, sizeof pair);
	return pairs->list.failed ? civ_no_memory(pairs->context->messages) : take(pairs->context, duplicate);
}

/* What cannot be merged any more, for the work on it has begun, is left as it is. */
static enum civ_status merge_pairs(struct pairs *pairs)
{
	struct civ_messages *skipped = civ_messages_new();
	enum civ_status status = skipped == NULL ? civ_no_memory(pairs->context->messages) : CIV_OK;

	for (size_t at = 0; at < pairs->list.len && status == CIV_OK; at += sizeof(struct pair)) {
		const struct pair *pair = (const struct pair *)(const void *)(pairs->list.data + at);
		const struct civ_merging merging = {.later = pair->issue, .earlier = pair->duplicate_of};

		status = civ_merger_merge(pairs->merger, &merging, skipped);
		if (status == CIV_REFUSED) {
			civ_note(pairs->context->messages, NULL, "%s", civ_messages_reason(skipped));
			status = CIV_OK;
		}
	}
	if (skipped != NULL)
		civ_messages_move(pairs->context->messages, skipped);
	civ_messages_free(skipped);
	return status;
}

static enum civ_status find(struct civ_context *context, const struct options *given, struct civ_merger *merger)
{
	struct civ_merge_options options_of_find = CIV_MERGE_DEFAULTS;
	struct pairs pairs = {.context = context, .merger = merger};
	struct civ_period period;
	enum civ_status status = civ_context_period(context, &given->from, &given->to, &period);

	if (status != CIV_OK)
		return status;
	options_of_find.from = period.from;
	options_of_find.to = period.to;
	if (given->days.given)
		options_of_find.days = given->days.value;
	if (given->radius.given)
		options_of_find.radius = given->radius.value;
	if (given->score.given)
		options_of_find.score = given->score.value;
	if (given->automatic.given)
		options_of_find.score = given->automatic.value;
	if (!given->automatic.given)
		return civ_merge_find(context->records, &options_of_find, take, context);
	status = civ_merge_find(context->records, &options_of_find, collect, &pairs);
	if (status == CIV_OK)
		status = merge_pairs(&pairs);
	civ_buf_free(&pairs.list);
	return status;
}

/* What one of the ways has no use for would be lost without a word. */
static enum civ_status check_options(struct civ_context *context)
{
	const struct options *given = context->options;
	bool finds = given->score.given || given->radius.given || given->days.given || given->from.given ||
	             given->to.given;

	if (given->apply + given->undo + given->automatic.given > 1)
		return civ_error(context->messages, CIV_USAGE, NULL, "--apply, --auto and --undo exclude each other");
	if (given->automatic.given && given->score.given)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--auto is the score itself: --score does not go with it");
	if ((given->apply || given->undo) && finds)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "options that say what is compared do not go with --apply or --undo");
	if (given->at != NULL && !given->apply)
		return civ_error(context->messages, CIV_USAGE, NULL, "--at goes with --apply");
	return CIV_OK;
}

static enum civ_status run_find(struct civ_context *context)
{
	enum civ_status status = check_options(context);

	return status != CIV_OK ? status : find(context, context->options, NULL);
}

static enum civ_status with_merger(struct civ_context *context,
                                   enum civ_status (*work)(struct civ_context *context, struct civ_merger *merger))
{
	struct civ_merger *merger = NULL;
	enum civ_status status = check_options(context);

	if (status == CIV_OK)
		status = civ_merger_open(context->records, &merger);
	if (status == CIV_OK)
		status = work(context, merger);
	if (status == CIV_OK || status == CIV_FLAGGED)
		status = civ_worse(status, civ_merger_finish(merger));
	if (merger != NULL)
		context->counts = *civ_merger_counts(merger);
	if (context->input != NULL)
		context->counts.read = civ_input_rows(context->input);
	civ_merger_close(merger);
	return status;
}

static enum civ_status find_and_merge(struct civ_context *context, struct civ_merger *merger)
{
	return find(context, context->options, merger);
}

static enum civ_status run_auto(struct civ_context *context)
{
	return with_merger(context, find_and_merge);
}

static enum civ_status apply(struct civ_context *context, struct civ_merger *merger)
{
	const struct options *given = context->options;

	return civ_merger_rows(merger, context->input, context->rejects, given->at);
}

static enum civ_status run_apply(struct civ_context *context)
{
	return with_merger(context, apply);
}

static enum civ_status undo(struct civ_context *context, struct civ_merger *merger)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < context->operand_count && (status == CIV_OK || status == CIV_REFUSED); i++) {
		int64_t id;
		enum civ_status one = civ_key_find(context->records, &civ_noun_issue, context->operands[i], NULL, &id);

		if (one == CIV_OK)
			one = civ_merger_undo(merger, id, context->messages);
		status = civ_worse(status, one);
	}
	return status;
}

static enum civ_status run_undo(struct civ_context *context)
{
	return with_merger(context, undo);
}

#define NAMED .name = "issue-merge", .subject = CIV_SUBJECT_ISSUES, CIV_OPTIONS

static const struct civ_command finding = {NAMED, .needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
                                           .columns = civ_merge_columns, .run = run_find};
static const struct civ_command merging = {NAMED, .needs = CIV_NEED_WRITE | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
                                           .columns = civ_merge_columns, .run = run_auto};
static const struct civ_command applying = {NAMED, .needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN | CIV_NEED_REJECTS,
                                            .operands = "[FILE...]", .run = run_apply};
static const struct civ_command undoing = {
	NAMED, .needs = CIV_NEED_WRITE, .operands = "ISSUE...", .operands_min = 1, .run = run_undo};

static const struct civ_command *choose(const void *given_options)
{
	const struct options *given = given_options;

	if (given->undo)
		return &undoing;
	if (given->apply)
		return &applying;
	return given->automatic.given ? &merging : &finding;
}

const struct civ_command civ_command_issue_merge = {
	NAMED,
	.summary = "find reports of one and the same thing, merge them, take them apart again",
	.operands = "[FILE...|ISSUE...]",
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN | CIV_NEED_REJECTS | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.usual_columns = civ_merge_columns,
	.examples = examples,
	.choose = choose,
};

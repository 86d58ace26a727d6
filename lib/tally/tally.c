/* Estimates of each group, question and choice. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "lib/tally/compare.h"

static const struct civ_word flags[] = {
	{"changed_winner", "Winner changes", "加权后首选改变", CIV_TONE_WARN, 0},
	{.code = NULL},
};

const struct civ_out_column civ_tally_columns[] = {
	{"group", "Group", CIV_SHOWN_CHOICE(civ_words_respondent_mode),
         "stratum, mode or area; several crossed are joined with ;; empty: respondents of none; *: all together"},
	{"question", "Question", CIV_SHOWN_OF("question.code"), "code of the question"},
	{"choice", "Choice", CIV_SHOWN_CHOICE(civ_words_bool),
         "one of its choices; empty: a scale or number, which has a mean"},
	{"n", "Answers", CIV_SHOWN_NUMBER, "respondents of the group who answered it and have a weight"},
	{"missing", "Missing", CIV_KIND_NUMBER, "respondents of the group who did not answer it"},
	{"share", "Share (%)", CIV_SHOWN_NUMBER, "weighted share of the choice among those who answered"},
	{"mean", "Mean", CIV_SHOWN_NUMBER, "weighted mean of a scale or number"},
	{"se", "Standard error", CIV_SHOWN_NUMBER,
         "of the share, in points, or the mean, by the way the sample was drawn; empty: fewer than 2 answered"},
	{"low", "Lower bound", CIV_SHOWN_NUMBER,
         "of the 95 % interval: Wilson's with n/deff answers of a share, 1.96 se of a mean"},
	{"high", "Upper bound", CIV_SHOWN_NUMBER, "the other bound"},
	{"margin", "Margin", CIV_KIND_NUMBER, "1.96 se"},
	{"deff", "Design effect", CIV_KIND_NUMBER,
         "variance over that of a simple sample of as many; empty: all answered the same"},
	{"total", "Estimated total", CIV_KIND_NUMBER,
         "people with that choice, or the sum of the numbers, by the weights"},
	{"total_se", "Error of total", CIV_KIND_NUMBER, "standard error of the total"},
	{"good_share", "Good share (%)", CIV_SHOWN_NUMBER,
         "weighted share of the question's good answers; empty: it has none"},
	{"rank", "Rank", CIV_SHOWN_NUMBER,
         "place of the choice by the respondents counted as one each; equal ones share it"},
	{"rank_weighted", "Weighted rank", CIV_SHOWN_NUMBER, "place by the weighted share"},
	{"against", "Compared with", CIV_KIND_NUMBER, "the share or mean in the other round, or in the other group"},
	{"change", "Change", CIV_KIND_NUMBER, "share or mean less that"},
	{"change_se", "Error of change", CIV_KIND_NUMBER, "standard error of the change"},
	{"change_p", "p value", CIV_KIND_NUMBER,
         "how likely chance alone makes a change as large as that, by the normal law"},
	{"good_se", "Error of good share", CIV_KIND_NUMBER, "standard error of good_share, in points"},
	{"good_change", "Change of good share", CIV_KIND_NUMBER, "good_share less that of the other round or group"},
	{"good_change_se", "Its error", CIV_KIND_NUMBER, "standard error of that change, in points"},
	{"chosen", "Chosen by", CIV_KIND_NUMBER, "respondents who chose it, each counted as one"},
	{"raw_share", "Unweighted share (%)", CIV_SHOWN_NUMBER, "their share of those who answered"},
	{"flags", "Flags", CIV_SHOWN_CHOICE(flags),
         "changed_winner: the choice comes first by the weights and not without them, or the other way round"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* One run. */
struct tally {
	struct civ_side now, then; /* THEN.sample NULL: there is no other round */
	const struct civ_tally_options *options;
	size_t a, b; /* groups of a contrast; B less than 0 groups: none */
	bool contrasts;
	struct civ_out *out;
};

/* A row before it is written. */
struct row {
	struct civ_side_value value;
	struct civ_survey_estimate estimate;
	struct civ_comparison comparison;
	size_t chosen;
	int rank, rank_weighted;
};

/* A question of a group: what is the same in its rows. */
struct block {
	const char *group;
	struct civ_survey_group members;
	struct civ_survey_group other; /* members of the group in the other round */
	bool is_a;                     /* of a contrast */
	const struct civ_sample_question *question;
	size_t missing, answered;
	struct civ_survey_estimate good;
	struct civ_comparison good_comparison;
	struct row *rows; /* a row a choice, or one */
	size_t count;
};

static struct civ_messages *messages_of(const struct tally *t)
{
	return civ_records_messages(t->now.sample->records);
}

/* Shares are told in percent. */
static double unit_of(const struct civ_sample_question *question)
{
	return question->choices > 0 ? 100 : 1;
}

/* ---- ranks ---- */

/* Sums of weights that should be equal differ in the last digits. */
static bool is_more(double a, double b)
{
	return a > b + 1e-9 * fabs(b);
}

static void rank_rows(struct block *block)
{
	for (size_t r = 0; r < block->count && block->answered > 0; r++) {
		struct row *row = &block->rows[r];

		/* Whoever the weights leave out says nothing by them. */
		row->rank = 1;
		row->rank_weighted = row->estimate.n > 0 ? 1 : 0;
		for (size_t k = 0; k < block->count; k++) {
			row->rank += block->rows[k].chosen > row->chosen;
			row->rank_weighted += is_more(block->rows[k].estimate.mean, row->estimate.mean);
		}
	}
}

/* ---- writing ---- */

static void put(struct civ_out *out, double value)
{
	civ_out_rounded(out, value, 6);
}

static void put_rank(struct civ_out *out, int rank)
{
	if (rank > 0)
		civ_out_int(out, rank);
	else
		civ_out_null(out);
}

static void put_bounds(struct civ_out *out, const struct row *row)
{
	const struct civ_survey_estimate *e = &row->estimate;
	double low = e->mean - civ_survey_margin(e->se), high = e->mean + civ_survey_margin(e->se);

	if (row->value.question->choices > 0)
		civ_survey_share_bounds(e, &low, &high);
	put(out, low);
	put(out, high);
}

static void put_change(struct civ_out *out, const struct civ_comparison *comparison, double unit)
{
	put(out, unit * comparison->against);
	put(out, unit * comparison->change);
	put(out, unit * comparison->se);
	put(out, civ_survey_p(comparison->change, comparison->se));
}

static bool changes_winner(const struct row *row)
{
	return row->rank_weighted > 0 && (row->rank == 1) != (row->rank_weighted == 1);
}

static void put_chosen(struct civ_out *out, const struct block *block, const struct row *row)
{
	if (block->question->choices == 0) {
		civ_out_null(out);
		civ_out_null(out);
		return;
	}
	civ_out_int(out, (int64_t)row->chosen);
	put(out, block->answered == 0 ? NAN : 100 * (double)row->chosen / (double)block->answered);
}

static void put_choice(struct civ_out *out, const struct civ_side_value *value)
{
	struct civ_span choice = {"", 0};

	if (value->question->choices > 0)
		choice = civ_sample_choice(value->question, value->choice);
	civ_out_text(out, choice.text, choice.len);
}

static enum civ_status write_row(const struct tally *t, const struct block *block, const struct row *row)
{
	const struct civ_survey_estimate *e = &row->estimate;
	bool shares = block->question->choices > 0;
	double unit = unit_of(block->question);
	struct civ_out *out = t->out;

	civ_out_string(out, block->group);
	civ_out_string(out, block->question->asked->code);
	put_choice(out, &row->value);
	civ_out_int(out, (int64_t)e->n);
	civ_out_int(out, (int64_t)block->missing);
	put(out, shares ? 100 * e->mean : NAN);
	put(out, shares ? NAN : e->mean);
	put(out, unit * e->se);
	put_bounds(out, row);
	put(out, unit * civ_survey_margin(e->se));
	put(out, e->deff);
	put(out, e->n > 0 ? e->total : NAN);
	put(out, e->n > 0 ? e->total_se : NAN);
	put(out, 100 * block->good.mean);
	put_rank(out, row->rank);
	put_rank(out, row->rank_weighted);
	put_change(out, &row->comparison, unit);
	put(out, 100 * block->good.se);
	put(out, 100 * block->good_comparison.change);
	put(out, 100 * block->good_comparison.se);
	put_chosen(out, block, row);
	civ_out_string(out, changes_winner(row) ? flags[0].code : NULL);
	return civ_out_row(out);
}

/* ---- a question of a group ---- */

static void count_answers(struct block *block)
{
	for (size_t k = 0; k < block->members.count; k++)
		block->answered += civ_sample_answered(block->question, civ_side_member(&block->members, k));
	block->missing = block->members.count - block->answered;
}

static struct civ_comparison compare(const struct tally *t, const struct block *block,
                                     const struct civ_side_value *value, const struct civ_survey_estimate *now)
{
	struct civ_survey_group b = civ_sample_group(&t->now.groups, t->b);

	if (t->then.sample != NULL)
		return civ_compare_rounds(&t->then, &block->other, value, now);
	if (block->is_a)
		return civ_compare_groups(&t->now, &block->members, &b, value);
	return (struct civ_comparison){NAN, NAN, NAN};
}

static void fill_row(const struct tally *t, const struct block *block, struct row *row)
{
	civ_side_fill(&t->now, &row->value, &block->members);
	civ_side_estimate(&t->now, &block->members, &row->estimate);
	for (size_t k = 0; k < block->members.count && block->question->choices > 0; k++)
		row->chosen += t->now.values[civ_side_member(&block->members, k)] > 0;
	row->comparison = compare(t, block, &row->value, &row->estimate);
}

static void fill_good(const struct tally *t, struct block *block)
{
	struct civ_side_value good = {.question = block->question, .good = true};

	civ_side_fill(&t->now, &good, &block->members);
	civ_side_estimate(&t->now, &block->members, &block->good);
	block->good_comparison = compare(t, block, &good, &block->good);
}

/* HEAD: the group and the question. */
static enum civ_status tally_question(const struct tally *t, const struct block *head)
{
	struct block block = *head;
	enum civ_status status = CIV_OK;

	block.count = block.question->choices > 0 ? block.question->choices : 1;
	block.rows = calloc(block.count, sizeof *block.rows);
	if (block.rows == NULL)
		return civ_no_memory(messages_of(t));
	count_answers(&block);
	fill_good(t, &block);
	for (size_t r = 0; r < block.count; r++) {
		block.rows[r].value = (struct civ_side_value){.question = block.question, .choice = r};
		fill_row(t, &block, &block.rows[r]);
	}
	if (block.question->choices > 0)
		rank_rows(&block);
	for (size_t r = 0; r < block.count && status == CIV_OK; r++)
		if (!t->options->flagged_only || changes_winner(&block.rows[r]))
			status = write_row(t, &block, &block.rows[r]);
	free(block.rows);
	return status;
}

/* The last group is all together. */
static struct block head_of(const struct tally *t, size_t g)
{
	struct block head = {.group = "*", .members = {NULL, t->now.sample->size}};

	if (t->then.sample != NULL)
		head.other = (struct civ_survey_group){NULL, t->then.sample->size};
	if (g == t->now.groups.count)
		return head;
	head.group = t->now.groups.names[g];
	head.members = civ_sample_group(&t->now.groups, g);
	head.other = civ_sample_group(&t->then.groups, civ_sample_group_named(&t->then.groups, head.group));
	head.is_a = t->contrasts && g == t->a;
	return head;
}

static enum civ_status tally_groups(const struct tally *t)
{
	enum civ_status status = CIV_OK;

	for (size_t g = 0; g <= t->now.groups.count && status == CIV_OK; g++) {
		struct block head = head_of(t, g);

		for (size_t q = 0; q < t->now.sample->question_count && status == CIV_OK; q++) {
			head.question = &t->now.sample->questions[q];
			status = tally_question(t, &head);
		}
	}
	return status;
}

/* ---- what is asked for ---- */

static enum civ_status no_contrast(const struct tally *t)
{
	return civ_error(messages_of(t), CIV_USAGE, NULL, "--contrast takes DIMENSION:A,B, such as age:65+,18-59");
}

static enum civ_status find_side(const struct tally *t, struct civ_span name, size_t *place)
{
	char *copy = civ_arena_copy(t->now.sample->arena, name.text, name.len);

	if (copy == NULL)
		return civ_no_memory(messages_of(t));
	*place = civ_sample_group_named(&t->now.groups, copy);
	if (*place == t->now.groups.count)
		return civ_error(messages_of(t), CIV_REFUSED, NULL, "--contrast: survey '%s' has no group '%s'",
		                 t->now.sample->code, copy);
	return CIV_OK;
}

/* "age:65+,18-59": by age, 65+ less 18-59. */
static enum civ_status ask_contrast(struct tally *t)
{
	const char *text = t->options->contrast, *colon = strchr(text, ':');
	struct civ_span rest = {colon == NULL ? text : colon + 1, 0}, a, b, more;
	char *by;
	enum civ_status status;

	rest.len = strlen(rest.text);
	if (colon == NULL || !civ_sample_next(&rest, &a) || !civ_sample_next(&rest, &b) ||
	    civ_sample_next(&rest, &more))
		return no_contrast(t);
	by = civ_arena_copy(t->now.sample->arena, text, (size_t)(colon - text));
	if (by == NULL)
		return civ_no_memory(messages_of(t));
	if (t->options->by != NULL && strcmp(t->options->by, by) != 0)
		return civ_error(messages_of(t), CIV_USAGE, NULL, "--contrast=%s goes with --by=%s, or none", text, by);
	status = civ_sample_groups(t->now.sample, by, &t->now.groups);
	if (status == CIV_OK)
		status = find_side(t, a, &t->a);
	if (status == CIV_OK)
		status = find_side(t, b, &t->b);
	if (status == CIV_OK && t->a == t->b)
		status = no_contrast(t);
	t->contrasts = true;
	return status;
}

static enum civ_status run(struct tally *t)
{
	enum civ_status status = civ_side_open(
		&t->now, t->options, &(struct civ_asked){"--survey", t->options->survey, NULL}, t->options->questions);

	if (status == CIV_OK && t->options->contrast != NULL)
		status = ask_contrast(t);
	if (status == CIV_OK && t->then.sample != NULL)
		status = civ_side_open(&t->then, t->options,
		                       &(struct civ_asked){"--against", t->options->against, NULL}, NULL);
	if (status == CIV_OK && t->then.sample != NULL && strcmp(t->now.sample->code, t->then.sample->code) == 0)
		status = civ_error(messages_of(t), CIV_USAGE, NULL,
		                   "--against: '%s' is the survey itself: name another round", t->now.sample->code);
	return status == CIV_OK ? tally_groups(t) : status;
}

enum civ_status civ_tally_print(struct civ_records *records, const struct civ_tally_options *options,
                                struct civ_out *out)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_sample now = {.records = records, .arena = arena}, then = now;
	struct tally t = {.now = {.sample = &now}, .options = options, .out = out};
	enum civ_status status = arena == NULL ? civ_no_memory(civ_records_messages(records))
	                                       : civ_tally_check(options, civ_records_messages(records));

	if (options->against != NULL)
		t.then.sample = &then;
	if (status == CIV_OK)
		status = run(&t);
	civ_sample_close(&now);
	civ_sample_close(&then);
	civ_arena_free(arena);
	return status;
}

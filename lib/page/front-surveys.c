#include "lib/page/front-surveys.h"

#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "civplan/survey.h"
#include "civplan/text.h"
#include "lib/page/survey-words.h"

enum { MOST_TOPICS = 6, MOST_CHOICES = 4, MOST_CUT_OFF = 3, MOST_NAMES = 8 };

extern const struct civ_report civ_report_survey_coverage;
extern const struct civ_offer civ_survey_tally_offer;

/* ---- what is asked for ---- */

/* The code of the last one that was answered and is over, or has no end; of votes, or of all else. */
static const char *latest(struct civ_front *front, const char *kind)
{
	return civ_front_ask(front,
	                     "SELECT s.code FROM survey s"
	                     " WHERE (s.kind = 'vote') = (:arg = 'vote') AND ifnull(s.\"end\", s.start) <= :asof"
	                     "  AND EXISTS (SELECT 1 FROM respondent r WHERE r.survey_id = s.id)"
	                     " ORDER BY s.start DESC, s.code DESC LIMIT 1",
	                     kind);
}

/* A report with what it is asked for. */
struct asked {
	struct civ_report_value values[2];
	struct civ_report_request request;
	struct civ_front_report report;
};

/* The rows of REPORT of that survey, with OPTION where its text is not "". */
static const struct civ_rows *rows_of(struct civ_front *front, const struct civ_front_report *report,
                                      const char *survey, struct civ_report_value option)
{
	static const struct civ_rows none = {.count = 0};
	struct asked *asked = civ_arena_alloc(front->page->arena, sizeof *asked);

	if (asked == NULL) {
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
		return &none;
	}
	*asked = (struct asked){.values = {{"survey", survey}, option}, .report = *report};
	asked->request = (struct civ_report_request){
		.report = report->offer == NULL ? &civ_report_survey_coverage : NULL,
		.values = asked->values,
		.count = *option.text == '\0' ? 1 : 2,
	};
	asked->report.request = &asked->request;
	return civ_front_rows(front, &asked->report);
}

/* Beside the round before, where there was one that can be reckoned with. */
static const struct civ_rows *answers_of(struct civ_front *front, const char *survey)
{
	static const struct civ_front_report report = {
		.offer = &civ_survey_tally_offer, .title = CIV_WORD("Survey answers"), .optional = true};
	const struct civ_report_value against = {
		"against", civ_front_ask(front,
	                                 "SELECT b.code FROM survey s JOIN survey b ON b.id = s.after_id"
	                                 " WHERE s.code = :arg",
	                                 survey)};
	const struct civ_rows *rows = rows_of(front, &report, survey, against);

	return rows->count > 0 ? rows : rows_of(front, &report, survey, (struct civ_report_value){"against", ""});
}

/* Each age with the weight of its people; where nobody knows how many these are, as it was counted. */
static const struct civ_rows *votes_of(struct civ_front *front, const char *survey, bool *weighted)
{
	static const struct civ_front_report report = {
		.offer = &civ_survey_tally_offer, .title = CIV_WORD("Votes"), .optional = true};
	const struct civ_rows *rows = rows_of(front, &report, survey, (struct civ_report_value){"margins", "age"});

	*weighted = rows->count > 0;
	return *weighted ? rows : rows_of(front, &report, survey, (struct civ_report_value){"margins", ""});
}

static const struct civ_rows *coverage_of(struct civ_front *front, const char *survey)
{
	static const struct civ_front_report report = {.title = CIV_WORD("Who was reached")};

	return rows_of(front, &report, survey, (struct civ_report_value){"survey", ""});
}

/* ---- questions ---- */

static bool is_first_row(const struct civ_rows *rows, size_t row)
{
	return row == 0 || strcmp(civ_rows_cell(rows, row, "question"), civ_rows_cell(rows, row - 1, "question")) != 0;
}

/* The rows of the first question of each topic that has answers which count; of those without a topic each. *MORE: how
 * many further questions there are. */
static size_t find_topics(struct civ_front *front, const char *survey, const struct civ_rows *rows,
                          size_t found[MOST_TOPICS], size_t *more)
{
	const char *topics[MOST_TOPICS];
	size_t n = 0;

	*more = 0;
	for (size_t i = 0; i < rows->count; i++) {
		const char *topic;
		size_t k = 0;

		if (!is_first_row(rows, i) || isnan(civ_rows_number(rows, i, "good_share")))
			continue;
		topic = civ_front_topic(front, survey, civ_rows_cell(rows, i, "question"));
		while (k < n && (*topic == '\0' || strcmp(topics[k], topic) != 0))
			k++;
		if (k < n || n == MOST_TOPICS) {
			++*more;
			continue;
		}
		topics[n] = topic;
		found[n++] = i;
	}
	return n;
}

/* ---- figures ---- */

/* A figure that is made of those of a row. */
static const char *cell_of(struct civ_front *front, double value)
{
	struct civ_buf cell = {0};
	char text[CIV_REAL_SIZE];

	civ_real_format_rounded(value, 6, text);
	civ_buf_adds(&cell, text);
	return civ_front_keep(front, &cell);
}

static const char *percent_of(struct civ_front *front, const struct civ_rows *rows, size_t row, const char *column)
{
	return civ_front_measured(front, civ_rows_cell(rows, row, column), "%");
}

/* 83.0% ±2.5 */
static const char *share_of(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	double margin = civ_survey_margin(civ_rows_number(rows, row, "good_se"));
	const char *share = percent_of(front, rows, row, "good_share");

	return isnan(margin)
	               ? share
	               : civ_front_said(front, "%s ±%s", share, civ_front_fixed(front, cell_of(front, margin), 1));
}

static bool is_changed(const struct civ_rows *rows, size_t row)
{
	return !isnan(civ_rows_number(rows, row, "good_change"));
}

static bool is_beyond_chance(const struct civ_rows *rows, size_t row)
{
	return fabs(civ_rows_number(rows, row, "good_change")) >
	       civ_survey_margin(civ_rows_number(rows, row, "good_change_se"));
}

static const char *change_of(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	const char *change = civ_front_fixed(front, civ_rows_cell(rows, row, "good_change"), 1);

	if (!is_changed(rows, row))
		return "";
	if (civ_rows_number(rows, row, "good_change") > 0)
		change = civ_front_said(front, "+%s", change);
	return is_beyond_chance(rows, row) ? change : civ_front_said(front, CIV_WORD("%s, may be chance"), change);
}

/* Who answered, whether this question or another. */
static size_t people_of(const struct civ_rows *rows)
{
	return rows->count == 0 ? 0 : (size_t)(civ_rows_number(rows, 0, "n") + civ_rows_number(rows, 0, "missing"));
}

/* "NAME", 900 people answered */
static const char *headed(struct civ_front *front, const char *survey, const struct civ_rows *rows)
{
	size_t people = people_of(rows);

	return civ_front_said(front, civ_say_count("%s: %s person answered", "%s: %s people answered", people),
	                      civ_front_survey(front, survey), civ_front_count(front, (int64_t)people));
}

/* ---- what is found ---- */

static void end_sentence(struct civ_buf *text)
{
	civ_buf_adds(text, civ_say_is_chinese() ? "。" : ".");
}

static void find_answers(struct civ_front *front, const char *survey, struct civ_buf *text)
{
	const struct civ_rows *rows = answers_of(front, survey);
	size_t found[MOST_TOPICS], more, n = find_topics(front, survey, rows, found, &more), asked = 0, changed = 0;

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		asked += is_changed(rows, found[i]);
		changed += is_beyond_chance(rows, found[i]);
	}
	civ_buf_adds(text, text->len > 0 && !civ_say_is_chinese() ? " " : "");
	civ_buf_adds(text, headed(front, survey, rows));
	if (asked > 0)
		civ_buf_addf(text, civ_say(CIV_WORD("; on %s of %s topics the answer has changed by more than chance")),
		             civ_front_count(front, (int64_t)changed), civ_front_count(front, (int64_t)asked));
	end_sentence(text);
}

/* The choices of the rows of a question, up to END, that come first in the column RANK. */
static const char *winners(struct civ_front *front, const struct civ_rows *rows, size_t end, const char *rank)
{
	const char *names[MOST_NAMES];
	size_t count = 0;

	for (size_t i = 0; i < end && count < MOST_NAMES; i++) {
		const char *choice = civ_rows_cell(rows, i, "choice");

		if (civ_rows_number(rows, i, rank) == 1)
			names[count++] = civ_front_answer(front, (struct civ_span){choice, strlen(choice)});
	}
	return civ_front_names(front, names, count);
}

/* A vote is its first question; how many rows these are, none where it has no choices or nobody chose. */
static size_t rows_of_first(const struct civ_rows *rows)
{
	size_t end = 0;

	while (end < rows->count && (end == 0 || !is_first_row(rows, end)))
		end++;
	return end > 0 && (civ_rows_number(rows, 0, "n") == 0 || *civ_rows_cell(rows, 0, "choice") == '\0') ? 0 : end;
}

static void find_vote(struct civ_front *front, const char *survey, struct civ_buf *text)
{
	bool weighted, changes = false;
	const struct civ_rows *rows = votes_of(front, survey, &weighted);
	size_t end = rows_of_first(rows);

	for (size_t i = 0; i < end; i++)
		changes = changes || civ_text_has_word(civ_rows_cell(rows, i, "flags"), "changed_winner");
	if (end == 0 || !weighted)
		return;
	civ_buf_adds(text, text->len > 0 && !civ_say_is_chinese() ? " " : "");
	if (changes)
		civ_buf_addf(
			text,
			civ_say(CIV_WORD("%s: first as counted: %s; first with each age weighted by its people: %s")),
			civ_front_survey(front, survey), winners(front, rows, end, "rank"),
			civ_front_toned(front, CIV_TONE_WARN, winners(front, rows, end, "rank_weighted")));
	else
		civ_buf_addf(text,
		             civ_say(CIV_WORD("%s: first as counted, and with each age weighted by its people: %s")),
		             civ_front_survey(front, survey), winners(front, rows, end, "rank"));
	end_sentence(text);
}

void civ_front_find_surveys(struct civ_front *front, struct civ_buf *text)
{
	const char *survey = latest(front, ""), *vote = latest(front, "vote");

	if (*survey != '\0')
		find_answers(front, survey, text);
	if (*vote != '\0')
		find_vote(front, vote, text);
}

/* ---- tables ---- */

static void put_answers(struct civ_front *front, const char *survey)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("Topic"), CIV_FRONT_NAME},
	                                                  {"", CIV_FRONT_CHART},
	                                                  {CIV_WORD("answers that count"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("answered by"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("change in points"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	const struct civ_rows *rows = answers_of(front, survey);
	const struct civ_front_table table = {
		.caption = headed(front, survey, rows), .columns = columns, .stacked = true};
	size_t found[MOST_TOPICS], more, n = find_topics(front, survey, rows, found, &more);

	if (n == 0)
		return;
	civ_front_table_open(front, &table);
	for (size_t i = 0; i < n; i++) {
		const char *question = civ_rows_cell(rows, found[i], "question"),
			   *topic = civ_front_topic(front, survey, question),
			   *whole = civ_front_question(front, survey, question);

		civ_front_table_row(
			front, &table,
			&(struct civ_front_row){
				.name = *topic == '\0' ? whole : civ_front_name(front, topic),
				.note = *topic == '\0' ? NULL : whole,
				.cells = {civ_front_bar(front, civ_rows_number(rows, found[i], "good_share") / 100, "",
		                                        true),
		                          share_of(front, rows, found[i]),
		                          civ_front_figure(front, civ_rows_cell(rows, found[i], "n"), 0),
		                          change_of(front, rows, found[i])},
			});
	}
	civ_front_table_close(front);
	civ_front_rest(front, more);
}

static void put_vote(struct civ_front *front, const char *survey)
{
	static const struct civ_front_column counted[] = {{CIV_WORD("Choice"), CIV_FRONT_NAME},
	                                                  {"", CIV_FRONT_CHART},
	                                                  {CIV_WORD("as counted"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}},
					     both[] = {{CIV_WORD("Choice"), CIV_FRONT_NAME},
	                                               {"", CIV_FRONT_CHART},
	                                               {CIV_WORD("weighted by age"), CIV_FRONT_NUMBER},
	                                               {CIV_WORD("as counted"), CIV_FRONT_NUMBER},
	                                               {NULL, CIV_FRONT_NAME}};
	bool weighted;
	const struct civ_rows *rows = votes_of(front, survey, &weighted);
	size_t end = rows_of_first(rows);
	const struct civ_front_table table = {
		.caption = headed(front, survey, rows), .columns = weighted ? both : counted, .stacked = true};

	if (end == 0)
		return;
	civ_front_table_open(front, &table);
	for (size_t i = 0; i < end && i < MOST_CHOICES; i++) {
		const char *choice = civ_rows_cell(rows, i, "choice");

		/* The bar shows the figure that it stands beside. */
		civ_front_table_row(
			front, &table,
			&(struct civ_front_row){
				.name = civ_front_answer(front, (struct civ_span){choice, strlen(choice)}),
				.cells = {civ_front_bar(front, civ_rows_number(rows, i, "share") / 100, "", true),
		                          percent_of(front, rows, i, weighted ? "share" : "raw_share"),
		                          weighted ? percent_of(front, rows, i, "raw_share") : NULL},
			});
	}
	civ_front_table_close(front);
	civ_front_rest(front, end > MOST_CHOICES ? end - MOST_CHOICES : 0);
}

/* ---- who cannot be reached ---- */

static void put_cut_off_one(struct civ_front *front, const char *survey, const struct civ_rows *rows, size_t row)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, civ_say(CIV_WORD("%s: of %s %s cannot be reached online")), civ_front_survey(front, survey),
	             civ_front_stratum(front, survey, civ_rows_cell(rows, row, "dimension"),
	                               civ_rows_cell(rows, row, "stratum")),
	             civ_front_toned(front, CIV_TONE_BAD, percent_of(front, rows, row, "unreachable")));
	if (!isnan(civ_rows_number(rows, row, "population_share")) &&
	    !isnan(civ_rows_number(rows, row, "sample_share")))
		civ_buf_addf(&text, civ_say(CIV_WORD("; they are %s of the people and %s of those who answered")),
		             percent_of(front, rows, row, "population_share"),
		             percent_of(front, rows, row, "sample_share"));
	end_sentence(&text);
	civ_front_paragraph(front, civ_front_keep(front, &text));
}

static void put_cut_off(struct civ_front *front, const char *survey)
{
	const struct civ_rows *rows = coverage_of(front, survey);
	size_t n = 0;

	for (size_t i = 0; i < rows->count; i++)
		if (civ_text_has_word(civ_rows_cell(rows, i, "flags"), "unreachable") && ++n <= MOST_CUT_OFF)
			put_cut_off_one(front, survey, rows, i);
	civ_front_rest(front, n > MOST_CUT_OFF ? n - MOST_CUT_OFF : 0);
}

void civ_front_put_surveys(struct civ_front *front)
{
	const char *of[] = {latest(front, ""), latest(front, "vote")};

	if (*of[0] != '\0')
		put_answers(front, of[0]);
	if (*of[1] != '\0')
		put_vote(front, of[1]);
	/* Whom the campaign fails to ask is for those who can mend it. */
	for (size_t i = 0; i < 2 && !front->is_public; i++)
		if (*of[i] != '\0')
			put_cut_off(front, of[i]);
}

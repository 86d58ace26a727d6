/* Citizens' voice: what surveys and votes say, what is suggested most, what comes of it, and who is left in the
 * panels. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/say.h"
#include "civplan/text.h"
#include "lib/page/front-surveys.h"

enum { MOST_TOPICS = 5, MOST_PANELS = 3 };

extern const struct civ_report civ_report_suggestion_report, civ_report_panel_report;

static const struct civ_report_value by_category[] = {{"by", "category"}}, by_unit[] = {{"by", "unit"}};
static const struct civ_report_request topic_request = {.report = &civ_report_suggestion_report,
                                                        .values = by_category,
                                                        .count = 1},
				       unit_request = {.report = &civ_report_suggestion_report,
                                                       .values = by_unit,
                                                       .count = 1},
				       panel_request = {.report = &civ_report_panel_report};
static const struct civ_front_report topics = {.request = &topic_request, .title = CIV_WORD("Suggestions by topic")},
				     units = {.request = &unit_request, .title = CIV_WORD("Suggestions by unit")},
				     panels = {.request = &panel_request, .title = CIV_WORD("Panels")};

/* ---- the rows ---- */

/* The row of all together; rows->count when there is none. */
static size_t all_of(const struct civ_rows *rows, const char *group)
{
	size_t i = 0;

	while (i < rows->count && strcmp(civ_rows_cell(rows, i, group), "*") != 0)
		i++;
	return i;
}

/* It has a name: a topic that is known, a unit that looks at it. */
static bool is_one(const struct civ_rows *rows, size_t row, const char *group)
{
	const char *key = civ_rows_cell(rows, row, group);

	return *key != '\0' && strcmp(key, "*") != 0;
}

/* The rows of topics with valid suggestions, those with the most first; how many there are in all. */
static size_t find_topics(const struct civ_rows *rows, size_t found[MOST_TOPICS])
{
	size_t n = 0;

	for (size_t i = 0; i < rows->count; i++) {
		double valid = civ_rows_number(rows, i, "n_valid");
		size_t at = n < MOST_TOPICS ? n : MOST_TOPICS;

		if (!is_one(rows, i, "category") || !(valid > 0))
			continue;
		n++;
		for (; at > 0 && valid > civ_rows_number(rows, found[at - 1], "n_valid"); at--)
			if (at < MOST_TOPICS)
				found[at] = found[at - 1];
		if (at < MOST_TOPICS)
			found[at] = i;
	}
	return n;
}

static const char *topic_name(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	return civ_front_name(front, civ_front_ask(front, "SELECT name FROM category WHERE code = :arg",
	                                           civ_rows_cell(rows, row, "category")));
}

static const char *count_of(struct civ_front *front, const struct civ_rows *rows, size_t row, const char *column)
{
	return civ_front_figure(front, civ_rows_cell(rows, row, column), 0);
}

static unsigned long long number_of(const struct civ_rows *rows, size_t row, const char *column)
{
	double number = civ_rows_number(rows, row, column);

	return number > 0 ? (unsigned long long)number : 0;
}

/* The share adopted, in colour where it is under the goal. */
static const char *rate_of(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	const char *rate = civ_front_measured(front, civ_rows_cell(rows, row, "adoption_rate"), "%");

	return civ_text_has_word(civ_rows_cell(rows, row, "flags"), "low") ? civ_front_toned(front, CIV_TONE_BAD, rate)
	                                                                   : rate;
}

/* A setting of the plan, a number as it is printed. */
static const char *setting_of(struct civ_front *front, const char *sql)
{
	const char *text = civ_front_ask(front, sql, "");
	struct civ_buf number = {0};
	double value;

	if (!civ_real_parse(text, strlen(text), &value))
		return text;
	civ_buf_addf(&number, "%.15g", value);
	return civ_front_keep(front, &number);
}

static const char *goal_of(struct civ_front *front)
{
	return civ_front_bound(front, setting_of(front, "SELECT p.adoption_goal FROM plan p WHERE :arg = ''"), "%");
}

/* ---- what is found ---- */

/* Shorter in Chinese than the name of the subject. */
static void head(struct civ_front *front, struct civ_buf *text)
{
	civ_buf_adds(text, civ_records_say(front->page->records, CIV_WORD("section|Citizens' voice")));
}

static void find_suggestions(struct civ_front *front, struct civ_buf *text)
{
	const struct civ_rows *rows;
	size_t all, found[MOST_TOPICS];

	/* Of nothing the report has a row of all together. */
	if (*civ_front_ask(front, "SELECT s.id FROM suggestion s WHERE s.valid = 1 AND :arg = '' LIMIT 1", "") == '\0')
		return;
	rows = civ_front_rows(front, &topics);
	all = all_of(rows, "category");
	if (all == rows->count || number_of(rows, all, "n_valid") == 0)
		return;
	civ_buf_addf(text,
	             civ_say_count("%s valid suggestion was made", "%s valid suggestions were made",
	                           number_of(rows, all, "n_valid")),
	             count_of(front, rows, all, "n_valid"));
	if (find_topics(rows, found) > 0)
		civ_buf_addf(text, civ_say(CIV_WORD(", about %s more than anything else")),
		             topic_name(front, rows, found[0]));
	if (number_of(rows, all, "n_decided") > 0)
		civ_buf_addf(text, civ_say(CIV_WORD("; of those decided %s are adopted")), rate_of(front, rows, all));
	civ_buf_adds(text, civ_say_is_chinese() ? "。" : ".");
}

static void finding(struct civ_front *front, struct civ_buf *text)
{
	find_suggestions(front, text);
	civ_front_find_surveys(front, text);
}

/* ---- topics ---- */

static void put_topics(struct civ_front *front, const struct civ_rows *rows)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("Topic"), CIV_FRONT_NAME},
	                                                  {"", CIV_FRONT_CHART},
	                                                  {CIV_WORD("times named"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	const struct civ_front_table table = {
		.caption = civ_say(CIV_WORD("What is said most")), .columns = columns, .stacked = true, .block = true};
	size_t found[MOST_TOPICS], n = find_topics(rows, found);

	if (n == 0)
		return;
	civ_front_table_open(front, &table);
	for (size_t i = 0; i < n && i < MOST_TOPICS; i++)
		civ_front_table_row(front, &table,
		                    &(struct civ_front_row){
					    .name = topic_name(front, rows, found[i]),
					    .cells = {civ_front_bar(front,
		                                                    civ_rows_number(rows, found[i], "n_valid") /
		                                                            civ_rows_number(rows, found[0], "n_valid"),
		                                                    "", false),
		                                      count_of(front, rows, found[i], "n_valid")},
				    });
	civ_front_table_close(front);
	civ_front_rest(front, n > MOST_TOPICS ? n - MOST_TOPICS : 0);
}

/* ---- what comes of it ---- */

static void put_adoption(struct civ_front *front, const struct civ_rows *rows, size_t all)
{
	struct civ_buf text = {0};

	if (number_of(rows, all, "n_decided") == 0)
		return;
	civ_buf_addf(&text,
	             civ_say_count("%s is decided, %s adopted", "%s are decided, %s adopted",
	                           number_of(rows, all, "n_decided")),
	             count_of(front, rows, all, "n_decided"), count_of(front, rows, all, "n_adopted"));
	if (number_of(rows, all, "n_partly") > 0)
		civ_buf_addf(&text, civ_say(CIV_WORD(", %s in part")), count_of(front, rows, all, "n_partly"));
	civ_buf_addf(&text, civ_say(CIV_WORD(": %s, the goal is %s.")), rate_of(front, rows, all), goal_of(front));
	civ_front_paragraph(front, civ_front_keep(front, &text));
}

/* The unit with the most that wait; rows->count when none waits. */
static size_t slowest_of(const struct civ_rows *rows)
{
	size_t slowest = rows->count;

	for (size_t i = 0; i < rows->count; i++)
		if (is_one(rows, i, "unit") && number_of(rows, i, "n_unanswered") > 0 &&
		    (slowest == rows->count ||
		     number_of(rows, i, "n_unanswered") > number_of(rows, slowest, "n_unanswered")))
			slowest = i;
	return slowest;
}

/* With whom most of the WAITING lie, or all of them. */
static void put_slowest(struct civ_front *front, const struct civ_rows *rows, size_t slowest,
                        unsigned long long waiting, struct civ_buf *text)
{
	const char *unit = civ_front_name(front, civ_front_unit(front, civ_rows_cell(rows, slowest, "unit")));
	unsigned long long n = number_of(rows, slowest, "n_unanswered");

	if (n == waiting)
		civ_buf_addf(text, civ_say_count("; it lies with %s", "; all of these lie with %s", n), unit);
	else
		civ_buf_addf(text, civ_say_count("; %s of these lies with %s", "; %s of these lie with %s", n),
		             count_of(front, rows, slowest, "n_unanswered"), unit);
}

static void put_unanswered(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &units);
	size_t all = all_of(rows, "unit"), slowest = slowest_of(rows);
	const char *days = setting_of(front, "SELECT p.answer_days FROM plan p WHERE :arg = ''");
	struct civ_buf text = {0};

	if (all == rows->count || number_of(rows, all, "n_unanswered") == 0)
		return;
	civ_buf_addf(&text,
	             civ_say_count("%s was decided more than %s days ago and is not answered",
	                           "%s were decided more than %s days ago and are not answered",
	                           number_of(rows, all, "n_unanswered")),
	             civ_front_toned(front, CIV_TONE_BAD, count_of(front, rows, all, "n_unanswered")),
	             civ_front_figure(front, days, 0));
	if (slowest < rows->count)
		put_slowest(front, rows, slowest, number_of(rows, all, "n_unanswered"), &text);
	civ_buf_adds(&text, civ_say_is_chinese() ? "。" : ".");
	civ_front_paragraph(front, civ_front_keep(front, &text));
}

static bool has_flag(const struct civ_rows *rows, size_t row, const char *flag)
{
	return civ_text_has_word(civ_rows_cell(rows, row, "flags"), flag);
}

/* A panel withers because half of its members are gone, or because it holds no sessions. */
static bool is_halved(const struct civ_rows *rows, size_t row)
{
	return 2 * number_of(rows, row, "members") <= number_of(rows, row, "members_before") &&
	       number_of(rows, row, "members_before") > 0;
}

static void put_seats(struct civ_front *front, const struct civ_rows *rows, size_t row, struct civ_buf *text)
{
	int64_t members = (int64_t)number_of(rows, row, "members"), seats = (int64_t)number_of(rows, row, "seats");

	if (has_flag(rows, row, "empty_seats"))
		civ_buf_addf(text,
		             civ_say_count("; %s of %s seats is empty", "; %s of %s seats are empty",
		                           (unsigned long long)(seats - members)),
		             civ_front_toned(front, CIV_TONE_BAD, civ_front_count(front, seats - members)),
		             civ_front_count(front, seats));
	if (has_flag(rows, row, "over_seats"))
		civ_buf_addf(text, civ_say(CIV_WORD("; %s more than its seats")),
		             civ_front_toned(front, CIV_TONE_BAD, civ_front_count(front, members - seats)));
}

/* How long ago the last session was, where the panel withers for that. */
static void put_idle(struct civ_front *front, const struct civ_rows *rows, size_t row, struct civ_buf *text)
{
	const char *last = civ_rows_cell(rows, row, "last_session");
	int32_t day;

	if (!has_flag(rows, row, "withering") || is_halved(rows, row))
		return;
	if (!civ_date_parse(last, strlen(last), &day)) {
		civ_buf_addf(text, "%s%s", civ_say_is_chinese() ? "，" : "; ",
		             civ_front_toned(front, CIV_TONE_BAD, civ_say(CIV_WORD("it never held one"))));
		return;
	}
	civ_buf_addf(text,
	             civ_say_count("; the last one was %s day ago", "; the last one was %s days ago",
	                           (unsigned long long)(front->page->asof - day)),
	             civ_front_toned(front, CIV_TONE_BAD, civ_front_count(front, front->page->asof - day)));
}

static void put_panel(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	bool withers = has_flag(rows, row, "withering") && is_halved(rows, row);
	const char *members = count_of(front, rows, row, "members");
	struct civ_buf text = {0};

	civ_buf_addf(&text,
	             civ_say_count("%s: %s member, a year ago %s", "%s: %s members, a year ago %s",
	                           number_of(rows, row, "members")),
	             civ_front_name(front, civ_rows_cell(rows, row, "name")),
	             withers ? civ_front_toned(front, CIV_TONE_BAD, members) : members,
	             count_of(front, rows, row, "members_before"));
	put_seats(front, rows, row, &text);
	civ_buf_addf(&text,
	             civ_say_count("; %s session, of these patrols: %s", "; %s sessions, of these patrols: %s",
	                           number_of(rows, row, "sessions")),
	             count_of(front, rows, row, "sessions"), count_of(front, rows, row, "patrols"));
	put_idle(front, rows, row, &text);
	civ_buf_adds(&text, civ_say_is_chinese() ? "。" : ".");
	civ_front_paragraph(front, civ_front_keep(front, &text));
}

static void put_panels(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &panels);

	for (size_t i = 0; i < rows->count && i < MOST_PANELS; i++)
		put_panel(front, rows, i);
	if (rows->count > MOST_PANELS)
		civ_front_rest_of(front,
		                  civ_say_count("%s more panel is not shown.", "%s more panels are not shown.",
		                                rows->count - MOST_PANELS),
		                  rows->count - MOST_PANELS);
}

/* Who is slow to answer, and who has left, is for the campaign alone. */
static void put(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &topics);

	civ_front_put_surveys(front);
	put_topics(front, rows);
	put_adoption(front, rows, all_of(rows, "category"));
	if (front->is_public)
		return;
	put_unanswered(front);
	put_panels(front);
}

static const struct civ_front_source source = {
	.what = CIV_WORD("What citizens say"),
	.how = CIV_WORD("Valid suggestions. Adopted in percent of those decided; one that was adopted in part counts "
                        "the plan's share. Unanswered: decided, and who made it is not told in time. Of the "
                        "latest survey the share of the answers that count, with 1.96 standard errors; a change "
                        "beyond 1.96 of its own is more than chance. In the latest vote each age has the weight of "
                        "its people."),
	.report = CIV_WORD("Suggestions, panels, surveys"),
	.command = "suggestion-report --by=category; suggestion-report --by=unit; panel-report; "
		   "survey-tally --survey=CODE --against=BEFORE; survey-tally --survey=CODE --margins=age; "
		   "survey-coverage --survey=CODE",
};

const struct civ_front_section civ_front_section_voice = {
	.place = 110,
	.id = "voice",
	.head = head,
	.source = &source,
	.finding = finding,
	.put = put,
};

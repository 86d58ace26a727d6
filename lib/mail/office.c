/* The office's mail. */
#include <string.h>

#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/mail/mailing.h"
#include "lib/noun/issue.h"

struct office {
	struct civ_mailing mailing;
	struct civ_mail_figures figures;
	struct civ_mail_holders holders;
	int64_t closed, closed_late; /* since the earlier day */
	size_t also;                 /* lines */
};

/* ---- what there is to say ---- */

static enum civ_status count_closed(struct office *office)
{
	static const char sql[] = "SELECT count(*), count(CASE WHEN " CIV_TOO_LATE(
		"i", "rectified_at") " THEN 1 END)"
				     " FROM issue i"
				     " WHERE i.closed_at >= :begin AND i.closed_at < :end";
	struct civ_records *records = office->mailing.records;
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_then(records, civ_noun_find("issue"), sql, &row);

	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":begin", office->mailing.begin);
	if (civ_store_next(store, row, &status)) {
		office->closed = sqlite3_column_int64(row, 0);
		office->closed_late = sqlite3_column_int64(row, 1);
		sqlite3_reset(row);
	}
	return status;
}

static size_t count_lines(const char *text)
{
	size_t lines = 0;

	for (; text != NULL && *text != '\0'; text++)
		lines += *text == '\n' || text[1] == '\0';
	return lines;
}

static enum civ_status find(struct office *office)
{
	enum civ_status status = civ_mail_figures_find(&office->mailing, &office->figures);

	if (status == CIV_OK)
		status = civ_mail_holders_find(&office->mailing, &office->holders);
	office->also = count_lines(office->mailing.options->also);
	return status == CIV_OK ? count_closed(office) : status;
}

static bool is_changed(const struct office *office)
{
	return office->figures.changed > 0 || office->closed > 0 || office->holders.newly > 0 ||
	       civ_mail_decisions_new(&office->mailing) > 0;
}

/* How many of the figures, the first ones, are told: those that changed, and where it is asked for those that stand. */
static size_t told(const struct office *office)
{
	bool standing = office->mailing.options->standing || (office->figures.changed == 0 && is_changed(office));
	size_t most = standing ? office->figures.standing : office->figures.changed;

	return most < CIV_MAIL_FIGURES ? most : CIV_MAIL_FIGURES;
}

/* ---- the subject ---- */

static void add_phrase(struct civ_mailing *mailing, struct civ_buf *phrases, const char *phrase)
{
	civ_buf_adds(phrases, phrases->len == 0 ? "" : civ_records_say(mailing->records, CIV_WORD("subject|, ")));
	civ_buf_adds(phrases, phrase);
}

static void put_subject(struct office *office, struct civ_buf *subject)
{
	struct civ_mailing *mailing = &office->mailing;
	struct civ_buf phrases = {0}, one = {0};
	size_t figures = told(office), decisions = civ_mail_decisions_new(mailing);

	for (size_t i = 0; i < figures; i++)
		add_phrase(mailing, &phrases, office->figures.list[i].subject);
	if (office->figures.changed == 0 && office->closed + office->holders.newly > 0) {
		civ_buf_addf(&one, civ_say(CIV_WORD("%s closed, %s newly late")),
		             civ_mail_number(mailing, office->closed), civ_mail_number(mailing, office->holders.newly));
		add_phrase(mailing, &phrases, civ_mail_take(mailing, &one));
	}
	if (decisions > 0 && figures < CIV_MAIL_FIGURES) {
		civ_buf_addf(&one, civ_say_count("%s new decision waits", "%s new decisions wait", decisions),
		             civ_mail_number(mailing, (int64_t)decisions));
		add_phrase(mailing, &phrases, civ_mail_take(mailing, &one));
	}
	if (phrases.len == 0) {
		civ_buf_addf(&one, civ_say_count("%s matter to see to", "%s matters to see to", office->also),
		             civ_mail_number(mailing, (int64_t)office->also));
		add_phrase(mailing, &phrases, civ_mail_take(mailing, &one));
	}
	civ_buf_addf(subject, civ_say(CIV_WORD("Campaign, %s: %s")), civ_mail_date(mailing, mailing->asof),
	             civ_mail_take(mailing, &phrases));
}

/* ---- the text ---- */

static enum civ_status put_head(struct office *office)
{
	struct civ_mailing *mailing = &office->mailing;
	const char *city = "";
	struct civ_buf title = {0};
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(mailing->records, "SELECT city FROM plan", &row);

	if (civ_store_next(civ_records_store(mailing->records), row, &status)) {
		city = civ_mail_line(mailing, civ_row_text(row, 0), CIV_MAIL_NAME);
		sqlite3_reset(row);
	}
	if (*city == '\0')
		civ_buf_adds(&title, civ_say(CIV_WORD("Campaign for a civilised city: the day")));
	else
		civ_buf_addf(&title, civ_say(CIV_WORD("%s, campaign for a civilised city: the day")), city);
	civ_mail_put_title(mailing, civ_mail_take(mailing, &title));
	return status;
}

static void put_figures(struct office *office)
{
	struct civ_mailing *mailing = &office->mailing;
	size_t figures = told(office), name = 0, now = 0;

	if (figures == 0)
		return;
	for (size_t i = 0; i < figures; i++) {
		const struct civ_mail_figure *one = &office->figures.list[i];
		size_t name_width = civ_text_width(one->name, strlen(one->name)),
		       now_width = civ_text_width(one->now, strlen(one->now));

		name = name_width > name ? name_width : name;
		now = now_width > now ? now_width : now;
	}
	civ_mail_heading(mailing, office->figures.changed >= figures ? civ_say(CIV_WORD("Figures that changed"))
	                                                             : civ_say(CIV_WORD("The figures")));
	for (size_t i = 0; i < figures; i++) {
		const struct civ_mail_figure *one = &office->figures.list[i];
		struct civ_buf value = {0};

		civ_buf_adds(&value, one->now);
		if (*one->change != '\0')
			civ_buf_addf(&value, "%*s%s", (int)(now - civ_text_width(one->now, strlen(one->now))) + 2, "",
			             one->change);
		civ_mail_put_pair(mailing, 1, one->name, name, civ_mail_take(mailing, &value));
	}
}

static void put_moved(struct office *office)
{
	struct civ_mailing *mailing = &office->mailing;
	const char *closed = civ_mail_number(mailing, office->closed);
	struct civ_buf text = {0}, heading = {0};

	if (office->closed == 0 && office->holders.newly == 0)
		return;
	civ_buf_addf(&heading, civ_say(CIV_WORD("Since %s")), civ_mail_date(mailing, mailing->options->since));
	civ_mail_heading(mailing, civ_mail_take(mailing, &heading));
	if (office->closed_late > 0)
		civ_buf_addf(&text,
		             civ_say_count("%s issue was closed, %s of them late.",
		                           "%s issues were closed, %s of them late.",
		                           (unsigned long long)office->closed),
		             closed, civ_mail_number(mailing, office->closed_late));
	else if (office->closed > 0)
		civ_buf_addf(&text,
		             civ_say_count("%s issue was closed.", "%s issues were closed.",
		                           (unsigned long long)office->closed),
		             closed);
	if (office->closed > 0)
		civ_mail_put(mailing, 1, civ_mail_take(mailing, &text));
	civ_mail_put_newly(mailing, &office->holders);
}

/* The next milestone that is not met yet. */
static void put_countdown(struct civ_mailing *mailing)
{
	const struct civ_mail_milestone *next = NULL;
	struct civ_buf text = {0};
	int64_t days;

	for (size_t i = 0; i < mailing->now.milestone_count; i++) {
		const struct civ_mail_milestone *one = &mailing->now.milestones[i];

		if (one->due > mailing->asof && one->status != CIV_MILESTONE_MET &&
		    (next == NULL || one->due < next->due))
			next = one;
	}
	if (next == NULL)
		return;
	days = next->due - mailing->asof;
	civ_buf_addf(&text,
	             civ_say_count("%s day until the next milestone: %s (%s).",
	                           "%s days until the next milestone: %s (%s).", (unsigned long long)days),
	             civ_mail_number(mailing, days), civ_mail_line(mailing, next->title, CIV_MAIL_TITLE),
	             civ_mail_date(mailing, next->due));
	civ_buf_addc(mailing->text, '\n');
	civ_mail_put(mailing, 0, civ_mail_take(mailing, &text));
}

static void put_end(struct civ_mailing *mailing)
{
	civ_buf_addc(mailing->text, '\n');
	if (mailing->options->attached)
		civ_mail_put(mailing, 0,
		             civ_say(CIV_WORD(
				     "All figures and their sources are in the attached page, which opens in a browser"
				     " and prints.")));
	civ_mail_put(mailing, 0, civ_say(CIV_WORD("This mail goes out at night; when nothing changed it does not.")));
}

enum { MOST_TASKS = 5 };

static enum civ_status put_text(struct office *office)
{
	struct civ_mailing *mailing = &office->mailing;
	enum civ_status status = put_head(office);

	put_figures(office);
	if (told(office) > 0 || is_changed(office))
		civ_mail_put_decisions(mailing);
	civ_mail_put_also(mailing);
	if (status == CIV_OK && (told(office) > 0 || is_changed(office))) {
		status = civ_mail_put_holders(mailing, &office->holders);
		if (status == CIV_OK)
			status = civ_mail_put_tasks(mailing, NULL, MOST_TASKS);
		put_moved(office);
		civ_mail_put_due(mailing, &office->holders);
		put_countdown(mailing);
	}
	put_end(mailing);
	return status;
}

enum civ_status civ_mail_office(struct civ_records *records, const struct civ_mail_options *options,
                                struct civ_mail *mail)
{
	struct office office = {.also = 0};
	enum civ_status status = civ_mailing_open(records, options, true, &office.mailing);

	office.mailing.text = &mail->text;
	if (status == CIV_OK)
		status = find(&office);
	if (status == CIV_OK && (is_changed(&office) || office.also > 0 || told(&office) > 0)) {
		put_subject(&office, &mail->subject);
		status = put_text(&office);
	}
	if (status == CIV_OK && (office.mailing.failed || mail->subject.failed || mail->text.failed))
		status = civ_no_memory(civ_records_messages(records));
	civ_mailing_close(&office.mailing);
	return status;
}

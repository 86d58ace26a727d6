/* What waits to be decided, as the leaders' page has it. */
#include <string.h>

#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/mail/mailing.h"

/* How many issues, or who asks, may be another: then it is to be read again. */
static bool was_there(const struct civ_mail_day *then, const struct civ_page_decision *decision)
{
	for (size_t i = 0; i < then->decision_count; i++)
		if (strcmp(then->decisions[i].what, decision->what) == 0 &&
		    strcmp(then->decisions[i].who, decision->who) == 0)
			return true;
	return false;
}

size_t civ_mail_decisions_new(const struct civ_mailing *mailing)
{
	size_t count = 0;

	for (size_t i = 0; i < mailing->now.decision_count; i++)
		count += !was_there(&mailing->then, &mailing->now.decisions[i]);
	return count;
}

enum { LONGEST_LINE = 300 };

/* Who decides, who asks for it since when; who decides by himself is not asked. */
static const char *who_and_when(struct civ_mailing *mailing, const struct civ_page_decision *decision)
{
	const char *who = civ_mail_line(mailing, decision->who, LONGEST_LINE),
		   *asks = civ_mail_line(mailing, decision->asks, LONGEST_LINE),
		   *since = civ_mail_date(mailing, decision->since);
	int64_t days = mailing->asof - decision->since;
	bool asked = *asks != '\0' && strcmp(asks, who) != 0;
	unsigned long long n = days < 0 ? 0 : (unsigned long long)days;
	const char *number = civ_mail_number(mailing, days);
	struct civ_buf text = {0};

	if (days > 0 && asked)
		civ_buf_addf(&text,
		             civ_say_count("%s decides; asked by %s since %s, %s day ago.",
		                           "%s decides; asked by %s since %s, %s days ago.", n),
		             who, asks, since, number);
	else if (days > 0)
		civ_buf_addf(&text,
		             civ_say_count("%s decides; it has waited since %s, for %s day.",
		                           "%s decides; it has waited since %s, for %s days.", n),
		             who, since, number);
	else if (asked)
		civ_buf_addf(&text, civ_say(CIV_WORD("%s decides; asked by %s today.")), who, asks);
	else
		civ_buf_addf(&text, civ_say(CIV_WORD("%s decides; it is new today.")), who);
	return civ_mail_take(mailing, &text);
}

void civ_mail_put_decisions(struct civ_mailing *mailing)
{
	size_t count = mailing->now.decision_count, shown = count < CIV_PAGE_DECISIONS ? count : CIV_PAGE_DECISIONS;

	if (count == 0)
		return;
	civ_mail_heading(mailing, civ_say(CIV_WORD("For decision")));
	for (size_t i = 0; i < shown; i++) {
		const struct civ_page_decision *one = &mailing->now.decisions[i];
		struct civ_buf what = {0};

		civ_buf_addf(&what, "%zu. %s", i + 1, civ_mail_line(mailing, one->what, LONGEST_LINE));
		civ_mail_put(mailing, 1, civ_mail_take(mailing, &what));
		civ_buf_adds(mailing->text, "   ");
		civ_mail_put(mailing, 1, who_and_when(mailing, one));
		if (*one->why == '\0')
			continue;
		civ_buf_adds(mailing->text, "   ");
		civ_mail_put(mailing, 1, civ_mail_line(mailing, one->why, LONGEST_LINE));
	}
	if (count > shown)
		civ_mail_put_others(mailing, 1, (int64_t)(count - shown));
}

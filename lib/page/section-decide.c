/* What waits to be decided today: the sections say what of theirs does, here it is put in order. */

#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/front.h"

static void head(struct civ_front *front, struct civ_buf *text)
{
	if (front->decision_count == 0)
		civ_buf_adds(text, civ_say(CIV_WORD("Nothing to decide today")));
	else
		civ_buf_addf(text,
		             civ_say_count("%zu decision for today", "%zu decisions for today", front->decision_count),
		             front->decision_count);
}

static void finding(struct civ_front *front, struct civ_buf *text)
{
	int32_t oldest = front->page->asof;

	for (size_t i = 0; i < front->decision_count; i++)
		oldest = front->decisions[i].since < oldest ? front->decisions[i].since : oldest;
	if (front->decision_count == 0) {
		civ_buf_adds(text, civ_say(CIV_WORD("No request, dispute or late work waits for a decision.")));
		return;
	}
	civ_buf_addf(text,
	             civ_say_count("The oldest has waited %s day.", "The oldest has waited %s days.",
	                           (unsigned long long)(front->page->asof - oldest)),
	             civ_front_count(front, front->page->asof - oldest));
}

static const char *time_of(struct civ_front *front, const struct civ_front_decision *decision)
{
	struct civ_buf waited = {0};

	if (decision->since >= front->page->asof)
		return civ_say(CIV_WORD("since today"));
	civ_wording_waited(&waited, front->page->asof - decision->since);
	return civ_front_said(front, CIV_WORD("since %s, %s"), civ_front_day(front, decision->since),
	                      civ_front_toned(front, CIV_TONE_PLAIN, civ_front_keep(front, &waited)));
}

static void put_one(struct civ_front *front, const struct civ_front_decision *decision, size_t n)
{
	struct civ_buf *html = front->page->html;
	const char *time = time_of(front, decision), *decides = civ_say(CIV_WORD("Decides")),
		   *asks = civ_say(CIV_WORD("Asked by")), *since = civ_say(CIV_WORD("Time"));

	if (front->text) {
		civ_buf_addf(html,
		             civ_say_is_chinese() ? "%zu. %s。%s%s：%s。%s：%s。%s：%s。\n"
		                                  : "%zu. %s. %s %s: %s. %s: %s. %s: %s.\n",
		             n, decision->what, decision->why, decides, decision->who, asks, decision->asks, since,
		             time);
		return;
	}
	civ_buf_addf(html, "<li><h3>%s</h3><p class=\"why\">%s</p><dl><dt>%s</dt><dd><b>%s</b></dd>", decision->what,
	             decision->why, decides, decision->who);
	civ_buf_addf(html, "<dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd></dl></li>\n", asks, decision->asks, since,
	             time);
}

static void put(struct civ_front *front)
{
	size_t shown = front->decision_count < CIV_PAGE_DECISIONS ? front->decision_count : CIV_PAGE_DECISIONS;

	if (shown == 0)
		return;
	civ_front_decisions_sort(front);
	if (!front->text)
		civ_buf_adds(front->page->html, "<ol class=\"decide\">\n");
	for (size_t i = 0; i < shown; i++)
		put_one(front, &front->decisions[i], i + 1);
	if (!front->text)
		civ_buf_adds(front->page->html, "</ol>\n");
	civ_front_rest(front, front->decision_count - shown);
}

static const struct civ_front_source source = {
	.what = CIV_WORD("Decisions"),
	.how = CIV_WORD(
		"Requests for more time that are pending, issues returned by every unit, deferred issues to be "
		"looked at again, issues long late of which nobody was told, tasks that stand still, disputes over "
		"tasks, risks to be judged again, milestones and core figures not met."),
	.report = CIV_WORD("Pending matters"),
	.command = "extension-list --decision=pending; issue-list --stage=reported; issue-list --stage=deferred; "
		   "issue-overdue; stop-list --open; dispute-report; risk-report; milestone-report; "
		   "target-report --in-force; plan-status",
};

const struct civ_front_section civ_front_section_decide = {
	.place = 10,
	.id = "decide",
	.head = head,
	.source = &source,
	.internal = true,
	.open = true,
	.finding = finding,
	.put = put,
};

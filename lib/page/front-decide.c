/* What sections have to decide, and who does. */
#include <stdlib.h>
#include <string.h>

#include "civplan/say.h"
#include "lib/page/front.h"

void civ_front_decide(struct civ_front *front, const struct civ_front_decision *decision)
{
	if (!CIV_GROW(front->decisions, front->decision_count, front->decision_room))
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
	else
		front->decisions[front->decision_count++] = *decision;
}

/* What happens by itself on a day comes first, the nearest in front; then what the highest decide, then what has waited
 * longest. */
static int by_urgency(const void *left, const void *right)
{
	const struct civ_front_decision *a = left, *b = right;

	if (a->has_date != b->has_date)
		return a->has_date ? -1 : 1;
	if (a->has_date && a->date != b->date)
		return a->date < b->date ? -1 : 1;
	if (a->level != b->level)
		return a->level < b->level ? -1 : 1;
	if (a->since != b->since)
		return a->since < b->since ? -1 : 1;
	return strcmp(a->what, b->what);
}

void civ_front_decisions_sort(struct civ_front *front)
{
	if (front->decision_count > 1)
		qsort(front->decisions, front->decision_count, sizeof *front->decisions, by_urgency);
}

/* The first unit of a kind stands for the campaign: its leading group, its office. */
static const char unit_sql[] = "SELECT name"
			       " FROM unit"
			       " WHERE kind = :arg"
			       " ORDER BY id LIMIT 1";

/* Who leads that unit on the day. */
static const char leader_sql[] =
	"SELECT p.name"
	" FROM person p JOIN unit u ON u.id = p.unit_id"
	" WHERE u.id = (SELECT id FROM unit WHERE kind = :arg ORDER BY id LIMIT 1)"
	"  AND p.role = 'leader' AND ifnull(p.since, :asof) <= :asof AND ifnull(p.until, :asof) >= :asof"
	" ORDER BY p.id LIMIT 1";

const char *civ_front_campaign(struct civ_front *front, enum civ_front_level level)
{
	const char *unit = civ_front_ask(front, unit_sql, level == CIV_FRONT_LEADING ? "leading" : "office");

	return civ_front_name(front, *unit == '\0' ? civ_say(CIV_WORD("campaign office")) : unit);
}

const char *civ_front_decider(struct civ_front *front, enum civ_front_level level)
{
	const char *leader = civ_front_ask(front, leader_sql, level == CIV_FRONT_LEADING ? "leading" : "office");
	struct civ_buf text = {0};

	if (*leader == '\0')
		return civ_front_campaign(front, level);
	/* A Chinese office stands before the name, an English one behind it. */
	if (civ_say_is_chinese())
		civ_buf_addf(&text, "%s %s", civ_front_campaign(front, level), civ_front_name(front, leader));
	else
		civ_buf_addf(&text, "%s, %s", civ_front_name(front, leader), civ_front_campaign(front, level));
	return civ_front_keep(front, &text);
}

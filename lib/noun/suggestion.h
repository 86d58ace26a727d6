/* What statements must know of suggestions. They bind :asof, the day. */
#ifndef CIVPLAN_NOUN_SUGGESTION_H
#define CIVPLAN_NOUN_SUGGESTION_H

/* Suggestion S is one to be looked at, and it was. */
#define CIV_SUGGESTION_DECIDED(s) s ".valid = 1 AND " s ".decision <> 'pending'"
/* It was decided, and whoever made it has not been told for more than the plan's answer_days. Where the day of the
 * decision is not known, they count from the suggestion. */
#define CIV_SUGGESTION_UNANSWERED(s) \
	CIV_SUGGESTION_DECIDED(s) " AND " s ".answered_at IS NULL" \
	" AND date(ifnull(" s ".decided_at, " s ".reported_at)," \
	" '+' || (SELECT p.answer_days FROM plan p) || ' days') < :asof"
/* What its decision counts among adopted ones, 0 to 1: one that was adopted partly, the plan's partly_share. */
#define CIV_SUGGESTION_ADOPTED(s) \
	"CASE " s ".decision WHEN 'adopted' THEN 1.0 WHEN 'partly'" \
	" THEN (SELECT p.partly_share FROM plan p) / 100.0 ELSE 0.0 END"

#endif

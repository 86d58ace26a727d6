/* What statements must know of a stop. They bind :asof, the day. */
#ifndef CIVPLAN_NOUN_STOP_H
#define CIVPLAN_NOUN_STOP_H

/* Stop S had begun by the as-of day; and the days of such a one up to it, the first and the last one counted. One
 * without a last day goes on. */
#define CIV_STOP_BEGUN(s) s ".start <= :asof"
#define CIV_STOP_DAYS(s) \
	"(day_of(CASE WHEN " s ".\"end\" < :asof THEN " s ".\"end\" ELSE :asof END) - day_of(" s ".start) + 1)"

#endif

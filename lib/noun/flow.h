/* What statements must know of entries of money. A reversing entry has its amount below 0, so that sums over all
 * entries up to a day are what was so on that day. */
#ifndef CIVPLAN_NOUN_FLOW_H
#define CIVPLAN_NOUN_FLOW_H

#include "civplan/lists.h"

/* The kinds that need a source, and those that need a use, as a list behind IN. */
#define CIV_FLOW_SOURCE_KINDS "(''" CIV_FLOW_OF_SOURCE(CIV_FLOW_KIND_IN) ")"
#define CIV_FLOW_USE_KINDS "(''" CIV_FLOW_OF_USE(CIV_FLOW_KIND_IN) ")"
#define CIV_FLOW_KIND_IN(code, en, zh) ",'" code "'"

/* What entry W adds to each figure, in fen: arrived less withdrawn, spent less refunded, raised less cut. */
#define CIV_FLOW_SECURED(w) "CASE " w ".kind WHEN 'secured' THEN " w ".amount ELSE 0 END"
#define CIV_FLOW_ARRIVED(w) \
	"CASE " w ".kind WHEN 'arrived' THEN " w ".amount WHEN 'withdrawn' THEN -" w ".amount ELSE 0 END"
#define CIV_FLOW_ALLOTTED(w) "CASE " w ".kind WHEN 'allotted' THEN " w ".amount ELSE 0 END"
#define CIV_FLOW_COMMITTED(w) "CASE " w ".kind WHEN 'committed' THEN " w ".amount ELSE 0 END"
#define CIV_FLOW_SPENT(w) \
	"CASE " w ".kind WHEN 'spent' THEN " w ".amount WHEN 'refunded' THEN -" w ".amount ELSE 0 END"
#define CIV_FLOW_MOVED(w) \
	"CASE " w ".kind WHEN 'raised' THEN " w ".amount WHEN 'cut' THEN -" w ".amount ELSE 0 END"

/* Whether entry N was reversed by the end of the day before :end. */
#define CIV_FLOW_REVERSED(n) \
	"EXISTS (SELECT 1 FROM main.flow b WHERE b.reverses_id = " n ".id AND b.date < :end)"

#endif

/* What statements must know of a risk. */
#ifndef CIVPLAN_NOUN_RISK_H
#define CIVPLAN_NOUN_RISK_H

#include "civplan/lists.h"

/* Priority of a likelihood L and an impact I, 1 to 9; NULL where one is not known. */
#define CIV_RISK_PRIORITY(l, i) \
	"((CASE " l CIV_LIKELIHOODS(CIV_WORD_WHEN) " END) * (CASE " i CIV_IMPACTS(CIV_WORD_WHEN) " END))"
/* The least priority of a level above low, and the level of a priority P. */
#define CIV_RISK_HIGH 6
#define CIV_RISK_MEDIUM 3
#define CIV_RISK_LEVEL(p) \
	"CASE WHEN " p " >= " CIV_RISK_TEXT(CIV_RISK_HIGH) " THEN 'high'" \
	" WHEN " p " >= " CIV_RISK_TEXT(CIV_RISK_MEDIUM) " THEN 'medium' ELSE 'low' END"
#define CIV_RISK_TEXT(number) CIV_RISK_TEXT_OF(number)
#define CIV_RISK_TEXT_OF(number) #number
/* Days after which a risk of a level L is judged again. */
#define CIV_RISK_REVIEW_DAYS(l) "CASE " l " WHEN 'high' THEN 30 WHEN 'medium' THEN 90 ELSE 180 END"
/* Risk R is still to be reckoned with. */
#define CIV_RISK_KEPT(r) r ".status <> 'closed'"

#endif

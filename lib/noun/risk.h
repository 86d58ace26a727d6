/* What statements must know of a risk. */
#ifndef CIVPLAN_NOUN_RISK_H
#define CIVPLAN_NOUN_RISK_H

#include "civplan/lists.h"

/* Priority of a likelihood L and an impact I, 1 to 9; NULL where one is not known. */
#define CIV_RISK_PRIORITY(l, i) \
	"((CASE " l CIV_LIKELIHOODS(CIV_WORD_WHEN) " END) * (CASE " i CIV_IMPACTS(CIV_WORD_WHEN) " END))"
/* Risk R is still to be reckoned with. */
#define CIV_RISK_KEPT(r) r ".status <> 'closed'"

#endif

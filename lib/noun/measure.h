/* What SQL must know of measures. */
#ifndef CIVPLAN_NOUN_MEASURE_H
#define CIVPLAN_NOUN_MEASURE_H

#include "civplan/lists.h"

/* Of several figures of one day the one whose method M has the highest rank counts. */
#define CIV_METHOD_RANK(m) "CASE " m CIV_METHODS(CIV_WORD_WHEN) " END"

#endif

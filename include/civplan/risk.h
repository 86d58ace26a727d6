/* What rows of the risk report say, for programs and pages that make something else of them. */
#ifndef CIVPLAN_RISK_H
#define CIVPLAN_RISK_H

#include "civplan/output.h"

/* Of a ROW of risk-report: it is not closed; it has happened, by its status or its signal; it is late to be judged
 * again. What is closed is neither of the two. */
bool civ_risk_is_kept(const struct civ_rows *rows, size_t row);
bool civ_risk_has_happened(const struct civ_rows *rows, size_t row);
bool civ_risk_is_late(const struct civ_rows *rows, size_t row);

/* How many of them there are; HIGH by their level. */
struct civ_risk_tally {
	int64_t kept, high, happened, late;
};

struct civ_risk_tally civ_risk_count(const struct civ_rows *rows);

#endif

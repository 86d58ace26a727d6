/* Rows of the risk report, read. */
#include <string.h>

#include "civplan/risk.h"

/* One that is closed has no rank. */
bool civ_risk_is_kept(const struct civ_rows *rows, size_t row)
{
	return civ_rows_cell(rows, row, "rank")[0] != '\0';
}

bool civ_risk_has_happened(const struct civ_rows *rows, size_t row)
{
	return civ_risk_is_kept(rows, row) && (strcmp(civ_rows_cell(rows, row, "status"), "realised") == 0 ||
	                                       strcmp(civ_rows_cell(rows, row, "signal"), "holds") == 0);
}

bool civ_risk_is_late(const struct civ_rows *rows, size_t row)
{
	return civ_text_has_word(civ_rows_cell(rows, row, "flags"), "review_late");
}

struct civ_risk_tally civ_risk_count(const struct civ_rows *rows)
{
	struct civ_risk_tally tally = {0};

	for (size_t i = 0; i < rows->count; i++) {
		if (!civ_risk_is_kept(rows, i))
			continue;
		tally.kept++;
		tally.high += strcmp(civ_rows_cell(rows, i, "level"), "high") == 0;
		tally.happened += civ_risk_has_happened(rows, i);
		tally.late += civ_risk_is_late(rows, i);
	}
	return tally;
}

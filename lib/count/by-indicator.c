/* Issues by the indicator that they are about. */
#include "lib/count/private.h"
#include "lib/noun/category.h"

static const char sql[] =
	"WITH RECURSIVE " CIV_CATEGORY_INDICATORS ","
	" counted AS (SELECT category_id, count(*) AS issues FROM issue WHERE " CIV_ISSUE_OWN("issue")
	" AND " CIV_ISSUE_REPORTED("issue")
	" GROUP BY category_id)"
	" SELECT ifnull((SELECT n.indicator FROM near n WHERE n.category = c.category_id AND n.indicator IS NOT NULL"
	" LIMIT 1), ''),"
	" sum(c.issues) FROM counted c GROUP BY 1 ORDER BY 1";

enum civ_status civ_issues_by_indicator(struct civ_records *records, const char *from, const char *to,
                                        enum civ_status (*found)(void *data, const char *indicator, int64_t issues),
                                        void *data)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_then(records, &civ_noun_issue, sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":from", from);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":to", to);
	while (civ_store_next(store, rows, &status))
		status = found(data, (const char *)sqlite3_column_text(rows, 0), sqlite3_column_int64(rows, 1));
	return status;
}

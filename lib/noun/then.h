/* How a column of a noun was at the end of a past day, told from the history of changes; for `then` of columns whose
 * changes carry no date of their own. Statements bind :end, the day after, as a date. */
#ifndef CIVPLAN_NOUN_THEN_H
#define CIVPLAN_NOUN_THEN_H

/* The value of COLUMN of row N of the table NOUN at the end of the day before :end, as text: what the first change
 * since then found there. A row that was entered later is told as it is now. */
#define CIV_THEN(noun, n, column) CIV_THEN_AS(noun, n, column, "c.old")
/* The same of a column whose value the history, which has it as lists print it, gives as OLD, SQL over c.old. */
#define CIV_THEN_AS(noun, n, column, old) \
	"CASE" \
	"  WHEN EXISTS (" \
	"   SELECT 1" \
	"   FROM change c JOIN run r ON r.id = c.run" \
	"   WHERE c.table_name = '" noun "' AND c.row_id = " n ".id AND c.column_name = '" column "' AND r.at >= :end" \
	"  ) AND (" \
	"   SELECT min(r.at)" \
	"   FROM run_range g JOIN run r ON r.id = g.run" \
	"   WHERE g.table_name = '" noun "' AND " n ".id BETWEEN g.first_id AND g.last_id" \
	"  ) < :end THEN (" \
	"   SELECT " old \
	"   FROM change c JOIN run r ON r.id = c.run" \
	"   WHERE c.table_name = '" noun "' AND c.row_id = " n ".id AND c.column_name = '" column "' AND r.at >= :end" \
	"   ORDER BY c.id LIMIT 1" \
	"  )" \
	"  ELSE " n "." column \
	" END"

/* The same of a column of numbers, and of whole ones. */
#define CIV_THEN_NUMBER(noun, n, column) "CAST(" CIV_THEN(noun, n, column) " AS REAL)"
#define CIV_THEN_INTEGER(noun, n, column) "CAST(" CIV_THEN(noun, n, column) " AS INTEGER)"

/* OLD of yuan, as fen; of yes and no. */
#define CIV_OLD_MONEY "CAST(round(CAST(c.old AS REAL) * 100) AS INTEGER)"
#define CIV_OLD_BOOL "CASE c.old WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END"

#endif

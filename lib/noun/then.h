/* How a column of a noun was at the end of a past day, told from the history of changes; for `then` of columns whose
 * changes carry no date of their own. Statements bind :end, the day after, as a date. */
#ifndef CIVPLAN_NOUN_THEN_H
#define CIVPLAN_NOUN_THEN_H

/* The value of COLUMN of row N of the table NOUN at the end of the day before :end, as text: what the first change
 * since then found there. A row that was entered later is told as it is now. */
#define CIV_THEN(noun, n, column) CIV_THEN_AS(noun, n, column, "c.old")
/* The same of a column whose value the history, which has it as lists print it, gives as OLD, SQL over c.old. */
#define CIV_THEN_AS(noun, n, column, old) CIV_THEN_OF(noun, n, column, old, n "." column)

/* The same of a reference to the noun REF, which the history keeps by its code; where no row has that code any more, it
 * is told as it is now. */
#define CIV_THEN_REF(noun, n, column, ref) \
	CIV_THEN_OF(noun, n, column, \
	            "CASE" \
	            " WHEN c.old IS NOT NULL" \
	            "  THEN ifnull((SELECT x.id FROM " ref " x WHERE x.code = c.old), " n "." column "_id)" \
	            " END", \
	            n "." column "_id")

/* FOUND is SQL of the change c, NOW of the row as it is. Functions of the history look for the change: a statement has
 * this for each column wherever it names the noun, and would take longer to prepare than to run. */
#define CIV_THEN_OF(noun, n, column, found, now) \
	"CASE" \
	"  WHEN changed_since(" CIV_THEN_WHERE(noun, n, column) ") = 1" \
	"   THEN (SELECT " found " FROM (SELECT value_before(" CIV_THEN_WHERE(noun, n, column) ") AS old) c)" \
	"  ELSE " now \
	" END"
#define CIV_THEN_WHERE(noun, n, column) "'" noun "', " n ".id, '" column "', :end"

/* A day of what happened counts by itself, whenever it was entered: the last one of those that COLUMN has had and that
 * lie before :end. */
#define CIV_THEN_DAY(noun, n, column) \
	"CASE" \
	"  WHEN " n "." column " < :end THEN " n "." column \
	"  ELSE (" \
	"   SELECT max(c.old)" \
	"   FROM change c" \
	"   WHERE c.table_name = '" noun "' AND c.row_id = " n ".id AND c.column_name = '" column "' AND c.old < :end" \
	"  )" \
	" END"

/* True where nobody knows what such a day was by the day ASOF: the row R, as it was then, has none in COLUMN, now it
 * has one behind that day, and the history does not tell that it had none before. */
#define CIV_THEN_DAY_UNKNOWN(noun, r, column, asof) \
	"(" r "." column " IS NULL" \
	" AND EXISTS (SELECT 1 FROM main." noun " x WHERE x.id = " r ".id AND x." column " > " asof ")" \
	" AND NOT EXISTS (SELECT 1" \
	"                 FROM change c" \
	"                 WHERE c.table_name = '" noun "' AND c.row_id = " r ".id" \
	"                  AND c.column_name = '" column "' AND c.old IS NULL))"

/* The same of a column of numbers, and of whole ones. */
#define CIV_THEN_NUMBER(noun, n, column) "CAST(" CIV_THEN(noun, n, column) " AS REAL)"
#define CIV_THEN_INTEGER(noun, n, column) "CAST(" CIV_THEN(noun, n, column) " AS INTEGER)"

/* OLD of yuan, as fen; of yes and no. */
#define CIV_OLD_MONEY "CAST(round(CAST(c.old AS REAL) * 100) AS INTEGER)"
#define CIV_OLD_BOOL "CASE c.old WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END"

#endif

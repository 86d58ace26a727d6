/* When an issue is due, to the minute: the end of its day unless a time of day is given. As SQL text "YYYY-MM-DD
 * HH:MM", which sorts. The minute itself is in time: late is what comes behind it. */
#ifndef CIVPLAN_LIMIT_H
#define CIVPLAN_LIMIT_H

/* Of the columns due and due_time, as they are called there. */
#define CIV_LIMIT_TEXT(due, time) due " || ' ' || ifnull(" time ", '23:59')"

/* The limit that counts, extended or not, of a row of issue or cycle named T; and of a row without a name. */
#define CIV_LIMIT_OF(t) \
	"ifnull(" CIV_LIMIT_TEXT(t ".extended_due", t ".extended_due_time") ", " CIV_LIMIT_TEXT(t ".due", t ".due_time") ")"
#define CIV_LIMIT_OF_ROW \
	"ifnull(" CIV_LIMIT_TEXT("\"extended_due\"", "\"extended_due_time\"") ", " CIV_LIMIT_TEXT("\"due\"", "\"due_time\"") ")"

/* The minute of a stored time, to be compared with a limit. */
#define CIV_MINUTE_OF(time) "substr(" time ", 1, 16)"

#endif

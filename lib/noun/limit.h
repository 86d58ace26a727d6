/* When an issue, or a past cycle, is due, to the minute: the columns that tell it, and what they come to. The end of
 * its day unless a time of day is given. As SQL text "YYYY-MM-DD HH:MM", which sorts. The minute itself is in time:
 * late is what comes behind it. */
#ifndef CIVPLAN_NOUN_LIMIT_H
#define CIVPLAN_NOUN_LIMIT_H

/* Of the columns due and due_time, as they are called there. */
#define CIV_LIMIT_TEXT(due, time) due " || ' ' || ifnull(" time ", '23:59')"

/* The limit that counts, extended or not, of a row of issue or cycle named T; and of a row without a name. */
#define CIV_LIMIT_OF(t) \
	"ifnull(" CIV_LIMIT_TEXT(t ".extended_due", t ".extended_due_time") ", " \
	CIV_LIMIT_TEXT(t ".due", t ".due_time") ")"
#define CIV_LIMIT_OF_ROW \
	"ifnull(" CIV_LIMIT_TEXT("\"extended_due\"", "\"extended_due_time\"") ", " \
	CIV_LIMIT_TEXT("\"due\"", "\"due_time\"") ")"

/* The minute of a stored time, to be compared with a limit. */
#define CIV_MINUTE_OF(time) "substr(" time ", 1, 16)"

/* What happened at the time in COLUMN of T came by the limit that counts: on time. NULL without one, or when it has not
 * happened. civ_life_of says the same of a life (lib/count/life.c). */
#define CIV_IN_TIME(t, column) CIV_MINUTE_OF(t "." column) " <= " CIV_LIMIT_OF(t)
#define CIV_TOO_LATE(t, column) CIV_MINUTE_OF(t "." column) " > " CIV_LIMIT_OF(t)

/* Days from the limit to the rectification of what is closed; on the day of the limit itself, but after its time, 1. */
#define CIV_DAYS_LATE_AT_END \
	"CASE WHEN \"closed_at\" IS NULL THEN NULL" \
	" WHEN substr(\"rectified_at\", 1, 16) <= " CIV_LIMIT_OF_ROW " THEN 0" \
	" ELSE max(1, CAST(julianday(substr(\"rectified_at\", 1, 10))" \
	" - julianday(ifnull(\"extended_due\", \"due\")) AS INTEGER)) END"

/* PAST is .then, as of a column; NULL: as it is. */
#define CIV_DUE_TIME_COLUMN(past) \
	{.name = "due_time", .type = CIV_CLOCK, .then = (past), .label = "Due time", .label_zh = "整改时限时刻", \
	 .help = "time of day until which it is in time on the day that it is due, its minute included;" \
	         " empty: the end of the day"}
#define CIV_EXTENDED_DUE_TIME_COLUMN(flag, past) \
	{.name = "extended_due_time", .type = CIV_CLOCK, .flags = (flag), .then = (past), \
	 .label = "Extended to the time", .label_zh = "延期后时限时刻", \
	 .help = "time of day on the day to which it was extended; empty: the end of the day"}
#define CIV_DAYS_LATE_AT_END_COLUMN \
	{.name = "days_late_at_end", .type = CIV_INT, .flags = CIV_STATE, .computed = CIV_DAYS_LATE_AT_END, \
	 .measure_unit = "days", .label = "Days late at the end", .label_zh = "办结时逾期天数", \
	 .help = "days from the due date that counts to the rectification, once it is closed:" \
	         " 0 in time, 1 when late on that very day; empty: open, or without due date"}

#endif

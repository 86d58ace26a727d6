/* The limit of an issue, or of a past cycle: the columns that tell it, and what they come to. */
#ifndef CIVPLAN_NOUN_LIMIT_H
#define CIVPLAN_NOUN_LIMIT_H

#include "civplan/limit.h"

/* Days from the limit to the rectification of what is closed; on the day of the limit itself, but after its time, 1. */
#define CIV_DAYS_LATE_AT_END \
	"CASE WHEN \"closed_at\" IS NULL THEN NULL WHEN substr(\"rectified_at\", 1, 16) <= " CIV_LIMIT_OF_ROW " THEN 0" \
	" ELSE max(1, CAST(julianday(substr(\"rectified_at\", 1, 10)) - julianday(ifnull(\"extended_due\", \"due\")) AS INTEGER)) END"

/* PAST is .then, as of a column; NULL: as it is. */
#define CIV_DUE_TIME_COLUMN(past) \
	{.name = "due_time", .type = CIV_CLOCK, .then = (past), .label = "Due time", .label_zh = "整改时限时刻", \
	 .help = "time of day until which it is in time on the day that it is due, its minute included; empty: the end of the day"}
#define CIV_EXTENDED_DUE_TIME_COLUMN(flag, past) \
	{.name = "extended_due_time", .type = CIV_CLOCK, .flags = (flag), .then = (past), .label = "Extended to the time", .label_zh = "延期后时限时刻", \
	 .help = "time of day on the day to which it was extended; empty: the end of the day"}
#define CIV_DAYS_LATE_AT_END_COLUMN \
	{.name = "days_late_at_end", .type = CIV_INT, .flags = CIV_STATE, .computed = CIV_DAYS_LATE_AT_END, .measure_unit = "days", \
	 .label = "Days late at the end", .label_zh = "办结时逾期天数", \
	 .help = "days from the due date that counts to the rectification, once it is closed: 0 in time, 1 when late on that very day; empty: open, or without due date"}

#endif

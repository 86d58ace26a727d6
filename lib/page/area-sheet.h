/* What the rows and the sentences of an area's page are both made of. */
#ifndef CIVPLAN_PAGE_AREA_SHEET_H
#define CIVPLAN_PAGE_AREA_SHEET_H

#include "civplan/area-sheet.h"

/* The parts of the page, in their order. */
enum civ_area_part {
	CIV_AREA_SELF,
	CIV_AREA_DUTY,
	CIV_AREA_FACILITIES,
	CIV_AREA_TASKS,
	CIV_AREA_PARTNERS,
	CIV_AREA_SATISFACTION,
	CIV_AREA_ISSUES,
	CIV_AREA_PARTS,
};

extern const struct civ_word civ_words_area_part[];

/* Columns of CIV_AREA_SELF, one row. */
enum { SELF_CODE, SELF_NAME, SELF_KIND, SELF_PARENT, SELF_POPULATION, SELF_ELDERLY, SELF_OLD };
/* Of CIV_AREA_DUTY, one row: names, empty where there is nobody. */
enum { DUTY_SPONSOR, DUTY_PAIR, DUTY_UNIT };
/* Of CIV_AREA_FACILITIES, a row a kind: how many are in use, their quantity, and how many are not. */
enum { FACILITY_KIND, FACILITY_IN_USE, FACILITY_QUANTITY, FACILITY_TO_COME, FACILITY_BROKEN };
/* Of CIV_AREA_TASKS, a row a task. */
enum { TASK_CODE, TASK_TITLE, TASK_STATUS, TASK_DUE, TASK_DAYS_LATE, TASK_UNIT };
/* Of CIV_AREA_PARTNERS, a row a partner. */
enum { PARTNER_CODE, PARTNER_NAME, PARTNER_STANCE };
/* Of CIV_AREA_SATISFACTION, a row an indicator that was asked of people there. */
enum { SATISFACTION_INDICATOR, SATISFACTION_NAME, SATISFACTION_VALUE, SATISFACTION_UNIT, SATISFACTION_DATE };
/* Of CIV_AREA_ISSUES, one row. */
enum { ISSUES_REPORTED, ISSUES_OPEN, ISSUES_LATE, ISSUES_CAME_BACK, ISSUES_RETURNED };

/* The rows of a part for the area AREA: what is there and in the areas below it. */
enum civ_status civ_area_part(struct civ_records *records, enum civ_area_part part, int64_t area, sqlite3_stmt **rows);
/* TAKE is called with each area that was chosen, in order of their codes. */
enum civ_status civ_area_each(struct civ_records *records, const struct civ_area_sheet_choice *choice,
                              enum civ_status (*take)(void *data, int64_t area), void *data);

#endif

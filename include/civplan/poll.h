/* Surveys: sheets as questionnaire sites export them, a row a respondent. */
#ifndef CIVPLAN_POLL_H
#define CIVPLAN_POLL_H

#include "civplan/record.h"

/* What civ_poll_log is to store. All is borrowed. */
struct civ_poll_log {
	struct civ_input *input;            /* wide rows */
	struct civ_rejects *rejects;        /* for bad rows; NULL: one of them refuses all */
	const struct civ_setting *settings; /* columns of respondent, "survey" among them, for rows that lack them */
	size_t setting_count;
	const struct civ_write_options *write;
};

/* Store the rows as respondents of one survey with their answers, COUNTS being of respondents. A heading is a dimension
 * of the survey's strata, a column of respondent, by name or as sites call it, a question by its code or text, however
 * it is numbered and spaced and whatever the site says in brackets of how it is answered, or a choice of one of several
 * answers, "Q3(A)" or "Which?:Park", whose columns are joined to one answer; one that is none of these is told once
 * and passed over. CIV_FLAGGED, told: a question has no column, and the rest is stored. Of a bad row, one with an
 * answer that cannot be given or a number that is there already, nothing is stored, as civ_write_rows has it, with
 * whose statuses this returns; CIV_USAGE too where no survey is named. */
enum civ_status civ_poll_log(struct civ_records *records, const struct civ_poll_log *asked,
                             struct civ_write_counts *counts);

#endif

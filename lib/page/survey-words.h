/* What the leaders' page calls a survey and what belongs to it, written; it is asked for by its codes. */
#ifndef CIVPLAN_PAGE_SURVEY_WORDS_H
#define CIVPLAN_PAGE_SURVEY_WORDS_H

#include "lib/page/front.h"

const char *civ_front_survey(struct civ_front *front, const char *survey);
/* The question as it is asked, and which answers count where it says so: How safe do you feel? Answers: 4 and 5 */
const char *civ_front_question(struct civ_front *front, const char *survey, const char *question);
/* Its topic, as it stands in the file; "" where none is stated. */
const char *civ_front_topic(struct civ_front *front, const char *survey, const char *question);
/* A choice: yes and no as the reader says it, any other as it stands. */
const char *civ_front_answer(struct civ_front *front, struct civ_span answer);
/* Its name, its code where it has none. */
const char *civ_front_stratum(struct civ_front *front, const char *survey, const char *dimension, const char *stratum);

#endif

/* What statements must know of who answered: the strata that they are in, and the day. */
#ifndef CIVPLAN_NOUN_RESPONDENT_H
#define CIVPLAN_NOUN_RESPONDENT_H

/* The table respondent_stratum has a row for each stratum that a respondent is in, one of each dimension at most. */

/* Of R, a row of respondent: "age:65+;sex:f", in the order of the strata. */
#define CIV_RESPONDENT_STRATA(r) \
	"(SELECT group_concat(listed.place, ';')" \
	" FROM (SELECT s.dimension || ':' || s.code AS place" \
	"  FROM respondent_stratum x" \
	"  JOIN stratum s ON s.id = x.stratum_id" \
	"  WHERE x.respondent_id = " r ".id" \
	"  ORDER BY s.id) listed)"

/* The day on which R, a row of respondent, answered: where nobody noted it, the first of the survey. */
#define CIV_RESPONDENT_DAY(r) \
	"ifnull(" r ".date, (SELECT asked.start FROM main.survey asked WHERE asked.id = " r ".survey_id))"

#endif

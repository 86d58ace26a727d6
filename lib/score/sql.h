/* Every statement of the scores, and what they have in common. */
#ifndef CIVPLAN_SCORE_SQL_H
#define CIVPLAN_SCORE_SQL_H

#include "civplan/store.h"
#include "lib/score/model.h"

enum civ_score_sql {
	CIV_SCORE_FLOOR,
	CIV_SCORE_STANDARD,
	CIV_SCORE_IN_FORCE,
	CIV_SCORE_INDICATORS,
	CIV_SCORE_ONE_AREA,
	CIV_SCORE_ALL_AREAS, /* measures; ?1 standard, ?2 as-of day, ?3 area (not of ALL), ?4 method or NULL */
	CIV_SCORE_TRAITS,    /* what indicators have in common, in the order of civ_balance_groups; ?1 standard */
	CIV_SCORE_PREVIOUS,
	CIV_SCORE_SOURCES, /* ?1 indicator, ?2 day, ?3 area or 0, ?4 method or NULL; ?5 standard */
	CIV_SCORE_SCALE,   /* ?1 indicator */
	CIV_SCORE_ALL_MEASURES,
	CIV_SCORE_BASE, /* ?1 indicator, ?2 area or 0 */
};

/* By the names above, ended by NULL. */
extern const char *const civ_score_statements[];

enum civ_status civ_score_bind_text(struct civ_store *store, sqlite3_stmt *statement, int parameter, const char *text);
enum civ_status civ_score_bind_id(struct civ_store *store, sqlite3_stmt *statement, int parameter, int64_t id);
/* NAN for NULL. */
double civ_score_real(sqlite3_stmt *row, int column);
/* A copy in the model's arena, "" for NULL; NULL when memory is out. */
const char *civ_score_text(struct civ_score_model *model, sqlite3_stmt *row, int column);

#endif

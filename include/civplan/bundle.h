/* Whole plans as folders of CSV files, one a noun: templates that ship with the toolkit, plan-export and
 * plan-init --from. */
#ifndef CIVPLAN_BUNDLE_H
#define CIVPLAN_BUNDLE_H

#include <stdbool.h>

#include "civplan/record.h"

/* Load every noun of the template PLAN into an empty database. With ZH a column X takes its values from X_zh where the
 * file has it. CIV_USAGE when there is no such template; the message names those there are. */
enum civ_status civ_bundle_template(struct civ_records *records, const char *plan, bool zh);

/* Load DIR/<noun>.csv for every noun that has a file there, ids and state columns included. References may point
 * from any file to any other. CIV_REFUSED when DIR holds no plan.csv, does not agree with its MANIFEST
 * (civplan/folder.h; not looked at with AS_IT_IS), or for anything wrong in a file, with its position. */
enum civ_status civ_bundle_load(struct civ_records *records, const char *dir, bool as_it_is);

/* Write DIR/<noun>.csv for every noun, and MANIFEST; DIR is made whole, and must not be there, or be empty
 * (CIV_REFUSED). Personal columns only with PERSONAL. The history is not part of it. */
enum civ_status civ_bundle_save(struct civ_records *records, const char *dir, bool personal);

#endif

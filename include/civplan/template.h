/* Plans that ship with the toolkit, embedded in the library at build time from lib/template. */
#ifndef CIVPLAN_TEMPLATE_H
#define CIVPLAN_TEMPLATE_H

#include <stddef.h>

/* One CSV file of a template: lib/template/<plan>/<noun>.csv. A column X may have a sibling X_zh, which
 * stands in for X when the plan is made in Chinese. */
struct civ_template_file {
	const char *plan;
	const char *noun;
	const unsigned char *data;
	size_t len;
};

/* All files, ended by one whose plan is NULL. */
extern const struct civ_template_file civ_template_files[];

#endif

/* Which release this is. */
#ifndef CIVPLAN_VERSION_H
#define CIVPLAN_VERSION_H

#define CIV_VERSION "0.1.0"
#define CIV_RELEASED "2026-11-23" /* date of the manual pages */

#endif

/* Patterns of values: extended regular expressions of POSIX. Floor: base. */
#ifndef CIVPLAN_DATA_REGEX_H
#define CIVPLAN_DATA_REGEX_H

#include "civplan/messages.h"
#include "civplan/text.h"

struct civ_regex;

/* CIV_REFUSED: TEXT is none; *WHY says what is wrong with it, to be said. Ended by civ_regex_close. */
enum civ_status civ_regex_open(const char *text, struct civ_messages *messages, struct civ_regex **regex,
                               const char **why);
void civ_regex_close(struct civ_regex *regex);
/* True if all of TEXT, which is valid UTF-8, matches. */
bool civ_regex_matches(const struct civ_regex *regex, struct civ_span text);

#endif

/* Patterns of values: extended regular expressions of POSIX, over characters in the order of their code points, the
 * same in every locale. Classes such as [:alpha:] hold ASCII characters alone. */
#ifndef CIVPLAN_DATA_REGEX_H
#define CIVPLAN_DATA_REGEX_H

#include "civplan/messages.h"
#include "civplan/text.h"

struct civ_regex;

/* TEXT is valid UTF-8. CIV_REFUSED: it is no pattern; *WHY says what is wrong with it, to be said. Ended by
 * civ_regex_close. */
enum civ_status civ_regex_open(const char *text, struct civ_messages *messages, struct civ_regex **regex,
                               const char **why);
void civ_regex_close(struct civ_regex *regex);
/* *MATCHES: all of TEXT, which is valid UTF-8, does. CIV_SYSTEM: memory is out; it is not told. */
enum civ_status civ_regex_match(const struct civ_regex *regex, struct civ_span text, bool *matches);

#endif

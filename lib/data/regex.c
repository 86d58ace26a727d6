#include "lib/data/regex.h"

#include <regex.h>
#include <stdlib.h>

#include "civplan/say.h"

struct civ_regex {
	regex_t compiled;
};

/* In our own words: the C library says it in a language that need not be the reader's. */
static const struct {
	int code;
	const char *why;
} faults[] = {
	{REG_EBRACK, CIV_WORD("a [ is not closed")},
	{REG_EPAREN, CIV_WORD("a ( or ) stands alone")},
	{REG_EBRACE, CIV_WORD("a { is not closed")},
	{REG_BADBR, CIV_WORD("between { and } stands no number of times")},
	{REG_BADRPT, CIV_WORD("nothing stands before *, + or ? to be repeated")},
	{REG_ERANGE, CIV_WORD("a range ends before it begins")},
	{REG_ECTYPE, CIV_WORD("there is no such class of characters")},
	{REG_EESCAPE, CIV_WORD("it ends with a \\")},
	{REG_ESUBREG, CIV_WORD("it refers to a part that there is not")},
};

static const char *fault_of(int code)
{
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
		if (faults[i].code == code)
			return faults[i].why;
	return CIV_WORD("it cannot be read");
}

enum civ_status civ_regex_open(const char *text, struct civ_messages *messages, struct civ_regex **regex,
                               const char **why)
{
	struct civ_regex *made = malloc(sizeof *made);
	int result = made == NULL ? REG_ESPACE : regcomp(&made->compiled, text, REG_EXTENDED);

	*regex = NULL;
	if (result == 0) {
		*regex = made;
		return CIV_OK;
	}
	free(made);
	if (result == REG_ESPACE)
		return civ_no_memory(messages);
	*why = fault_of(result);
	return CIV_REFUSED;
}

void civ_regex_close(struct civ_regex *regex)
{
	if (regex != NULL)
		regfree(&regex->compiled);
	free(regex);
}

/* Of all matches the first one is found, and of those the longest: if that is not the whole, none is. */
bool civ_regex_matches(const struct civ_regex *regex, struct civ_span text)
{
	regmatch_t at = {.rm_so = 0, .rm_eo = (regoff_t)text.len};

	return regexec(&regex->compiled, text.text, 1, &at, REG_STARTEND) == 0 && at.rm_so == 0 &&
	       at.rm_eo == (regoff_t)text.len;
}

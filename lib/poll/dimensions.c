#include "lib/poll/dimensions.h"

#include <string.h>

static bool is_text(struct civ_span span, const char *text)
{
	return civ_text_same(span, (struct civ_span){text, strlen(text)});
}

static const char *exactly(const struct civ_strata *strata, struct civ_span name)
{
	for (size_t i = 0; i < strata->count; i++)
		if (is_text(name, strata->list[i].dimension))
			return strata->list[i].dimension;
	return NULL;
}

const char *civ_dimension_named(const struct civ_strata *strata, struct civ_span name)
{
	const char *dimension = exactly(strata, name);

	return dimension != NULL && civ_strata_are_placed(strata, dimension) ? NULL : dimension;
}

static bool is_headed(const struct civ_header *header, const char *dimension)
{
	for (unsigned i = 0; i < header->count; i++)
		if (is_text(header->names[i], dimension))
			return true;
	return false;
}

const char *civ_dimension_alike(const struct civ_strata *strata, const struct civ_header *header, struct civ_span name)
{
	/* As questionnaire sites and offices call the same. */
	static const char *const words[][4] = {
		{"sex", "gender", "性别", NULL},
		{CIV_DIMENSION_AGE, "年龄段", "年龄组", NULL},
	};

	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		bool meant = false;

		for (size_t i = 0; words[w][i] != NULL; i++)
			meant = meant || is_text(name, words[w][i]);
		for (size_t i = 0; meant && words[w][i] != NULL; i++) {
			struct civ_span word = {words[w][i], strlen(words[w][i])};
			const char *dimension = exactly(strata, word);

			if (dimension != NULL)
				return is_headed(header, dimension) && !is_text(name, dimension) ? NULL : dimension;
		}
	}
	return NULL;
}

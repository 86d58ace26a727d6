/* The reader's language, from the environment. */
#include "lib/cli/cli.h"

#include <stdlib.h>
#include <string.h>

enum civ_language civ_language_of_user(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
		const char *value = getenv(variables[i]);

		if (value != NULL && *value != '\0')
			return strncmp(value, "zh", 2) == 0 ? CIV_LANGUAGE_ZH : CIV_LANGUAGE_EN;
	}
	return CIV_LANGUAGE_EN;
}

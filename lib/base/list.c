/* Lists as people write them. */
#include "civplan/text.h"

#include <string.h>

/* Bytes of the sign at the start of TEXT that parts a list, 0 when there is none. */
static size_t parting_at(const char *text, size_t len)
{
	static const char *const wide[] = {"、", "；", "，"};

	if (*text == ';' || *text == ',')
		return 1;
	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
		if (len >= strlen(wide[i]) && memcmp(text, wide[i], strlen(wide[i])) == 0)
			return strlen(wide[i]);
	return 0;
}

bool civ_list_next(struct civ_span *rest, struct civ_span *part)
{
	while (rest->len > 0) {
		size_t len = 0, sign = 0;

		while (len < rest->len && (sign = parting_at(rest->text + len, rest->len - len)) == 0)
			len++;
		*part = civ_text_trim((struct civ_span){rest->text, len});
		*rest = (struct civ_span){rest->text + len + sign, rest->len - len - sign};
		if (part->len > 0)
			return true;
	}
	return false;
}

/* --COLUMN~=PART, --COLUMN>=VALUE and their like, made --COLUMN=VALUE for getopt. */
#include <string.h>

#include "lib/cli/cli.h"

/* Longer ones first. */
static const struct {
	const char *text;
	enum civ_match match;
} operators[] = {
	{"~=", CIV_MATCH_HOLDS}, {"<=", CIV_MATCH_UP_TO}, {">=", CIV_MATCH_FROM},
	{"<", CIV_MATCH_BEFORE}, {">", CIV_MATCH_AFTER},
};

/* How the WORD compares, and where its operator stands, LEN bytes of it; IS for any other word. */
static enum civ_match match_of(const char *word, size_t *at, size_t *len)
{
	*at = strcspn(word, "=~<>");
	if (strncmp(word, "--", 2) != 0 || *at == 2)
		return CIV_MATCH_IS;
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		*len = strlen(operators[i].text);
		if (strncmp(word + *at, operators[i].text, *len) == 0)
			return operators[i].match;
	}
	return CIV_MATCH_IS;
}

static size_t count_matches(int argc, char *const *argv)
{
	size_t count = 0, at, len;

	for (int i = 1; i < argc; i++)
		count += match_of(argv[i], &at, &len) != CIV_MATCH_IS ? 1 : 0;
	return count;
}

static bool take(char **word, struct civ_arena *arena, struct civ_matches *matches)
{
	size_t at, len;
	enum civ_match match = match_of(*word, &at, &len);
	char *made = match == CIV_MATCH_IS ? NULL : civ_arena_alloc(arena, strlen(*word) + 2);

	if (match == CIV_MATCH_IS)
		return true;
	if (made == NULL)
		return false;
	memcpy(made, *word, at);
	made[at] = '=';
	memcpy(made + at + 1, *word + at + len, strlen(*word + at + len) + 1);
	matches->list[matches->count++] = (struct civ_matched){*word, made, made + at + 1, match};
	*word = made;
	return true;
}

bool civ_matches_take(int argc, char **argv, struct civ_arena *arena, struct civ_matches *matches)
{
	size_t count = count_matches(argc, argv);

	*matches = (struct civ_matches){.count = 0};
	if (count == 0)
		return true;
	matches->list = civ_arena_alloc(arena, count * sizeof *matches->list);
	if (matches->list == NULL)
		return false;
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (!take(&argv[i], arena, matches))
			return false;
	return true;
}

const char *civ_matches_typed(const struct civ_matches *matches, const char *text, enum civ_match *match)
{
	*match = CIV_MATCH_IS;
	for (size_t i = 0; i < matches->count; i++) {
		if (text == matches->list[i].made)
			return matches->list[i].typed;
		if (text == matches->list[i].value)
			*match = matches->list[i].match;
	}
	return text;
}

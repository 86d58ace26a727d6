/* The items of a CREATE TABLE. The text may be anybody's: whatever it holds, reading it ends with it. */
#include <ctype.h>
#include <string.h>

#include "lib/record/schema.h"

/* The end of the quoted name or text that starts at AT, one past its quote. */
static const char *pass_quoted(const char *at)
{
	char quote = *at == '[' ? ']' : *at;

	for (at++; *at != '\0'; at++)
		if (*at == quote) {
			if (quote == ']' || at[1] != quote)
				return at + 1;
			at++;
		}
	return at;
}

/* Past blanks and comments. */
static const char *pass_blanks(const char *at)
{
	for (;;) {
		const char *end;

		if (isspace((unsigned char)*at)) {
			at++;
		} else if (at[0] == '-' && at[1] == '-') {
			at += strcspn(at, "\n");
		} else if (at[0] == '/' && at[1] == '*') {
			end = strstr(at + 2, "*/");
			at = end == NULL ? at + strlen(at) : end + 2;
		} else {
			return at;
		}
	}
}

/* As SQLite reads names: each byte of a character beyond ASCII is of one. */
static bool is_of_name(char byte)
{
	return isalnum((unsigned char)byte) || byte == '_' || byte == '$' || (unsigned char)byte >= 0x80;
}

/* Past one word, quoted text or sign. */
static const char *pass_token(const char *at)
{
	if (*at == '\0')
		return at;
	if (strchr("\"'`[", *at) != NULL)
		return pass_quoted(at);
	if (!is_of_name(*at))
		return at + 1;
	while (is_of_name(*at))
		at++;
	return at;
}

static bool is_word(const char *at, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(pass_token(at) - at) == len && sqlite3_strnicmp(at, word, (int)len) == 0;
}

/* Past the parenthesis at AT and what it holds. */
static const char *pass_group(const char *at)
{
	size_t depth = 0;

	do {
		depth += *at == '(';
		depth -= *at == ')';
		at = pass_blanks(pass_token(at));
	} while (depth > 0 && *at != '\0');
	return at;
}

static struct civ_span name_at(const char *at)
{
	size_t len = (size_t)(pass_token(at) - at);

	return len >= 2 && strchr("\"'`[", *at) != NULL ? (struct civ_span){at + 1, len - 2}
	                                                : (struct civ_span){at, len};
}

static void name_part(struct civ_part *part)
{
	static const char *const rules[] = {"PRIMARY", "UNIQUE", "CHECK", "FOREIGN", NULL};
	const char *first = part->text.text;

	part->is_rule = is_word(first, "CONSTRAINT");
	part->name = name_at(part->is_rule ? pass_blanks(pass_token(first)) : first);
	for (size_t i = 0; rules[i] != NULL; i++)
		if (is_word(first, rules[i])) {
			part->is_rule = true;
			part->name = part->text;
		}
}

bool civ_part_next(const char *sql, const char **at, struct civ_part *part)
{
	const char *next = *at, *end;

	if (next == NULL) {
		for (next = pass_blanks(sql); *next != '\0' && *next != '('; next = pass_blanks(pass_token(next)))
			;
	}
	if (*next != '(' && *next != ',')
		return false;
	next = pass_blanks(next + 1);
	part->text = (struct civ_span){next, 0};
	while (*next != '\0' && *next != ',' && *next != ')') {
		end = *next == '(' ? NULL : pass_token(next);
		next = end == NULL ? pass_group(next) : pass_blanks(end);
		part->text.len = (size_t)(next - part->text.text);
	}
	*at = next;
	/* What stands between the last word and the comma is no part of it. */
	for (next = part->text.text, end = next; next < part->text.text + part->text.len; next = pass_blanks(end))
		end = pass_token(next);
	part->text.len = (size_t)(end - part->text.text);
	name_part(part);
	return true;
}

bool civ_part_find(const char *sql, bool is_rule, struct civ_span name, struct civ_part *part)
{
	const char *at = NULL;

	while (civ_part_next(sql, &at, part))
		if (part->is_rule == is_rule && part->name.len == name.len &&
		    sqlite3_strnicmp(part->name.text, name.text, (int)name.len) == 0)
			return true;
	return false;
}

bool civ_part_check(struct civ_span text, const char **at, struct civ_span *check)
{
	const char *end = text.text + text.len;
	const char *next = *at == NULL ? text.text : *at;

	while (next < end) {
		bool found = is_word(next, "CHECK");

		next = *next == '(' ? pass_group(next) : pass_blanks(pass_token(next));
		if (found && next < end && *next == '(') {
			check->text = next;
			*at = pass_group(next);
			/* The last of what it passed may be a blank. */
			check->len = (size_t)(*at - next);
			while (check->len > 0 && check->text[check->len - 1] != ')')
				check->len--;
			return true;
		}
	}
	return false;
}

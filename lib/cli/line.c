/* The command line as the history keeps it. */
#include <string.h>

#include "lib/cli/cli.h"

static bool is_plain(const char *word)
{
	if (*word == '\0')
		return false;
	for (; *word != '\0'; word++) {
		unsigned char c = (unsigned char)*word;
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;

		if (!letter && strchr("_@%+=:,./-", c) == NULL)
			return false;
	}
	return true;
}

/* A file name may hold any bytes; the database takes text only. */
static void add_valid(struct civ_buf *line, const char *text, size_t len)
{
	size_t bad;

	while (len > 0 && !civ_utf8_valid(text, len, &bad)) {
		civ_buf_add(line, text, bad);
		civ_buf_addc(line, '?');
		text += bad + 1;
		len -= bad + 1;
	}
	civ_buf_add(line, text, len);
}

static void add_word(struct civ_buf *line, const char *word)
{
	if (is_plain(word)) {
		add_valid(line, word, strlen(word));
		return;
	}
	civ_buf_addc(line, '\'');
	while (*word != '\0') {
		size_t len = strcspn(word, "'");

		add_valid(line, word, len);
		word += len;
		if (*word == '\'') {
			civ_buf_adds(line, "'\\''");
			word++;
		}
	}
	civ_buf_addc(line, '\'');
}

/* Where a hidden value starts in WORD: getopt's arguments point into the words themselves. */
static const char *hidden_part(const char *word, const char *const *hidden, size_t count)
{
	const char *end = word + strlen(word);

	for (size_t i = 0; i < count; i++)
		if (hidden[i] >= word && hidden[i] <= end)
			return hidden[i];
	return NULL;
}

const char *civ_line_make(int argc, char *const *argv, const char *const *hidden, size_t count, struct civ_arena *arena)
{
	struct civ_buf line = {0};
	const char *made = NULL;

	for (int i = 0; i < argc; i++) {
		const char *part = hidden_part(argv[i], hidden, count);
		const char *name = i > 0 || strrchr(argv[i], '/') == NULL ? argv[i] : strrchr(argv[i], '/') + 1;

		civ_buf_adds(&line, i == 0 ? "" : " ");
		if (part != NULL) {
			add_valid(&line, argv[i], (size_t)(part - argv[i]));
			civ_buf_adds(&line, "...");
		} else {
			add_word(&line, name);
		}
	}
	if (civ_buf_str(&line) != NULL)
		made = civ_arena_copy(arena, line.data, line.len);
	civ_buf_free(&line);
	return made;
}

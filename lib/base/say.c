/* Words in the reader's language, by gettext. */
#include "civplan/say.h"

#include <libintl.h>
#include <locale.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char domain[] = "civplan";

const char *civ_say(const char *text)
{
	/* The empty text is the catalogue's own header. */
	return text == NULL || *text == '\0' ? text : dgettext(domain, text);
}

const char *civ_say_count(const char *one, const char *many, unsigned long long n)
{
	return dngettext(domain, one, many, n == 1 ? 1 : 2);
}

bool civ_say_is_chinese(void)
{
	/* The catalogue names its own language. */
	return strcmp(civ_say(CIV_WORD("language code: en")), "language code: zh") == 0;
}

void civ_say_open(bool chinese, const char *folder)
{
	const char *locale = setlocale(LC_MESSAGES, "");

	/* A system without Chinese locales speaks Chinese all the same: gettext goes by LANGUAGE in any locale but C.
	 */
	if (chinese && (locale == NULL || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0))
		(void)setlocale(LC_MESSAGES, "C.UTF-8");
	if (chinese)
		(void)setenv("LANGUAGE", "zh_CN", 1);
	if (folder != NULL)
		(void)bindtextdomain(domain, folder);
	(void)bind_textdomain_codeset(domain, "UTF-8");
}

void civ_say_in(bool chinese)
{
	/* gettext looks at LANGUAGE anew after the locale changed, which it does not when it is the same again, and not
	 * at all in the locale C. */
	(void)setenv("LANGUAGE", chinese ? "zh_CN" : "en", 1);
	(void)setlocale(LC_MESSAGES, "C");
	(void)setlocale(LC_MESSAGES, "C.UTF-8");
}

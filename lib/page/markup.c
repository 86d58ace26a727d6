/* HTML in words. */
#include "lib/page/markup.h"

#include <string.h>

void civ_html_text(struct civ_buf *html, const char *text)
{
	for (; *text != '\0'; text++) {
		static const char special[] = "&<>\"'";
		static const char *const written[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
		const char *at = strchr(special, *text);

		if (at == NULL)
			civ_buf_addc(html, *text);
		else
			civ_buf_adds(html, written[at - special]);
	}
}

const char *civ_tone_class(enum civ_tone tone)
{
	static const char *const classes[] = {"plain", "good", "warn", "bad"};

	return classes[tone];
}

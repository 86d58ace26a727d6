/* What is said of a value that is refused. */
#include "civplan/say.h"
#include "lib/record/private.h"

enum { SHOWN = 60 }; /* bytes of a bad value that its message shows */

enum civ_status civ_value_error(const struct civ_column *column, struct civ_span text,
                                const struct civ_reading *reading, const char *why)
{
	bool option = civ_position_is_option(reading->at);
	size_t shown = text.len;

	if (shown > SHOWN) {
		shown = SHOWN;
		while (shown > 0 && ((unsigned char)text.text[shown] & 0xC0) == 0x80)
			shown--;
	}
	return civ_error(reading->messages, CIV_REFUSED, reading->at, "%s%s'%.*s%s' %s", option ? "" : column->name,
	                 option ? "" : ": ", (int)shown, text.text, shown < text.len ? "..." : "", civ_say(why));
}

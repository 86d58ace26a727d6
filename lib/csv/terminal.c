/* How wide the terminal is. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "civplan/decimal.h"
#include "lib/csv/format.h"

enum { USUAL_WIDTH = 80, MOST_WIDTH = 100000 };

size_t civ_terminal_width(void)
{
	const char *said = getenv("COLUMNS");
	struct winsize size;
	int64_t columns;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	if (said != NULL && civ_int_parse(said, strlen(said), &columns) && columns > 0 && columns < MOST_WIDTH)
		return (size_t)columns;
	return USUAL_WIDTH;
}

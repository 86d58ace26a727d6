/* What statements may ask of tasks. */
#include <string.h>

#include "lib/progress/work.h"

static void completion(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *status = (const char *)sqlite3_value_text(values[0]);

	(void)count;
	sqlite3_result_double(context, civ_task_completion(status != NULL && strcmp(status, "done") == 0,
	                                                   sqlite3_value_double(values[1]),
	                                                   sqlite3_value_double(values[2])));
}

static const struct civ_function list[] = {
	{"task_completion", 3, false, completion}, /* of its status, reached and quantity (NULL: none): 0 to 1 */
	{.name = NULL},
};

const struct civ_functions civ_task_functions = {.list = list};

/* For the programs that every noun has. Each is one source, which a file made at build time includes once for a noun,
 * with CIV_NOUN civ_noun_task and CIV_COMMAND civ_command_task_add. */
#ifndef CIVPLAN_GENERIC_H
#define CIVPLAN_GENERIC_H

#include "civplan/command.h"

#define CIV_TEXT_OF(macro) CIV_TEXT_AS_IS(macro)
#define CIV_TEXT_AS_IS(text) #text
/* "task-add": what stands behind "civ_noun_". */
#define CIV_GENERIC_NAME(ending) (&(CIV_TEXT_OF(CIV_NOUN) ending)[sizeof "civ_noun_" - 1])

#endif

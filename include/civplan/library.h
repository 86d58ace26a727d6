/* Libraries that only some runs want: loaded when they are used, so that no other program pays for them.
 *
 * The functions are named once, by a macro that takes another: CALLS(X) is X(open_it) X(close_it). With the library's
 * header it gives the members, each of the type that the header says, and the table of names:
 *
 *     struct calls { CALLS(CIV_LIBRARY_MEMBER) };
 *     static const char *const names[] = {CALLS(CIV_LIBRARY_NAME) NULL};
 */
#ifndef CIVPLAN_LIBRARY_H
#define CIVPLAN_LIBRARY_H

#include "civplan/messages.h"

#define CIV_LIBRARY_MEMBER(function) __typeof__(&(function)) function;
#define CIV_LIBRARY_NAME(function) #function,

struct civ_library {
	const char *file;         /* the name that the loader knows it by, with the version of its interface */
	const char *package;      /* of Debian, which brings it */
	const char *const *names; /* of its functions that are wanted; ended by NULL */
};

/* Fill CALLS, a struct of one pointer to a function for each of the names, in their order. HANDLE goes to
 * civ_library_close once nothing is called any more. CIV_SYSTEM, told: it is not there, or lacks a function; the
 * message says which package brings it, and *HANDLE is NULL. */
enum civ_status civ_library_load(const struct civ_library *library, void *calls, struct civ_messages *messages,
                                 void **handle);
/* HANDLE may be NULL. */
void civ_library_close(void *handle);

#endif

#include "civplan/library.h"

#include <dlfcn.h>
#include <string.h>

enum civ_status civ_library_load(const struct civ_library *library, void *calls, struct civ_messages *messages,
                                 void **handle)
{
	unsigned char *at = calls;

	/* All names now: a library that lacks one of its own would end the program in the middle of its work. */
	*handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
	if (*handle == NULL)
		return civ_error(messages, CIV_SYSTEM, NULL,
		                 "%s cannot be loaded: install the package %s (%s)", library->file, library->package,
		                 dlerror());
	for (const char *const *name = library->names; *name != NULL; name++, at += sizeof(void *)) {
		void *function = dlsym(*handle, *name);

		if (function == NULL) {
			civ_library_close(*handle);
			*handle = NULL;
			return civ_error(messages, CIV_SYSTEM, NULL,
			                 "%s has no function %s: install the package %s of this release",
			                 library->file, *name, library->package);
		}
		/* POSIX lets the one pointer hold the other; the language has no cast for it. */
		memcpy(at, &function, sizeof function);
	}
	return CIV_OK;
}

void civ_library_close(void *handle)
{
	if (handle != NULL)
		(void)dlclose(handle);
}

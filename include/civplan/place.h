/* Files and folders that are made aside and put in their place whole, so that whoever looks, and whatever fails, finds
 * the old or the new one. */
#ifndef CIVPLAN_PLACE_H
#define CIVPLAN_PLACE_H

#include <stdbool.h>

#include "civplan/messages.h"

/* Something that is being made: PATH.aside-XXXXXX beside the place that it is made for. Whoever makes it holds a
 * lock (flock) on it; what a killed run left has none, and the next run that makes something for the same place
 * removes it. */
struct civ_aside {
	char *path;
	int fd; /* the file or folder itself, locked; not to be closed while SQLite has locks on it */
};

enum { CIV_ASIDE_FILE_MODE = 0640 };

/* A new empty file for PATH, of CIV_ASIDE_FILE_MODE whatever the umask; a new folder, of 0750 less the umask.
 * CIV_SYSTEM, told: "cannot create PATH: <why>"; ASIDE is then empty. */
enum civ_status civ_aside_file(const char *path, struct civ_messages *messages, struct civ_aside *aside);
enum civ_status civ_aside_folder(const char *path, struct civ_messages *messages, struct civ_aside *aside);
/* Remove what is still aside, a folder with the files in it, and free; harmless on {NULL, 0} and after
 * civ_aside_done. */
void civ_aside_drop(struct civ_aside *aside);
/* It stands in its place: free, remove nothing. */
void civ_aside_done(struct civ_aside *aside);

/* ---- what follows returns 0, or the errno of what failed ---- */

/* Rename FROM to TO, which must not exist: EEXIST. */
int civ_place_new(const char *from, const char *to);
/* Put FROM in the place of TO, which is kept as KEPT, a name that must not exist; at no moment is there no TO. After
 * a failure TO is what it was. A run that is killed in the middle leaves TO as it was, and FROM or KEPT a copy of
 * what was to come. */
int civ_place_exchange(const char *from, const char *to, const char *kept);
/* Wait until the file or folder PATH, the names in the folder that PATH stands in, are on the disk. */
int civ_sync(const char *path);
int civ_sync_names(const char *path);

/* True if the folder PATH holds nothing; false too when it cannot be read. */
bool civ_place_is_empty(const char *path);
/* PATH with SUFFIX behind it, else with .2, .3 and so on behind that: the first of which neither the name nor, for a
 * database, what SQLite puts beside it exists. The caller frees it; NULL when memory is out. */
char *civ_name_untaken(const char *path, const char *suffix);
/* PATH without slashes at its end; where it is a link that leads somewhere, the path that it leads to. NULL when
 * memory is out. */
char *civ_name_resolve(const char *path);

#endif

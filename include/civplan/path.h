/* Whether two names are one file. */
#ifndef CIVPLAN_PATH_H
#define CIVPLAN_PATH_H

#include <stdbool.h>

/* True if both name the same file, through whatever links and folders: one device and inode. Of files that are not
 * there (yet): the same last name in the same folder. */
bool civ_path_same(const char *one, const char *other);

/* True if PATH, which need not be there, stands in the FOLDER itself. */
bool civ_path_is_in(const char *path, const char *folder);

/* True if every link on the way to PATH was made by the user, or by root in a folder of root's or the user's: in a
 * folder where others can write, a link of theirs would have the user write a file of the user's that they chose. */
bool civ_path_is_trusted(const char *path);

/* True if PATH is the DATABASE or one of the files that SQLite keeps beside it (-wal, -shm, -journal), under whatever
 * name. */
bool civ_path_is_database(const char *path, const char *database);

/* What SQLite appends to the name of a database for each file that belongs to it, "" for itself first; ended by
 * NULL. */
extern const char *const civ_database_suffixes[];

#endif

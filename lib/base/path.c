/* Whether two names are one file: by device and inode, or by the folder for what is not there yet. */
#include "civplan/path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/buffer.h"

enum { MOST_LINKS = 40 }; /* one behind the other, as the kernel has it */

const char *const civ_database_suffixes[] = {"", "-wal", "-shm", "-journal", NULL};

/* The bytes of PATH without the slashes at its end, which a folder to be made may have. */
static size_t trimmed(const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	return len;
}

static bool same_file(const struct stat *one, const struct stat *other)
{
	return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

/* The folder of PATH, and its last name of LEN bytes. False when there is no such folder, or memory is out. */
static bool split(const char *path, struct stat *folder, const char **name, size_t *len)
{
	size_t end = trimmed(path), start = end;
	struct civ_buf text = {0};
	bool good;

	while (start > 0 && path[start - 1] != '/')
		start--;
	*name = path + start;
	*len = end - start;
	if (start == 0)
		civ_buf_addc(&text, '.');
	else
		civ_buf_add(&text, path, start);
	good = civ_buf_str(&text) != NULL && stat(civ_buf_str(&text), folder) == 0;
	civ_buf_free(&text);
	return good;
}

bool civ_path_same(const char *one, const char *other)
{
	struct stat of_one, of_other;
	const char *name, *other_name;
	size_t len, other_len;
	bool there = stat(one, &of_one) == 0;

	if ((stat(other, &of_other) == 0) != there)
		return false;
	if (there)
		return same_file(&of_one, &of_other);
	if (!split(one, &of_one, &name, &len) || !split(other, &of_other, &other_name, &other_len))
		return strcmp(one, other) == 0;
	return same_file(&of_one, &of_other) && len == other_len && memcmp(name, other_name, len) == 0;
}

bool civ_path_is_in(const char *path, const char *folder)
{
	struct stat of_path, of_folder;
	const char *name;
	size_t len;

	return stat(folder, &of_folder) == 0 && split(path, &of_path, &name, &len) && same_file(&of_path, &of_folder);
}

/* FOLDER, in which the link stands, ends in a slash or is empty. */
static bool made_by_us(const struct stat *link, const char *folder)
{
	struct stat of_folder;
	uid_t user = geteuid();

	if (link->st_uid == user)
		return true;
	return link->st_uid == 0 && stat(*folder == '\0' ? "." : folder, &of_folder) == 0 &&
	       (of_folder.st_uid == 0 || of_folder.st_uid == user);
}

/* Where the link PATH leads, as seen from where PATH is seen; FOLDER as above. Free it. NULL: it cannot be read. */
static char *target_of(const char *path, const char *folder)
{
	char target[PATH_MAX];
	ssize_t len = readlink(path, target, sizeof target - 1);
	struct civ_buf text = {0};

	if (len < 0)
		return NULL;
	target[len] = '\0';
	civ_buf_addf(&text, "%s%s", *target == '/' ? "" : folder, target);
	return civ_buf_take(&text);
}

static bool is_trusted(const char *path, int depth);

/* The link that is the first LEN bytes of PATH, of which the first FOLDER_LEN are its folder. What is no link is
 * trusted. */
static bool trusts_link(const char *path, size_t folder_len, size_t len, int depth)
{
	struct stat file;
	char *name = strndup(path, len), *folder = strndup(path, folder_len), *target = NULL;
	bool good = name != NULL && folder != NULL;

	if (good && lstat(name, &file) == 0 && S_ISLNK(file.st_mode)) {
		good = made_by_us(&file, folder);
		target = good ? target_of(name, folder) : NULL;
		good = target != NULL && is_trusted(target, depth + 1);
	}
	free(target);
	free(folder);
	free(name);
	return good;
}

static bool is_trusted(const char *path, int depth)
{
	size_t start = 0, end;
	/* Links that never end are not followed either. */
	bool good = depth < MOST_LINKS;

	while (good && path[start] != '\0') {
		end = start + strcspn(path + start, "/");
		if (end > start)
			good = trusts_link(path, start, end, depth);
		start = end + strspn(path + end, "/");
	}
	return good;
}

bool civ_path_is_trusted(const char *path)
{
	return is_trusted(path, 0);
}

static bool is_beside(const char *path, const char *database, const char *suffix)
{
	struct civ_buf name = {0};
	bool same;

	civ_buf_adds(&name, database);
	civ_buf_adds(&name, suffix);
	same = civ_buf_str(&name) == NULL || civ_path_same(path, civ_buf_str(&name));
	civ_buf_free(&name);
	return same;
}

bool civ_path_is_database(const char *path, const char *database)
{
	/* What SQLite keeps beside a database stands where a link to it leads. */
	char *real = realpath(database, NULL);
	bool same = false;

	for (const char *const *suffix = civ_database_suffixes; *suffix != NULL && !same; suffix++)
		same = is_beside(path, database, *suffix) || (real != NULL && is_beside(path, real, *suffix));
	free(real);
	return same;
}

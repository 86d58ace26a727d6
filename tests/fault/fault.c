/* Preloaded before a program, it lets one call fail, or kills the program there.
 *
 *   FAULT_FILE=FILE    numbers of calls so far by kind, 8 bytes each, shared by all programs that have it; must exist
 *   FAULT_KIND=KIND    malloc, read, write, fsync, rename, unlink or open
 *   FAULT_AT=N         the Nth call of that kind, counted from 1 over all programs; 0: none, they are only counted
 *   FAULT_ERRNO=N      what it fails with; 0: the program is killed before the call
 *   FAULT_ONLY=FOLDER  only programs that stand there; else all
 *
 * The calls are those that the program and its libraries make through the symbol table; what the C library does by
 * itself inside fopen or fclose fails as a whole. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { MALLOC, READ, WRITE, FSYNC, RENAME, UNLINK, OPEN, KINDS };

static const char *const kinds[KINDS] = {"malloc", "read", "write", "fsync", "rename", "unlink", "open"};

static atomic_uint_fast64_t *counts;
static enum kind wanted = KINDS;
static uint64_t wanted_at;
static int wanted_errno;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static bool stands_in(const char *folder)
{
	char self[4096];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);

	if (len <= 0)
		return false;
	self[len] = '\0';
	return strncmp(self, folder, strlen(folder)) == 0 && self[strlen(folder)] == '/';
}

__attribute__((constructor)) static void begin(void)
{
	const char *file = getenv("FAULT_FILE"), *kind = getenv("FAULT_KIND"), *at = getenv("FAULT_AT"),
		   *why = getenv("FAULT_ERRNO");
	const char *only = getenv("FAULT_ONLY");
	void *shared;
	long fd;

	if (file == NULL || (only != NULL && !stands_in(only)))
		return;
	fd = syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return;
	shared = mmap(NULL, KINDS * sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, (int)fd, 0);
	(void)syscall(SYS_close, fd);
	if (shared == MAP_FAILED)
		return;
	for (int k = 0; kind != NULL && k < KINDS; k++)
		if (strcmp(kind, kinds[k]) == 0)
			wanted = (enum kind)k;
	wanted_at = at == NULL ? 0 : strtoull(at, NULL, 10);
	wanted_errno = why == NULL ? EIO : atoi(why);
	counts = shared;
}

static bool fails(enum kind kind)
{
	if (counts == NULL || atomic_fetch_add(&counts[kind], 1) + 1 != wanted_at || kind != wanted)
		return false;
	if (wanted_errno == 0)
		(void)raise(SIGKILL);
	errno = wanted_errno;
	return true;
}

void *malloc(size_t size)
{
	return fails(MALLOC) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(MALLOC) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails(MALLOC) ? NULL : __libc_realloc(old, size);
}

/* NAME with these PARAMETERS gives FAILURE, or what the next library's says when called with ARGUMENTS. */
#define CALL(kind, type, failure, name, parameters, arguments)                        \
	type name parameters                                                          \
	{                                                                             \
		static type(*next) parameters;                                        \
		if (next == NULL)                                                     \
			*(void **)&next = dlsym(RTLD_NEXT, #name);                    \
		return fails(kind) ? (failure) : next arguments;                      \
	}

CALL(READ, ssize_t, -1, read, (int fd, void *bytes, size_t len), (fd, bytes, len))
CALL(READ, ssize_t, -1, pread, (int fd, void *bytes, size_t len, off_t at), (fd, bytes, len, at))
CALL(READ, ssize_t, -1, pread64, (int fd, void *bytes, size_t len, off64_t at), (fd, bytes, len, at))
CALL(WRITE, ssize_t, -1, write, (int fd, const void *bytes, size_t len), (fd, bytes, len))
CALL(WRITE, ssize_t, -1, pwrite, (int fd, const void *bytes, size_t len, off_t at), (fd, bytes, len, at))
CALL(WRITE, ssize_t, -1, pwrite64, (int fd, const void *bytes, size_t len, off64_t at), (fd, bytes, len, at))
CALL(WRITE, int, -1, ftruncate, (int fd, off_t len), (fd, len))
CALL(WRITE, int, -1, ftruncate64, (int fd, off64_t len), (fd, len))
CALL(WRITE, size_t, 0, fwrite, (const void *bytes, size_t size, size_t count, FILE *file), (bytes, size, count, file))
CALL(WRITE, int, EOF, fflush, (FILE *file), (file))
CALL(FSYNC, int, -1, fsync, (int fd), (fd))
CALL(FSYNC, int, -1, fdatasync, (int fd), (fd))
CALL(RENAME, int, -1, rename, (const char *from, const char *to), (from, to))
CALL(RENAME, int, -1, renameat, (int at, const char *from, int there, const char *to), (at, from, there, to))
CALL(RENAME, int, -1, renameat2, (int at, const char *from, int there, const char *to, unsigned flags),
     (at, from, there, to, flags))
CALL(RENAME, int, -1, link, (const char *from, const char *to), (from, to))
CALL(RENAME, int, -1, linkat, (int at, const char *from, int there, const char *to, int flags),
     (at, from, there, to, flags))
CALL(RENAME, int, -1, symlink, (const char *from, const char *to), (from, to))
CALL(UNLINK, int, -1, unlink, (const char *path), (path))
CALL(UNLINK, int, -1, unlinkat, (int at, const char *path, int flags), (at, path, flags))
CALL(UNLINK, int, -1, rmdir, (const char *path), (path))
CALL(OPEN, int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
CALL(OPEN, char *, NULL, mkdtemp, (char *name), (name))
CALL(OPEN, int, -1, mkostemp, (char *name, int flags), (name, flags))
CALL(OPEN, FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode))
CALL(OPEN, FILE *, NULL, fopen64, (const char *path, const char *mode), (path, mode))
CALL(OPEN, FILE *, NULL, fdopen, (int fd, const char *mode), (fd, mode))
CALL(OPEN, DIR *, NULL, opendir, (const char *path), (path))
CALL(OPEN, DIR *, NULL, fdopendir, (int fd), (fd))

/* What is closed is gone, whatever closing says. */
int fclose(FILE *file)
{
	static int (*next)(FILE *file);
	int failed = fails(WRITE) ? errno : 0, status;

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "fclose");
	status = next(file);
	if (failed == 0)
		return status;
	errno = failed;
	return EOF;
}

#define OPENING(name, first, names)                                                   \
	int name(first const char *path, int flags, ...)                              \
	{                                                                             \
		static int (*next)(first const char *path, int flags, ...);           \
		va_list rest;                                                         \
		mode_t mode = 0;                                                      \
		if (next == NULL)                                                     \
			*(void **)&next = dlsym(RTLD_NEXT, #name);                    \
		va_start(rest, flags);                                                \
		if ((flags & (O_CREAT | O_TMPFILE)) != 0)                             \
			mode = va_arg(rest, mode_t);                                  \
		va_end(rest);                                                         \
		return fails(OPEN) ? -1 : next(names path, flags, mode);              \
	}
#define NOTHING
#define AT int at,
#define AT_NAME at,

OPENING(open, NOTHING, NOTHING)
OPENING(open64, NOTHING, NOTHING)
OPENING(openat, AT, AT_NAME)
OPENING(openat64, AT, AT_NAME)

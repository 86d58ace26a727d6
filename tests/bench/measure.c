/* measure COMMAND...: run it with its output thrown away, and print its wall-clock seconds and its peak memory in KiB.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

int main(int argc, char **argv)
{
	posix_spawn_file_actions_t actions;
	struct timespec start, end;
	struct rusage used;
	int status;
	pid_t child;

	if (argc < 2 || posix_spawn_file_actions_init(&actions) != 0 ||
	    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0) != 0)
		return 2;
	clock_gettime(CLOCK_MONOTONIC, &start);
	if (posix_spawnp(&child, argv[1], &actions, NULL, argv + 1, environ) != 0 ||
	    wait4(child, &status, 0, &used) != child)
		return 2;
	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("%.3f %ld\n", (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9,
	       used.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

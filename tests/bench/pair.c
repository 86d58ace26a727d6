/* pair RUNS 'COMMAND' 'PEER': run both in turn RUNS times through sh -c "exec ..." with their output thrown away,
 * and print both medians and how many times as long the command took as its peer. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Seconds; negative when the command failed. */
static double run(char *line)
{
	char sh[] = "sh", c[] = "-c";
	char *arguments[] = {sh, c, line, NULL};
	posix_spawn_file_actions_t actions;
	double start;
	int status;
	pid_t child;

	if (posix_spawn_file_actions_init(&actions) != 0 ||
	    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0) != 0)
		return -1;
	start = now();
	if (posix_spawn(&child, "/bin/sh", &actions, NULL, arguments, environ) != 0 ||
	    waitpid(child, &status, 0) != child)
		status = 1;
	posix_spawn_file_actions_destroy(&actions);
	return status == 0 ? now() - start : -1;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *list, int count)
{
	qsort(list, (size_t)count, sizeof *list, by_size);
	return list[count / 2];
}

int main(int argc, char **argv)
{
	int runs = argc == 4 ? atoi(argv[1]) : 0;
	double *first, *second;

	if (runs < 1) {
		fprintf(stderr, "usage: pair RUNS COMMAND PEER\n");
		return 2;
	}
	first = calloc((size_t)runs, sizeof *first);
	second = calloc((size_t)runs, sizeof *second);
	for (int i = 0; first != NULL && second != NULL && i < runs; i++) {
		first[i] = run(argv[2]);
		second[i] = run(argv[3]);
		if (first[i] < 0 || second[i] < 0) {
			fprintf(stderr, "pair: %s failed\n", first[i] < 0 ? argv[2] : argv[3]);
			return 1;
		}
	}
	if (first == NULL || second == NULL)
		return 1;
	printf("%.2f ms against %.2f ms: ratio %.2f\n", median(first, runs) * 1e3, median(second, runs) * 1e3,
	       median(first, runs) / median(second, runs));
	free(first);
	free(second);
	return 0;
}

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tests/unit/rows.h"

Suite *sink_suite(void);

static mode_t mode_of(const char *name)
{
	struct stat file;

	ck_assert_int_eq(stat(name, &file), 0);
	return file.st_mode & 07777;
}

START_TEST(a_file_is_whole_or_untouched)
{
	struct civ_out *out;

	write_file("old");
	out = opened((struct civ_out_options){0});
	for (int i = 0; i < 20000; i++)
		row(out, "A1", "文明城市", 2.5, true);
	assert_file("old");
	ck_assert_int_eq(civ_out_close(out, false), CIV_OK);
	assert_file("old");
	out = opened((struct civ_out_options){.columns = "code"});
	row(out, "new", NULL, 1, true);
	ck_assert_int_eq(civ_out_finish(out), CIV_OK);
	assert_file("old");
	closed(out);
	assert_file("code\nnew\n");
}
END_TEST

START_TEST(a_file_has_the_mode_it_should)
{
	mode_t before = umask(027);

	closed(opened((struct civ_out_options){0}));
	ck_assert_uint_eq(mode_of(path), 0640);
	ck_assert_int_eq(chmod(path, 0606), 0);
	closed(opened((struct civ_out_options){0}));
	ck_assert_uint_eq(mode_of(path), 0606);
	(void)umask(before);
}
END_TEST

START_TEST(a_link_stays_one)
{
	char link[96];
	struct stat status;

	write_file("old");
	snprintf(link, sizeof link, "%s-link", dir);
	ck_assert_int_eq(symlink(path, link), 0);
	closed(opened((struct civ_out_options){.path = link, .columns = "code"}));
	ck_assert_int_eq(lstat(link, &status), 0);
	ck_assert(S_ISLNK(status.st_mode));
	ck_assert_int_eq(unlink(link), 0);
	assert_file("code\n");
}
END_TEST

static void assert_unopened(const char *name, const char *message)
{
	const struct civ_out_options options = {.path = name};
	struct civ_out *out;

	ck_assert_int_eq(civ_out_open(&options, columns, COLUMNS, messages, &out), CIV_SYSTEM);
	ck_assert_ptr_null(out);
	assert_message(message);
}

START_TEST(a_path_that_cannot_be_written_is_named)
{
	char expected[128];

	assert_unopened("no-such-dir/rows", "cannot write no-such-dir/rows: No such file or directory");
	assert_unopened("", "cannot write : No such file or directory");
	snprintf(expected, sizeof expected, "cannot write %s: Is a directory", dir);
	assert_unopened(dir, expected);
}
END_TEST

START_TEST(a_protected_file_is_not_replaced)
{
	char expected[128];
	bool root = geteuid() == 0;

	write_file("old");
	ck_assert_int_eq(chmod(path, 0444), 0);
	ck_assert_int_eq(chmod(dir, 0777), 0);
	snprintf(expected, sizeof expected, "cannot write %s: Permission denied", path);
	if (root)
		ck_assert_int_eq(seteuid(65534), 0);
	assert_unopened(path, expected);
	if (root)
		ck_assert_int_eq(seteuid(0), 0);
	assert_file("old");
}
END_TEST

START_TEST(a_full_disk_is_an_error_once)
{
	struct civ_out *out = opened((struct civ_out_options){.path = "/dev/full"});
	enum civ_status status = CIV_OK;
	int rows = 0;

	for (; status == CIV_OK && rows < 100000; rows++) {
		for (int i = 0; i < COLUMNS; i++)
			civ_out_string(out, "文明城市");
		status = civ_out_row(out);
	}
	ck_assert_int_lt(rows, 2000);
	ck_assert_int_eq(status, CIV_SYSTEM);
	ck_assert(!civ_out_lost(out));
	ck_assert_int_eq(civ_out_close(out, true), CIV_SYSTEM);
	assert_message("cannot write /dev/full: No space left on device");
}
END_TEST

START_TEST(a_full_disk_is_seen_at_the_end)
{
	struct civ_out *out = opened((struct civ_out_options){.path = "/dev/full"});

	row(out, "a", "b", 1, true);
	ck_assert_int_eq(civ_out_close(out, true), CIV_SYSTEM);
	assert_message("cannot write /dev/full: No space left on device");
}
END_TEST

START_TEST(a_failed_run_leaves_standard_output_alone)
{
	struct civ_out *out;
	struct civ_buf bytes = {0};
	int ends[2], rows = 0;

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_ge(fcntl(ends[1], F_SETPIPE_SZ, 1 << 20), 70000);
	ck_assert_int_eq(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
	ck_assert_int_eq(close(ends[1]), 0);
	out = opened((struct civ_out_options){.path = "-"});
	row(out, "a", "b", 1, true);
	ck_assert_int_eq(civ_out_close(out, false), CIV_OK);
	out = opened((struct civ_out_options){.path = "-", .columns = "code", .no_header = true});
	for (; rows < 7000; rows++)
		row(out, "123456789", NULL, 1, true);
	ck_assert_int_eq(civ_out_close(out, false), CIV_OK);
	ck_assert_int_eq(close(STDOUT_FILENO), 0);
	read_fd(ends[0], &bytes);
	/* More than the buffer had left: it goes on to the end of a line. */
	ck_assert_uint_eq(bytes.len, 70000);
	ck_assert_mem_eq(bytes.data, "123456789\n", 10);
	civ_buf_free(&bytes);
}
END_TEST

START_TEST(standard_output_is_csv_in_a_pipe)
{
	const struct civ_out_options options = {0};
	struct civ_buf bytes = {0};
	struct civ_out *out;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
	ck_assert_int_eq(close(ends[1]), 0);
	ck_assert_int_eq(civ_out_open(&options, columns, 1, messages, &out), CIV_OK);
	civ_out_string(out, "街道");
	ck_assert_int_eq(civ_out_row(out), CIV_OK);
	closed(out);
	ck_assert_int_eq(close(STDOUT_FILENO), 0); /* it was left open */
	read_fd(ends[0], &bytes);
	ck_assert_str_eq(civ_buf_str(&bytes), "code\n街道\n");
	civ_buf_free(&bytes);
}
END_TEST

/* In a process of its own: read all of FD, and end with 0 if it was LEN bytes. */
static pid_t reader_of(int ends[2], size_t len)
{
	struct civ_buf bytes = {0};
	pid_t child = fork();

	if (child != 0)
		return child;
	(void)close(ends[1]);
	read_fd(ends[0], &bytes);
	_exit(bytes.len == len ? 0 : 1);
}

START_TEST(a_pipe_that_does_not_wait_loses_nothing)
{
	struct civ_out *out;
	int ends[2], status;
	pid_t child;

	ck_assert_int_eq(pipe2(ends, O_NONBLOCK), 0);
	ck_assert_int_eq(fcntl(ends[0], F_SETFL, 0), 0);
	ck_assert_int_ge(fcntl(ends[1], F_SETPIPE_SZ, 4096), 4096); /* sixteen times smaller than the buffer */
	child = reader_of(ends, 1000000);
	ck_assert_int_gt(child, 0);
	out = opened((struct civ_out_options){.path = "-", .columns = "code", .no_header = true});
	ck_assert_int_eq(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
	for (int rows = 0; rows < 100000; rows++)
		row(out, "123456789", NULL, 1, true);
	closed(out);
	ck_assert_int_eq(close(STDOUT_FILENO), 0);
	ck_assert_int_eq(close(ends[1]), 0);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(close(ends[0]), 0);
}
END_TEST

START_TEST(a_lost_reader_is_no_message)
{
	struct civ_out *out;
	char name[32];
	int ends[2];

	ck_assert(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
	ck_assert_int_eq(pipe(ends), 0);
	snprintf(name, sizeof name, "/dev/fd/%d", ends[1]);
	out = opened((struct civ_out_options){.path = name});
	row(out, "a", "b", 1, true);
	ck_assert_int_eq(close(ends[0]), 0);
	ck_assert(!civ_out_lost(out));
	ck_assert_int_eq(civ_out_finish(out), CIV_SYSTEM);
	ck_assert(civ_out_lost(out));
	ck_assert_int_eq(civ_out_close(out, true), CIV_OK);
	ck_assert_uint_eq(civ_messages_errors(messages), 0);
	ck_assert_int_eq(close(ends[1]), 0);
}
END_TEST

START_TEST(cells_larger_than_the_buffer_pass)
{
	static const size_t lens[] = {65535, 65536, 65537, 131072, 1 << 20};

	for (size_t i = 0; i < sizeof lens / sizeof *lens; i++) {
		char *big = malloc(lens[i] + 2);

		ck_assert_ptr_nonnull(big);
		for (size_t k = 0; k < lens[i]; k++)
			big[k] = (char)('a' + k % 23);
		memcpy(big + lens[i], "\n", 2);
		write_one((struct civ_out_options){.no_header = true}, big, lens[i]);
		assert_file(big);
		free(big);
	}
}
END_TEST

Suite *sink_suite(void)
{
	Suite *suite = suite_create("sink");
	TCase *tests = tcase_create("sink");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, a_file_is_whole_or_untouched);
	tcase_add_test(tests, a_file_has_the_mode_it_should);
	tcase_add_test(tests, a_link_stays_one);
	tcase_add_test(tests, a_path_that_cannot_be_written_is_named);
	tcase_add_test(tests, a_protected_file_is_not_replaced);
	tcase_add_test(tests, a_full_disk_is_an_error_once);
	tcase_add_test(tests, a_full_disk_is_seen_at_the_end);
	tcase_add_test(tests, a_failed_run_leaves_standard_output_alone);
	tcase_add_test(tests, standard_output_is_csv_in_a_pipe);
	tcase_add_test(tests, a_pipe_that_does_not_wait_loses_nothing);
	tcase_add_test(tests, a_lost_reader_is_no_message);
	tcase_add_test(tests, cells_larger_than_the_buffer_pass);
	suite_add_tcase(suite, tests);
	return suite;
}

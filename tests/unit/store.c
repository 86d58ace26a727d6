#include <check.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/store.h"
#include "lib/store/internal.h"

Suite *store_suite(void);

enum { VERSION = 3 };

/* Each test has a folder of its own; names are relative to it, since messages print names as given. */
static char folder[64];
static struct civ_messages *messages;

static void setup(void)
{
	snprintf(folder, sizeof folder, "%s/civplan-store-XXXXXX", P_tmpdir);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	messages = civ_messages_new();
	ck_assert_ptr_nonnull(messages);
}

static int remove_one(const char *path, const struct stat *file, int kind, struct FTW *ftw)
{
	(void)file, (void)kind, (void)ftw;
	return remove(path);
}

static void teardown(void)
{
	civ_messages_free(messages);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static void expect_message(const char *expected)
{
	enum civ_severity severity;
	const char *text;

	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_str_eq(text, expected);
	ck_assert(!civ_messages_next(messages, &severity, &text));
}

static bool exists(const char *path)
{
	struct stat file;

	return lstat(path, &file) == 0;
}

static unsigned mode_of(const char *path)
{
	struct stat file;

	ck_assert_int_eq(stat(path, &file), 0);
	return file.st_mode & 0777;
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
}

static enum civ_status open_store(const char *path, enum civ_store_mode mode, struct civ_store **store)
{
	return civ_store_open(path, &(struct civ_store_options){mode, VERSION, 0.1}, messages, store);
}

static struct civ_store *must_open(const char *path, enum civ_store_mode mode)
{
	struct civ_store *store;

	ck_assert_int_eq(open_store(path, mode, &store), CIV_OK);
	ck_assert_ptr_nonnull(store);
	return store;
}

static void must_exec(struct civ_store *store, const char *sql)
{
	ck_assert_int_eq(civ_store_exec(store, sql), CIV_OK);
}

/* A database with the history and one table, made as plan-init makes it. */
static void make(const char *path)
{
	struct civ_store *store = must_open(path, CIV_STORE_CREATE);

	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	must_exec(store, civ_history_schema);
	must_exec(store, "CREATE TABLE task (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE,"
	                 " weight INTEGER CHECK (weight >= 0), parent INTEGER REFERENCES task (id)) STRICT");
	ck_assert_int_eq(civ_store_stamp(store, VERSION), CIV_OK);
	ck_assert_int_eq(civ_store_commit(store), CIV_OK);
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}

/* All rows of SQL, cells joined by | and rows by a newline. */
static void expect_rows(struct civ_store *store, const char *sql, const char *expected)
{
	struct civ_buf rows = {0};
	sqlite3_stmt *statement;
	bool row;

	ck_assert_int_eq(civ_store_prepare(store, sql, &statement), CIV_OK);
	while (civ_store_step(store, statement, &row) == CIV_OK && row) {
		if (rows.len > 0)
			civ_buf_addc(&rows, '\n');
		for (int i = 0; i < sqlite3_column_count(statement); i++) {
			const char *text = (const char *)sqlite3_column_text(statement, i);

			if (i > 0)
				civ_buf_addc(&rows, '|');
			civ_buf_adds(&rows, text == NULL ? "NULL" : text);
		}
	}
	sqlite3_finalize(statement);
	ck_assert_str_eq(civ_buf_str(&rows), expected);
	civ_buf_free(&rows);
}

/* ---- opening ---- */

START_TEST(creates_for_the_group_whatever_the_umask)
{
	struct civ_store *store;

	umask(077);
	make("计划.db");
	ck_assert_uint_eq(mode_of("计划.db"), 0640);
	ck_assert_uint_eq(mode_of("计划.db-wal"), 0640);
	ck_assert_uint_eq(mode_of("计划.db-shm"), 0640);
	store = must_open("计划.db", CIV_STORE_WRITE);
	ck_assert_str_eq(civ_store_path(store), "计划.db");
	ck_assert_int_eq(civ_store_version(store), VERSION);
	expect_rows(store, "PRAGMA page_size", "8192");
	expect_rows(store, "PRAGMA journal_mode", "wal");
	expect_rows(store, "PRAGMA synchronous", "2");
	expect_rows(store, "PRAGMA foreign_keys", "1");
	expect_rows(store, "PRAGMA trusted_schema", "0");
	expect_rows(store, "PRAGMA busy_timeout", "100");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

START_TEST(create_refuses_what_exists)
{
	struct civ_store *store;

	write_file("plan.db", "mine");
	ck_assert_int_eq(open_store("plan.db", CIV_STORE_CREATE, &store), CIV_REFUSED);
	ck_assert_ptr_null(store);
	expect_message("cannot create plan.db: the file exists");
	ck_assert(exists("plan.db"));
	ck_assert_int_eq(symlink("nowhere", "link.db"), 0);
	ck_assert_int_eq(open_store("link.db", CIV_STORE_CREATE, &store), CIV_REFUSED);
	ck_assert(!exists("nowhere"));
	expect_message("cannot create link.db: the file exists");
	ck_assert_int_eq(open_store("none/plan.db", CIV_STORE_CREATE, &store), CIV_SYSTEM);
	expect_message("cannot create none/plan.db: No such file or directory");
}
END_TEST

START_TEST(create_without_commit_leaves_nothing)
{
	struct civ_store *store = must_open("plan.db", CIV_STORE_CREATE);

	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	must_exec(store, civ_history_schema);
	ck_assert(!exists("plan.db"));
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	ck_assert(!exists("plan.db"));
	ck_assert(!exists("plan.db-wal"));
	ck_assert(!exists("plan.db-shm"));
}
END_TEST

START_TEST(create_rolled_back_leaves_nothing)
{
	struct civ_store *store = must_open("plan.db", CIV_STORE_CREATE);

	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	must_exec(store, civ_history_schema);
	civ_store_rollback(store);
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	ck_assert(!exists("plan.db"));
}
END_TEST

static void expect_unopened(const char *path, enum civ_store_mode mode, const char *message)
{
	struct civ_store *store;

	ck_assert_int_eq(open_store(path, mode, &store), CIV_SYSTEM);
	ck_assert_ptr_null(store);
	expect_message(message);
}

START_TEST(names_a_missing_file)
{
	expect_unopened("计划.db", CIV_STORE_READ,
	                "cannot open the database 计划.db: no such file (make one with plan-init, or name it with "
	                "--db or CIVPLAN_DB)");
	expect_unopened("计划.db", CIV_STORE_WRITE,
	                "cannot open the database 计划.db: no such file (make one with plan-init, or name it with "
	                "--db or CIVPLAN_DB)");
	ck_assert(!exists("计划.db"));
	expect_unopened(".", CIV_STORE_READ, "cannot open the database .: it is a directory");
}
END_TEST

START_TEST(refuses_what_is_not_ours)
{
	sqlite3 *db;

	write_file("short.db", "code,title\n");
	expect_unopened("short.db", CIV_STORE_READ, "short.db is not a civplan database");
	expect_unopened("short.db", CIV_STORE_WRITE, "short.db is not a civplan database");
	write_file("empty.db", "");
	expect_unopened("empty.db", CIV_STORE_WRITE, "empty.db is not a civplan database");
	ck_assert_int_eq(mkfifo("pipe.db", 0600), 0);
	expect_unopened("pipe.db", CIV_STORE_READ, "pipe.db is not a civplan database");

	ck_assert_int_eq(sqlite3_open("other.db", &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(db, "PRAGMA journal_mode=WAL; CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
	expect_unopened("other.db", CIV_STORE_READ, "other.db is not a civplan database");
	expect_unopened("other.db", CIV_STORE_WRITE, "other.db is not a civplan database");
	ck_assert(!exists("other.db-wal"));
	ck_assert(!exists("other.db-shm"));
}
END_TEST

START_TEST(compares_versions)
{
	struct civ_store *store;

	make("plan.db");
	ck_assert_int_eq(civ_store_open("plan.db", &(struct civ_store_options){CIV_STORE_READ, VERSION - 1, 0},
	                                messages, &store),
	                 CIV_SYSTEM);
	expect_message("plan.db has schema version 3, newer than this program's 2: use the newer civplan");
	ck_assert_int_eq(civ_store_open("plan.db", &(struct civ_store_options){CIV_STORE_WRITE, VERSION + 1, 0},
	                                messages, &store),
	                 CIV_SYSTEM);
	expect_message("plan.db has schema version 3, older than this program's 4: run plan-upgrade");
	ck_assert(exists("plan.db-wal") && exists("plan.db-shm"));
	ck_assert_int_eq(civ_store_open("plan.db", &(struct civ_store_options){CIV_STORE_WRITE, CIV_ANY_VERSION, 0},
	                                messages, &store),
	                 CIV_OK);
	ck_assert_int_eq(civ_store_version(store), VERSION);
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

START_TEST(knows_network_file_systems)
{
	ck_assert_str_eq(civ_file_network(0x6969), "NFS");
	ck_assert_str_eq(civ_file_network(0xFF534D42), "CIFS");
	/* As a 64-bit word made from a signed 32-bit one. */
	ck_assert_str_eq(civ_file_network((unsigned long)(long)(int)0xFE534D42), "SMB");
	ck_assert_str_eq(civ_file_network(0x73757245), "Coda");
	ck_assert_ptr_null(civ_file_network(0xEF53)); /* ext4 */
	ck_assert_ptr_null(civ_file_network(0x01021994)); /* tmpfs */
}
END_TEST

START_TEST(escapes_a_uri)
{
	char *uri = civ_file_uri("/a b/50%?x#计.db", "immutable=1");

	ck_assert_str_eq(uri, "file:///a%20b/50%25%3Fx%23%E8%AE%A1.db?immutable=1");
	free(uri);
}
END_TEST

/* Root passes every access check, so that only the mode bits tell a file that is not to be written. */
START_TEST(reads_a_file_that_nobody_may_write)
{
	const char *path = "a%20?mode=rwc#b.db";
	struct civ_store *store;

	make(path);
	ck_assert_int_eq(chmod(path, 0440), 0);
	store = must_open(path, CIV_STORE_READ);
	expect_rows(store, "SELECT count(*) FROM task", "0");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	ck_assert_int_eq(unlink("a%20?mode=rwc#b.db-wal"), 0);
	ck_assert_int_eq(unlink("a%20?mode=rwc#b.db-shm"), 0);
	store = must_open(path, CIV_STORE_READ);
	expect_rows(store, "SELECT count(*) FROM task", "0");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	ck_assert(!exists("a%20?mode=rwc#b.db-wal"));
	ck_assert(!exists("a%20?mode=rwc#b.db-shm"));
}
END_TEST

START_TEST(does_not_pass_over_a_log_without_its_index)
{
	make("plan.db");
	ck_assert_int_eq(chmod("plan.db", 0440), 0);
	write_file("plan.db-wal", "something");
	ck_assert_int_eq(unlink("plan.db-shm"), 0);
	expect_unopened("plan.db", CIV_STORE_READ,
	                "cannot open the database plan.db: plan.db-shm is missing; any command run by the owner of the "
	                "database makes it again");
}
END_TEST

/* ---- transactions and statements ---- */

START_TEST(reader_cannot_write)
{
	struct civ_store *store;

	make("plan.db");
	store = must_open("plan.db", CIV_STORE_READ);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_store_exec(store, "INSERT INTO task (code) VALUES ('T1')"), CIV_SYSTEM);
	expect_message("cannot read the database: attempt to write a readonly database");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	/* The group's readers need these after ours was the last to close. */
	ck_assert(exists("plan.db-wal") && exists("plan.db-shm"));
}
END_TEST

START_TEST(second_writer_is_told_to_wait)
{
	struct civ_store *first, *second, *reader;

	make("plan.db");
	first = must_open("plan.db", CIV_STORE_WRITE);
	second = must_open("plan.db", CIV_STORE_WRITE);
	reader = must_open("plan.db", CIV_STORE_READ);
	ck_assert_int_eq(civ_store_begin(first), CIV_OK);
	must_exec(first, "INSERT INTO task (code) VALUES ('T1')");
	ck_assert_int_eq(civ_store_begin(second), CIV_BUSY);
	expect_message(
		"cannot write to the database: another program is using plan.db; nothing was stored, try again or "
		"wait longer (--wait)");
	ck_assert_int_eq(civ_store_begin(reader), CIV_OK);
	expect_rows(reader, "SELECT count(*) FROM task", "0");
	ck_assert_int_eq(civ_store_commit(first), CIV_OK);
	expect_rows(reader, "SELECT count(*) FROM task", "0");
	ck_assert_int_eq(civ_store_commit(reader), CIV_OK);
	expect_rows(reader, "SELECT count(*) FROM task", "1");
	ck_assert_int_eq(civ_store_begin(second), CIV_OK);
	ck_assert_int_eq(civ_store_close(second), CIV_OK);
	ck_assert_int_eq(civ_store_close(reader), CIV_OK);
	ck_assert_int_eq(civ_store_close(first), CIV_OK);
}
END_TEST

START_TEST(locked_file_is_busy)
{
	struct civ_store *store;
	sqlite3 *db;

	make("plan.db");
	ck_assert_int_eq(sqlite3_open("plan.db", &db), SQLITE_OK);
	ck_assert_int_eq(
		sqlite3_exec(db, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM task", NULL, NULL, NULL),
		SQLITE_OK);
	ck_assert_int_eq(open_store("plan.db", CIV_STORE_READ, &store), CIV_BUSY);
	expect_message(
		"cannot open the database plan.db: another program is using plan.db; nothing was stored, try again "
		"or wait longer (--wait)");
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(rolls_back_on_close)
{
	struct civ_store *store;
	sqlite3_stmt *statement;
	bool row;

	make("plan.db");
	store = must_open("plan.db", CIV_STORE_WRITE);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	must_exec(store, "INSERT INTO task (code) VALUES ('T1'), ('T2')");
	/* Left in the middle of its rows, for close to finalise. */
	ck_assert_int_eq(civ_store_prepare(store, "SELECT code FROM task", &statement), CIV_OK);
	ck_assert_int_eq(civ_store_step(store, statement, &row), CIV_OK);
	ck_assert(row);
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	store = must_open("plan.db", CIV_STORE_READ);
	expect_rows(store, "SELECT count(*) FROM task", "0");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	ck_assert(exists("plan.db"));
	ck_assert_int_eq(civ_store_close(NULL), CIV_OK);
}
END_TEST

START_TEST(next_gives_rows_until_a_failure)
{
	struct civ_store *store;
	sqlite3_stmt *statement;
	enum civ_status status = CIV_OK;
	int rows = 0;

	make("plan.db");
	store = must_open("plan.db", CIV_STORE_READ);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_store_prepare(store, "SELECT abs(?1 + value) FROM json_each('[0, 1, 2]')", &statement),
	                 CIV_OK);
	ck_assert_int_eq(sqlite3_bind_int64(statement, 1, 5), SQLITE_OK);
	for (; civ_store_next(store, statement, &status); rows++)
		ck_assert_int_eq(sqlite3_column_int(statement, 0), 5 + rows);
	ck_assert_int_eq(status, CIV_OK);
	ck_assert_int_eq(rows, 3);
	/* abs() of the least number overflows. */
	ck_assert_int_eq(sqlite3_bind_int64(statement, 1, INT64_MIN), SQLITE_OK);
	ck_assert(!civ_store_next(store, statement, &status));
	ck_assert_int_ne(status, CIV_OK);
	/* Nothing is stepped after a failure, and the status stays. */
	ck_assert_int_eq(sqlite3_bind_int64(statement, 1, 5), SQLITE_OK);
	status = CIV_REFUSED;
	ck_assert(!civ_store_next(store, statement, &status));
	ck_assert_int_eq(status, CIV_REFUSED);
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

START_TEST(broken_constraints_are_refused)
{
	struct civ_store *store;
	sqlite3_stmt *statement;

	make("plan.db");
	store = must_open("plan.db", CIV_STORE_WRITE);
	ck_assert_int_eq(
		civ_store_prepare(store, "INSERT INTO task (code, weight, parent) VALUES (?1, ?2, ?3)", &statement),
		CIV_OK);
	ck_assert_int_eq(sqlite3_bind_text(statement, 1, "任务", -1, SQLITE_STATIC), SQLITE_OK);
	ck_assert_int_eq(civ_store_do(store, statement), CIV_OK);
	ck_assert_int_eq(civ_store_do(store, statement), CIV_REFUSED);
	expect_message("cannot write to the database: UNIQUE constraint failed: task.code");
	ck_assert_int_eq(sqlite3_bind_text(statement, 1, "T2", -1, SQLITE_STATIC), SQLITE_OK);
	ck_assert_int_eq(sqlite3_bind_int(statement, 2, -1), SQLITE_OK);
	ck_assert_int_eq(civ_store_do(store, statement), CIV_REFUSED);
	expect_message("cannot write to the database: CHECK constraint failed: weight >= 0");
	ck_assert_int_eq(sqlite3_bind_int(statement, 2, 1), SQLITE_OK);
	ck_assert_int_eq(sqlite3_bind_int(statement, 3, 99), SQLITE_OK);
	ck_assert_int_eq(civ_store_do(store, statement), CIV_REFUSED);
	expect_message("cannot write to the database: FOREIGN KEY constraint failed");
	ck_assert_int_eq(civ_store_prepare(store, "SELECT absent FROM task", &statement), CIV_SYSTEM);
	expect_message("cannot write to the database: no such column: absent");
	expect_rows(store, "SELECT code, weight FROM task", "任务|NULL");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

/* A double-quoted word that names no column is an error, not a text. */
START_TEST(quoted_words_are_names)
{
	struct civ_store *store;
	sqlite3_stmt *statement;

	make("plan.db");
	store = must_open("plan.db", CIV_STORE_READ);
	ck_assert_int_eq(civ_store_prepare(store, "SELECT \"wieght\" FROM task", &statement), CIV_SYSTEM);
	expect_message("cannot read the database: no such column: wieght");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

START_TEST(damage_is_named)
{
	static const char rubbish[8192] = {'x'};
	struct civ_store *store;
	int fd;

	make("plan.db");
	ck_assert_int_eq(unlink("plan.db-wal"), 0);
	fd = open("plan.db", O_WRONLY);
	ck_assert_int_ge(fd, 0);
	for (off_t page = 1; page < 8; page++)
		ck_assert_int_eq(pwrite(fd, rubbish, sizeof rubbish, page * 8192), sizeof rubbish);
	ck_assert_int_eq(close(fd), 0);
	store = must_open("plan.db", CIV_STORE_WRITE);
	ck_assert_int_eq(civ_store_exec(store, "SELECT count(*) FROM task NOT INDEXED"), CIV_SYSTEM);
	expect_message(
		"cannot write to the database: plan.db is damaged (database disk image is malformed); plan-restore "
		"brings back a backup");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

/* ---- backup ---- */

START_TEST(backs_up)
{
	struct civ_store *store;

	umask(0);
	make("plan.db");
	store = must_open("plan.db", CIV_STORE_WRITE);
	must_exec(store, "INSERT INTO task (code) VALUES ('任务')");
	ck_assert_int_eq(civ_store_backup(store, "备 份%?.db", false), CIV_OK);
	must_exec(store, "INSERT INTO task (code) VALUES ('later')");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	ck_assert_uint_eq(mode_of("备 份%?.db"), 0640);
	ck_assert(!exists("备 份%?.db-wal"));
	ck_assert(!exists("备 份%?.db-journal"));
	store = must_open("备 份%?.db", CIV_STORE_READ);
	expect_rows(store, "SELECT code FROM task", "任务");
	expect_rows(store, "PRAGMA integrity_check", "ok");
	expect_rows(store, "PRAGMA journal_mode", "wal");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

START_TEST(backup_refuses_what_exists)
{
	struct civ_store *store;

	make("plan.db");
	store = must_open("plan.db", CIV_STORE_READ);
	ck_assert_int_eq(civ_store_backup(store, "plan.db", false), CIV_REFUSED);
	expect_message("cannot create plan.db: the file exists");
	ck_assert_int_eq(civ_store_backup(store, "none/copy.db", false), CIV_SYSTEM);
	expect_message("cannot create none/copy.db: No such file or directory");
	expect_rows(store, "SELECT count(*) FROM task", "0");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

/* ---- history ---- */

static const struct civ_run_info monday = {"2025-03-03 09:00:00", "王芳", "task-add", "任务.csv"};

static void add_task(struct civ_store *store, const char *sql)
{
	must_exec(store, sql);
	civ_history_added(store, "task", sqlite3_last_insert_rowid(civ_store_db(store)));
}

START_TEST(history_keeps_runs_ranges_and_changes)
{
	struct civ_store *store;

	make("plan.db");
	store = must_open("plan.db", CIV_STORE_WRITE);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_history_begin(store, &monday), CIV_OK);
	ck_assert(!civ_history_dirty(store));
	ck_assert_int_eq(civ_history_run(store), 1);
	add_task(store, "INSERT INTO task (id, code) VALUES (7, 'T7')");
	civ_history_added(store, "unit", 100);
	add_task(store, "INSERT INTO task (id, code) VALUES (5, 'T5')");
	ck_assert(civ_history_dirty(store));
	ck_assert_int_eq(civ_history_change(store, &(struct civ_change){"task", 7, "T7", "set", "weight", NULL, "2"}),
	                 CIV_OK);
	ck_assert_int_eq(
		civ_history_change(store, &(struct civ_change){"task", 7, "T7", "set", "code", "T7", "任务七"}),
		CIV_OK);
	ck_assert_int_eq(civ_history_change(store, &(struct civ_change){"task", 5, "T5", "set", "weight", "2", NULL}),
	                 CIV_OK);
	ck_assert_int_eq(civ_history_change(store, &(struct civ_change){"unit", 5, "U5", "remove", NULL, NULL, NULL}),
	                 CIV_OK);
	ck_assert_int_eq(civ_history_finish(store, 4), CIV_OK);
	ck_assert_int_eq(civ_store_commit(store), CIV_OK);
	expect_rows(store, "SELECT * FROM run", "1|2025-03-03 09:00:00|王芳|task-add|任务.csv|4|3|2|1");
	expect_rows(store, "SELECT * FROM run_range ORDER BY 2", "1|task|5|7|2\n1|unit|100|100|1");
	expect_rows(store, "SELECT * FROM change",
	            "1|1|task|7|T7|set|weight|NULL|2\n"
	            "2|1|task|7|T7|set|code|T7|任务七\n"
	            "3|1|task|5|T5|set|weight|2|NULL\n"
	            "4|1|unit|5|U5|remove|NULL|NULL|NULL");
	expect_rows(store, "PRAGMA foreign_key_check", "");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

START_TEST(history_counts_changes_alone)
{
	struct civ_store *store;

	make("plan.db");
	store = must_open("plan.db", CIV_STORE_WRITE);
	ck_assert_int_eq(civ_history_begin(store, &monday), CIV_OK);
	ck_assert_int_eq(civ_history_change(store, &(struct civ_change){"task", 0, "T0", "set", "weight", "1", "2"}),
	                 CIV_OK);
	ck_assert(civ_history_dirty(store));
	ck_assert_int_eq(civ_history_finish(store, 1), CIV_OK);
	expect_rows(store, "SELECT rows_added, rows_set, rows_removed FROM run", "0|1|0");
	/* A second run of the same store starts from nothing. */
	ck_assert_int_eq(civ_history_begin(store, &monday), CIV_OK);
	ck_assert(!civ_history_dirty(store));
	ck_assert_int_eq(civ_history_run(store), 2);
	ck_assert_int_eq(civ_history_change(store, &(struct civ_change){"task", 0, "T0", "set", "weight", "2", "3"}),
	                 CIV_OK);
	ck_assert_int_eq(civ_history_finish(store, 1), CIV_OK);
	expect_rows(store, "SELECT id, rows_set FROM run", "1|1\n2|1");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

START_TEST(history_of_nothing_leaves_no_trace)
{
	struct civ_store *store;

	make("plan.db");
	store = must_open("plan.db", CIV_STORE_WRITE);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_history_begin(store, &monday), CIV_OK);
	ck_assert_int_eq(civ_history_finish(store, 12), CIV_OK);
	ck_assert_int_eq(civ_store_commit(store), CIV_OK);
	expect_rows(store, "SELECT count(*) FROM run", "0");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

START_TEST(history_refuses_a_day_that_is_none)
{
	const struct civ_run_info never = {"2025-02-30 09:00:00", "x", "task-add", NULL};
	struct civ_store *store;

	make("plan.db");
	store = must_open("plan.db", CIV_STORE_WRITE);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_history_begin(store, &never), CIV_OK);
	civ_history_added(store, "item", 1);
	ck_assert_int_eq(civ_history_finish(store, 1), CIV_REFUSED);
	expect_message("cannot write to the database: CHECK constraint failed: at IS datetime(at, '+0 days')");
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
}
END_TEST

static TCase *opening(void)
{
	TCase *tests = tcase_create("opening");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, creates_for_the_group_whatever_the_umask);
	tcase_add_test(tests, create_refuses_what_exists);
	tcase_add_test(tests, create_without_commit_leaves_nothing);
	tcase_add_test(tests, create_rolled_back_leaves_nothing);
	tcase_add_test(tests, names_a_missing_file);
	tcase_add_test(tests, refuses_what_is_not_ours);
	tcase_add_test(tests, compares_versions);
	tcase_add_test(tests, knows_network_file_systems);
	tcase_add_test(tests, escapes_a_uri);
	tcase_add_test(tests, reads_a_file_that_nobody_may_write);
	tcase_add_test(tests, does_not_pass_over_a_log_without_its_index);
	return tests;
}

static TCase *statements(void)
{
	TCase *tests = tcase_create("statements");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, reader_cannot_write);
	tcase_add_test(tests, second_writer_is_told_to_wait);
	tcase_add_test(tests, locked_file_is_busy);
	tcase_add_test(tests, rolls_back_on_close);
	tcase_add_test(tests, next_gives_rows_until_a_failure);
	tcase_add_test(tests, broken_constraints_are_refused);
	tcase_add_test(tests, quoted_words_are_names);
	tcase_add_test(tests, damage_is_named);
	return tests;
}

static TCase *copies(void)
{
	TCase *tests = tcase_create("backup and history");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, backs_up);
	tcase_add_test(tests, backup_refuses_what_exists);
	tcase_add_test(tests, history_keeps_runs_ranges_and_changes);
	tcase_add_test(tests, history_counts_changes_alone);
	tcase_add_test(tests, history_of_nothing_leaves_no_trace);
	tcase_add_test(tests, history_refuses_a_day_that_is_none);
	return tests;
}

Suite *store_suite(void)
{
	Suite *suite = suite_create("store");

	suite_add_tcase(suite, opening());
	suite_add_tcase(suite, statements());
	suite_add_tcase(suite, copies());
	return suite;
}

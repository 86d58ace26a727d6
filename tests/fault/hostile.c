/* hostile PLAN FOLDER FIRST COUNT EVERY: what readers do with a file that somebody damaged.
 *
 * Database number N of FIRST to FIRST + COUNT - 1 is a copy of PLAN in which cells got values of any type, bits were
 * flipped, or both, all decided by the number N. Every reading program is run on it, in a process of its own; with an
 * EVERY above 1 only each EVERYth call, another one first on each database, so that each call meets as many of them and
 * neighbours in the list meet different ones. A program may say what is wrong, or answer from what it can read; it must
 * not end by a signal, nor use more than its share of processor or memory. Built with the sanitizers (make SANITIZE=1),
 * which end a program by a signal for what would pass unseen otherwise.
 *
 * Prints each fault with the number of its database, which is left in FOLDER, and the counts. Exit status 1: there was
 * a fault. */
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/command.h"

const char *__asan_default_options(void);
const char *__ubsan_default_options(void);

/* A value that asks for too much memory is told of as "out of memory"; every report ends the program by a signal. */
const char *__asan_default_options(void)
{
	return "abort_on_error=1:allocator_may_return_null=1:detect_leaks=0"
	       ":hard_rss_limit_mb=3000:max_allocation_size_mb=1024";
}

const char *__ubsan_default_options(void)
{
	return "abort_on_error=1:print_stacktrace=1";
}

enum { PROCESSOR_SECONDS = 120, WORDS = 12 };
/* Exit statuses that no program has. */
enum { EXIT_NO_STATUS = 100, EXIT_OUR_OWN };

/* Calls beside the plain one of every reading program: what needs an operand, other shapes of the same, and writers
 * that only look. */
static const char *const calls[] = {
	"issue-show 1",
	"issue-show 40 --asof=2026-05-20",
	"issue-list --open --asof=2026-05-15 --labels",
	"issue-list --late --format=table",
	"issue-history 1 4 7",
	"issue-rates --by=unit,month --scan",
	"issue-rates --by=week --asof=2026-05-20",
	"issue-overdue --by=unit",
	"issue-overdue --asof=2026-05-20",
	"issue-hotspot --asof=2026-06-10",
	"recheck-report --by=age",
	"recheck-report --by=place",
	"plan-query 'SELECT * FROM issues' --format=json",
	"plan-query 'SELECT * FROM measures' --format=table",
	"plan-page --lang=zh -o -",
	"plan-page --week -o -",
	"plan-page --month=2026-05 -o -",
	"plan-page --quarter=2026-Q2 -o -",
	"plan-page --text -o -",
	"plan-mail --digest=unit",
	"plan-history --changes",
	"score-calc --area=all",
	"score-why --by=unit",
	"score-trend --by=month",
	"standard-balance --by=theme",
	"measure-derive --by=area",
	"measure-derive --explain",
	"task-report --by=unit",
	"task-path --critical",
	"suggestion-report --public",
	"suggestion-list --unanswered",
	"survey-tally --survey=PS2 --margins=age",
	"survey-tally --survey=PS2 --against=PS1 --by=age",
	"survey-tally --survey=PS2 --measures",
	"survey-tally --survey=V1 --by=age",
	"survey-coverage --survey=PS2",
	"area-sheet Q02",
	"observation-report --by=kind",
	"workday-calc 2026-01-01 20",
	"workday-calc 2025-01-01 2026-12-31",
	"issue-log -n --category=stalls --reported-at=2026-06-01 --area=CITY",
	"issue-move -n --to=assigned --unit=U08 1",
	"task-set -n --note=x K001",
	"recheck-add -n --issue=4 --result=held",
	NULL,
};

/* ---- numbers that follow from the seed ---- */

struct dice {
	uint64_t state;
};

/* splitmix64 (Steele, Lea and Flood, 2014). */
static uint64_t roll(struct dice *dice)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static size_t below(struct dice *dice, size_t limit)
{
	return limit == 0 ? 0 : (size_t)(roll(dice) % limit);
}

/* ---- the file ---- */

static void die(const char *what)
{
	perror(what);
	exit(2);
}

struct bytes {
	unsigned char *data;
	size_t len;
};

static struct bytes read_all(const char *path)
{
	struct bytes bytes = {NULL, 0};
	struct stat facts;
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0 || fstat(file, &facts) != 0)
		die(path);
	bytes.len = (size_t)facts.st_size;
	bytes.data = malloc(bytes.len + 1);
	if (bytes.data == NULL || read(file, bytes.data, bytes.len) != (ssize_t)bytes.len)
		die(path);
	close(file);
	return bytes;
}

static void write_all(const char *path, const struct bytes *bytes, size_t len)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (file < 0 || write(file, bytes->data, len) != (ssize_t)len || close(file) != 0)
		die(path);
}

/* ---- cells ---- */

static sqlite3 *open_soft(const char *path)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(
		    db,
		    "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA ignore_check_constraints=ON; PRAGMA "
		    "foreign_keys=OFF",
		    NULL, NULL, NULL) != SQLITE_OK) {
		fprintf(stderr, "hostile: %s: %s\n", path, sqlite3_errmsg(db));
		exit(2);
	}
	return db;
}

static void must(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return;
	fprintf(stderr, "hostile: %s: %s\n", sql, sqlite3_errmsg(db));
	exit(2);
}

/* A copy whose tables take values of any type, or one whose tables say again that they do not. */
static void set_strict(const char *path, bool strict)
{
	sqlite3 *db = open_soft(path);

	must(db, "PRAGMA writable_schema=ON");
	must(db,
	     strict ? "UPDATE sqlite_master SET sql = sql || ' STRICT' WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
	              " AND sql NOT LIKE 'CREATE VIRTUAL%'"
	              " AND sql LIKE '%)'"
	            : "UPDATE sqlite_master SET sql = replace(sql, ') STRICT', ')') WHERE type = 'table'");
	sqlite3_close(db);
}

/* Integers, reals and texts that programs have stumbled over, or might. */
static const char *const odd_texts[] = {
	"", "0000-01-01", "9999-12-31", "2025-02-30", "2026-06-31 25:61:61", "-", "*", "NaN", "1e999", "%s%n%d",
	"a;b;;c", ";", "0:0;60:60;x", "30;;-5;99999999999",
	"\"><script>", "=cmd|' /C calc'!A0", "\xff\xfe\x80", "\xe5\x9f", "rebound_rate >= x", ">= >= >=", "(((((((((",
	"1;2;3;4;5;6;7;8;9;10", "Mars/Olympus",
	"closed", "done", "goalposts", "99999-01-01", "2026-06-01 12:00:00.5", "\n\n\n", "U02;U02;U02", "K001;K001",
};
static const int64_t odd_integers[] = {0,           -1,        1,         2,       99,        2147483647,
                                       -2147483648, INT64_MAX, INT64_MIN, 1000000, 4294967296};
static const double odd_reals[] = {0.0, -0.0, 0.5, -1.5, 1e308, -1e308, 1e-308, 9e18, 1e19, 100.0, HUGE_VAL};

static void bind_text(struct dice *dice, sqlite3_stmt *change)
{
	static const char embedded[] = "2026-01-01\0 12:00";
	size_t which = below(dice, sizeof odd_texts / sizeof odd_texts[0] + 3);

	if (which < sizeof odd_texts / sizeof odd_texts[0]) {
		sqlite3_bind_text(change, 1, odd_texts[which], -1, SQLITE_STATIC);
	} else if (which % 2 == 0) {
		sqlite3_bind_text(change, 1, embedded, sizeof embedded - 1, SQLITE_STATIC);
	} else {
		size_t len = 1 + below(dice, 70000);
		char *text = malloc(len);

		if (text == NULL)
			die("memory");
		memset(text, 'A' + (int)below(dice, 40), len);
		sqlite3_bind_text(change, 1, text, (int)len, free);
	}
}

static void bind_odd(struct dice *dice, sqlite3_stmt *change)
{
	uint64_t bytes = roll(dice);

	switch (below(dice, 6)) {
	case 0:
		sqlite3_bind_null(change, 1);
		break;
	case 1:
		sqlite3_bind_int64(change, 1, odd_integers[below(dice, sizeof odd_integers / sizeof odd_integers[0])]);
		break;
	case 2:
		sqlite3_bind_double(change, 1, odd_reals[below(dice, sizeof odd_reals / sizeof odd_reals[0])]);
		break;
	case 3:
		sqlite3_bind_blob(change, 1, &bytes, (int)below(dice, sizeof bytes + 1), SQLITE_TRANSIENT);
		break;
	default:
		bind_text(dice, change);
	}
}

/* The name in the first column of the row that falls to the dice; false when there is none. */
static bool pick(sqlite3 *db, struct dice *dice, const char *sql, const char *of, struct civ_buf *name)
{
	sqlite3_stmt *rows;
	size_t count = 0, chosen;
	const char *text = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) != SQLITE_OK)
		return false;
	if (of != NULL)
		sqlite3_bind_text(rows, 1, of, -1, SQLITE_STATIC);
	while (sqlite3_step(rows) == SQLITE_ROW)
		count++;
	sqlite3_reset(rows);
	chosen = below(dice, count);
	for (size_t i = 0; i <= chosen && sqlite3_step(rows) == SQLITE_ROW; i++)
		text = (const char *)sqlite3_column_text(rows, 0);
	civ_buf_clear(name);
	if (text != NULL)
		civ_buf_adds(name, text);
	sqlite3_finalize(rows);
	return name->len > 0;
}

static void alter_cell(sqlite3 *db, struct dice *dice)
{
	struct civ_buf table = {0}, column = {0}, sql = {0};
	sqlite3_stmt *change = NULL;

	if (pick(db, dice,
	         "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name", NULL,
	         &table) &&
	    pick(db, dice, "SELECT name FROM pragma_table_info(?1) ORDER BY cid", civ_buf_str(&table), &column)) {
		/* Most often one row; now and then all of them, or the value of another row. */
		size_t how = below(dice, 12);

		civ_buf_addf(
			&sql,
			how == 0
				? "UPDATE OR IGNORE \"%s\" SET \"%s\" = ?1"
				: "UPDATE OR IGNORE \"%s\" SET \"%s\" = ?1 WHERE rowid = (SELECT rowid FROM \"%s\""
				  " LIMIT 1 OFFSET ?2 %% max(1, (SELECT count(*) FROM \"%s\")))",
			civ_buf_str(&table), civ_buf_str(&column), civ_buf_str(&table), civ_buf_str(&table));
		if (sqlite3_prepare_v2(db, civ_buf_str(&sql), -1, &change, NULL) == SQLITE_OK) {
			bind_odd(dice, change);
			if (how != 0)
				sqlite3_bind_int64(change, 2, (int64_t)below(dice, 1u << 20));
			(void)sqlite3_step(change);
		}
		sqlite3_finalize(change);
	}
	civ_buf_free(&table);
	civ_buf_free(&column);
	civ_buf_free(&sql);
}

/* A row that belongs to nothing, or that something else needs, goes. */
static void drop_rows(sqlite3 *db, struct dice *dice)
{
	struct civ_buf table = {0}, sql = {0};

	if (pick(db, dice,
	         "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name", NULL,
	         &table)) {
		civ_buf_addf(&sql, "DELETE FROM \"%s\" WHERE rowid %% %zu = 0", civ_buf_str(&table),
		             1 + below(dice, 7));
		(void)sqlite3_exec(db, civ_buf_str(&sql), NULL, NULL, NULL);
	}
	civ_buf_free(&table);
	civ_buf_free(&sql);
}

static void alter_cells(const char *path, struct dice *dice)
{
	sqlite3 *db = open_soft(path);
	size_t count = 1 + below(dice, 10);

	must(db, "BEGIN");
	for (size_t i = 0; i < count; i++)
		alter_cell(db, dice);
	if (below(dice, 4) == 0)
		drop_rows(db, dice);
	must(db, "COMMIT");
	sqlite3_close(db);
	if (below(dice, 4) != 0)
		set_strict(path, true);
}

/* ---- bits ---- */

enum { HEADER = 100, PAGE_TOP = 16 };

/* Half of them at the top of a page, where SQLite keeps what leads to everything else; the file's own first bytes stay,
 * or nobody would take it for a database. */
static void flip_bits(const char *path, struct dice *dice)
{
	struct bytes bytes = read_all(path);
	size_t count = 1 + below(dice, 40),
	       page = bytes.len > HEADER ? (size_t)bytes.data[16] << 8 | bytes.data[17] : 0;
	size_t keep = bytes.len;

	for (size_t i = 0; i < count && page != 0; i++) {
		size_t place = below(dice, bytes.len);

		if (below(dice, 2) == 0)
			place = place / page * page + below(dice, PAGE_TOP);
		if (place >= HEADER)
			bytes.data[place] ^= (unsigned char)(1u << below(dice, 8));
	}
	if (below(dice, 10) == 0)
		keep = HEADER + below(dice, bytes.len - HEADER);
	write_all(path, &bytes, keep);
	free(bytes.data);
}

/* ---- the readers ---- */

struct run {
	const char *path, *errors; /* the database; what a program says */
	size_t *place;             /* of the call at hand, shared with the process that makes it */
	size_t runs, faults;
	uint64_t seed, every;
};

/* LINE split at blanks, '...' kept together; the words are in TEXT. */
static int split(const char *line, char *text, char *words[WORDS + 1])
{
	int count = 0;
	bool inside = false, quoted = false;

	for (; *line != '\0' && count < WORDS; line++) {
		if (*line == '\'') {
			quoted = !quoted;
		} else if (*line == ' ' && !quoted) {
			*text++ = '\0';
			inside = false;
			continue;
		} else {
			if (!inside)
				words[count++] = text;
			*text++ = *line;
		}
		inside = true;
	}
	*text = '\0';
	words[count] = NULL;
	return count;
}

static const struct civ_command *command_of(const char *name)
{
	for (size_t i = 0; civ_commands[i] != NULL; i++)
		if (strcmp(civ_commands[i]->name, name) == 0)
			return civ_commands[i];
	return NULL;
}

static bool reads(const struct civ_command *command)
{
	return (command->needs & CIV_NEED_READ) != 0 && (command->needs & (CIV_NEED_WRITE | CIV_NEED_CREATE)) == 0;
}

/* All calls in their order: every reading program without arguments, then those above. */
static const char *call_at(size_t place)
{
	for (size_t i = 0; civ_commands[i] != NULL; i++)
		if (reads(civ_commands[i]) && place-- == 0)
			return civ_commands[i]->name;
	for (size_t i = 0; calls[i] != NULL; i++)
		if (place-- == 0)
			return calls[i];
	return NULL;
}

/* The first place from this one on whose call is for the database at hand; behind the last when there is none. */
static size_t turn_from(const struct run *run, size_t place)
{
	while (call_at(place) != NULL && (run->seed + place) % run->every != 0)
		place++;
	return place;
}

static void redirect(const char *errors)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC),
	    said = open(errors, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (nothing < 0 || said < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || dup2(said, 2) < 0)
		_exit(EXIT_OUR_OWN);
	close(nothing);
	close(said);
}

static void call(const char *line, const char *errors)
{
	char *text = malloc(strlen(line) + 1), *words[WORDS + 1];
	const struct civ_command *command;
	int count, status;

	if (text == NULL)
		_exit(EXIT_OUR_OWN);
	count = split(line, text, words);
	command = command_of(words[0]);
	redirect(errors);
	if (command == NULL)
		_exit(EXIT_OUR_OWN);
	optind = 0;
	status = civ_main(command, count, words);
	free(text);
	if (status > CIV_BUSY)
		_exit(EXIT_NO_STATUS);
}

/* From the run's place on, one program after the other in this process, which none of them may end: programs keep no
 * state of their own. */
static void be_programs(const struct run *run)
{
	size_t *place = run->place;
	struct rlimit limit = {PROCESSOR_SECONDS, PROCESSOR_SECONDS};

	if (setrlimit(RLIMIT_CPU, &limit) != 0)
		_exit(EXIT_OUR_OWN);
	for (const char *line; (line = call_at(*place)) != NULL; *place = turn_from(run, *place + 1))
		call(line, run->errors);
	_exit(0);
}

static void tell_fault(struct run *run, const char *line, int status)
{
	struct bytes said = read_all(run->errors);

	run->faults++;
	printf("database %" PRIu64 ": %s: %s %d\n%.*s\n", run->seed, line, WIFSIGNALED(status) ? "signal" : "status",
	       WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), (int)(said.len < 3000 ? said.len : 3000),
	       (const char *)said.data);
	fflush(stdout);
	free(said.data);
}

static void run_readers(struct run *run)
{
	for (*run->place = turn_from(run, 0); call_at(*run->place) != NULL;
	     *run->place = turn_from(run, *run->place + 1)) {
		int status = 0;
		pid_t child = fork();

		if (child == 0)
			be_programs(run);
		if (child < 0 || waitpid(child, &status, 0) != child)
			die("process");
		if (status == 0)
			break;
		tell_fault(run, call_at(*run->place), status);
	}
	for (size_t place = turn_from(run, 0); call_at(place) != NULL; place = turn_from(run, place + 1))
		run->runs++;
}

static void remove_database(struct civ_buf *path)
{
	static const char *const parts[] = {"", "-wal", "-shm", "-journal"};

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		struct civ_buf part = {0};

		civ_buf_addf(&part, "%s%s", civ_buf_str(path), parts[i]);
		(void)unlink(civ_buf_str(&part));
		civ_buf_free(&part);
	}
}

static void try_one(struct run *run, const struct bytes *strict, const struct bytes *soft, const char *folder)
{
	struct dice dice = {run->seed};
	struct civ_buf path = {0}, errors = {0};
	size_t kind = below(&dice, 3), faults = run->faults;

	civ_buf_addf(&path, "%s/%" PRIu64 ".db", folder, run->seed);
	civ_buf_addf(&errors, "%s/%" PRIu64 ".err", folder, run->seed);
	run->path = civ_buf_str(&path);
	run->errors = civ_buf_str(&errors);
	write_all(run->path, kind == 1 ? strict : soft, kind == 1 ? strict->len : soft->len);
	if (kind != 1)
		alter_cells(run->path, &dice);
	if (kind != 0)
		flip_bits(run->path, &dice);
	setenv("CIVPLAN_DB", run->path, 1);
	run_readers(run);
	if (run->faults == faults) {
		remove_database(&path);
		(void)unlink(run->errors);
	}
	civ_buf_free(&path);
	civ_buf_free(&errors);
}

int main(int argc, char **argv)
{
	struct run run = {.runs = 0};
	struct civ_buf soft_path = {0};
	struct bytes strict, soft;
	uint64_t first, count;

	if (argc != 6 || (run.every = strtoull(argv[5], NULL, 10)) == 0) {
		fprintf(stderr, "usage: hostile PLAN FOLDER FIRST COUNT EVERY\n");
		return 2;
	}
	run.place = mmap(NULL, sizeof *run.place, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (run.place == MAP_FAILED)
		die("memory");
	setenv("CIVPLAN_ASOF", "2026-06-30", 1);
	setenv("CIVPLAN_USER", "tester", 1);
	first = strtoull(argv[3], NULL, 10);
	count = strtoull(argv[4], NULL, 10);
	strict = read_all(argv[1]);
	civ_buf_addf(&soft_path, "%s/soft-%s.db", argv[2], argv[3]);
	write_all(civ_buf_str(&soft_path), &strict, strict.len);
	set_strict(civ_buf_str(&soft_path), false);
	soft = read_all(civ_buf_str(&soft_path));
	remove_database(&soft_path);
	for (run.seed = first; run.seed < first + count; run.seed++)
		try_one(&run, &strict, &soft, argv[2]);
	printf("hostile: %" PRIu64 " databases, %zu runs, %zu faults\n", count, run.runs, run.faults);
	civ_buf_free(&soft_path);
	free(strict.data);
	free(soft.data);
	return run.faults == 0 ? 0 : 1;
}

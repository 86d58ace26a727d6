/* A program with nothing but lib/store in it, so that shell tests can let several users meet at one database.
 *
 *   store-probe create FILE       make FILE with one empty table
 *   store-probe add FILE TEXT     add a row, commit, print the number of rows
 *   store-probe list FILE         print the number of rows and the last text
 *   store-probe hold-add FILE TEXT  add a row, print "ready", commit when standard input ends
 *   store-probe hold-list FILE    list, print "ready", list again from the same snapshot when standard input ends
 *
 * A wait is half a second. The exit status is that of the library; messages go to standard error. */
#include <stdio.h>
#include <string.h>

#include "civplan/store.h"

enum { VERSION = 1 };

static enum civ_status ready(void)
{
	puts("ready");
	if (fflush(stdout) != 0)
		return CIV_SYSTEM;
	while (getchar() != EOF)
		continue;
	return CIV_OK;
}

static enum civ_status create(struct civ_store *store)
{
	enum civ_status status = civ_store_exec(store, "CREATE TABLE line (text TEXT NOT NULL) STRICT");

	return status == CIV_OK ? civ_store_stamp(store, VERSION) : status;
}

static enum civ_status list(struct civ_store *store)
{
	sqlite3_stmt *statement = NULL;
	bool row;
	enum civ_status status = civ_store_prepare(store,
	                                           "SELECT (SELECT count(*) FROM line),"
	                                           " ifnull((SELECT text FROM line ORDER BY rowid DESC LIMIT 1), '')",
	                                           &statement);

	if (status == CIV_OK)
		status = civ_store_step(store, statement, &row);
	if (status == CIV_OK)
		printf("%d %s\n", sqlite3_column_int(statement, 0), (const char *)sqlite3_column_text(statement, 1));
	sqlite3_finalize(statement);
	return status;
}

static enum civ_status add(struct civ_store *store, const char *text)
{
	sqlite3_stmt *statement = NULL;
	enum civ_status status = civ_store_prepare(store, "INSERT INTO line VALUES (?1)", &statement);

	if (status != CIV_OK)
		return status;
	if (sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC) != SQLITE_OK)
		return civ_store_fail(store, "bind the text");
	status = civ_store_do(store, statement);
	return status == CIV_OK ? list(store) : status;
}

static enum civ_status run(struct civ_store *store, const char *verb, const char *text)
{
	bool hold = strncmp(verb, "hold-", 5) == 0;
	enum civ_status status = civ_store_begin(store);

	if (status != CIV_OK)
		return status;
	if (strcmp(verb, "create") == 0)
		status = create(store);
	else if (strstr(verb, "add") != NULL)
		status = add(store, text);
	else
		status = list(store);
	if (status == CIV_OK && hold)
		status = ready();
	if (status == CIV_OK && strcmp(verb, "hold-list") == 0)
		status = list(store);
	return status == CIV_OK ? civ_store_commit(store) : status;
}

static enum civ_store_mode mode_of(const char *verb)
{
	if (strcmp(verb, "create") == 0)
		return CIV_STORE_CREATE;
	return strstr(verb, "add") != NULL ? CIV_STORE_WRITE : CIV_STORE_READ;
}

int main(int argc, char **argv)
{
	struct civ_messages *messages = civ_messages_new();
	struct civ_store *store = NULL;
	enum civ_severity severity;
	enum civ_status status;
	const char *text;

	if (argc < 3 || messages == NULL)
		return CIV_USAGE;
	status = civ_store_open(argv[2], &(struct civ_store_options){mode_of(argv[1]), VERSION, 0.5}, messages, &store);
	if (status == CIV_OK)
		status = run(store, argv[1], argc > 3 ? argv[3] : "");
	status = civ_worse(status, civ_store_close(store));
	while (civ_messages_next(messages, &severity, &text))
		fprintf(stderr, "store-probe: %s\n", text);
	civ_messages_free(messages);
	return (int)status;
}

/* Rows of a domain's own statements: bound by name, printed as they come. */
#include "lib/record/private.h"

static enum civ_status place_of(struct civ_store *store, sqlite3_stmt *statement, const char *name, int *place)
{
	*place = sqlite3_bind_parameter_index(statement, name);
	/* A statement that is one of several may do without it. */
	return *place >= 0 ? CIV_OK : civ_store_fail(store, "bind a value");
}

enum civ_status civ_bind_int(struct civ_store *store, sqlite3_stmt *statement, const char *name, int64_t value)
{
	int place;
	enum civ_status status = place_of(store, statement, name, &place);

	if (status == CIV_OK && place > 0 && sqlite3_bind_int64(statement, place, value) != SQLITE_OK)
		status = civ_store_fail(store, "bind a value");
	return status;
}

enum civ_status civ_bind_text(struct civ_store *store, sqlite3_stmt *statement, const char *name, const char *text)
{
	int place;
	enum civ_status status = place_of(store, statement, name, &place);

	if (status == CIV_OK && place > 0 &&
	    sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT) != SQLITE_OK)
		status = civ_store_fail(store, "bind a value");
	return status;
}

void civ_print_cells(struct civ_out *out, sqlite3_stmt *row, int first, int count)
{
	for (int i = first; i < first + count; i++) {
		switch (sqlite3_column_type(row, i)) {
		case SQLITE_INTEGER:
			civ_out_int(out, sqlite3_column_int64(row, i));
			break;
		case SQLITE_FLOAT:
			civ_out_real(out, sqlite3_column_double(row, i));
			break;
		case SQLITE_NULL:
			civ_out_null(out);
			break;
		default:
			civ_out_text(out, (const char *)sqlite3_column_text(row, i),
			             (size_t)sqlite3_column_bytes(row, i));
			break;
		}
	}
}

enum civ_status civ_print_named(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_buf sql = {0};
	sqlite3_stmt *row;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT code, name FROM \"%s\" WHERE id = :id", noun->name);
	status = civ_records_statement_of(records, &sql, &row);
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", id);
	if (civ_store_next(store, row, &status)) {
		civ_print_cells(out, row, 0, 2);
		sqlite3_reset(row);
	} else {
		civ_out_null(out);
		civ_out_null(out);
	}
	return status;
}

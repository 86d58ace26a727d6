/* A mail to each unit of what is its own. */
#include <stdlib.h>
#include <string.h>

#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/mail/mailing.h"
#include "lib/noun/event.h"

enum { MOST_LISTED = 20 };

/* An issue that was given to a unit again. */
struct back {
	const char *unit, *title;
};

/* What of a unit's changed. */
struct changes {
	const char *code, *name;
	int64_t tasks_newly;
	const struct back *back; /* its own, BACK_COUNT of them */
	size_t back_count;
	const struct civ_mail_holder *holder; /* NULL: nothing of its issues is late or due */
};

struct digests {
	struct civ_mailing mailing;
	struct civ_mail_holders holders;
	struct back *back; /* of all units, in the order of their codes */
	size_t back_count, back_room;
	enum civ_status (*take)(void *data, struct civ_mail_unit *unit);
	void *data;
};

/* ---- what changed ---- */

static int64_t tasks_newly(const struct civ_mailing *mailing, const char *unit)
{
	const struct civ_rows *tasks = &mailing->now.tasks;
	int64_t newly = 0;

	for (size_t i = 0; i < tasks->count; i++)
		newly += strcmp(civ_rows_cell(tasks, i, "unit"), unit) == 0 && civ_mail_task_is_new(mailing, i);
	return newly;
}

/* What was rectified or closed and given to the unit again: the acceptance was refused, or it came back. */
static enum civ_status find_sent_back(struct digests *digests)
{
	static const char sql[] = "SELECT u.code, c.name, i.place"
				  " FROM event e JOIN issue i ON i.id = e.issue_id JOIN unit u ON u.id = i.unit_id"
				  " JOIN category c ON c.id = i.category_id"
				  " WHERE i.stage IN ('assigned', 'received') AND e.to_stage = 'assigned'"
				  "  AND e.from_stage IN ('rectified', 'closed') AND e.at >= :begin AND e.at < :end"
				  "  AND " CIV_EVENT_STANDS("e") " GROUP BY i.id, u.code, c.name, i.place"
								 " ORDER BY u.code, i.id";
	struct civ_mailing *mailing = &digests->mailing;
	struct civ_store *store = civ_records_store(mailing->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_then(mailing->records, civ_noun_find("issue"), sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":begin", mailing->begin);
	while (civ_store_next(store, rows, &status)) {
		const char *unit = civ_row_text(rows, 0);

		if (!CIV_GROW(digests->back, digests->back_count, digests->back_room))
			return civ_no_memory(mailing->messages);
		digests->back[digests->back_count++] = (struct back){
			.unit = civ_arena_copy(mailing->arena, unit, strlen(unit)),
			.title = civ_mail_what_and_where(mailing, civ_row_text(rows, 1), civ_row_text(rows, 2))};
		mailing->failed = mailing->failed || digests->back[digests->back_count - 1].unit == NULL;
	}
	return status == CIV_OK && mailing->failed ? civ_no_memory(mailing->messages) : status;
}

static void find_changes(const struct digests *digests, struct changes *changes)
{
	for (size_t i = 0; i < digests->holders.count; i++)
		if (strcmp(digests->holders.list[i].code, changes->code) == 0)
			changes->holder = &digests->holders.list[i];
	for (size_t i = digests->back_count; i > 0; i--)
		if (strcmp(digests->back[i - 1].unit, changes->code) == 0) {
			changes->back = &digests->back[i - 1];
			changes->back_count++;
		}
	changes->tasks_newly = tasks_newly(&digests->mailing, changes->code);
}

static bool is_changed(const struct changes *changes)
{
	return (changes->holder != NULL && changes->holder->newly + changes->holder->due_newly > 0) ||
	       changes->tasks_newly > 0 || changes->back_count > 0;
}

/* ---- the mail ---- */

static void add_phrase(struct civ_mailing *mailing, struct civ_buf *phrases, const char *format, int64_t n)
{
	if (n == 0)
		return;
	civ_buf_adds(phrases, phrases->len == 0 ? "" : civ_records_say(mailing->records, CIV_WORD("subject|, ")));
	civ_buf_addf(phrases, format, civ_mail_number(mailing, n));
}

static void put_subject(struct civ_mailing *mailing, const struct changes *changes, struct civ_buf *subject)
{
	int64_t late = changes->holder == NULL ? 0 : changes->holder->late,
		due = changes->holder == NULL ? 0 : changes->holder->due, back = (int64_t)changes->back_count;
	struct civ_buf phrases = {0};

	add_phrase(mailing, &phrases, civ_say_count("%s issue late", "%s issues late", (unsigned long long)late), late);
	add_phrase(mailing, &phrases, civ_say(CIV_WORD("%s due within 7 days")), due);
	add_phrase(mailing, &phrases, civ_say(CIV_WORD("%s sent back")), back);
	add_phrase(mailing, &phrases,
	           civ_say_count("%s task newly late", "%s tasks newly late", (unsigned long long)changes->tasks_newly),
	           changes->tasks_newly);
	civ_buf_addf(subject, civ_say(CIV_WORD("Campaign, %s: %s")), civ_mail_date(mailing, mailing->asof),
	             civ_mail_take(mailing, &phrases));
}

static enum civ_status put_list(struct civ_mailing *mailing, const char *format, const size_t *rows, int64_t count)
{
	struct civ_buf heading = {0};
	enum civ_status status;

	if (count == 0)
		return CIV_OK;
	civ_buf_addf(&heading, format, civ_mail_number(mailing, count));
	civ_mail_heading(mailing, civ_mail_take(mailing, &heading));
	status = civ_mail_put_issues(mailing, 1, rows, count < MOST_LISTED ? (size_t)count : MOST_LISTED);
	if (status == CIV_OK && count > MOST_LISTED)
		civ_mail_put_others(mailing, 1, count - MOST_LISTED);
	return status;
}

static void put_sent_back(struct civ_mailing *mailing, const struct changes *changes)
{
	struct civ_buf heading = {0};

	if (changes->back_count == 0)
		return;
	civ_buf_addf(&heading, civ_say(CIV_WORD("Sent back since %s: %s")),
	             civ_mail_date(mailing, mailing->options->since),
	             civ_mail_number(mailing, (int64_t)changes->back_count));
	civ_mail_heading(mailing, civ_mail_take(mailing, &heading));
	for (size_t i = 0; i < changes->back_count && i < MOST_LISTED; i++)
		civ_mail_put(mailing, 1, changes->back[i].title);
	if (changes->back_count > MOST_LISTED)
		civ_mail_put_others(mailing, 1, (int64_t)changes->back_count - MOST_LISTED);
}

static enum civ_status put_text(struct civ_mailing *mailing, const struct changes *changes)
{
	const struct civ_mail_holder *holder = changes->holder;
	struct civ_buf title = {0};
	enum civ_status status = CIV_OK;

	civ_buf_addf(&title, civ_say(CIV_WORD("%s: what waits on you in the campaign for a civilised city")),
	             changes->name);
	civ_mail_put_title(mailing, civ_mail_take(mailing, &title));
	put_sent_back(mailing, changes);
	if (holder != NULL)
		status = put_list(mailing, civ_say(CIV_WORD("Issues late: %s")), holder->rows, holder->late);
	if (holder != NULL && status == CIV_OK)
		status = put_list(mailing, civ_say(CIV_WORD("Issues due within 7 days: %s")),
		                  holder->rows + holder->late, holder->due);
	if (status == CIV_OK)
		status = civ_mail_put_tasks(mailing, changes->code, MOST_LISTED);
	civ_buf_addc(mailing->text, '\n');
	civ_mail_put(mailing, 0, civ_say(CIV_WORD("This mail goes out at night; when nothing changed it does not.")));
	return status;
}

/* ---- to whom ---- */

static enum civ_status find_address(struct civ_mailing *mailing, const char *code, const char **address)
{
	/* A place that somebody left, or has not come to yet, answers no mail. */
	static const char sql[] = "SELECT contact, '', '' FROM unit WHERE code = :unit"
				  " UNION ALL SELECT * FROM ("
				  "  SELECT p.email, p.role, p.code"
				  "  FROM person p JOIN unit u ON u.id = p.unit_id"
				  "  WHERE u.code = :unit AND p.role IN ('staff', 'leader')"
				  "   AND ifnull(p.since <= :asof, 1) AND ifnull(p.until >= :asof, 1)"
				  "  ORDER BY p.role DESC, p.code)";
	struct civ_store *store = civ_records_store(mailing->records);
	char day[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(mailing->records, sql, &rows);

	*address = NULL;
	civ_date_format(mailing->asof, day);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":unit", code);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", day);
	while (civ_store_next(store, rows, &status)) {
		struct civ_span found = civ_mail_address_in(civ_row_text(rows, 0));

		if (*address == NULL && found.text != NULL) {
			*address = civ_arena_copy(mailing->arena, found.text, found.len);
			mailing->failed = mailing->failed || *address == NULL;
		}
	}
	return status;
}

static enum civ_status send(struct digests *digests, const struct changes *changes)
{
	struct civ_mailing *mailing = &digests->mailing;
	struct civ_mail_unit unit = {.name = changes->name};
	enum civ_status status = find_address(mailing, changes->code, &unit.address);

	mailing->text = &unit.mail.text;
	put_subject(mailing, changes, &unit.mail.subject);
	if (status == CIV_OK)
		status = put_text(mailing, changes);
	if (status == CIV_OK && (mailing->failed || unit.mail.subject.failed || unit.mail.text.failed))
		status = civ_no_memory(mailing->messages);
	if (status == CIV_OK)
		status = digests->take(digests->data, &unit);
	civ_mail_free(&unit.mail);
	return status;
}

/* ---- all units ---- */

static enum civ_status list_units(struct civ_mailing *mailing, struct civ_buf *codes)
{
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(mailing->records, "SELECT code FROM unit ORDER BY code", &rows);

	while (civ_store_next(civ_records_store(mailing->records), rows, &status)) {
		const char *code = civ_row_text(rows, 0), *kept = civ_arena_copy(mailing->arena, code, strlen(code));

		mailing->failed = mailing->failed || kept == NULL;
		civ_buf_add(codes, &kept, sizeof kept);
	}
	mailing->failed = mailing->failed || codes->failed;
	return status == CIV_OK && mailing->failed ? civ_no_memory(mailing->messages) : status;
}

enum civ_status civ_mail_units(struct civ_records *records, const struct civ_mail_options *options,
                               enum civ_status (*take)(void *data, struct civ_mail_unit *unit), void *data)
{
	struct digests digests = {.take = take, .data = data};
	struct civ_buf codes = {0}; /* of const char * */
	enum civ_status status = civ_mailing_open(records, options, false, &digests.mailing);

	if (status == CIV_OK)
		status = civ_mail_holders_find(&digests.mailing, &digests.holders);
	if (status == CIV_OK)
		status = find_sent_back(&digests);
	if (status == CIV_OK)
		status = list_units(&digests.mailing, &codes);
	for (size_t i = 0; status == CIV_OK && i < codes.len / sizeof(const char *); i++) {
		struct changes changes = {.code = ((const char *const *)(const void *)codes.data)[i]};

		status = civ_mail_unit_name(&digests.mailing, changes.code, &changes.name);
		find_changes(&digests, &changes);
		if (status == CIV_OK && is_changed(&changes))
			status = send(&digests, &changes);
	}
	civ_buf_free(&codes);
	free(digests.back);
	civ_mailing_close(&digests.mailing);
	return status;
}

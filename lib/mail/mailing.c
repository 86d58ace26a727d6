/* How a mail is put together: two days, and lines of text. */
#include "lib/mail/mailing.h"

#include <string.h>

#include "civplan/say.h"
#include "civplan/nested.h"
#include "civplan/wording.h"

/* A day has records of its own. Into DAY the DECISIONS, and ALL else that is compared. */
static enum civ_status read_aside(struct civ_mailing *mailing, int32_t asof, bool decisions, bool all,
                                  struct civ_mail_day *day)
{
	struct civ_records *records = NULL;
	enum civ_status status = civ_records_on(mailing->records, asof, &records);

	if (status == CIV_OK && all)
		status = civ_mail_day_read(records, mailing->asof, mailing->arena, day);
	if (status == CIV_OK && decisions)
		status = civ_page_decisions(records, mailing->arena, &day->decisions, &day->decision_count);
	civ_records_close(records);
	return status;
}

enum civ_status civ_mailing_open(struct civ_records *records, const struct civ_mail_options *options, bool decisions,
                                 struct civ_mailing *mailing)
{
	enum civ_status status;

	*mailing = (struct civ_mailing){.records = records,
	                                .messages = civ_records_messages(records),
	                                .options = options,
	                                .asof = civ_records_clock(records)->asof};
	civ_records_speak(records, true);
	civ_date_format(options->since + 1, mailing->begin);
	mailing->arena = civ_arena_new();
	status = mailing->arena == NULL ? civ_no_memory(mailing->messages)
	                                : read_aside(mailing, options->since, decisions, true, &mailing->then);
	if (status == CIV_OK && decisions)
		status = read_aside(mailing, mailing->asof, true, false, &mailing->now);
	return status == CIV_OK ? civ_mail_day_read(records, mailing->asof, mailing->arena, &mailing->now) : status;
}

void civ_mailing_close(struct civ_mailing *mailing)
{
	civ_arena_free(mailing->arena);
}

/* ---- texts ---- */

const char *civ_mail_take(struct civ_mailing *mailing, struct civ_buf *buf)
{
	const char *made = civ_buf_str(buf),
		   *text = made == NULL ? NULL : civ_arena_copy(mailing->arena, made, buf->len);

	civ_buf_free(buf);
	mailing->failed = mailing->failed || text == NULL;
	return text == NULL ? "" : text;
}

const char *civ_mail_number(struct civ_mailing *mailing, int64_t n)
{
	struct civ_buf buf = {0};

	civ_wording_number(&buf, (double)n, 0);
	return civ_mail_take(mailing, &buf);
}

const char *civ_mail_date(struct civ_mailing *mailing, int32_t day)
{
	struct civ_buf buf = {0};

	civ_wording_day(&buf, day, mailing->asof);
	return civ_mail_take(mailing, &buf);
}

/* Ends of lines and other controls would be lines of the mail, or headers. */
static void add_as_line(struct civ_buf *line, struct civ_span text, size_t most)
{
	size_t width = 0, used, fits = 0;

	for (size_t i = 0; i < text.len; i += used) {
		unsigned long code = civ_utf8_decode(text.text + i, text.len - i, &used);
		bool control = code < ' ' || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;

		width += control ? 1 : civ_text_width(text.text + i, used);
		if (width > most && !line->failed) {
			line->len = fits;
			line->data[fits] = '\0';
			civ_buf_adds(line, "…");
			return;
		}
		if (control)
			civ_buf_addc(line, ' ');
		else
			civ_buf_add(line, text.text + i, used);
		if (width < most)
			fits = line->len;
	}
}

const char *civ_mail_line(struct civ_mailing *mailing, const char *text, size_t most)
{
	struct civ_buf line = {0};
	struct civ_span span = {text, strlen(text)};
	size_t good;

	if (!civ_utf8_valid(span.text, span.len, &good))
		span.len = good;
	span = civ_text_visible(civ_text_trim(span), mailing->arena);
	mailing->failed = mailing->failed || (span.text == NULL && span.len > 0);
	if (!mailing->failed)
		add_as_line(&line, span, most);
	return civ_mail_take(mailing, &line);
}

enum civ_status civ_mail_unit_name(struct civ_mailing *mailing, const char *code, const char **name)
{
	struct civ_store *store = civ_records_store(mailing->records);
	sqlite3_stmt *row;
	enum civ_status status;

	*name = civ_say(CIV_WORD("no unit yet"));
	if (*code == '\0')
		return CIV_OK;
	status = civ_records_statement(mailing->records, "SELECT name FROM unit WHERE code = :code", &row);
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":code", code);
	if (civ_store_next(store, row, &status)) {
		*name = civ_mail_line(mailing, civ_row_text(row, 0), CIV_MAIL_NAME);
		sqlite3_reset(row);
	}
	return status;
}

/* That it is late in being received, or accepted, is said behind it. */
static const char *with_limit(struct civ_mailing *mailing, const char *title, const char *limit)
{
	struct civ_buf text = {0};

	if (strcmp(limit, "receive") == 0)
		civ_buf_addf(&text, civ_say(CIV_WORD("%s, to be received")), title);
	else if (strcmp(limit, "accept") == 0)
		civ_buf_addf(&text, civ_say(CIV_WORD("%s, to be accepted")), title);
	else
		return title;
	return civ_mail_take(mailing, &text);
}

const char *civ_mail_what_and_where(struct civ_mailing *mailing, const char *category, const char *place)
{
	struct civ_buf text = {0};

	if (*place == '\0')
		civ_buf_adds(&text, category);
	else
		civ_buf_addf(&text, civ_say(CIV_WORD("%s at %s")), category, place);
	return civ_mail_line(mailing, civ_mail_take(mailing, &text), CIV_MAIL_TITLE);
}

enum civ_status civ_mail_issue_title(struct civ_mailing *mailing, const struct civ_rows *rows, size_t row,
                                     const char **title)
{
	struct civ_store *store = civ_records_store(mailing->records);
	sqlite3_stmt *name;
	enum civ_status status = civ_records_statement(mailing->records, "SELECT name FROM category WHERE code = :code",
	                                               &name);

	*title = "";
	if (status == CIV_OK)
		status = civ_bind_text(store, name, ":code", civ_rows_cell(rows, row, "category"));
	if (civ_store_next(store, name, &status)) {
		*title = civ_mail_what_and_where(mailing, civ_row_text(name, 0), civ_rows_cell(rows, row, "place"));
		*title = with_limit(mailing, *title, civ_rows_cell(rows, row, "limit"));
		sqlite3_reset(name);
	}
	return status;
}

/* ---- figures ---- */

struct civ_mail_figure *civ_mail_figure_more(struct civ_mailing *mailing, struct civ_mail_figures *figures)
{
	struct civ_mail_figure *list = civ_arena_alloc(mailing->arena, (figures->count + 1) * sizeof *list);

	mailing->failed = mailing->failed || list == NULL;
	if (list == NULL)
		return NULL;
	if (figures->count > 0)
		memcpy(list, figures->list, figures->count * sizeof *list);
	figures->list = list;
	return &list[figures->count++];
}

/* ---- lines ---- */

void civ_mail_heading(struct civ_mailing *mailing, const char *heading)
{
	civ_buf_addf(mailing->text, "\n%s\n", heading);
}

void civ_mail_put(struct civ_mailing *mailing, int indent, const char *line)
{
	civ_buf_addf(mailing->text, "%*s%s\n", 2 * indent, "", line);
}

void civ_mail_put_pair(struct civ_mailing *mailing, int indent, const char *first, size_t width, const char *second)
{
	size_t has = civ_text_width(first, strlen(first));
	int space = (int)(has < width ? width - has : 0) + 2;

	civ_buf_addf(mailing->text, "%*s%s%*s%s\n", 2 * indent, "", first, space, "", second);
}

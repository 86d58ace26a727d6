/* Rows set aside: as they came, with their line and the reason. */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "civplan/feed.h"
#include "lib/csv/heads.h"
#include "lib/csv/sink.h"

/* Headings of the two columns behind those of the input, by which a file of rejects is known again. */
#define LINE "#line"
#define REASON "#reason"

/* Parts a kept row from what comes behind its reason; no cell holds it. */
#define BEHIND '\0'

/* So much is read of a file to find its headings behind title lines. */
enum { HEAD = 1 << 16 };

struct civ_rejects {
	char *path;
	struct civ_input *input;
	struct civ_messages *messages;
	struct civ_sink *sink;         /* NULL until there is something to write */
	bool earlier;                  /* PATH holds the rejects of an earlier run */
	bool only_counted;             /* nothing is written */
	enum civ_status (*told)(void *data, const char *reason); /* NULL: nobody wants to know */
	void *data;
	size_t header_of;              /* file of the header of the rows kept last, from 1 */
	struct civ_buf header_text;    /* that header, as it is written before the first of its rows */
	bool header_written;
	uint64_t count;
};

static bool ends_in_headings(const char *line, size_t len)
{
	static const size_t line_len = sizeof LINE - 1, reason_len = sizeof REASON - 1;

	if (len > 0 && line[len - 1] == '\r')
		len--;
	/* Any one byte stands between them: the delimiter of the input. */
	return len > line_len + reason_len && memcmp(line + len - reason_len, REASON, reason_len) == 0 &&
	       memcmp(line + len - reason_len - 1 - line_len, LINE, line_len) == 0;
}

static bool holds_headings(const char *text, size_t len)
{
	while (len > 0) {
		const char *end = memchr(text, '\n', len);
		size_t line = end == NULL ? len : (size_t)(end - text);

		if (ends_in_headings(text, line))
			return true;
		if (end == NULL)
			return false;
		text = end + 1;
		len -= line + 1;
	}
	return false;
}

static enum civ_status read_head(const char *path, struct civ_messages *messages, struct civ_buf *head)
{
	struct civ_source *source = NULL;
	char block[4096];
	size_t got = 1;
	enum civ_status status = civ_source_open(path, messages, &source);

	while (status == CIV_OK && got > 0 && head->len < HEAD) {
		status = civ_source_read(source, block, sizeof block, &got);
		civ_buf_add(head, block, status == CIV_OK ? got : 0);
	}
	civ_source_close(source);
	return status == CIV_OK && head->failed ? civ_no_memory(messages) : status;
}

/* A file that is there must be one of rejects, or hold nothing; else the user would lose it. A device or a pipe is
 * written straight. */
static enum civ_status see_path(struct civ_rejects *rejects)
{
	struct stat file;
	struct civ_buf head = {0};
	enum civ_status status;

	if (stat(rejects->path, &file) != 0 || !S_ISREG(file.st_mode) || file.st_size == 0)
		return CIV_OK;
	status = read_head(rejects->path, rejects->messages, &head);
	rejects->earlier = status == CIV_OK && holds_headings(head.data, head.len);
	if (status == CIV_OK && !rejects->earlier)
		status = civ_error(rejects->messages, CIV_USAGE, NULL,
		                   "--rejects: %s is there already and is no file of rejects: it is left as it is"
		                   , rejects->path);
	civ_buf_free(&head);
	return status;
}

static void free_rejects(struct civ_rejects *rejects)
{
	free(rejects->path);
	free(rejects->sink);
	civ_buf_free(&rejects->header_text);
	free(rejects);
}

enum civ_status civ_rejects_open(const char *path, struct civ_input *input, struct civ_messages *messages,
                                 struct civ_rejects **rejects)
{
	struct civ_rejects *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(messages);
	made->input = input;
	made->messages = messages;
	made->path = strdup(path);
	status = made->path == NULL ? civ_no_memory(messages) : see_path(made);
	if (status == CIV_OK)
		*rejects = made;
	else
		free_rejects(made);
	return status;
}

enum civ_status civ_rejects_watch(struct civ_input *input, struct civ_messages *messages,
                                  enum civ_status (*told)(void *data, const char *reason), void *data,
                                  struct civ_rejects **rejects)
{
	struct civ_rejects *made = calloc(1, sizeof *made);

	if (made == NULL)
		return civ_no_memory(messages);
	*made = (struct civ_rejects){
		.input = input, .messages = messages, .only_counted = true, .told = told, .data = data};
	*rejects = made;
	return CIV_OK;
}

void civ_rejects_only_count(struct civ_rejects *rejects)
{
	rejects->only_counted = true;
}

/* As private as the database: the rows may name people. */
static enum civ_status open_sink(struct civ_rejects *rejects)
{
	if (rejects->sink != NULL)
		return rejects->sink->status;
	rejects->sink = malloc(sizeof *rejects->sink);
	if (rejects->sink == NULL)
		return civ_no_memory(rejects->messages);
	return civ_sink_open_private(rejects->sink, rejects->path, rejects->messages);
}

static bool needs_quotes(struct civ_span cell, char delimiter)
{
	for (size_t i = 0; i < cell.len; i++)
		if (cell.text[i] == '"' || cell.text[i] == '\n' || cell.text[i] == '\r' || cell.text[i] == delimiter)
			return true;
	return false;
}

static void quote(struct civ_buf *text, struct civ_span cell)
{
	civ_buf_addc(text, '"');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.text[i] == '"')
			civ_buf_addc(text, '"');
		civ_buf_addc(text, cell.text[i]);
	}
	civ_buf_addc(text, '"');
}

static void put_cell(struct civ_rejects *rejects, struct civ_span cell, bool first, struct civ_buf *text)
{
	char delimiter = civ_feed_delimiter(civ_input_feed(rejects->input));

	if (!first)
		civ_buf_addc(text, delimiter);
	if (needs_quotes(cell, delimiter))
		quote(text, cell);
	else
		civ_buf_add(text, cell.text, cell.len);
}

/* The first COUNT cells of ROW, which may be shorter. A mended file that came back has #line and #reason of its last
 * round: they are left out. */
static void put_cells(struct civ_rejects *rejects, const struct civ_csv_row *row, unsigned count, struct civ_buf *text)
{
	const struct civ_heads *heads = civ_input_heads(rejects->input);
	bool first = true;

	for (unsigned i = 0; i < count; i++) {
		if (civ_heads_is_note(heads, i))
			continue;
		put_cell(rejects, i < row->count ? row->raw[i] : (struct civ_span){"", 0}, first, text);
		first = false;
	}
}

/* Cells of a row that stand beyond the headings go behind its reason, so that #line and #reason keep their columns. The
 * row is refused again until somebody has moved or emptied them: nothing of it is lost, and nothing is taken half. */
static void put_surplus(struct civ_rejects *rejects, const struct civ_csv_row *row, unsigned width,
                        struct civ_buf *text)
{
	unsigned end = row->count;

	while (end > width && row->raw[end - 1].len == 0)
		end--;
	if (end <= width)
		return;
	civ_buf_addc(text, BEHIND);
	for (unsigned i = width; i < end; i++)
		put_cell(rejects, row->raw[i], false, text);
}

/* The lines of the headings; what they call the columns behind the row stands in the first of them. */
static void put_heads(struct civ_rejects *rejects, const struct civ_heads *heads, struct civ_buf *text)
{
	static const struct civ_span line_head = {LINE, sizeof LINE - 1}, reason_head = {REASON, sizeof REASON - 1},
	                             none = {"", 0};

	for (unsigned line = 0; line < heads->line_count; line++) {
		put_cells(rejects, &heads->lines[line], heads->width, text);
		put_cell(rejects, line == 0 ? line_head : none, false, text);
		put_cell(rejects, line == 0 ? reason_head : none, false, text);
		civ_buf_addc(text, '\n');
	}
}

/* The header of the file at hand becomes that of the rows kept from now on. A file without headings comes back without:
 * its columns are numbered, and these stand behind them. */
static void take_header(struct civ_rejects *rejects)
{
	struct civ_feed *feed = civ_input_feed(rejects->input);
	struct civ_buf *text = &rejects->header_text;

	if (rejects->header_of == civ_input_file(rejects->input) + 1)
		return;
	rejects->header_of = civ_input_file(rejects->input) + 1;
	rejects->header_written = false;
	civ_buf_clear(text);
	if (rejects->count == 0 && civ_feed_has_mark(feed))
		civ_buf_adds(text, "\xEF\xBB\xBF");
	if (rejects->count == 0)
		civ_feed_titles(feed, text);
	put_heads(rejects, civ_input_heads(rejects->input), text);
}

/* The reason in the encoding of the rows, so that the file stays in one. */
static bool put_reason(struct civ_rejects *rejects, const char *reason, struct civ_buf *text)
{
	const char *encoding = civ_feed_encoding(civ_input_feed(rejects->input));
	struct civ_span cell = {reason, strlen(reason)};
	char *in = (char *)reason, *converted, *out;
	size_t left = cell.len, room = cell.len * 4 + 1;
	iconv_t converter;
	bool good;

	if (encoding == NULL) {
		put_cell(rejects, cell, false, text);
		return true;
	}
	converter = iconv_open(encoding, "UTF-8");
	converted = out = malloc(room);
	good = converter != (iconv_t)-1 && converted != NULL;
	if (good && iconv(converter, &in, &left, &out, &room) == (size_t)-1)
		good = errno == EILSEQ || errno == EINVAL;
	/* What the encoding does not have ends the reason; the row itself is whole. */
	if (good)
		put_cell(rejects, (struct civ_span){converted, (size_t)(out - converted)}, false, text);
	if (converter != (iconv_t)-1)
		iconv_close(converter);
	free(converted);
	return good;
}

static enum civ_status write_text(struct civ_rejects *rejects, const struct civ_buf *text)
{
	if (text->failed)
		return civ_no_memory(rejects->messages);
	civ_sink_put(rejects->sink, text->data, text->len);
	return rejects->sink->status;
}

static enum civ_status write_header(struct civ_rejects *rejects)
{
	enum civ_status status = rejects->header_written ? CIV_OK : write_text(rejects, &rejects->header_text);

	rejects->header_written = true;
	return status;
}

enum civ_status civ_rejects_keep(struct civ_rejects *rejects, struct civ_buf *text)
{
	const struct civ_csv_row *row = civ_input_came(rejects->input);
	const struct civ_heads *heads = civ_input_heads(rejects->input);
	unsigned width = heads->line_count == 0 ? row->count : heads->width;
	char line[24];

	take_header(rejects);
	snprintf(line, sizeof line, "%llu", (unsigned long long)row->line);
	put_cells(rejects, row, width, text);
	put_cell(rejects, (struct civ_span){line, strlen(line)}, false, text);
	put_surplus(rejects, row, width, text);
	return text->failed || rejects->header_text.failed ? civ_no_memory(rejects->messages) : CIV_OK;
}

enum civ_status civ_rejects_add_kept(struct civ_rejects *rejects, const char *kept, size_t len,
                                     struct civ_messages *why)
{
	const char *reason = civ_messages_reason(why), *behind = memchr(kept, BEHIND, len);
	size_t front = behind == NULL ? len : (size_t)(behind - kept);
	struct civ_buf text = {0};
	enum civ_status status;

	rejects->count++;
	/* Without its reason nobody could mend the row. */
	if (civ_messages_lost(why))
		return civ_no_memory(rejects->messages);
	if (rejects->only_counted)
		return rejects->told == NULL ? CIV_OK : rejects->told(rejects->data, reason);
	status = open_sink(rejects);
	if (status == CIV_OK)
		status = write_header(rejects);
	civ_buf_add(&text, kept, front);
	if (status == CIV_OK && !put_reason(rejects, reason, &text))
		status = civ_error(rejects->messages, CIV_SYSTEM, NULL, "cannot write %s: %s", rejects->path,
		                   strerror(errno));
	if (behind != NULL)
		civ_buf_add(&text, behind + 1, len - front - 1);
	civ_buf_addc(&text, '\n');
	if (status == CIV_OK)
		status = write_text(rejects, &text);
	civ_buf_free(&text);
	return status;
}

enum civ_status civ_rejects_add(struct civ_rejects *rejects, struct civ_messages *why)
{
	struct civ_buf text = {0};
	enum civ_status status = civ_rejects_keep(rejects, &text);

	if (status == CIV_OK)
		status = civ_rejects_add_kept(rejects, text.data, text.len, why);
	civ_buf_free(&text);
	return status;
}

uint64_t civ_rejects_count(const struct civ_rejects *rejects)
{
	return rejects->count;
}

/* Total rows at the end, so that the same map passes over them again. */
static enum civ_status put_totals(struct civ_rejects *rejects)
{
	struct civ_feed *feed = civ_input_feed(rejects->input);
	size_t count = feed == NULL ? 0 : civ_feed_total_count(feed);
	struct civ_buf text = {0};
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < count; i++) {
		const struct civ_csv_row *row = civ_feed_total(feed, i);

		if (row == NULL) {
			civ_buf_free(&text);
			return civ_no_memory(rejects->messages);
		}
		put_cells(rejects, row, row->count, &text);
		civ_buf_addc(&text, '\n');
	}
	status = write_text(rejects, &text);
	civ_buf_free(&text);
	return status;
}

/* What an earlier run left would pass for this one's: of a run without rejects only the headings stay. */
static enum civ_status write_none(struct civ_rejects *rejects)
{
	enum civ_status status;

	if (!rejects->earlier || civ_input_feed(rejects->input) == NULL)
		return CIV_OK;
	take_header(rejects);
	status = open_sink(rejects);
	return status == CIV_OK ? write_header(rejects) : status;
}

enum civ_status civ_rejects_place(struct civ_rejects *rejects)
{
	enum civ_status status;

	if (rejects->only_counted)
		return CIV_OK;
	if (rejects->count > 0)
		status = put_totals(rejects);
	else
		status = write_none(rejects);
	return status == CIV_OK && rejects->sink != NULL ? civ_sink_place(rejects->sink) : status;
}

enum civ_status civ_rejects_close(struct civ_rejects *rejects, bool keep)
{
	enum civ_status status = CIV_OK;

	if (rejects == NULL)
		return CIV_OK;
	if (rejects->sink != NULL)
		status = civ_sink_close(rejects->sink, keep);
	free_rejects(rejects);
	return status;
}

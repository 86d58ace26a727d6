#include "civplan/messages.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/say.h"
#include "civplan/text.h"

enum { SEVERITIES = CIV_SEVERITY_NOTE + 1 };

struct message {
	enum civ_severity severity;
	bool vital;             /* ends the run: kept however many came before */
	struct civ_position at; /* file and sheet: malloc'ed */
	char *text;
};

struct civ_messages {
	struct message *list;
	size_t count, room, first;
	size_t added[SEVERITIES]; /* those not kept included */
	size_t kept[SEVERITIES];
	bool told[SEVERITIES];    /* the count of those not kept was given */
	bool out_of_memory;       /* not told yet */
	bool lost;                /* the same, told or not */
	struct civ_buf line;
};

static void lose(struct civ_messages *messages)
{
	messages->out_of_memory = messages->lost = true;
}

struct civ_messages *civ_messages_new(void)
{
	return calloc(1, sizeof(struct civ_messages));
}

static void free_message(struct message *message)
{
	free((char *)message->at.file);
	free((char *)message->at.sheet);
	free(message->text);
}

static void empty(struct civ_messages *messages)
{
	for (size_t i = messages->first; i < messages->count; i++)
		free_message(&messages->list[i]);
	messages->first = messages->count = 0;
	memset(messages->added, 0, sizeof messages->added);
	memset(messages->kept, 0, sizeof messages->kept);
	memset(messages->told, 0, sizeof messages->told);
}

void civ_messages_free(struct civ_messages *messages)
{
	if (messages == NULL)
		return;
	empty(messages);
	free(messages->list);
	civ_buf_free(&messages->line);
	free(messages);
}

static bool has_place(const struct civ_messages *messages, const struct message *message)
{
	return message->vital || messages->kept[message->severity] < CIV_MESSAGES_KEPT;
}

/* The message belongs to the queue afterwards, or is freed. */
static void keep(struct civ_messages *messages, struct message *message)
{
	if (!CIV_GROW(messages->list, messages->count, messages->room)) {
		free_message(message);
		lose(messages);
		return;
	}
	messages->list[messages->count++] = *message;
	messages->kept[message->severity]++;
}

static void add(struct civ_messages *messages, struct message message, const struct civ_position *at,
                const char *format, va_list arguments)
{
	messages->added[message.severity]++;
	if (!has_place(messages, &message))
		return;
	if (at != NULL && at->file != NULL) {
		message.at = *at;
		message.at.file = strdup(at->file);
		message.at.sheet = at->sheet == NULL ? NULL : strdup(at->sheet);
		if (message.at.file == NULL || (at->sheet != NULL && message.at.sheet == NULL)) {
			free_message(&message);
			lose(messages);
			return;
		}
	}
	if (vasprintf(&message.text, civ_say(format), arguments) < 0) {
		message.text = NULL;
		free_message(&message);
		lose(messages);
		return;
	}
	keep(messages, &message);
}

enum civ_status civ_error(struct civ_messages *messages, enum civ_status status, const struct civ_position *at,
                          const char *format, ...)
{
	struct message message = {.severity = CIV_SEVERITY_ERROR, .vital = status == CIV_SYSTEM || status == CIV_BUSY};
	va_list arguments;

	va_start(arguments, format);
	add(messages, message, at, format, arguments);
	va_end(arguments);
	return status;
}

void civ_warn(struct civ_messages *messages, const struct civ_position *at, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add(messages, (struct message){.severity = CIV_SEVERITY_WARNING}, at, format, arguments);
	va_end(arguments);
}

void civ_note(struct civ_messages *messages, const struct civ_position *at, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add(messages, (struct message){.severity = CIV_SEVERITY_NOTE}, at, format, arguments);
	va_end(arguments);
}

bool civ_position_is_option(const struct civ_position *at)
{
	return at != NULL && at->file != NULL && strncmp(at->file, "--", 2) == 0;
}

enum civ_status civ_no_memory(struct civ_messages *messages)
{
	lose(messages);
	return CIV_SYSTEM;
}

size_t civ_messages_errors(const struct civ_messages *messages)
{
	return messages->added[CIV_SEVERITY_ERROR] + (messages->out_of_memory ? 1 : 0);
}

bool civ_messages_lost(const struct civ_messages *messages)
{
	return messages->lost;
}

static bool put_invisible(struct civ_buf *line, const char *text, size_t *used)
{
	*used = civ_invisible_at(text, strnlen(text, 4));
	if (*used > 0)
		civ_buf_addf(line, "<U+%04lX>", civ_utf8_decode(text, *used, used));
	return *used > 0;
}

/* Names and values come from the input: what would move a terminal's cursor, or what nobody sees, is spelt out. */
static void put_clean(struct civ_buf *line, const char *text)
{
	size_t used;

	for (const unsigned char *t = (const unsigned char *)text; *t != '\0'; t++) {
		if (*t == '\n')
			civ_buf_adds(line, "\\n");
		else if (*t == '\t')
			civ_buf_adds(line, "\\t");
		else if (*t == '\r')
			civ_buf_adds(line, "\\r");
		else if (*t < ' ' || *t == 0x7F)
			civ_buf_addf(line, "\\x%02x", *t);
		else if (*t == 0xC2 && t[1] >= 0x80 && t[1] <= 0x9F)
			civ_buf_addf(line, "\\u%04x", *++t);
		else if (*t >= 0x80 && put_invisible(line, (const char *)t, &used))
			t += used - 1;
		else
			civ_buf_addc(line, (char)*t);
	}
}

void civ_cell_name(uint64_t line, unsigned field, char name[CIV_CELL_NAME_SIZE])
{
	char letters[8]; /* as many as any unsigned has to the base of 26 */
	size_t count = 0;
	int len = 0;

	/* A to Z, AA to ZZ, ...: no letter stands for nothing, so that each step takes one off. */
	for (uint64_t rest = field; rest > 0; rest = (rest - 1) / 26)
		letters[count++] = (char)('A' + (rest - 1) % 26);
	while (count > 0)
		name[len++] = letters[--count];
	(void)snprintf(name + len, CIV_CELL_NAME_SIZE - (size_t)len, "%llu", (unsigned long long)line);
}

static void put_cell(struct civ_buf *line, const struct civ_position *at)
{
	char name[CIV_CELL_NAME_SIZE];

	civ_buf_addc(line, ':');
	put_clean(line, at->sheet);
	if (at->line > 0) {
		civ_cell_name(at->line, at->field, name);
		civ_buf_addf(line, ":%s", name);
	}
	civ_buf_adds(line, ": ");
}

static void put_position(struct civ_buf *line, const struct civ_position *at)
{
	if (at->file == NULL)
		return;
	put_clean(line, at->file);
	if (at->sheet != NULL) {
		put_cell(line, at);
		return;
	}
	if (at->line > 0)
		civ_buf_addf(line, ":%llu", (unsigned long long)at->line);
	if (at->line > 0 && at->field > 0)
		civ_buf_addf(line, ":%u", at->field);
	civ_buf_adds(line, ": ");
}

/* The line that counts the messages of a severity that were not kept. */
static bool next_count(struct civ_messages *messages, enum civ_severity severity, const char *one, const char *many)
{
	size_t left = messages->added[severity] - messages->kept[severity];

	if (left == 0 || messages->told[severity])
		return false;
	messages->told[severity] = true;
	civ_buf_addf(&messages->line, civ_say(CIV_WORD("... and %zu more %s")), left, civ_say(left == 1 ? one : many));
	return true;
}

static bool next_kept(struct civ_messages *messages, enum civ_severity *severity)
{
	struct message *message;

	if (messages->first == messages->count)
		return false;
	message = &messages->list[messages->first];
	*severity = message->severity;
	put_position(&messages->line, &message->at);
	if (message->severity == CIV_SEVERITY_WARNING)
		civ_buf_adds(&messages->line, civ_say(CIV_WORD("warning: ")));
	put_clean(&messages->line, message->text);
	free_message(message);
	messages->first++;
	return true;
}

static bool next_counts(struct civ_messages *messages, enum civ_severity *severity)
{
	static const char *const names[SEVERITIES][2] = {
		[CIV_SEVERITY_ERROR] = {CIV_WORD("error"), CIV_WORD("errors")},
		[CIV_SEVERITY_WARNING] = {CIV_WORD("warning"), CIV_WORD("warnings")},
		[CIV_SEVERITY_NOTE] = {CIV_WORD("note"), CIV_WORD("notes")},
	};

	for (enum civ_severity s = CIV_SEVERITY_ERROR; s <= CIV_SEVERITY_NOTE; s++)
		if (next_count(messages, s, names[s][0], names[s][1])) {
			*severity = s;
			return true;
		}
	return false;
}

static const char no_memory[] = CIV_WORD("out of memory");

bool civ_messages_next(struct civ_messages *messages, enum civ_severity *severity, const char **text)
{
	civ_buf_clear(&messages->line);
	if (next_kept(messages, severity) || next_counts(messages, severity)) {
		*text = civ_buf_str(&messages->line);
		messages->lost = messages->lost || *text == NULL;
		if (*text == NULL)
			*text = civ_say(no_memory);
		return true;
	}
	empty(messages);
	if (!messages->out_of_memory)
		return false;
	messages->out_of_memory = false;
	*severity = CIV_SEVERITY_ERROR;
	*text = civ_say(no_memory);
	return true;
}

void civ_messages_move(struct civ_messages *to, struct civ_messages *from)
{
	for (; from->first < from->count; from->first++) {
		struct message *message = &from->list[from->first];

		if (has_place(to, message))
			keep(to, message);
		else
			free_message(message);
	}
	for (size_t s = 0; s < SEVERITIES; s++)
		to->added[s] += from->added[s];
	to->out_of_memory = to->out_of_memory || from->out_of_memory;
	to->lost = to->lost || from->lost;
	from->out_of_memory = false;
	empty(from);
}

const char *civ_messages_reason(struct civ_messages *messages)
{
	const char *reason;

	civ_buf_clear(&messages->line);
	for (size_t i = messages->first; i < messages->count; i++) {
		if (messages->list[i].severity != CIV_SEVERITY_ERROR)
			continue;
		if (messages->line.len > 0)
			civ_buf_adds(&messages->line, "; ");
		put_clean(&messages->line, messages->list[i].text);
	}
	reason = civ_buf_str(&messages->line);
	messages->lost = messages->lost || reason == NULL;
	if (reason == NULL || messages->out_of_memory)
		reason = civ_say(no_memory);
	empty(messages);
	messages->out_of_memory = false;
	return reason;
}

enum civ_status civ_worse(enum civ_status first, enum civ_status later)
{
	/* Flagged is a result, not a failure: any failure hides it. */
	return first == CIV_OK || (first == CIV_FLAGGED && later != CIV_OK) ? later : first;
}

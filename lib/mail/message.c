/* A mail as a message: what goes over the wire is ASCII in short lines, whatever is in it. */
#include <string.h>

#include "civplan/mail.h"

void civ_mail_free(struct civ_mail *mail)
{
	civ_buf_free(&mail->subject);
	civ_buf_free(&mail->text);
}

/* ---- addresses ---- */

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* What RFC 5322 lets stand in an atom. */
static bool is_atom(char c)
{
	return is_alnum(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

enum { LONGEST_LOCAL = 64, LONGEST_DOMAIN = 255, LONGEST_LABEL = 63 };

/* Atoms with single points between them. */
static bool is_local(struct civ_span part)
{
	if (part.len == 0 || part.len > LONGEST_LOCAL)
		return false;
	for (size_t i = 0; i < part.len; i++) {
		bool point = part.text[i] == '.';

		if (!point && !is_atom(part.text[i]))
			return false;
		if (point && (i == 0 || i + 1 == part.len || part.text[i + 1] == '.'))
			return false;
	}
	return true;
}

static bool is_label(struct civ_span label)
{
	if (label.len == 0 || label.len > LONGEST_LABEL || label.text[0] == '-' || label.text[label.len - 1] == '-')
		return false;
	for (size_t i = 0; i < label.len; i++)
		if (!is_alnum(label.text[i]) && label.text[i] != '-')
			return false;
	return true;
}

/* Two labels at least. */
static bool is_domain(struct civ_span domain)
{
	size_t labels = 0, begun = 0;

	if (domain.len > LONGEST_DOMAIN)
		return false;
	for (size_t i = 0; i <= domain.len; i++) {
		if (i < domain.len && domain.text[i] != '.')
			continue;
		if (!is_label((struct civ_span){domain.text + begun, i - begun}))
			return false;
		begun = i + 1;
		labels++;
	}
	return labels >= 2;
}

bool civ_mail_address_is_good(struct civ_span address)
{
	const char *at = address.len == 0 ? NULL : memchr(address.text, '@', address.len);
	size_t local = at == NULL ? 0 : (size_t)(at - address.text);

	return at != NULL && is_local((struct civ_span){address.text, local}) &&
	       is_domain((struct civ_span){at + 1, address.len - local - 1});
}

/* What is no part of an address ends it: blanks, brackets, Chinese. */
static bool may_stand_in_address(char c)
{
	return is_atom(c) || c == '.' || c == '@';
}

struct civ_span civ_mail_address_in(const char *text)
{
	while (*text != '\0') {
		size_t len = 0;

		while (may_stand_in_address(text[len]))
			len++;
		if (civ_mail_address_is_good((struct civ_span){text, len}))
			return (struct civ_span){text, len};
		text += len == 0 ? 1 : len;
	}
	return (struct civ_span){NULL, 0};
}

static bool is_recipient(struct civ_span one)
{
	const char *angle;

	one = civ_text_trim(one);
	angle = one.len == 0 ? NULL : memchr(one.text, '<', one.len);
	if (angle != NULL && one.text[one.len - 1] == '>') {
		for (const char *c = one.text; c < angle; c++)
			if (!is_atom(*c) && *c != ' ' && *c != '.')
				return false;
		one.len -= (size_t)(angle + 1 - one.text) + 1;
		one.text = angle + 1;
	}
	return civ_mail_address_is_good(one) || is_local(one);
}

bool civ_mail_recipients_are_good(const char *text)
{
	for (;;) {
		size_t len = strcspn(text, ",");

		if (!is_recipient((struct civ_span){text, len}))
			return false;
		if (text[len] == '\0')
			return true;
		text += len + 1;
	}
}

/* ---- encodings ---- */

enum { LINE = 76, LINE_BYTES = LINE / 4 * 3 };

static void put_base64(const char *bytes, size_t len, struct civ_buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		size_t left = len - i < 3 ? len - i : 3;
		unsigned long group = 0;
		char four[4];

		for (size_t k = 0; k < 3; k++)
			group = group << 8 | (k < left ? (unsigned char)bytes[i + k] : 0u);
		for (size_t k = 0; k < 4; k++)
			four[k] = k > left ? '=' : digits[group >> (18 - 6 * k) & 63];
		civ_buf_add(out, four, sizeof four);
	}
}

static void put_base64_lines(const char *bytes, size_t len, struct civ_buf *out)
{
	for (size_t i = 0; i < len; i += LINE_BYTES) {
		put_base64(bytes + i, len - i < LINE_BYTES ? len - i : LINE_BYTES, out);
		civ_buf_addc(out, '\n');
	}
}

/* As a header has it. A word holds whole characters, and with what stands around it fills no line: the first has
 * "Subject: " before it, the others a blank. */
static void put_words(const char *text, size_t len, struct civ_buf *out)
{
	enum { WORD_BYTES = 39 };

	for (size_t i = 0, end; i < len; i = end) {
		end = len - i < WORD_BYTES ? len : i + WORD_BYTES;
		while (end < len && end > i + 1 && ((unsigned char)text[end] & 0xc0) == 0x80)
			end--;
		civ_buf_adds(out, i == 0 ? "=?UTF-8?B?" : "\n =?UTF-8?B?");
		put_base64(text + i, end - i, out);
		civ_buf_adds(out, "?=");
	}
}

static bool is_plain(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] > '~')
			return false;
	return len < LINE - sizeof "Subject: " && strstr(text, "=?") == NULL;
}

/* The lines of a text end with CR LF wherever it is read. */
static void put_text(const char *text, struct civ_buf *out)
{
	struct civ_buf lines = {0};

	for (; *text != '\0'; text++) {
		if (*text == '\n')
			civ_buf_addc(&lines, '\r');
		civ_buf_addc(&lines, *text);
	}
	out->failed = out->failed || lines.failed;
	if (!out->failed)
		put_base64_lines(lines.data, lines.len, out);
	civ_buf_free(&lines);
}

/* ---- the message ---- */

/* No base64 has it in it. */
#define BOUNDARY "=_civplan_part"

static void put_text_part(const char *text, struct civ_buf *message)
{
	civ_buf_adds(message, "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: base64\n\n");
	put_text(text, message);
}

static void put_file_part(const struct civ_mail_file *file, struct civ_buf *message)
{
	civ_buf_addf(message,
	             "\n--" BOUNDARY "\nContent-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: base64\n"
	             "Content-Disposition: attachment; filename=\"%s\"\n\n",
	             file->name);
	put_base64_lines(file->bytes, file->len, message);
	civ_buf_adds(message, "\n--" BOUNDARY "--\n");
}

void civ_mail_message(struct civ_mail *mail, const char *recipients, const struct civ_mail_file *file,
                      struct civ_buf *message)
{
	const char *subject = civ_buf_str(&mail->subject), *text = civ_buf_str(&mail->text);

	message->failed = message->failed || subject == NULL || text == NULL;
	if (message->failed)
		return;
	civ_buf_addf(message, "To: %s\nSubject: ", recipients);
	if (is_plain(subject, mail->subject.len))
		civ_buf_adds(message, subject);
	else
		put_words(subject, mail->subject.len, message);
	/* No machine is to answer it. */
	civ_buf_adds(message, "\nMIME-Version: 1.0\nAuto-Submitted: auto-generated\n");
	if (file == NULL) {
		put_text_part(text, message);
		return;
	}
	civ_buf_adds(message, "Content-Type: multipart/mixed; boundary=\"" BOUNDARY "\"\n\n--" BOUNDARY "\n");
	put_text_part(text, message);
	put_file_part(file, message);
}

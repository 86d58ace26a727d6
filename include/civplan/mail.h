/* Mails that a reader can forward: plain text, whole sentences in the language that civ_say speaks, names and no codes,
 * made only when something changed; and such a text as a message that mail programs show as it is. */
#ifndef CIVPLAN_MAIL_H
#define CIVPLAN_MAIL_H

#include "civplan/date.h"
#include "civplan/record.h"

struct civ_mail_options {
	int32_t since;        /* the day with whose end the end of the as-of day is compared; not after it */
	bool standing;        /* a mail also where nothing changed, while something is late or not met */
	bool attached;        /* the leaders' page goes with it */
	const char *also;     /* what else there is to see to, a line each; NULL or "": nothing */
};

struct civ_mail {
	struct civ_buf subject; /* one line, without its end; empty: there is nothing to say, and no text */
	struct civ_buf text;    /* lines, each with its end */
};

void civ_mail_free(struct civ_mail *mail);

/* The office's mail: the figures that changed, what waits to be decided (civ_page_decisions), who is late with what
 * since when, what was closed and what became late, what is due in a week, how long it is to the next milestone. Into
 * MAIL, which is {0}.
 *
 * A figure changed when it is printed another; of those that did the first three are told, what got worse before what
 * got better, and in each in this order: issues late, the core figure that changed most for its goal (without one, of
 * the other targets of the whole city in force), milestones not met, tasks late, the rate of issues put right among
 * those due in the month, the score; then the other targets. Something changed when a figure did, an issue was closed
 * or became late, or there is something new to be decided. */
enum civ_status civ_mail_office(struct civ_records *records, const struct civ_mail_options *options,
                                struct civ_mail *mail);

/* A mail to a unit: what of its own is late since when, is due in a week, was sent back. */
struct civ_mail_unit {
	const char *name;
	const char *address; /* its contact's, else that of somebody of it who is in post, staff first; NULL: none that
	                        mail could go to */
	struct civ_mail mail;
};

/* Call TAKE with a mail for each unit, in the order of their codes, for which something changed: something became late
 * or due in a week, or was sent back. Borrowed for the call. */
enum civ_status civ_mail_units(struct civ_records *records, const struct civ_mail_options *options,
                               enum civ_status (*take)(void *data, struct civ_mail_unit *unit), void *data);

/* ---- messages ---- */

/* True for an address that mail can go to: local@example.org, in ASCII, quoted forms excepted. */
bool civ_mail_address_is_good(struct civ_span address);
/* The first such address in TEXT, as offices write what they can be reached by
 * ("电话：123；邮箱：a@example.org"); .text is NULL when there is none. */
struct civ_span civ_mail_address_in(const char *text);
/* True for what may stand behind "To:": such addresses, or names of users of this machine, with commas between them,
 * each alone or in angles behind a name in ASCII. */
bool civ_mail_recipients_are_good(const char *text);

/* A file that goes with a message. */
struct civ_mail_file {
	const char *name; /* in ASCII */
	const char *bytes;
	size_t len;
};

/* Append MAIL as a message to the RECIPIENTS, good ones, as programs that send mail take it: ASCII alone, lines of 76
 * characters at most, the subject in words of RFC 2047, the text in UTF-8 and base64. FILE may be NULL. */
void civ_mail_message(struct civ_mail *mail, const char *recipients, const struct civ_mail_file *file,
                      struct civ_buf *message);

#endif

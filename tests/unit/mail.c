/* Addresses that mail may go to, and messages as they go over the wire. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/mail.h"

static struct civ_span span(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

START_TEST(good_addresses)
{
	static const char *const good[] = {"a@example.org", "first.last+tag@sub.example.gov.cn", "o'neil@x-y.cn", NULL};

	for (const char *const *text = good; *text != NULL; text++)
		ck_assert_msg(civ_mail_address_is_good(span(*text)), "%s", *text);
}
END_TEST

START_TEST(bad_addresses)
{
	static const char *const bad[] = {"",           "a",           "@example.org", "a@",           "a@example",
	                                  "a@@b.org",   ".a@b.org",    "a.@b.org",     "a..b@c.org",   "a b@c.org",
	                                  "a@-b.org",   "a@b-.org",    "a@b..org",     "a@b.org.",     "a@b.org\n",
	                                  "\"a\"@b.org", "a,b@c.org",  "<a@b.org>",    "a@b.org>",     "单位@b.org",
	                                  "a@单位.org", "a@b.org;c@d.org", NULL};

	for (const char *const *text = bad; *text != NULL; text++)
		ck_assert_msg(!civ_mail_address_is_good(span(*text)), "%s", *text);
}
END_TEST

START_TEST(long_addresses)
{
	char text[400];

	memset(text, 'a', 64);
	strcpy(text + 64, "@b.org");
	ck_assert(civ_mail_address_is_good(span(text)));
	memset(text, 'a', 65);
	strcpy(text + 65, "@b.org");
	ck_assert(!civ_mail_address_is_good(span(text)));
	strcpy(text, "a@");
	memset(text + 2, 'b', 63);
	strcpy(text + 65, ".org");
	ck_assert(civ_mail_address_is_good(span(text)));
	memset(text + 2, 'b', 64);
	strcpy(text + 66, ".org");
	ck_assert(!civ_mail_address_is_good(span(text)));
}
END_TEST

START_TEST(addresses_among_words)
{
	struct civ_span found = civ_mail_address_in(
		"值班电话：8888（24小时）；邮箱：office@example.gov.cn，王主任");

	ck_assert_uint_eq(found.len, strlen("office@example.gov.cn"));
	ck_assert_int_eq(memcmp(found.text, "office@example.gov.cn", found.len), 0);
	ck_assert_ptr_null(civ_mail_address_in("电话 8888").text);
	ck_assert_ptr_null(civ_mail_address_in("").text);
}
END_TEST

START_TEST(recipients)
{
	ck_assert(civ_mail_recipients_are_good("a@example.org"));
	ck_assert(civ_mail_recipients_are_good("root, Campaign office <a@example.org>,b@example.org"));
	ck_assert(!civ_mail_recipients_are_good(""));
	ck_assert(!civ_mail_recipients_are_good("a@example.org,"));
	ck_assert(!civ_mail_recipients_are_good("a@example.org\nBcc: b@example.org"));
	ck_assert(!civ_mail_recipients_are_good("x\n <a@example.org>"));
	ck_assert(!civ_mail_recipients_are_good("a@example.org>"));
	ck_assert(!civ_mail_recipients_are_good(">"));
}
END_TEST

static void make(const char *subject, const char *text, struct civ_buf *message)
{
	struct civ_mail mail = {.subject = {0}};

	civ_buf_adds(&mail.subject, subject);
	civ_buf_adds(&mail.text, text);
	civ_mail_message(&mail, "a@example.org", NULL, message);
	ck_assert(!message->failed);
	civ_mail_free(&mail);
}

/* Nothing but ASCII, no line too long, whatever is in the mail. */
static void see_lines(const struct civ_buf *message)
{
	size_t line = 0;

	for (size_t i = 0; i < message->len; i++) {
		unsigned char c = (unsigned char)message->data[i];

		ck_assert(c == '\n' || (c >= ' ' && c <= '~'));
		line = c == '\n' ? 0 : line + 1;
		ck_assert_uint_le(line, 76);
	}
}

START_TEST(subjects)
{
	struct civ_buf message = {0};

	make("12 issues late", "x\n", &message);
	ck_assert_ptr_nonnull(strstr(message.data, "\nSubject: 12 issues late\n"));
	civ_buf_clear(&message);
	make("a =?UTF-8?B?eA==?= b", "x\n", &message);
	ck_assert_ptr_nonnull(strstr(message.data, "\nSubject: =?UTF-8?B?YSA9P1VURi04P0I/ZUE9PT89IGI=?=\n"));
	civ_buf_clear(&message);
	/* 13 characters of 3 bytes fill a word, and a character is not cut. */
	make("a一一一一一一一一一一一一一", "x\n", &message);
	ck_assert_ptr_nonnull(strstr(message.data, "=?UTF-8?B?YeS4gOS4gOS4gOS4gOS4gOS4gOS4gOS4gOS4gOS4gOS4gOS4gA==?=\n"
	                                           " =?UTF-8?B?5LiA?=\n"));
	see_lines(&message);
	civ_buf_free(&message);
}
END_TEST

START_TEST(hostile_subjects)
{
	char bytes[512];
	struct civ_buf message = {0};

	/* What is no UTF-8 comes to an end, too. */
	memset(bytes, 0x80, sizeof bytes - 1);
	bytes[sizeof bytes - 1] = '\0';
	make(bytes, bytes, &message);
	see_lines(&message);
	civ_buf_clear(&message);
	make("a\nBcc: b@example.org", ".\n", &message);
	ck_assert_ptr_null(strstr(message.data, "\nBcc"));
	see_lines(&message);
	civ_buf_free(&message);
}
END_TEST

START_TEST(texts)
{
	struct civ_buf message = {0};

	make("x", "a\nbc\n", &message);
	/* "a CR LF bc CR LF" */
	ck_assert_ptr_nonnull(strstr(message.data, "Content-Transfer-Encoding: base64\n\nYQ0KYmMNCg==\n"));
	civ_buf_free(&message);
}
END_TEST

Suite *mail_suite(void)
{
	Suite *suite = suite_create("mail");
	TCase *tests = tcase_create("mail");

	tcase_add_test(tests, good_addresses);
	tcase_add_test(tests, bad_addresses);
	tcase_add_test(tests, long_addresses);
	tcase_add_test(tests, addresses_among_words);
	tcase_add_test(tests, recipients);
	tcase_add_test(tests, subjects);
	tcase_add_test(tests, hostile_subjects);
	tcase_add_test(tests, texts);
	suite_add_tcase(suite, tests);
	return suite;
}

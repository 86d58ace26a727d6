/* books FIRST COUNT BOOK...: what the reader of workbooks does with files that somebody damaged or made to do harm.
 *
 * Workbook number N of FIRST to FIRST + COUNT - 1 is one of the BOOKs in which bytes were changed, put in or taken out:
 * of the file, or of the XML in it, which is packed again. All is decided by the number N. It may be refused, or read
 * as far as it goes; what is read must be rows that follow each other, of valid text. Built with the sanitizers (make
 * SANITIZE=1), which end the program for what would pass unseen otherwise; a workbook over which it thinks for a minute
 * ends it too.
 *
 * Prints the number of each workbook that is a fault, and the counts. Exit status 1: there was a fault. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "civplan/book.h"
#include "civplan/buffer.h"
#include "lib/book/xlsx-parts.h"
#include "tests/unit/zip.h"

enum { BATCH = 500, SECONDS = 60, PARTS = 8, PART_MAX = 1 << 20, CHANGES = 3 };

static const char *const part_names[PARTS] = {
	"_rels/.rels",          "xl/workbook.xml",          "xl/_rels/workbook.xml.rels", "xl/styles.xml",
	"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",   "[Content_Types].xml",
};

/* What readers of XML and of spreadsheets stumble over. */
static const char *const words[] = {
	"<row r='1048576'>",
	"</row>",
	"<c r='XFD1' t='s'><v>0</v></c>",
	"</c>",
	"<v>",
	"</v>",
	"&#0;",
	"&#xD800;",
	"&lt;",
	"1e308",
	"-1",
	"4294967296",
	"99999999999999999999",
	"_x0000_",
	"_xD83D_",
	"<rPh>",
	"</rPh>",
	"<is>",
	"<t>",
	"<f/>",
	"<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>",
	"<!DOCTYPE a [<!ENTITY b 'c'>]>",
	"<![CDATA[",
	"]]>",
	"<!--",
	"-->",
	"t='inlineStr'",
	"t='e'",
	"t='d'",
	"s='4294967295'",
	"date1904='1'",
	"state='hidden'",
	"\xEF\xBB\xBF",
	"\xFF\xFE",
	"[h]:mm",
	"yyyy",
	"../../",
	"xmlns='x'",
	"<a:b>",
	"\"",
	"'",
	">",
	"<",
	"\0",
};

struct book {
	const char *path;
	struct civ_buf bytes;
	struct civ_buf parts[PARTS]; /* of an .xlsx */
	bool has_parts;
};

struct tally {
	unsigned long at, read, refused, rows;
};

static uint64_t random_of(uint64_t *state, uint64_t below)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state % below;
}

static void load(struct book *book)
{
	FILE *file = fopen(book->path, "rb");
	char chunk[4096];
	size_t got;

	if (file == NULL)
		abort();
	while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
		civ_buf_add(&book->bytes, chunk, got);
	(void)fclose(file);
}

static void load_parts(struct book *book)
{
	struct civ_messages *messages = civ_messages_new();
	struct civ_source *source;
	struct civ_parts *parts = NULL;
	char chunk[4096];
	size_t got;

	if (civ_source_memory(book->path, book->bytes.data, book->bytes.len, messages, &source) != CIV_OK)
		abort();
	book->has_parts = civ_parts_open(source, messages, &parts) == CIV_OK;
	for (size_t i = 0; i < PARTS && book->has_parts; i++) {
		struct civ_part *part;

		if (!civ_parts_has(parts, part_names[i]) || civ_part_open(parts, part_names[i], &part) != CIV_OK)
			continue;
		while (civ_part_read(part, chunk, sizeof chunk, &got) == CIV_OK && got > 0)
			civ_buf_add(&book->parts[i], chunk, got);
		civ_part_close(part);
	}
	civ_parts_close(parts);
	civ_source_close(source);
	civ_messages_free(messages);
}

/* TEXT with LEN bytes at AT instead of TAKEN that stood there. */
static void splice(struct civ_buf *text, size_t at, size_t taken, const char *put, size_t len)
{
	struct civ_buf made = {0};

	civ_buf_add(&made, text->data, at);
	civ_buf_add(&made, put, len);
	civ_buf_add(&made, text->data + at + taken, text->len - at - taken);
	civ_buf_free(text);
	*text = made;
}

static void change(struct civ_buf *text, uint64_t *state)
{
	size_t at = text->len == 0 ? 0 : (size_t)random_of(state, text->len), rest = text->len - at;
	size_t run = rest == 0 ? 0 : (size_t)random_of(state, rest < 200 ? rest : 200);
	const char *word = words[random_of(state, sizeof words / sizeof words[0])];
	char byte = (char)random_of(state, 256);
	struct civ_buf twice = {0};

	switch (random_of(state, 6)) {
	case 0:
		splice(text, at, rest > 0, &byte, 1);
		break;
	case 1:
		splice(text, at, run, "", 0);
		break;
	case 2:
		civ_buf_add(&twice, text->data + at, run);
		splice(text, (size_t)random_of(state, text->len + 1), 0, twice.len == 0 ? "" : twice.data, twice.len);
		civ_buf_free(&twice);
		break;
	case 3:
		byte = (char)('0' + (unsigned char)byte % 10);
		splice(text, at, rest > 0, &byte, 1);
		break;
	case 4:
		splice(text, at, rest < 4 ? rest : 4, "\xFF\xFF\xFF\xFF", 4);
		break;
	default:
		splice(text, at, 0, word, strlen(word));
	}
}

/* The workbook with the number that STATE begins with. */
static void make(const struct book *book, uint64_t *state, struct civ_buf *made)
{
	uint64_t changes = 1 + random_of(state, CHANGES), chosen = random_of(state, PARTS);
	struct zip_maker maker = {.bytes = made};

	if (!book->has_parts || random_of(state, 3) == 0) {
		civ_buf_add(made, book->bytes.data, book->bytes.len);
		while (changes-- > 0)
			change(made, state);
		return;
	}
	for (size_t i = 0; i < PARTS; i++) {
		struct civ_buf part = {0};

		civ_buf_add(&part, book->parts[i].data == NULL ? "" : book->parts[i].data, book->parts[i].len);
		for (uint64_t c = i == chosen || random_of(state, PARTS) == 0 ? changes : 0;
		     c > 0 && part.len < PART_MAX; c--)
			change(&part, state);
		if (part.len > 0)
			zip_add_bytes(&maker, part_names[i], part.data, (uint32_t)part.len);
		civ_buf_free(&part);
	}
	zip_end(&maker);
}

static void look(const struct civ_book *book, const struct civ_book_row *row, uint64_t before,
                 struct civ_messages *messages)
{
	if (row->row <= before || row->row > 1 << 20 || row->count == 0 || row->count > 1 << 14)
		abort();
	for (unsigned i = 0; i < row->count; i++) {
		if (!civ_utf8_valid(row->cells[i].text, row->cells[i].len, NULL))
			abort();
		(void)civ_book_check(book, row, i + 1, messages);
	}
}

static void read_made(const struct civ_buf *made, const struct civ_book_options *options, struct tally *tally)
{
	struct civ_messages *messages = civ_messages_new();
	struct civ_source *source;
	struct civ_book *book = NULL;
	const struct civ_book_row *row = NULL;
	uint64_t before = 0;
	enum civ_status status = civ_source_memory("feed", made->data, made->len, messages, &source);

	if (status == CIV_OK)
		status = civ_book_open(source, options, messages, &book);
	while (status == CIV_OK && (status = civ_book_next(book, &row)) == CIV_OK && row != NULL) {
		look(book, row, before, messages);
		before = row->row;
		tally->rows++;
	}
	/* What is refused is told. */
	if (status != CIV_OK && civ_messages_errors(messages) == 0)
		abort();
	tally->read += status == CIV_OK;
	tally->refused += status != CIV_OK;
	civ_book_close(book);
	civ_source_close(source);
	civ_messages_free(messages);
}

static void run(const struct book *books, size_t count, unsigned long number, struct tally *tally)
{
	static const char *const sheets[] = {NULL, NULL, "1", "旧台账"};
	uint64_t state = (number + 1) * UINT64_C(0x9E3779B97F4A7C15);
	struct civ_book_options options = {0};
	struct civ_buf made = {0};

	(void)random_of(&state, 2);
	options.sheet = sheets[random_of(&state, 4)];
	options.merges = random_of(&state, 2) == 0;
	make(&books[random_of(&state, count)], &state, &made);
	(void)alarm(SECONDS);
	read_made(&made, &options, tally);
	(void)alarm(0);
	civ_buf_free(&made);
}

/* A process of its own for some at a time; the one after the fault goes on. */
static unsigned long run_some(const struct book *books, size_t count, unsigned long last, struct tally *tally)
{
	pid_t child = fork();
	int how = 0;

	if (child == 0) {
		for (unsigned long end = tally->at + BATCH; tally->at < last && tally->at < end; tally->at++)
			run(books, count, tally->at, tally);
		exit(0);
	}
	if (child < 0 || waitpid(child, &how, 0) != child)
		abort();
	if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
		return 0;
	printf("workbook %lu: ended with %d\n", tally->at, how);
	tally->at++;
	return 1;
}

int main(int argc, char **argv)
{
	size_t count = argc > 3 ? (size_t)argc - 3 : 0;
	struct book *books = calloc(count + 1, sizeof *books);
	struct tally *tally = mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	unsigned long first, last, faults = 0;

	if (count == 0 || books == NULL || tally == MAP_FAILED)
		return 2;
	first = strtoul(argv[1], NULL, 10);
	last = first + strtoul(argv[2], NULL, 10);
	for (size_t i = 0; i < count; i++) {
		books[i].path = argv[i + 3];
		load(&books[i]);
		load_parts(&books[i]);
	}
	for (tally->at = first; tally->at < last;) {
		(void)fflush(stdout);
		faults += run_some(books, count, last, tally);
	}
	printf("%lu workbooks: %lu read, %lu refused, %lu rows, %lu faults\n", last - first, tally->read,
	       tally->refused, tally->rows, faults);
	for (size_t i = 0; i < count; i++) {
		civ_buf_free(&books[i].bytes);
		for (size_t p = 0; p < PARTS; p++)
			civ_buf_free(&books[i].parts[p]);
	}
	free(books);
	return faults > 0;
}

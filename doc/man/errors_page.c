/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes zairyu-errors(7) from the tables that the library itself speaks from. Run by the build. */
#include <stdio.h>
#include <string.h>
#include <zairyu/error.h>

static const char head[] =
	".\\\" SPDX-License-Identifier: BSD-2-Clause\n"
	".\\\" -*- coding: utf-8 -*-\n"
	".\\\" Made by doc/man/errors_page.c.\n"
	".Dd November 28, 2026\n"
	".Dt ZAIRYU-ERRORS 7\n"
	".Os\n"
	".Sh NAME\n"
	".Nm zairyu-errors\n"
	".Nd what the error codes of libzairyu tell a person, and what to do\n"
	".Sh DESCRIPTION\n"
	"Everything that can go wrong has a code: a negative number and the name of a constant.\n"
	"Each has a text for people, in English and Japanese, and, where that does not say what to do, a line that does.\n"
	"These are the texts of\n"
	".Fn zairyu_error_text\n"
	"and\n"
	".Fn zairyu_error_advice ,\n"
	"which every program shows, as\n"
	".Xr zairyu 1\n"
	"does.\n"
	"What a code means to a program is in\n"
	".Xr zairyu_error 3 .\n"
	".Ss Support codes\n"
	"A support code is short enough to be read out over the telephone:\n"
	".Ql Z ,\n"
	"the number of the code without its sign in three digits, a hyphen and the number of the step in two\n"
	".Pq Sx Steps ;\n"
	"00 stands for none.\n"
	"If the card answered with a status word, a hyphen and its four hexadecimal digits follow; otherwise, if the\n"
	"service, a driver or the system gave a number of its own, a hyphen and that number in hexadecimal.\n"
	".Ql Z304-05-6300\n"
	"is\n"
	".Dv ZAIRYU_ERR_WRONG_NUMBER\n"
	"in the step\n"
	".Ql mutual-authenticate ,\n"
	"and the card said 6300.\n"
	".Ql Z000\n"
	"stands for no failure at all.\n"
	".Sh CODES\n"
	"In brackets: the number, how its support codes begin, and which of the eight messages of the official reader\n"
	"application says the same or comes closest.\n"
	"The hundreds show where a code comes from.\n";

static const char tail[] = ".Sh SEE ALSO\n"
			   ".Xr zairyu 1 ,\n"
			   ".Xr zairyu_error 3 ,\n"
			   ".Xr zairyu_session 3\n";

static const struct {
	int hundreds;
	const char *title;
} blocks[] = {
	{ 1, "How the library was used" },
	{ 2, "The reader, and what is in front of it" },
	{ 3, "The card" },
	{ 4, "Data" },
	{ 5, "Verification" },
	{ 9, "The library itself" },
};
enum { BLOCKS = sizeof blocks / sizeof *blocks, LAST_CODE = 999 };

/* Japanese has no blanks to break a line at: it may break behind these. */
static const char *const marks_ja[] = { "、", "。", "）" };
enum { MARK_BYTES = 3, LINE_COLUMNS = 64 /* of the 80 of a terminal, behind an indent */ };

static int is_mark(const char *text)
{
	for (size_t i = 0; i < sizeof marks_ja / sizeof *marks_ja; i++)
		if (strncmp(text, marks_ja[i], MARK_BYTES) == 0)
			return 1;
	return 0;
}

/* Up to where the line may break next. */
static size_t piece_length(const char *text)
{
	size_t len = 1;

	while (text[len] && text[len] != ' ' &&
	       !(len >= MARK_BYTES && is_mark(text + len - MARK_BYTES) && !is_mark(text + len)))
		len++;
	return len;
}

/* Of UTF-8: a character of three bytes is wide. */
static int columns(const char *text, size_t len)
{
	int found = 0;

	for (size_t i = 0; i < len; i++)
		found += (text[i] & 0xC0) == 0x80 ? 0 : (text[i] & 0xF0) == 0xE0 ? 2 : 1;
	return found;
}

/* A backslash is the page's own. */
static void put_char(char c)
{
	if (c == '\\')
		fputs("\\e", stdout);
	else
		putchar(c);
}

/* A line for each sentence, or the reader of the page would not know where one ends. */
static void put_text(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (const char *p = text; *p; p++)
		if (p > text && p[-1] == '.' && *p == ' ')
			putchar('\n');
		else
			put_char(*p);
	putchar('\n');
}

/*
 * Broken here: of the programs that show pages one ignores every mark for a break without a blank, and a line of the
 * source that ends becomes a blank. `used` columns of the line are taken.
 */
static void put_text_ja(const char *text, int used)
{
	const char *start = text;

	for (size_t len; *text; text += len) {
		len = piece_length(text);
		if (used > 0 && used + columns(text, len) > LINE_COLUMNS) {
			fputs(text == start ? ".br\n" : "\n.br\n", stdout);
			used = 0;
		}
		for (size_t i = used == 0 && *text == ' '; i < len; i++)
			put_char(text[i]);
		used += columns(text, len);
	}
	putchar('\n');
}

static const char label_ja[] = "対処:";

static void put_label(const char *label)
{
	printf(".br\n.Em \"%s\"\n", label);
}

static int is_code(int code)
{
	return strcmp(zairyu_error_name(code), "ZAIRYU_ERR_UNKNOWN") != 0;
}

static void put_code(int code)
{
	printf(".It Dv %s Pq \\-%d , Z%03d , official message %d\n", zairyu_error_name(code), -code, -code,
	       zairyu_error_official_message(code));
	put_text(zairyu_error_text(code, ZAIRYU_LANGUAGE_EN));
	if (zairyu_error_advice(code, ZAIRYU_LANGUAGE_EN)) {
		put_label("What to do:");
		put_text(zairyu_error_advice(code, ZAIRYU_LANGUAGE_EN));
	}
	puts(".Pp");
	put_text_ja(zairyu_error_text(code, ZAIRYU_LANGUAGE_JA), 0);
	if (zairyu_error_advice(code, ZAIRYU_LANGUAGE_JA)) {
		put_label(label_ja);
		put_text_ja(zairyu_error_advice(code, ZAIRYU_LANGUAGE_JA), columns(label_ja, sizeof label_ja));
	}
}

/* How many codes it has. */
static int put_block(int hundreds, const char *title)
{
	int found = 0;

	printf(".Ss %s\n.Bl -tag -width Ds\n", title);
	for (int code = 100 * hundreds; code < 100 * (hundreds + 1); code++)
		if (is_code(-code)) {
			put_code(-code);
			found++;
		}
	puts(".El");
	return found;
}

static int count_codes(void)
{
	int found = 0;

	for (int code = 1; code <= LAST_CODE; code++)
		found += is_code(-code);
	return found;
}

static void put_steps(void)
{
	const char *step;

	puts(".Sh STEPS\n"
	     "What is being done when something fails, as shown in support codes, in the log, and beside a progress\n"
	     "bar.\n"
	     ".Bl -tag -width Ds");
	for (int number = 1; (step = zairyu_step_name(number)); number++) {
		printf(".It %02d Ql %s\n", number, step);
		put_text(zairyu_step_text(step, ZAIRYU_LANGUAGE_EN));
		puts(".br");
		put_text_ja(zairyu_step_text(step, ZAIRYU_LANGUAGE_JA), 0);
	}
	puts(".El");
}

int main(void)
{
	int found = 0;

	fputs(head, stdout);
	for (int i = 0; i < BLOCKS; i++)
		found += put_block(blocks[i].hundreds, blocks[i].title);
	put_steps();
	fputs(tail, stdout);
	/* A code of no block would be missing without a word. */
	return found != count_codes() || fflush(stdout) || ferror(stdout) ? 1 : 0;
}

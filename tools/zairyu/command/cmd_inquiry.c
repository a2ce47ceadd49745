/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * zairyu inquiry: what to enter in the revocation inquiry, in the form its page wants. The page is for people: it is
 * opened for them, never filled in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "card/card_outcome.h"
#include "command/command.h"
#include "command/number_input.h"
#include "files/file_path.h"
#include "output/output.h"
#include "output/output_json.h"
#include "output/output_text.h"
#include "person/address_book.h"
#include "person/browser.h"
#include "person/date_text.h"
#include "person/fail.h"
#include "person/language.h"
#include "person/shell_word.h"

static const char default_page[] = "https://lapse-immi.moj.go.jp/";

struct inquiry {
	char number[ZAIRYU_NUMBER_SIZE];
	int year, month, day;
	bool of_record; /* nobody has verified it here */
};

static int expiry_of_option(const struct app *app, const char *text, struct inquiry *out, zairyu_error **err)
{
	if (date_read(text, &out->year, &out->month, &out->day))
		return ZAIRYU_OK;
	return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_BAD_VALUE, "--expiry (YYYY-MM-DD)", text);
}

/* A person who is there is asked, and asked again after a slip. */
static int expiry_of_person(const struct app *app, struct inquiry *out, zairyu_error **err)
{
	char line[NUMBER_LINE_MAX];
	size_t len;

	if (!isatty(STDIN_FILENO))
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_EXPIRY_NEEDED, NULL, NULL);
	for (;;) {
		int rc = number_input_text(app, MSG_PROMPT_EXPIRY, line, &len, err);

		bool is_date;

		line[rc == ZAIRYU_OK && len < sizeof line ? len : 0] = '\0';
		is_date = rc == ZAIRYU_OK && date_read(line, &out->year, &out->month, &out->day);
		zairyu_wipe(line, sizeof line); /* a number, if somebody typed it here */
		if (rc != ZAIRYU_OK || is_date)
			return rc;
		message_print(stderr, MSG_EXPIRY_FORM, app->language, NULL, NULL);
		fputc('\n', stderr);
	}
}

/* First-generation cards have their expiry only as pixels. */
static int expiry_of_record(const struct app *app, const zairyu_record *record, struct inquiry *out, zairyu_error **err)
{
	if (zairyu_record_date(record, ZAIRYU_FIELD_CARD_EXPIRY, &out->year, &out->month, &out->day) == ZAIRYU_OK)
		return ZAIRYU_OK;
	return expiry_of_person(app, out, err);
}

enum { WORD_SIZE = 512 };

static int take_record(const struct app *app, const char *path, const char *expiry, struct inquiry *out,
		       zairyu_error **err)
{
	zairyu_record *record = NULL;
	char word[WORD_SIZE] = "";
	int rc = record_file_load(app, path, &record, err);

	if (rc == ZAIRYU_OK && strlen(zairyu_record_number(record)) != ZAIRYU_NUMBER_LENGTH)
		rc = fail(app, err, ZAIRYU_ERR_ABSENT, MSG_NO_NUMBER_IN_RECORD, path, NULL);
	out->of_record = rc == ZAIRYU_OK;
	if (rc == ZAIRYU_OK)
		memcpy(out->number, zairyu_record_number(record), ZAIRYU_NUMBER_SIZE);
	if (rc == ZAIRYU_OK && output_text_is_other_number(record))
		failure_warn(app, MSG_INQUIRY_OTHER_NUMBER, path,
			     shell_word_append(word, sizeof word, path) ? word : "FILE");
	if (rc == ZAIRYU_OK && !expiry)
		rc = expiry_of_record(app, record, out, err);
	zairyu_record_free(record);
	return rc;
}

/* Without the argument itself, since it may be a mistyped number. */
static int neither(const struct app *app, const zairyu_error *cause, zairyu_error **err)
{
	char digits[24];
	size_t position = 1;

	(void)zairyu_error_position(cause, &position);
	(void)snprintf(digits, sizeof digits, "%zu", position);
	return fail(app, err, ZAIRYU_ERR_NUMBER_FORMAT, MSG_NEITHER_NUMBER_NOR_FILE, digits, NULL);
}

/*
 * What has the form of a card number is one; a file of such a name is reached as ./NAME. What is not the name of a file
 * is wiped, as other users could list it.
 */
static int take_operand(const struct app *app, char *operand, const char *expiry, struct inquiry *out,
			zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc = zairyu_number_normalize(operand, strlen(operand), out->number, &cause);
	const bool is_number = rc == ZAIRYU_OK;
	const bool is_file = !is_number && (file_exists(operand) || strchr(operand, '/') || strchr(operand, '.'));

	if (is_file)
		rc = take_record(app, operand, expiry, out, err);
	else if (!is_number)
		rc = neither(app, cause, err);
	if (!is_file)
		zairyu_wipe(operand, strlen(operand));
	if (is_number && !expiry)
		rc = expiry_of_person(app, out, err);
	zairyu_error_free(cause);
	return rc;
}

/* What can be known to be wrong is said before a number is asked for. */
static int gather(const struct app *app, const struct options *options, struct inquiry *out, zairyu_error **err)
{
	const char *expiry = options->value[OPTION_EXPIRY];
	int rc = expiry ? expiry_of_option(app, expiry, out, err) : ZAIRYU_OK;

	if (rc != ZAIRYU_OK)
		return rc;
	if (options->operand_count > 0 && options->value[OPTION_NUMBER_FILE])
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NOT_BOTH, "FILE", "--number-file");
	if (options->operand_count > 0)
		return take_operand(app, options->operand[0], expiry, out, err);
	rc = number_input(app, options, out->number, err);
	return rc == ZAIRYU_OK && !expiry ? expiry_of_person(app, out, err) : rc;
}

static int page_address(const struct app *app, const struct options *options, const char **out, zairyu_error **err)
{
	const char *given = options->value[OPTION_URL], *set = getenv("ZAIRYU_INQUIRY_URL");

	*out = given ? given : set && set[0] ? set : address_book_now(default_page);
	if (strncmp(*out, "https://", 8) == 0)
		return ZAIRYU_OK;
	return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NOT_HTTPS, *out, NULL);
}

static void print_message(const struct app *app, enum message message)
{
	message_print(stdout, message, app->language, NULL, NULL);
	putchar('\n');
}

static void print_inputs(const struct app *app, const struct inquiry *inquiry, const char *page)
{
	char year[16], month[16], day[16];

	(void)snprintf(year, sizeof year, "%04d", inquiry->year);
	(void)snprintf(month, sizeof month, "%02d", inquiry->month);
	(void)snprintf(day, sizeof day, "%02d", inquiry->day);
	print_message(app, MSG_INQUIRY_HEADING);
	output_text_pair(app, MSG_LABEL_NUMBER, inquiry->number);
	output_text_pair(app, MSG_LABEL_EXPIRY_YEAR, year);
	output_text_pair(app, MSG_LABEL_EXPIRY_MONTH, month);
	output_text_pair(app, MSG_LABEL_EXPIRY_DAY, day);
	output_text_pair(app, MSG_LABEL_PAGE, page);
	if (inquiry->of_record)
		print_message(app, MSG_INQUIRY_NOT_VERIFIED);
}

/* With what the official manual says of the answers [manual 1.10, 5.3]. */
static int print(const struct app *app, const struct inquiry *inquiry, const char *page, zairyu_error **err)
{
	static const enum message remarks[] = { MSG_INQUIRY_HOURS, MSG_INQUIRY_NO_PROOF, MSG_INQUIRY_ANSWERS,
						MSG_INQUIRY_NOT_LAPSED, MSG_INQUIRY_NOT_VALID };

	if (app->json)
		return output_json_inquiry(app, inquiry->number,
					   (const int[]){ inquiry->year, inquiry->month, inquiry->day }, page, err);
	print_inputs(app, inquiry, page);
	for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
		print_message(app, remarks[i]);
	return output_flush(app, err);
}

int cmd_inquiry(struct app *app, const struct options *options, zairyu_error **err)
{
	struct inquiry inquiry = { 0 };
	const char *page;
	int rc = page_address(app, options, &page, err);

	if (rc == ZAIRYU_OK)
		rc = gather(app, options, &inquiry, err);
	if (rc == ZAIRYU_OK)
		rc = print(app, &inquiry, page, err);
	if (rc == ZAIRYU_OK && options->value[OPTION_OPEN]) /* without a browser, the page can be opened by hand */
		rc = browser_open(app, page, err);
	zairyu_wipe(&inquiry, sizeof inquiry);
	return rc;
}

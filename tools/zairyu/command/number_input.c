/* SPDX-License-Identifier: BSD-2-Clause */
/* Getting the card number from the person. */
#include "command/number_input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "person/fail.h"
#include "person/language.h"
#include "person/number_line.h"

static int from_file(const struct app *app, const char *path, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	struct number_line line = { .fd = open(path, O_RDONLY | O_CLOEXEC), .name = path };
	int rc;

	if (line.fd < 0)
		return fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_READ, path, errno);
	rc = number_line_read(app, &line, number, err);
	close(line.fd);
	return rc;
}

static struct number_line standard_input(const struct app *app)
{
	return (struct number_line){ .fd = STDIN_FILENO, .name = message_text(MSG_STANDARD_INPUT, app->language) };
}

int number_input_text(const struct app *app, enum message question, char text[NUMBER_LINE_MAX], size_t *len,
		      zairyu_error **err)
{
	struct number_line line = standard_input(app);
	int rc;

	message_print(stderr, question, app->language, NULL, NULL);
	fflush(stderr);
	rc = number_line_text(app, &line, text, len, err);
	if (!line.ended)
		fputc('\n', stderr);
	return rc != ZAIRYU_OK || line.ended ? rc : fail(app, err, ZAIRYU_ERR_CANCELLED, MSG_INTERRUPTED, NULL, NULL);
}

int number_input_enter(const struct app *app, enum message question, zairyu_error **err)
{
	char text[NUMBER_LINE_MAX];
	size_t len;
	int rc = number_input_text(app, question, text, &len, err);

	zairyu_wipe(text, sizeof text); /* a scanner may have sent a number */
	return rc;
}

bool number_input_is_typed(const struct options *options)
{
	return !options->value[OPTION_NUMBER] && !options->value[OPTION_NUMBER_FILE] && isatty(STDIN_FILENO);
}

/* A person whose number is none is told why and asked again. */
static int from_person(const struct app *app, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	for (;;) {
		struct number_line line = standard_input(app);
		int rc;

		message_print(stderr, MSG_PROMPT_NUMBER, app->language, NULL, NULL);
		fflush(stderr);
		rc = number_line_read(app, &line, number, err);
		if (!line.ended)
			fputc('\n', stderr); /* the cursor still stands behind the question */
		if (rc != ZAIRYU_ERR_NUMBER_FORMAT || !line.ended)
			return rc;
		failure_show(app, rc, *err, NULL);
		zairyu_error_clear(err);
	}
}

static int from_standard_input(const struct app *app, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	struct number_line line = standard_input(app);

	return isatty(STDIN_FILENO) ? from_person(app, number, err) : number_line_read(app, &line, number, err);
}

int number_input(const struct app *app, const struct options *options, char number[ZAIRYU_NUMBER_SIZE],
		 zairyu_error **err)
{
	char *given = options->value[OPTION_NUMBER];
	const char *path = options->value[OPTION_NUMBER_FILE];
	int rc;

	memset(number, 0, ZAIRYU_NUMBER_SIZE);
	if (given && path)
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NOT_BOTH, "--number", "--number-file");
	if (path)
		return from_file(app, path, number, err);
	if (!given)
		return from_standard_input(app, number, err);
	rc = number_line_normalize(given, strlen(given), number, err);
	zairyu_wipe(given, strlen(given)); /* the argument itself, which other users could list */
	return rc;
}

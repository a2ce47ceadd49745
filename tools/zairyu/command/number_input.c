/* SPDX-License-Identifier: BSD-2-Clause */
/* Getting the card number from the person. */
#include "command/number_input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "person/fail.h"
#include "person/language.h"

enum { LINE_MAX_BYTES = 256, SLICE_MS = 200 };

static const char byte_order_mark[] = "\xEF\xBB\xBF"; /* editors of other systems put it in front */

/* Waits until something can be read, in slices: a signal that comes between check and wait is seen at the next. */
static int wait_readable(const struct app *app, int fd, zairyu_error **err)
{
	struct pollfd watch = { .fd = fd, .events = POLLIN };
	int rc;

	do {
		rc = fail_if_interrupted(app, err);
		if (rc != ZAIRYU_OK)
			return rc;
	} while (poll(&watch, 1, SLICE_MS) == 0 || (watch.revents == 0 && zairyu_cancel_is_triggered(app->cancel)));
	return ZAIRYU_OK;
}

/*
 * Byte by byte, so that nothing of what follows the line is taken, nor left in a buffer of its own. `ended` is whether
 * the line has its end.
 */
static int read_line(const struct app *app, int fd, const char *name, char *line, size_t *len, bool *ended,
		     zairyu_error **err)
{
	*len = 0;
	*ended = false;
	while (*len < LINE_MAX_BYTES) {
		int rc = wait_readable(app, fd, err);
		ssize_t got;

		if (rc != ZAIRYU_OK)
			return rc;
		got = read(fd, line + *len, 1);
		*ended = got > 0 && line[*len] == '\n';
		if (got == 0 || *ended)
			break;
		if (got > 0)
			++*len;
		else if (errno != EINTR)
			return fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_READ, name, errno);
	}
	if (*len > 0 && *len < LINE_MAX_BYTES && line[*len - 1] == '\r')
		--*len;
	return ZAIRYU_OK;
}

static int normalise(const char *text, size_t len, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	if (len >= 3 && memcmp(text, byte_order_mark, 3) == 0) {
		text += 3;
		len -= 3;
	}
	return zairyu_number_normalize(text, len, number, err);
}

/* `ended`: the line has its end, so another may follow. */
static int from_descriptor(const struct app *app, int fd, const char *name, bool *ended,
			   char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	char line[LINE_MAX_BYTES];
	size_t len;
	int rc = read_line(app, fd, name, line, &len, ended, err);

	if (rc == ZAIRYU_OK && len == 0)
		rc = fail(app, err, ZAIRYU_ERR_NUMBER_FORMAT, MSG_NO_NUMBER, NULL, NULL);
	if (rc == ZAIRYU_OK)
		rc = normalise(line, len, number, err);
	zairyu_wipe(line, sizeof line);
	return rc;
}

static int from_file(const struct app *app, const char *path, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc;
	bool ended;

	if (fd < 0)
		return fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_READ, path, errno);
	rc = from_descriptor(app, fd, path, &ended, number, err);
	close(fd);
	return rc;
}

int number_input_enter(const struct app *app, enum message question, zairyu_error **err)
{
	char line[LINE_MAX_BYTES];
	size_t len;
	bool ended;
	int rc;

	message_print(stderr, question, app->language, NULL, NULL);
	fflush(stderr);
	rc = read_line(app, STDIN_FILENO, message_text(MSG_STANDARD_INPUT, app->language), line, &len, &ended, err);
	zairyu_wipe(line, sizeof line); /* a scanner may have sent a number */
	if (!ended)
		fputc('\n', stderr);
	return rc != ZAIRYU_OK || ended ? rc : fail(app, err, ZAIRYU_ERR_CANCELLED, MSG_INTERRUPTED, NULL, NULL);
}

bool number_input_is_typed(const struct options *options)
{
	return !options->value[OPTION_NUMBER] && !options->value[OPTION_NUMBER_FILE] && isatty(STDIN_FILENO);
}

/* A person whose number is none is told why and asked again. */
static int from_person(const struct app *app, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	const char *name = message_text(MSG_STANDARD_INPUT, app->language);

	for (;;) {
		bool ended = false;
		int rc;

		message_print(stderr, MSG_PROMPT_NUMBER, app->language, NULL, NULL);
		fflush(stderr);
		rc = from_descriptor(app, STDIN_FILENO, name, &ended, number, err);
		if (!ended)
			fputc('\n', stderr); /* the cursor still stands behind the question */
		if (rc != ZAIRYU_ERR_NUMBER_FORMAT || !ended)
			return rc;
		failure_show(app, rc, *err, NULL);
		zairyu_error_clear(err);
	}
}

static int from_standard_input(const struct app *app, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	bool ended;

	if (isatty(STDIN_FILENO))
		return from_person(app, number, err);
	return from_descriptor(app, STDIN_FILENO, message_text(MSG_STANDARD_INPUT, app->language), &ended, number, err);
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
	rc = normalise(given, strlen(given), number, err);
	zairyu_wipe(given, strlen(given)); /* the argument itself, which other users could list */
	return rc;
}

/* SPDX-License-Identifier: BSD-2-Clause */
#include "person/number_line.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "person/fail.h"

enum { SLICE_MS = 200 };

static const char byte_order_mark[] = "\xEF\xBB\xBF"; /* editors of other systems put it in front */

/* Waits until something can be read, in slices: a signal that comes between check and wait is seen at the next. */
static int wait_readable(const struct app *app, const struct number_line *line, zairyu_error **err)
{
	struct pollfd watch = { .fd = line->fd, .events = POLLIN };
	int rc;

	do {
		rc = fail_if_interrupted(app, err);
		if (rc == ZAIRYU_OK && line->watch)
			rc = line->watch(line->userdata, err);
		if (rc != ZAIRYU_OK)
			return rc;
	} while (poll(&watch, 1, SLICE_MS) == 0 || (watch.revents == 0 && zairyu_cancel_is_triggered(app->cancel)));
	return ZAIRYU_OK;
}

/* Byte by byte, so that nothing of what follows the line is taken, nor left in a buffer of its own. */
int number_line_text(const struct app *app, struct number_line *line, char text[NUMBER_LINE_MAX], size_t *len,
		     zairyu_error **err)
{
	*len = 0;
	line->ended = false;
	while (*len < NUMBER_LINE_MAX) {
		int rc = wait_readable(app, line, err);
		ssize_t got;

		if (rc != ZAIRYU_OK)
			return rc;
		got = read(line->fd, text + *len, 1);
		line->ended = got > 0 && text[*len] == '\n';
		if (got == 0 || line->ended)
			break;
		if (got > 0)
			++*len;
		else if (errno != EINTR)
			return fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_READ, line->name, errno);
	}
	if (*len > 0 && *len < NUMBER_LINE_MAX && text[*len - 1] == '\r')
		--*len;
	line->empty = *len == 0;
	return ZAIRYU_OK;
}

int number_line_normalize(const char *text, size_t len, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	if (len >= 3 && memcmp(text, byte_order_mark, 3) == 0) {
		text += 3;
		len -= 3;
	}
	return zairyu_number_normalize(text, len, number, err);
}

int number_line_read(const struct app *app, struct number_line *line, char number[ZAIRYU_NUMBER_SIZE],
		     zairyu_error **err)
{
	char text[NUMBER_LINE_MAX];
	size_t len;
	int rc = number_line_text(app, line, text, &len, err);

	if (rc == ZAIRYU_OK && len == 0)
		rc = fail(app, err, ZAIRYU_ERR_NUMBER_FORMAT, MSG_NO_NUMBER, NULL, NULL);
	if (rc == ZAIRYU_OK)
		rc = number_line_normalize(text, len, number, err);
	zairyu_wipe(text, sizeof text);
	return rc;
}

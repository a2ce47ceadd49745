/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Standard output as a whole. Who reads it may be slow, or have stopped; an interruption must come through all the
 * same, and must not leave half a line behind. So nothing is written before there is room for it.
 */
#include "output/output.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <unistd.h>

#include "person/fail.h"

#ifndef PIPE_BUF
#define PIPE_BUF _POSIX_PIPE_BUF /* what poll() promises room for */
#endif

enum {
	SLICE_MS = 50,     /* how late an interruption is seen */
	LAST_LINE_MS = 500 /* how long a line that was begun is still given */
};

static bool cut; /* half a line went out: nothing may follow it */

static int cannot_print(const struct app *app, zairyu_error **err)
{
	return fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_PRINT, NULL, errno);
}

/* Waits for room for a part; an interruption ends that, but only slowly in the middle of a line. */
static int await_room(const struct app *app, bool begun, zairyu_error **err)
{
	struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };
	int left = begun ? LAST_LINE_MS / SLICE_MS : 0;

	while (poll(&out, 1, SLICE_MS) <= 0) {
		if (zairyu_cancel_is_triggered(app->cancel) && left-- == 0)
			return fail_if_interrupted(app, err);
	}
	return ZAIRYU_OK;
}

int output_write(const struct app *app, const void *data, size_t len, zairyu_error **err)
{
	const char *next = data, *end = next + len;
	int rc = output_flush(app, err);

	while (rc == ZAIRYU_OK && next < end) {
		const size_t left = (size_t)(end - next);
		ssize_t n = 0;

		rc = await_room(app, next > (const char *)data, err);
		if (rc == ZAIRYU_OK)
			n = write(STDOUT_FILENO, next, left < PIPE_BUF ? left : PIPE_BUF);
		if (n < 0 && errno != EINTR)
			rc = cannot_print(app, err);
		next += n > 0 ? n : 0;
	}
	cut = cut || (rc != ZAIRYU_OK && next > (const char *)data);
	return rc;
}

int output_flush(const struct app *app, zairyu_error **err)
{
	int rc = cut ? fail_if_interrupted(app, err) : await_room(app, false, err);

	if (rc != ZAIRYU_OK)
		__fpurge(stdout); /* or else the end of the program would wait for room once more */
	else if (fflush(stdout) != 0 || ferror(stdout))
		rc = cannot_print(app, err);
	return rc;
}

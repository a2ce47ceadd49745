/* SPDX-License-Identifier: BSD-2-Clause */
#include "files/log_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "files/file_set.h"
#include "person/fail.h"

static const char *const levels[] = {
	[ZAIRYU_LOG_ERROR] = "error",
	[ZAIRYU_LOG_WARNING] = "warning",
	[ZAIRYU_LOG_INFO] = "info",
	[ZAIRYU_LOG_DEBUG] = "debug",
};

/* RFC 3339 in UTC with milliseconds, level, component, and the line. What cannot be written is lost: it only helps. */
static void write_line(void *userdata, int level, const char *component, const char *line)
{
	struct timespec now;
	char text[ZAIRYU_TIME_SIZE];

	(void)clock_gettime(CLOCK_REALTIME, &now);
	if (zairyu_time_text(now.tv_sec, text) != ZAIRYU_OK)
		return;
	text[strcspn(text, "Z")] = '\0';
	fprintf(userdata, "%s.%03ldZ %s %s: %s\n", text, now.tv_nsec / 1000000, levels[level], component, line);
	fflush(userdata);
}

int log_file_open(struct app *app, const char *path, zairyu_error **err)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOCTTY | O_CLOEXEC, FILE_PUBLIC);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "a");
	const int number = errno;

	if (!file && fd >= 0)
		close(fd);
	if (!file)
		return fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, path, number);
	app->log = file;
	return zairyu_context_set_log(app->ctx, ZAIRYU_LOG_DEBUG, write_line, file);
}

void log_file_close(struct app *app)
{
	if (app->log)
		(void)fclose(app->log);
	app->log = NULL;
}

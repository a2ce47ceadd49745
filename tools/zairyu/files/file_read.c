/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading files. */
#include "files/file_read.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "person/fail.h"

static int read_all(const struct app *app, int fd, const char *path, size_t limit, struct content *out,
		    zairyu_error **err)
{
	uint8_t block[16384];
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK) {
		ssize_t got = read(fd, block, sizeof block);

		if (got == 0)
			break;
		if (got < 0 && errno != EINTR)
			rc = fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_READ, path, errno);
		else if (got < 0)
			rc = fail_if_interrupted(app, err);
		else if ((size_t)got > limit - out->len)
			rc = fail(app, err, ZAIRYU_ERR_LIMIT, MSG_FILE_TOO_LARGE, path, NULL);
		else if (content_append(out, block, (size_t)got))
			rc = fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	}
	zairyu_wipe(block, sizeof block);
	return rc;
}

/* Opens again after signals that do not ask to stop. */
static int open_file(const struct app *app, const char *path, int flags, int *fd, zairyu_error **err)
{
	while ((*fd = open(path, O_RDONLY | O_CLOEXEC | flags)) < 0) {
		int number = errno, rc = number == EINTR ? fail_if_interrupted(app, err) : ZAIRYU_OK;

		if (rc != ZAIRYU_OK)
			return rc;
		if (number != EINTR)
			return fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_READ, path, number);
	}
	return ZAIRYU_OK;
}

static int read_and_close(const struct app *app, int fd, const char *path, size_t limit, struct content *out,
			  zairyu_error **err)
{
	int rc = read_all(app, fd, path, limit, out, err);

	close(fd);
	if (rc != ZAIRYU_OK)
		content_done(out);
	return rc;
}

int file_read(const struct app *app, const char *path, size_t limit, struct content *out, zairyu_error **err)
{
	int fd, rc = open_file(app, path, 0, &fd, err);

	*out = (struct content){ 0 };
	return rc != ZAIRYU_OK ? rc : read_and_close(app, fd, path, limit, out, err);
}

int file_read_plain(const struct app *app, const char *path, size_t limit, struct content *out, zairyu_error **err)
{
	struct stat info;
	int fd, rc = open_file(app, path, O_NOFOLLOW | O_NONBLOCK, &fd, err);

	*out = (struct content){ 0 };
	if (rc != ZAIRYU_OK)
		return rc;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
		return read_and_close(app, fd, path, limit, out, err);
	close(fd);
	return fail(app, err, ZAIRYU_ERR_FILE, MSG_NOT_PLAIN, path, NULL);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing a set of files so that a failure leaves nothing half-written. */
#include "files/file_set.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "person/fail.h"

struct pending_file {
	char *temporary, *path;
};

static int no_memory(const struct app *app, zairyu_error **err)
{
	return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}

/* `made` gets the length of the first directory that was not there. */
static int make_parents(char *path, size_t *made)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		int rc;

		*slash = '\0';
		rc = mkdir(path, 0700);
		*slash = '/';
		if (rc == 0 && *made == 0)
			*made = (size_t)(slash - path);
		if (rc != ZAIRYU_OK && errno != EEXIST)
			return -1;
	}
	return 0;
}

int file_set_directory(struct file_set *set, const struct app *app, const char *path, zairyu_error **err)
{
	struct stat info;
	char *copy;

	if (stat(path, &info) == 0)
		return S_ISDIR(info.st_mode) ? ZAIRYU_OK
					     : fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, path, ENOTDIR);
	copy = strdup(path);
	if (!copy)
		return no_memory(app, err);
	free(set->made_directory);
	set->made_directory = copy;
	set->made_from = 0;
	if (path[0] == '\0' || make_parents(copy, &set->made_from) || (mkdir(copy, 0700) && errno != EEXIST))
		return fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, path, errno);
	return ZAIRYU_OK;
}

/* From the innermost outwards; fails where something is in one: then it stays. */
static void remove_directories(char *path, size_t from)
{
	for (size_t len = strlen(path); len > 0 && len >= from; len--) {
		if (path[len] != '/' && path[len] != '\0')
			continue;
		path[len] = '\0';
		if ((rmdir(path) && errno != ENOENT) || from == 0)
			return;
	}
}

static int write_all(int fd, const uint8_t *data, size_t len)
{
	while (len > 0) {
		ssize_t put = write(fd, data, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		data += put;
		len -= (size_t)put;
	}
	return 0;
}

/*
 * FAT, exFAT and many network shares hold no permissions: there, setting them fails, or does nothing. mkstemp() asked
 * for 0600 already, so the file is as safe as the place lets it be.
 */
static bool protect(int fd, mode_t mode)
{
	struct stat info;

	return fchmod(fd, mode) == 0 && fstat(fd, &info) == 0 && (info.st_mode & (mode_t)~mode & 0777) == 0;
}

/* Nothing is not worth the disk's time; and not every place can be told to hurry. */
static bool reached_disk(int fd, const struct content *content)
{
	return content->len == 0 || fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS;
}

/* Writes to a new file of a name made from `temporary`, which ends in XXXXXX. */
static int write_temporary(struct file_set *set, char *temporary, mode_t mode, const struct content *content)
{
	int fd = mkstemp(temporary), saved;

	if (fd < 0)
		return -1;
	set->unprotected = !protect(fd, mode) || set->unprotected;
	if (write_all(fd, content->data, content->len) == 0 && reached_disk(fd, content)) {
		if (close(fd) == 0)
			return 0;
		fd = -1;
	}
	saved = errno;
	if (fd >= 0)
		close(fd);
	unlink(temporary);
	errno = saved;
	return -1;
}

/* Links and devices are not replaced: /dev/stdout is one, and a link may lead anywhere. */
static bool may_replace(const char *path)
{
	struct stat info;

	return lstat(path, &info) ? errno == ENOENT : S_ISREG(info.st_mode);
}

static int reserve(struct file_set *set)
{
	struct pending_file *grown = realloc(set->file, (set->count + 1) * sizeof *grown);

	if (!grown)
		return -1;
	set->file = grown;
	return 0;
}

int file_set_add(struct file_set *set, const struct app *app, const char *path, mode_t mode,
		 const struct content *content, zairyu_error **err)
{
	static const char suffix[] = ".XXXXXX";
	size_t len = strlen(path);
	struct pending_file file = { malloc(len + sizeof suffix), strdup(path) };
	int rc;

	if (!file.temporary || !file.path || reserve(set)) {
		rc = no_memory(app, err);
		goto failed;
	}
	memcpy(file.temporary, path, len);
	memcpy(file.temporary + len, suffix, sizeof suffix);
	if (!may_replace(path)) {
		rc = fail(app, err, ZAIRYU_ERR_WRITE, MSG_NOT_A_PLAIN_FILE, path, NULL);
		goto failed;
	}
	if (write_temporary(set, file.temporary, mode, content)) {
		rc = fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, path, errno);
		goto failed;
	}
	set->file[set->count++] = file;
	return ZAIRYU_OK;
failed:
	free(file.temporary);
	free(file.path);
	return rc;
}

int file_set_try(const struct app *app, const char *path, zairyu_error **err)
{
	const struct content nothing = { 0 };
	struct file_set set = { 0 };
	int rc = file_set_add(&set, app, path, FILE_PRIVATE, &nothing, err);

	file_set_done(&set);
	return rc;
}

int file_set_try_new(const struct app *app, const char *path, zairyu_error **err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_PRIVATE);

	if (fd < 0)
		return fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, path, errno);
	close(fd);
	unlink(path);
	return ZAIRYU_OK;
}

int file_set_commit(struct file_set *set, const struct app *app, zairyu_error **err)
{
	int rc = fail_if_interrupted(app, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < set->count; i++) {
		struct pending_file *file = &set->file[i];

		if (rename(file->temporary, file->path)) {
			rc = fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, file->path, errno);
			break;
		}
		free(file->temporary);
		file->temporary = NULL;
	}
	if (rc != ZAIRYU_OK)
		return rc;
	free(set->made_directory);
	set->made_directory = NULL;
	if (set->unprotected && set->count > 0)
		failure_warn(app, MSG_UNPROTECTED, set->file[0].path, NULL);
	return ZAIRYU_OK;
}

void file_set_done(struct file_set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		if (set->file[i].temporary)
			unlink(set->file[i].temporary);
		free(set->file[i].temporary);
		free(set->file[i].path);
	}
	free(set->file);
	if (set->made_directory)
		remove_directories(set->made_directory, set->made_from);
	free(set->made_directory);
	*set = (struct file_set){ 0 };
}

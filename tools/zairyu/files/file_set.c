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
	char *temporary; /* NULL: in place, or to be removed */
	char *path;
	mode_t mode; /* 0: to be removed */
};

struct made_directory {
	char *path;
	size_t from; /* its parents down to this length were made as well; 0: they were there */
};

static int no_memory(const struct app *app, zairyu_error **err)
{
	return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}

/* Whatever the mask of whoever runs this says about what others may read. */
static int make_directory(const char *path, bool shared)
{
	const int rc = mkdir(path, 0700);

	return rc == 0 && shared ? chmod(path, 0755) : rc;
}

/* `made` gets the length of the first directory that was not there. */
static int make_parents(char *path, bool shared, size_t *made)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		int rc;

		*slash = '\0';
		rc = make_directory(path, shared);
		*slash = '/';
		if (rc == 0 && *made == 0)
			*made = (size_t)(slash - path);
		if (rc != ZAIRYU_OK && errno != EEXIST)
			return -1;
	}
	return 0;
}

/* Room for one more element of a list. */
static int reserve(void **list, size_t count, size_t size)
{
	void *grown = realloc(*list, (count + 1) * size);

	if (!grown)
		return -1;
	*list = grown;
	return 0;
}

int file_set_directory(struct file_set *set, const struct app *app, const char *path, zairyu_error **err)
{
	struct made_directory made = { NULL, 0 };
	struct stat info;

	if (stat(path, &info) == 0)
		return S_ISDIR(info.st_mode) ? ZAIRYU_OK
					     : fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, path, ENOTDIR);
	made.path = strdup(path);
	if (!made.path || reserve((void **)&set->made, set->made_count, sizeof *set->made)) {
		free(made.path);
		return no_memory(app, err);
	}
	if (path[0] == '\0' || make_parents(made.path, set->shared, &made.from) ||
	    (make_directory(made.path, set->shared) && errno != EEXIST)) {
		const int number = errno;

		set->made[set->made_count++] = made;
		return fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, path, number);
	}
	set->made[set->made_count++] = made;
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
static int check_place(const struct file_set *set, const struct app *app, const char *path, zairyu_error **err)
{
	struct stat info;

	if (lstat(path, &info))
		return errno == ENOENT ? ZAIRYU_OK
				       : fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, path, errno);
	if (!S_ISREG(info.st_mode))
		return fail(app, err, ZAIRYU_ERR_WRITE, MSG_NOT_A_PLAIN_FILE, path, NULL);
	return set->keep ? fail(app, err, ZAIRYU_ERR_WRITE, MSG_FILE_EXISTS, path, NULL) : ZAIRYU_OK;
}

static void pending_done(struct pending_file *file)
{
	if (file->temporary)
		unlink(file->temporary);
	free(file->temporary);
	free(file->path);
}

/* Takes the file, also where it fails. */
static int take(struct file_set *set, const struct app *app, struct pending_file *file, zairyu_error **err)
{
	if (file->path && reserve((void **)&set->file, set->count, sizeof *set->file) == 0) {
		set->file[set->count++] = *file;
		return ZAIRYU_OK;
	}
	pending_done(file);
	return no_memory(app, err);
}

int file_set_add(struct file_set *set, const struct app *app, const char *path, mode_t mode,
		 const struct content *content, zairyu_error **err)
{
	static const char suffix[] = ".XXXXXX";
	size_t len = strlen(path);
	char *temporary = malloc(len + sizeof suffix);
	int rc;

	if (!temporary)
		return no_memory(app, err);
	memcpy(temporary, path, len);
	memcpy(temporary + len, suffix, sizeof suffix);
	rc = check_place(set, app, path, err);
	if (rc == ZAIRYU_OK && write_temporary(set, temporary, mode, content))
		rc = fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, path, errno);
	if (rc == ZAIRYU_OK)
		return take(set, app, &(struct pending_file){ temporary, strdup(path), mode }, err);
	free(temporary);
	return rc;
}

static bool is_written(const struct file_set *set, const char *path)
{
	for (size_t i = 0; i < set->count; i++)
		if (strcmp(set->file[i].path, path) == 0)
			return true;
	return false;
}

int file_set_remove(struct file_set *set, const struct app *app, const char *path, zairyu_error **err)
{
	struct stat info;

	if (is_written(set, path) || lstat(path, &info) || !S_ISREG(info.st_mode))
		return ZAIRYU_OK;
	return take(set, app, &(struct pending_file){ NULL, strdup(path), 0 }, err);
}

int file_set_try(struct file_set *set, const struct app *app, const char *path, zairyu_error **err)
{
	const struct content nothing = { 0 };
	struct file_set alone = { .keep = set->keep };
	int rc = file_set_add(&alone, app, path, FILE_PRIVATE, &nothing, err);

	file_set_done(&alone);
	return rc;
}

/* Makes an empty file where nothing has that name. */
static int create_new(const char *path, mode_t mode)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);

	if (fd < 0)
		return -1;
	close(fd);
	return 0;
}

int file_set_try_new(const struct app *app, const char *path, zairyu_error **err)
{
	if (create_new(path, FILE_PRIVATE))
		return fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, path, errno);
	unlink(path);
	return ZAIRYU_OK;
}

/*
 * Gives the file its name where nobody has it; FAT and some network shares have no links, which do that at once. Where
 * it fails, nothing has that name because of it.
 */
static int name_new(const struct pending_file *file)
{
	const bool linked = link(file->temporary, file->path) == 0;
	int number;

	if (!linked && (errno == EEXIST || create_new(file->path, file->mode)))
		return -1;
	if ((linked ? unlink(file->temporary) : rename(file->temporary, file->path)) == 0)
		return 0;
	number = errno;
	unlink(file->path);
	errno = number;
	return -1;
}

static int put_in_place(const struct file_set *set, const struct app *app, struct pending_file *file,
			zairyu_error **err)
{
	if (file->temporary && (set->keep ? name_new(file) : rename(file->temporary, file->path)))
		return errno == EEXIST ? fail(app, err, ZAIRYU_ERR_WRITE, MSG_FILE_EXISTS, file->path, NULL)
				       : fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, file->path, errno);
	if (!file->temporary && unlink(file->path))
		return fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_WRITE, file->path, errno);
	free(file->temporary);
	file->temporary = NULL;
	return ZAIRYU_OK;
}

/* What was new goes again; what replaced another file cannot. */
static void take_back(const struct file_set *set, size_t count)
{
	for (size_t i = 0; set->keep && i < count; i++)
		unlink(set->file[i].path);
}

int file_set_commit(struct file_set *set, const struct app *app, zairyu_error **err)
{
	int rc = fail_if_interrupted(app, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < set->count; i++) {
		rc = put_in_place(set, app, &set->file[i], err);
		if (rc != ZAIRYU_OK)
			take_back(set, i);
	}
	if (rc != ZAIRYU_OK)
		return rc;
	for (size_t i = 0; i < set->made_count; i++)
		free(set->made[i].path);
	set->made_count = 0;
	if (set->unprotected && set->count > 0)
		failure_warn(app, MSG_UNPROTECTED, set->file[0].path, NULL);
	return ZAIRYU_OK;
}

void file_set_done(struct file_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		pending_done(&set->file[i]);
	free(set->file);
	for (size_t i = set->made_count; i > 0; i--) {
		remove_directories(set->made[i - 1].path, set->made[i - 1].from);
		free(set->made[i - 1].path);
	}
	free(set->made);
	*set = (struct file_set){ 0 };
}

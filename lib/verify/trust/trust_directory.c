/* SPDX-License-Identifier: BSD-2-Clause */
/* Fills the trust store from a directory of certificate files: all of it or nothing, or what is good of it. */
#include "trust/trust_directory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/failure.h"
#include "common/flags.h"

enum { FILE_BYTES_MAX = 65536, FILES_MAX = 1024, MESSAGE_MAX = 512 };

struct names {
	char **name;
	size_t count;
};

static int file_error(zairyu_error **err, int reason, const char *message)
{
	return zairyu_error_set(err, ZAIRYU_ERR_FILE, "errno", reason, message);
}

int zairyu_trust_is_certificate_name(const char *name)
{
	static const char *const endings[] = { ".crt", ".cer", ".der", ".pem" };
	size_t len = name ? strlen(name) : 0;

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (len > 4 && strcasecmp(name + len - 4, endings[i]) == 0)
			return 1;
	return 0;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void names_done(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->name[i]);
	free(names->name);
}

static int names_add(struct names *names, const char *name, zairyu_error **err)
{
	if (names->count == FILES_MAX)
		return zairyu_error_set(err, ZAIRYU_ERR_LIMIT, NULL, FILES_MAX, "too many certificate files");
	if (!names->name)
		names->name = calloc(FILES_MAX, sizeof *names->name);
	if (!names->name || !(names->name[names->count] = strdup(name)))
		return no_memory(err);
	names->count++;
	return ZAIRYU_OK;
}

/* Sorted, so that the order of the anchors does not depend on the file system. */
static int list_names(DIR *directory, struct names *names, zairyu_error **err)
{
	for (;;) {
		const struct dirent *entry;
		int rc;

		errno = 0;
		entry = readdir(directory);
		if (!entry && errno != 0)
			return file_error(err, errno, "the directory cannot be read");
		if (!entry)
			break;
		rc = zairyu_trust_is_certificate_name(entry->d_name) ? names_add(names, entry->d_name, err) : ZAIRYU_OK;
		if (rc != ZAIRYU_OK)
			return rc;
	}
	if (names->count > 1)
		qsort(names->name, names->count, sizeof *names->name, compare_names);
	return ZAIRYU_OK;
}

/* Reads to the end, or until `size` bytes are there. */
static int read_all(int fd, uint8_t *buf, size_t size, size_t *len)
{
	for (*len = 0; *len < size;) {
		ssize_t got = read(fd, buf + *len, size - *len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno;
		if (got == 0)
			break;
		*len += (size_t)got;
	}
	return 0;
}

static int add_file(zairyu_trust *trust, int fd, uint32_t flags, zairyu_error **err)
{
	struct stat info;
	uint8_t *buf;
	size_t len;
	int reason, rc;

	if (fstat(fd, &info) != 0)
		return file_error(err, errno, "a certificate file cannot be read");
	if (!S_ISREG(info.st_mode))
		return file_error(err, 0, "something is named like a certificate but is not a regular file");
	buf = malloc(FILE_BYTES_MAX + 1);
	len = 0;
	if (!buf)
		return no_memory(err);
	reason = read_all(fd, buf, FILE_BYTES_MAX + 1, &len);
	rc = reason != 0 ? file_error(err, reason, "a certificate file cannot be read")
			 : zairyu_trust_add(trust, (zairyu_bytes){ buf, len }, flags, err);
	free(buf);
	return rc;
}

static int open_and_add(zairyu_trust *trust, int directory, const char *name, uint32_t flags, zairyu_error **err)
{
	int fd = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* not to wait for a pipe */
	int rc;

	if (fd < 0)
		return file_error(err, errno, "a certificate file cannot be opened");
	rc = add_file(trust, fd, flags, err);
	close(fd);
	return rc;
}

/* A caller who named the directory only has to know which file it was. */
static int with_name(int rc, const zairyu_error *cause, const char *name, zairyu_error **err)
{
	char message[MESSAGE_MAX];
	const char *domain = NULL;
	int64_t native = 0;

	(void)snprintf(message, sizeof message, "%s: %s", zairyu_error_message(cause), name);
	(void)zairyu_error_native(cause, &domain, &native);
	return zairyu_error_set(err, rc, domain, native, message);
}

bool trust_may_leave_out(uint32_t flags, int rc)
{
	return (flags & ZAIRYU_TRUST_TOLERANT) != 0 && (rc == ZAIRYU_ERR_FILE || rc == ZAIRYU_ERR_CERTIFICATE ||
							rc == ZAIRYU_ERR_UNKNOWN_ANCHOR || rc == ZAIRYU_ERR_LIMIT);
}

int trust_leave_out(zairyu_trust *trust, const char *path, zairyu_error *why, zairyu_error **err)
{
	if (!why || origins_refuse(&trust->origins, path, why) != ZAIRYU_OK)
		return no_memory(err);
	return ZAIRYU_OK;
}

/* `name` in `directory`, whose path up to there is `path`. */
static int add_named(zairyu_trust *trust, int directory, const char *path, const char *name, uint32_t flags,
		     zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc;

	trust->origins.adding = path;
	rc = open_and_add(trust, directory, name, flags & ~ZAIRYU_TRUST_TOLERANT, &cause);
	trust->origins.adding = NULL;
	if (rc == ZAIRYU_OK)
		return rc;
	if (trust_may_leave_out(flags, rc))
		return trust_leave_out(trust, path, cause, err);
	rc = with_name(rc, cause, name, err);
	zairyu_error_free(cause);
	return rc;
}

/* DIRECTORY/NAME; NULL without memory. */
static char *path_of(const char *directory, const char *name)
{
	const size_t len = strlen(directory), size = len + strlen(name) + 2;
	char *path = malloc(size);

	if (path)
		(void)snprintf(path, size, "%s%s%s", directory, len > 0 && directory[len - 1] == '/' ? "" : "/", name);
	return path;
}

static int add_names(zairyu_trust *trust, int directory, const char *directory_path, const struct names *names,
		     uint32_t flags, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (size_t i = 0; i < names->count && rc == ZAIRYU_OK; i++) {
		char *path = path_of(directory_path, names->name[i]);

		rc = path ? add_named(trust, directory, path, names->name[i], flags, err) : no_memory(err);
		free(path);
	}
	return rc;
}

int trust_add_directory(zairyu_trust *trust, const char *path, uint32_t flags, zairyu_error **err)
{
	struct names names = { NULL, 0 };
	struct trust_mark before;
	DIR *directory;
	int rc;

	if (!trust || !path)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no trust store or path");
	rc = flags_check(flags, TRUST_DIRECTORY_FLAGS, err);
	if (rc != ZAIRYU_OK)
		return rc;
	directory = opendir(path);
	if (!directory)
		return file_error(err, errno, "the directory cannot be opened");
	before = trust_mark(trust);
	rc = list_names(directory, &names, err);
	if (rc == ZAIRYU_OK)
		rc = add_names(trust, dirfd(directory), path, &names, flags, err);
	if (rc != ZAIRYU_OK)
		trust_go_back(trust, before);
	names_done(&names);
	closedir(directory);
	return rc;
}

int zairyu_trust_add_directory(zairyu_trust *trust, const char *path, uint32_t flags, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, trust_add_directory(trust, path, flags, err));
}

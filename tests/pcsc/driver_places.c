/* SPDX-License-Identifier: BSD-2-Clause */
/* Moves the places of the pcscd that this is preloaded into to the folder that DRIVER_FOLDER_ENV names. */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "driver.h"

static const struct {
	const char *real, *here;
} moved[] = { { "/usr/lib/pcsc/drivers", "drivers" }, { "/run/pcscd", "run" } };

/* The path to take for `path`; `buffer` has room for PATH_MAX_HERE. */
enum { PATH_MAX_HERE = 512 };

static const char *place(const char *path, char *buffer)
{
	const char *folder = getenv(DRIVER_FOLDER_ENV);

	for (size_t i = 0; path && folder && i < sizeof moved / sizeof *moved; i++) {
		size_t len = strlen(moved[i].real);

		if (strncmp(path, moved[i].real, len) != 0)
			continue;
		(void)snprintf(buffer, PATH_MAX_HERE, "%s/%s%s", folder, moved[i].here, path + len);
		return buffer;
	}
	return path;
}

/* Function pointers and object pointers are of one kind on every system with dlsym(). */
#define NEXT(type, name) __extension__(type) dlsym(RTLD_NEXT, name)

EXPORT DIR *opendir(const char *path)
{
	char moved_path[PATH_MAX_HERE];

	return (NEXT(DIR * (*)(const char *), "opendir"))(place(path, moved_path));
}

EXPORT FILE *fopen(const char *path, const char *mode)
{
	char moved_path[PATH_MAX_HERE];

	return (NEXT(FILE * (*)(const char *, const char *), "fopen"))(place(path, moved_path), mode);
}

EXPORT void *dlopen(const char *path, int flags)
{
	char moved_path[PATH_MAX_HERE];

	return (NEXT(void *(*)(const char *, int), "dlopen"))(place(path, moved_path), flags);
}

EXPORT int stat(const char *path, struct stat *out)
{
	char moved_path[PATH_MAX_HERE];

	return (NEXT(int (*)(const char *, struct stat *), "stat"))(place(path, moved_path), out);
}

EXPORT int stat64(const char *path, struct stat64 *out)
{
	char moved_path[PATH_MAX_HERE];

	return (NEXT(int (*)(const char *, struct stat64 *), "stat64"))(place(path, moved_path), out);
}

EXPORT int chmod(const char *path, mode_t mode)
{
	char moved_path[PATH_MAX_HERE];

	return (NEXT(int (*)(const char *, mode_t), "chmod"))(place(path, moved_path), mode);
}

EXPORT int mkdir(const char *path, mode_t mode)
{
	char moved_path[PATH_MAX_HERE];

	return (NEXT(int (*)(const char *, mode_t), "mkdir"))(place(path, moved_path), mode);
}

EXPORT int remove(const char *path)
{
	char moved_path[PATH_MAX_HERE];

	return (NEXT(int (*)(const char *), "remove"))(place(path, moved_path));
}

EXPORT int open(const char *path, int flags, ...)
{
	char moved_path[PATH_MAX_HERE];
	mode_t mode = 0;
	va_list more;

	va_start(more, flags);
	if (flags & O_CREAT)
		mode = va_arg(more, mode_t);
	va_end(more);
	return (NEXT(int (*)(const char *, int, ...), "open"))(place(path, moved_path), flags, mode);
}

EXPORT int bind(int fd, const struct sockaddr *address, socklen_t len)
{
	struct sockaddr_un un;
	char moved_path[PATH_MAX_HERE];

	if (address->sa_family != AF_UNIX || len != sizeof un)
		return (NEXT(int (*)(int, const struct sockaddr *, socklen_t), "bind"))(fd, address, len);
	memcpy(&un, address, sizeof un);
	(void)snprintf(un.sun_path, sizeof un.sun_path, "%.107s",
		       place(((const struct sockaddr_un *)address)->sun_path, moved_path));
	return (NEXT(int (*)(int, const struct sockaddr *, socklen_t), "bind"))(fd, (struct sockaddr *)&un, len);
}

/* A pcscd may have been built to call these. */
EXPORT FILE *fopen64(const char *path, const char *mode) __attribute__((alias("fopen")));
EXPORT int open64(const char *path, int flags, ...) __attribute__((alias("open")));

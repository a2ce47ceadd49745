/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of files. */
#include "files/file_path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool file_exists(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0;
}

bool file_may_exist(const char *path)
{
	return file_exists(path) || (errno != ENOENT && errno != ENOTDIR);
}

static const char *last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool find_parent(const char *path, struct stat *info)
{
	size_t len = (size_t)(last_name(path) - path);
	char *parent = len ? strndup(path, len) : strdup(".");
	bool found = parent && stat(parent, info) == 0;

	free(parent);
	return found;
}

bool file_same_place(const char *one, const char *two)
{
	struct stat a, b;

	if (strcmp(one, two) == 0)
		return true;
	return strcmp(last_name(one), last_name(two)) == 0 && find_parent(one, &a) && find_parent(two, &b) &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

char *file_join(const char *directory, const char *name)
{
	size_t len = strlen(directory), name_len = strlen(name);
	bool slash = len > 0 && directory[len - 1] != '/';
	char *path = malloc(len + slash + name_len + 1);

	if (!path)
		return NULL;
	memcpy(path, directory, len);
	if (slash)
		path[len] = '/';
	memcpy(path + len + slash, name, name_len + 1);
	return path;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Record files one after the other. */
#include "batch/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "person/fail.h"

void walk_begin(struct walk *walk, const struct app *app, char *const *operand, size_t count)
{
	*walk = (struct walk){ .app = app, .operand = operand, .operand_count = count };
}

static struct walk_level *innermost(struct walk *walk)
{
	return &walk->level[walk->depth - 1];
}

static void leave(struct walk *walk)
{
	(void)closedir(innermost(walk)->directory);
	walk->depth--;
	walk->path.len = walk->depth > 0 ? innermost(walk)->path_length : 0;
}

void walk_end(struct walk *walk)
{
	while (walk->depth > 0)
		leave(walk);
	content_done(&walk->path);
}

bool walk_is_directory(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static int no_memory(const struct walk *walk, zairyu_error **err)
{
	return fail(walk->app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}

static bool is_record_name(const char *name)
{
	size_t len = strlen(name), suffix = strlen(WALK_SUFFIX);

	return len > suffix && strcmp(name + len - suffix, WALK_SUFFIX) == 0;
}

/* Sets the path to `name` in the innermost directory, or alone. */
static int append_name(struct walk *walk, const char *name)
{
	struct content *path = &walk->path;

	if (path->len > 0 && path->data[path->len - 1] != '/' && content_append(path, "/", 1))
		return -1;
	return content_append(path, name, strlen(name));
}

static char *copy_path(struct walk *walk)
{
	char *copy = malloc(walk->path.len + 1);

	if (!copy)
		return NULL;
	memcpy(copy, walk->path.data, walk->path.len);
	copy[walk->path.len] = '\0';
	return copy;
}

/* Hands out the path as it stands, with what is wrong with it. */
static int give(struct walk *walk, int number, struct walk_entry *out, zairyu_error **err)
{
	out->path = copy_path(walk);
	out->in_directory = walk->depth > 0;
	if (!out->path)
		return no_memory(walk, err);
	if (number)
		out->rc = fail_errno(walk->app, &out->cause, ZAIRYU_ERR_FILE, MSG_CANNOT_READ, out->path, number);
	return ZAIRYU_OK;
}

/* Goes into the directory that the path names, open as `fd` or not. A refusal is handed out instead. */
static int enter(struct walk *walk, int fd, struct walk_entry *out, zairyu_error **err)
{
	DIR *directory = fd < 0 ? NULL : fdopendir(fd);
	int number = errno, rc;

	if (directory && walk->depth < WALK_DEPTH_MAX) {
		walk->level[walk->depth++] = (struct walk_level){ directory, walk->path.len };
		return ZAIRYU_OK;
	}
	if (!directory) {
		if (fd >= 0)
			close(fd);
		return give(walk, number, out, err);
	}
	closedir(directory);
	rc = give(walk, 0, out, err);
	if (rc == ZAIRYU_OK)
		out->rc = fail(walk->app, &out->cause, ZAIRYU_ERR_LIMIT, MSG_TOO_DEEP, out->path, NULL);
	return rc;
}

/* The next one that was named. */
static int next_operand(struct walk *walk, struct walk_entry *out, zairyu_error **err)
{
	const char *name = walk->operand[walk->next++];

	if (append_name(walk, name))
		return no_memory(walk, err);
	if (!walk_is_directory(name))
		return give(walk, 0, out, err);
	return enter(walk, open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC), out, err);
}

/* An entry of the innermost directory; what is neither directory nor record is passed over. */
static int take(struct walk *walk, const char *name, struct walk_entry *out, zairyu_error **err)
{
	int directory = dirfd(innermost(walk)->directory);
	struct stat info;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return ZAIRYU_OK;
	if (fstatat(directory, name, &info, AT_SYMLINK_NOFOLLOW)) {
		int number = errno;

		if (number == ENOENT) /* gone since it was listed */
			return ZAIRYU_OK;
		return append_name(walk, name) ? no_memory(walk, err) : give(walk, number, out, err);
	}
	if (!S_ISDIR(info.st_mode) && !(S_ISREG(info.st_mode) && is_record_name(name)))
		return ZAIRYU_OK;
	if (append_name(walk, name))
		return no_memory(walk, err);
	if (!S_ISDIR(info.st_mode))
		return give(walk, 0, out, err);
	return enter(walk, openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), out, err);
}

static int next_in_directory(struct walk *walk, struct walk_entry *out, zairyu_error **err)
{
	struct dirent *entry;
	int rc = ZAIRYU_OK;

	errno = 0;
	entry = readdir(innermost(walk)->directory);
	if (entry)
		return take(walk, entry->d_name, out, err);
	if (errno)
		rc = give(walk, errno, out, err);
	leave(walk);
	return rc;
}

int walk_next(struct walk *walk, struct walk_entry *out, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	*out = (struct walk_entry){ 0 };
	while (rc == ZAIRYU_OK && !out->path) {
		if (walk->depth == 0 && walk->next == walk->operand_count)
			return ZAIRYU_OK;
		walk->path.len = walk->depth > 0 ? innermost(walk)->path_length : 0;
		rc = fail_if_interrupted(walk->app, err);
		if (rc == ZAIRYU_OK)
			rc = walk->depth > 0 ? next_in_directory(walk, out, err) : next_operand(walk, out, err);
	}
	return rc;
}

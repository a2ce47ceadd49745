/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/config_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "zairyu/kiosk.conf"

char *config_file_find(const char *given)
{
	char *own;

	if (given)
		return g_strdup(given);
	own = g_build_filename(g_get_user_config_dir(), NAME, NULL);
	/* One that is there and cannot be read is not passed over: that would start the kiosk with another setup. */
	if (g_file_test(own, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
		return own;
	g_free(own);
	return g_file_test(CONFIG_SYSTEM_FILE, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK)
		       ? g_strdup(CONFIG_SYSTEM_FILE)
		       : NULL;
}

static gboolean is_ours(const struct stat *info)
{
	return info->st_uid == 0 || info->st_uid == geteuid();
}

/* The directory: whoever may rename in it can put another file in its place. */
static gboolean check_directory(const char *path, GError **error)
{
	char *directory = g_path_get_dirname(path);
	struct stat info;
	const gboolean is_safe = stat(directory, &info) == 0 && is_ours(&info) &&
				 ((info.st_mode & (S_IWGRP | S_IWOTH)) == 0 || (info.st_mode & S_ISVTX) != 0);

	if (!is_safe) {
		char *quoted = g_shell_quote(directory);

		g_set_error(
			error, CONFIG_ERROR, CONFIG_ERROR_UNSAFE,
			"%s: others could replace this file, as they may write to its directory. Run: sudo chown root: %s "
			"&& sudo chmod go-w %s",
			path, quoted, quoted);
		g_free(quoted);
	}
	g_free(directory);
	return is_safe;
}

static gboolean check_file(const char *path, const struct stat *info, GError **error)
{
	char *quoted;

	if (!S_ISREG(info->st_mode)) {
		g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_FILE, "%s: this is not a file.", path);
		return FALSE;
	}
	if (info->st_size > CONFIG_TEXT_MAX) {
		g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_FILE, "%s: the file is longer than %d bytes.", path,
			    CONFIG_TEXT_MAX);
		return FALSE;
	}
	if (is_ours(info) && (info->st_mode & (S_IWGRP | S_IWOTH)) == 0)
		return check_directory(path, error);
	quoted = g_shell_quote(path);
	g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_UNSAFE,
		    "%s: others may write to this file. Run: sudo chown root: %s && sudo chmod go-w %s", path, quoted,
		    quoted);
	g_free(quoted);
	return FALSE;
}

/* One byte more than allowed is read, so that a file that grows meanwhile is refused, not cut. */
static char *read_all(int fd, gsize *len)
{
	char *text = g_malloc(CONFIG_TEXT_MAX + 2);
	gssize got = 1;

	for (*len = 0; got > 0 && *len <= CONFIG_TEXT_MAX; *len += (gsize)MAX(got, 0))
		got = read(fd, text + *len, CONFIG_TEXT_MAX + 1 - *len);
	if (got == 0) {
		text[*len] = '\0';
		return text;
	}
	g_free(text);
	return NULL;
}

char *config_file_read(const char *path, gsize *len, GError **error)
{
	/* A pipe is not waited for. */
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat info;
	char *text = NULL;

	if (fd < 0 || fstat(fd, &info) != 0)
		g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_FILE, "%s: the file cannot be read: %s.", path,
			    g_strerror(errno));
	else if (check_file(path, &info, error)) {
		text = read_all(fd, len);
		if (!text)
			g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_FILE, "%s: the file cannot be read.", path);
	}
	if (fd >= 0)
		(void)close(fd);
	return text;
}

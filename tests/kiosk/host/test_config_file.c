/* SPDX-License-Identifier: BSD-2-Clause */
/* Which file counts, and which is not read, since others could have written it. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../support/suite.h"
#include "host/config.h"
#include "host/config_file.h"
#include "waiting.h"

#define DESK "[kiosk]\nmode=desk\n"

static void ck_refused(const char *path, int code, const char *says)
{
	GError *error = NULL;

	ck_assert_ptr_null(config_load(path, &error));
	ck_assert_msg(g_error_matches(error, CONFIG_ERROR, code), "%s", error->message);
	ck_assert(g_str_has_prefix(error->message, path));
	ck_assert_msg(strstr(error->message, says), "%s", error->message);
	g_error_free(error);
}

START_TEST(by_mode)
{
	static const int bad[] = { 0666, 0664, 0622, 0602, 0620 }, good[] = { 0600, 0644, 0400, 0755 };
	char *scratch = scratch_new(), *path = NULL;

	for (int i = 0; i < COUNT(bad); i++) {
		path = scratch_file(scratch, "kiosk.conf", DESK, bad[i]);
		ck_refused(path, CONFIG_ERROR_UNSAFE, "chmod go-w");
		g_free(path);
	}
	for (int i = 0; i < COUNT(good); i++) {
		struct config *config;

		path = scratch_file(scratch, "kiosk.conf", DESK, good[i]);
		config = config_load(path, NULL);
		ck_assert_ptr_nonnull(config);
		ck_assert_int_eq(config->mode, CONFIG_DESK);
		ck_assert_str_eq(config->path, path);
		config_free(config), g_free(path);
	}
	scratch_done(scratch);
}
END_TEST

/* Only root can give a file away, so others skip this. */
START_TEST(of_somebody_else)
{
	char *scratch = scratch_new(), *path = scratch_file(scratch, "kiosk.conf", DESK, 0644);

	if (chown(path, 4711, 4711) == 0)
		ck_refused(path, CONFIG_ERROR_UNSAFE, "chown root");
	g_free(path), scratch_done(scratch);
}
END_TEST

START_TEST(in_a_directory_of_all)
{
	char *scratch = scratch_new(), *path = scratch_file(scratch, "kiosk.conf", DESK, 0644);
	struct config *config;

	ck_assert_int_eq(chmod(scratch, 0777), 0);
	ck_refused(path, CONFIG_ERROR_UNSAFE, "directory");
	ck_assert_int_eq(chmod(scratch, 01777), 0); /* as /tmp: nobody can rename what is another's */
	config = config_load(path, NULL);
	ck_assert_ptr_nonnull(config);
	config_free(config), g_free(path), scratch_done(scratch);
}
END_TEST

START_TEST(what_is_not_a_file)
{
	char *scratch = scratch_new(), *fifo = scratch_path(scratch, "fifo"), *absent = scratch_path(scratch, "absent");
	char *text = g_strnfill(CONFIG_TEXT_MAX + 1, '#'), *path = scratch_file(scratch, "long", text, 0600);
	struct config *config;

	ck_assert_int_eq(mkfifo(fifo, 0600), 0);
	ck_refused(fifo, CONFIG_ERROR_FILE, "not a file");
	ck_refused(scratch, CONFIG_ERROR_FILE, "not a file");
	ck_refused(absent, CONFIG_ERROR_FILE, "cannot be read");
	ck_refused(path, CONFIG_ERROR_FILE, "longer");
	g_free(path);
	text[CONFIG_TEXT_MAX] = '\0';
	path = scratch_file(scratch, "just", text, 0600);
	config = config_load(path, NULL);
	ck_assert_ptr_nonnull(config);
	config_free(config);
	g_free(path), g_free(text), g_free(absent), g_free(fifo), scratch_done(scratch);
}
END_TEST

/* The user's own, unless one is given. GLib asks for the directory once, so that it is set at the beginning. */
START_TEST(which_file_counts)
{
	char *scratch = scratch_new(), *directory = scratch_path(scratch, "zairyu"), *path, *given, *found;

	g_setenv("XDG_CONFIG_HOME", scratch, TRUE);
	ck_assert_int_eq(g_mkdir_with_parents(directory, 0700), 0);
	found = config_file_find(NULL);
	ck_assert(!found || !g_str_has_prefix(found, scratch));
	g_free(found);
	path = scratch_file(scratch, "zairyu/kiosk.conf", DESK, 0600);
	found = config_file_find(NULL);
	ck_assert_str_eq(found, path);
	g_free(found);
	given = config_file_find("/given");
	ck_assert_str_eq(given, "/given");
	g_free(given);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(symlink("nowhere", path), 0); /* is not passed over */
	found = config_file_find(NULL);
	ck_assert_str_eq(found, path);
	ck_refused(found, CONFIG_ERROR_FILE, "cannot be read");
	g_free(found), g_free(path), g_free(directory), scratch_done(scratch);
}
END_TEST

SUITE_MAIN("config file", 60, by_mode, of_somebody_else, in_a_directory_of_all, what_is_not_a_file, which_file_counts)

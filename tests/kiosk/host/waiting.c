/* SPDX-License-Identifier: BSD-2-Clause */
#include "waiting.h"

#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATIENCE_MS = 60000, LOOK_US = 5000 };

static gboolean wake(gpointer woken)
{
	*(gboolean *)woken = TRUE;
	return G_SOURCE_CONTINUE;
}

void wait_until(const volatile int *flag)
{
	gboolean is_over = FALSE;
	const guint timer = g_timeout_add(PATIENCE_MS, wake, &is_over);

	while (!*flag && !is_over)
		g_main_context_iteration(NULL, TRUE);
	g_source_remove(timer);
	ck_assert_msg(*flag, "what was waited for did not happen");
}

void run_idle(void)
{
	while (g_main_context_iteration(NULL, FALSE))
		;
}

char *scratch_new(void)
{
	char *scratch = g_dir_make_tmp("kiosk-host-XXXXXX", NULL);

	ck_assert_ptr_nonnull(scratch);
	return scratch;
}

char *scratch_path(const char *scratch, const char *name)
{
	return g_build_filename(scratch, name, NULL);
}

void scratch_done(char *scratch)
{
	const char *const argv[] = { "rm", "-rf", "--", scratch, NULL };

	ck_assert(g_str_has_prefix(scratch, g_get_tmp_dir()));
	(void)g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
	g_free(scratch);
}

char *scratch_file(const char *scratch, const char *name, const char *text, int mode)
{
	char *path = scratch_path(scratch, name);

	ck_assert(g_file_set_contents(path, text, -1, NULL));
	ck_assert_int_eq(chmod(path, (mode_t)mode), 0);
	return path;
}

char *scratch_script(const char *scratch, const char *name, const char *lines)
{
	char *text = g_strconcat("#!/bin/sh\n", lines, "\n", NULL), *path = scratch_file(scratch, name, text, 0755);

	g_free(text);
	return path;
}

char *file_text(const char *path)
{
	char *text = NULL;

	return g_file_get_contents(path, &text, NULL, NULL) ? text : g_strdup("");
}

void wait_for_file(const char *path)
{
	for (int waited = 0; waited < PATIENCE_MS * 1000; waited += LOOK_US) {
		char *text = file_text(path);
		const gboolean is_there = text[0] != '\0';

		g_free(text);
		if (is_there)
			return;
		run_idle();
		g_usleep(LOOK_US);
	}
	ck_abort_msg("%s was not written", path);
}

gboolean process_lives(int pid)
{
	char *path = g_strdup_printf("/proc/%d/stat", pid), *text = file_text(path);
	const char *state = strrchr(text, ')');
	const gboolean lives = state && state[2] != 'Z' && state[2] != 'X';

	g_free(path);
	g_free(text);
	return lives;
}

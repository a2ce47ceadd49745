/* SPDX-License-Identifier: BSD-2-Clause */
/* What the process does about itself: seen from itself, and from a core that is not written. */
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../support/suite.h"
#include "host/hardened.h"
#include "waiting.h"

/* As much as this user may. */
static void allow_core(void)
{
	struct rlimit limit;

	ck_assert_int_eq(getrlimit(RLIMIT_CORE, &limit), 0);
	limit.rlim_cur = limit.rlim_max;
	(void)setrlimit(RLIMIT_CORE, &limit);
	(void)setrlimit(RLIMIT_CORE, &(struct rlimit){ RLIM_INFINITY, RLIM_INFINITY });
}

START_TEST(no_core_and_nobody_looks_in)
{
	struct rlimit limit = { 1, 1 };

	allow_core();
	hardened_begin();
	ck_assert_int_eq(getrlimit(RLIMIT_CORE, &limit), 0);
	ck_assert_uint_eq(limit.rlim_cur, 0);
	ck_assert_uint_eq(limit.rlim_max, 0);
#ifndef KIOSK_TRACEABLE
	ck_assert_int_eq(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
#endif
}
END_TEST

/* The kernel says whether it wrote one. */
START_TEST(a_crash_leaves_no_core)
{
	siginfo_t end = { 0 };
	char *scratch = scratch_new();
	const pid_t child = fork();

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		allow_core();
		if (chdir(scratch) == 0)
			hardened_begin();
		(void)signal(SIGABRT, SIG_DFL);
		abort();
	}
	ck_assert_int_eq(waitid(P_PID, (id_t)child, &end, WEXITED), 0);
	ck_assert_int_eq(end.si_code, CLD_KILLED); /* and not CLD_DUMPED */
	scratch_done(scratch);
}
END_TEST

/* GTK's own settings object comes later, and sees what is in memory. */
START_TEST(the_inspector_has_no_key)
{
	GSettingsSchemaSource *source;
	GSettingsSchema *schema;

	hardened_begin();
	ck_assert_str_eq(g_getenv("GSETTINGS_BACKEND"), "memory");
	source = g_settings_schema_source_get_default();
	schema = source ? g_settings_schema_source_lookup(source, "org.gtk.gtk4.Settings.Debug", TRUE) : NULL;
	if (schema) {
		GSettings *settings = g_settings_new("org.gtk.gtk4.Settings.Debug");

		ck_assert(!g_settings_get_boolean(settings, "enable-inspector-keybinding"));
		g_object_unref(settings);
		g_settings_schema_unref(schema);
	}
}
END_TEST

SUITE_MAIN("hardened", 60, no_core_and_nobody_looks_in, a_crash_leaves_no_core, the_inspector_has_no_key)

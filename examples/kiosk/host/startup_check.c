/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/startup_check.h"

#include "host/child.h"
#include "host/startup_judge.h"

enum { LIMIT_MS = 30000, ARGUMENTS_MAX = 8 };

#define COMMAND "zairyu"

struct check {
	char *reader;
	startup_done *done;
	gpointer userdata;
};

/* Of this build only while this program is run from it: nobody else may own what lies there. */
static char *built_command(const char *self)
{
	return g_str_has_prefix(self, KIOSK_BUILD_ROOT "/") ? g_strdup(KIOSK_BUILT_COMMAND) : NULL;
}

static char *beside(const char *self)
{
	char *directory = g_path_get_dirname(self), *path = g_build_filename(directory, COMMAND, NULL);

	g_free(directory);
	if (g_file_test(path, G_FILE_TEST_IS_EXECUTABLE))
		return path;
	g_free(path);
	return NULL;
}

char *startup_command(void)
{
	char *self = g_file_read_link("/proc/self/exe", NULL), *command = NULL;

	if (self)
		command = built_command(self);
	if (self && !command)
		command = beside(self);
	g_free(self);
	return command ? command : g_strdup(KIOSK_INSTALLED_COMMAND);
}

static struct startup_report *report_on(const struct child_outcome *outcome, const struct startup_options *options)
{
	static const enum startup_own failures[] = {
		[CHILD_SIGNALLED] = STARTUP_DOCTOR_CRASHED, [CHILD_MISSING] = STARTUP_DOCTOR_MISSING,
		[CHILD_NOT_RUN] = STARTUP_DOCTOR_NOT_RUN,   [CHILD_TIMEOUT] = STARTUP_DOCTOR_SILENT,
		[CHILD_FLOOD] = STARTUP_DOCTOR_GARBAGE,
	};

	if (outcome->end == CHILD_EXITED || outcome->end == CHILD_UNREAD)
		return startup_judge(outcome->output, outcome->output_len, options);
	return startup_judge_failure(failures[outcome->end]);
}

static void on_child(const struct child_outcome *outcome, gpointer userdata)
{
	struct check *check = userdata;
	const struct startup_options options = { .reader = check->reader };

	check->done(outcome->end == CHILD_CANCELLED ? NULL : report_on(outcome, &options), check->userdata);
	g_free(check->reader);
	g_free(check);
}

void startup_check(const struct startup_options *options, GCancellable *cancel, startup_done *done, gpointer userdata)
{
	char *command = options->command ? g_strdup(options->command) : startup_command();
	char *reader = options->reader ? g_strconcat("--reader=", options->reader, NULL) : NULL;
	char *trust = options->trust ? g_strconcat("--trust=", options->trust, NULL) : NULL;
	const char *argv[ARGUMENTS_MAX] = { command, "doctor", "--json", "--no-config" };
	struct child_job job = { .argv = argv, .output_max = STARTUP_TEXT_MAX };
	struct check *check = g_new0(struct check, 1);
	guint count = 4;

	if (reader)
		argv[count++] = reader;
	if (trust)
		argv[count++] = trust;
	job.limit_ms = options->limit_ms ? options->limit_ms : LIMIT_MS;
	check->reader = g_strdup(options->reader);
	check->done = done;
	check->userdata = userdata;
	child_run(&job, cancel, on_child, check);
	g_free(trust);
	g_free(reader);
	g_free(command);
}

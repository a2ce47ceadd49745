/* SPDX-License-Identifier: BSD-2-Clause */
/* Programs that are run, whatever they do. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../support/suite.h"
#include "host/child.h"
#include "waiting.h"

struct seen {
	volatile int count;
	enum child_end end;
	int number;
	GString *output;
};

static void note(const struct child_outcome *outcome, gpointer userdata)
{
	struct seen *seen = userdata;

	seen->end = outcome->end;
	seen->number = outcome->number;
	if (seen->output)
		g_string_append_len(seen->output, outcome->output, (gssize)outcome->output_len);
	seen->count++;
}

/* Runs a shell with these words, and waits for its end. */
static struct seen run(const char *script, struct child_job job, GCancellable *cancel)
{
	const char *const argv[] = { "sh", "-c", script, NULL };
	struct seen seen = { .output = g_string_new(NULL) };

	if (!job.argv)
		job.argv = argv;
	if (job.limit_ms == 0)
		job.limit_ms = 60000;
	child_run(&job, cancel, note, &seen);
	ck_assert_int_eq(seen.count, 0); /* never before it returns */
	wait_until(&seen.count);
	run_idle();
	ck_assert_int_eq(seen.count, 1);
	return seen;
}

static void ck_output(struct seen *seen, const char *text)
{
	ck_assert_str_eq(seen->output->str, text);
	g_string_free(seen->output, TRUE);
}

static const struct {
	const char *script;
	enum child_end end;
	int number;
} ends[] = {
	{ "exit 0", CHILD_EXITED, 0 },
	{ "exit 3", CHILD_EXITED, 3 },
	{ "kill -TERM $$", CHILD_SIGNALLED, 15 },
	{ "kill -KILL $$", CHILD_SIGNALLED, 9 },
};

START_TEST(tells_how_it_ended)
{
	struct seen seen = run(ends[_i].script, (struct child_job){ 0 }, NULL);

	ck_assert_int_eq(seen.end, ends[_i].end);
	ck_assert_int_eq(seen.number, ends[_i].number);
	ck_output(&seen, "");
}
END_TEST

/* Whichever is seen first, that everything was taken or that it has ended. */
START_TEST(a_quick_end_is_no_failure)
{
	enum { TIMES = 300 };
	static const char *const reader[] = { "cat", NULL }, *const other[] = { "true", NULL };

	for (int i = 0; i < TIMES; i++) {
		struct seen read = run("", (struct child_job){ .argv = reader, .input = "x", .input_len = 1 }, NULL);
		struct seen none = run("", (struct child_job){ .argv = other }, NULL);

		ck_assert_int_eq(read.end, CHILD_EXITED);
		ck_assert_int_eq(none.end, CHILD_EXITED);
		ck_output(&read, "");
		ck_output(&none, "");
	}
}
END_TEST

START_TEST(missing_and_forbidden_programs)
{
	char *scratch = scratch_new(), *plain = scratch_file(scratch, "plain", "text", 0644);
	char *absent = scratch_path(scratch, "absent");
	const char *const argv_absent[] = { absent, NULL }, *const argv_plain[] = { plain, NULL };
	struct seen seen = run(NULL, (struct child_job){ .argv = argv_absent }, NULL);

	ck_assert_int_eq(seen.end, CHILD_MISSING);
	ck_output(&seen, "");
	seen = run(NULL, (struct child_job){ .argv = argv_plain }, NULL);
	ck_assert_int_eq(seen.end, CHILD_NOT_RUN);
	ck_output(&seen, "");
	g_free(plain), g_free(absent), scratch_done(scratch);
}
END_TEST

/* More than a pipe holds, in and out. */
START_TEST(passes_input_and_output)
{
	enum { LONG = 400000 };
	char *text = g_strnfill(LONG, 'x');
	struct seen seen = run("cat", (struct child_job){ .input = text, .input_len = LONG, .output_max = LONG }, NULL);

	ck_assert_int_eq(seen.end, CHILD_EXITED);
	ck_assert_int_eq(seen.number, 0);
	ck_output(&seen, text);
	seen = run("cat", (struct child_job){ .input = text, .input_len = LONG, .output_max = LONG - 1 }, NULL);
	ck_assert_int_eq(seen.end, CHILD_FLOOD);
	g_string_free(seen.output, TRUE);
	g_free(text);
}
END_TEST

/* The end of this program would be the end of the test. */
START_TEST(a_program_that_does_not_read)
{
	enum { LONG = 400000 };
	char *text = g_strnfill(LONG, 'x');
	struct seen seen = run("exit 0", (struct child_job){ .input = text, .input_len = LONG }, NULL);

	ck_assert_int_eq(seen.end, CHILD_UNREAD);
	ck_output(&seen, "");
	seen = run("exit 7", (struct child_job){ .input = text, .input_len = LONG }, NULL);
	ck_assert_int_eq(seen.end, CHILD_EXITED); /* what it says itself counts */
	ck_assert_int_eq(seen.number, 7);
	ck_output(&seen, "");
	g_free(text);
}
END_TEST

/* A grandchild holds the pipes open, and is killed, too. */
START_TEST(the_limit_ends_the_whole_group)
{
	char *scratch = scratch_new(), *pids = scratch_path(scratch, "pids"), *text, **words;
	char *script = g_strdup_printf("trap '' TERM HUP; sleep 600 & echo $! $$ >'%s'; wait; sleep 600", pids);
	struct seen seen = run(script, (struct child_job){ .limit_ms = 1500, .output_max = 10 }, NULL);

	ck_assert_int_eq(seen.end, CHILD_TIMEOUT);
	ck_output(&seen, "");
	text = file_text(pids);
	words = g_strsplit(g_strstrip(text), " ", 0);
	ck_assert_uint_eq(g_strv_length(words), 2);
	for (int i = 0; i < 2; i++)
		for (int looks = 0; process_lives(atoi(words[i])); looks++) {
			ck_assert_int_lt(looks, 6000);
			g_usleep(10000);
		}
	g_strfreev(words), g_free(text), g_free(script), g_free(pids), scratch_done(scratch);
}
END_TEST

/* A process that left the group holds the output open: nobody waits for it. */
START_TEST(what_leaves_the_group_is_not_waited_for)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "pid"), *text;
	char *script = g_strdup_printf("setsid sh -c 'echo $$ >%s; exec sleep 600' & exit 0", path);
	struct seen seen = run(script, (struct child_job){ .limit_ms = 1500, .output_max = 10 }, NULL);

	ck_assert_int_eq(seen.end, CHILD_TIMEOUT);
	ck_output(&seen, "");
	wait_for_file(path);
	text = file_text(path);
	ck_assert_int_gt(atoi(text), 1);
	(void)kill(atoi(text), SIGKILL);
	g_free(text), g_free(script), g_free(path), scratch_done(scratch);
}
END_TEST

/* The program itself goes into the group that this one is in, where it must not be looked for. */
START_TEST(what_goes_into_another_group_is_ended)
{
	const char *const argv[] = { "perl", "-e", "setpgrp(0, getpgrp(getppid())) or exit 3; sleep 600", NULL };
	char *perl = g_find_program_in_path("perl");
	struct seen seen;

	if (!perl)
		return;
	seen = run(NULL, (struct child_job){ .argv = argv, .limit_ms = 1500 }, NULL);
	ck_assert_int_eq(seen.end, CHILD_TIMEOUT);
	ck_output(&seen, "");
	g_free(perl);
}
END_TEST

static gboolean cancel_now(gpointer cancel)
{
	g_cancellable_cancel(cancel);
	return G_SOURCE_REMOVE;
}

START_TEST(is_cancelled)
{
	GCancellable *cancel = g_cancellable_new();
	struct seen seen;

	g_timeout_add(50, cancel_now, cancel);
	seen = run("sleep 600", (struct child_job){ 0 }, cancel);
	ck_assert_int_eq(seen.end, CHILD_CANCELLED);
	ck_output(&seen, "");
	seen = run("exit 0", (struct child_job){ 0 }, cancel); /* before it begins */
	ck_assert_int_eq(seen.end, CHILD_CANCELLED);
	ck_output(&seen, "");
	g_object_unref(cancel);
}
END_TEST

/* A descriptor that is not closed at exec, and variables. */
START_TEST(inherits_nothing)
{
	static const char *const environment[] = { "PATH=/usr/bin:/bin", "LANG=C.UTF-8", NULL };
	const int fd = dup(STDIN_FILENO >= 0 ? STDERR_FILENO : 0);
	struct seen seen;

	ck_assert_int_ge(fd, 3);
	g_setenv("KIOSK_SECRET", "x", TRUE);
	seen = run("ls /proc/self/fd | tr '\\n' ' '; env | grep -c KIOSK_SECRET; pwd",
		   (struct child_job){ .environment = environment, .output_max = 1000 }, NULL);
	ck_assert_int_eq(seen.end, CHILD_EXITED);
	ck_output(&seen, "0 1 2 3 0\n/\n"); /* 3 is the directory that ls reads */
	seen = run("env | grep -c KIOSK_SECRET", (struct child_job){ .output_max = 1000 }, NULL);
	ck_output(&seen, "1\n");
	(void)close(fd);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("child", 120);

	suite_add(tcase, (const TTest *const[]){
				 a_quick_end_is_no_failure, missing_and_forbidden_programs, passes_input_and_output,
				 a_program_that_does_not_read, the_limit_ends_the_whole_group,
				 what_leaves_the_group_is_not_waited_for, what_goes_into_another_group_is_ended,
				 is_cancelled, inherits_nothing, NULL });
	tcase_add_loop_test(tcase, tells_how_it_ended, 0, COUNT(ends));
	return suite_run("child", tcase);
}

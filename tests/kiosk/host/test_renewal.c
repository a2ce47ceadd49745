/* SPDX-License-Identifier: BSD-2-Clause */
/* What was read at the start changes: the program begins again, once nobody is disturbed by it. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../support/suite.h"
#include "host/renewal.h"
#include "waiting.h"

enum { SETTLE_MS = 50, QUIET_MS = 400 };

struct program {
	gboolean is_used;
	volatile int asked, renewed;
};

static gboolean now(gpointer data)
{
	struct program *program = data;

	program->asked++;
	program->renewed += !program->is_used;
	return !program->is_used;
}

static gboolean wake(gpointer flag)
{
	*(volatile int *)flag = 1;
	return G_SOURCE_REMOVE;
}

static void pass(guint time_ms)
{
	volatile int is_over = 0;

	g_timeout_add(time_ms, wake, (gpointer)&is_over);
	wait_until(&is_over);
}

static void write_file(const char *directory, const char *name)
{
	g_free(scratch_file(directory, name, "a certificate", 0644));
}

static void remove_file(const char *directory, const char *name)
{
	char *path = scratch_path(directory, name);

	ck_assert_int_eq(unlink(path), 0);
	g_free(path);
}

static void rename_file(const char *directory, const char *name, const char *to)
{
	char *path = scratch_path(directory, name), *other = scratch_path(directory, to);

	ck_assert_int_eq(rename(path, other), 0);
	g_free(path), g_free(other);
}

static void change(int how, const char *directory)
{
	switch (how) {
	case 0:
		write_file(directory, "new.crt");
		break;
	case 1:
		remove_file(directory, "old.crt");
		break;
	case 2:
		rename_file(directory, "old.crt", "older.crt");
		break;
	default:
		write_file(directory, "old.crt");
	}
}

START_TEST(each_change_in_a_directory)
{
	char *scratch = scratch_new();
	const char *const paths[] = { scratch, NULL };
	struct program program = { 0 };
	struct renewal *renewal;

	write_file(scratch, "old.crt");
	renewal = renewal_new(paths, SETTLE_MS, now, &program);
	pass(QUIET_MS);
	ck_assert_int_eq(program.asked, 0);
	change(_i, scratch);
	wait_until(&program.renewed);
	pass(QUIET_MS);
	ck_assert_int_ge(program.asked, 1); /* a slow machine tells the parts of one change apart */
	renewal_free(renewal), scratch_done(scratch);
}
END_TEST

/* Both come to be after the start: a directory and a file. */
START_TEST(what_was_not_there)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "later");
	const char *const paths[] = { path, NULL };
	struct program program = { 0 };
	struct renewal *renewal = renewal_new(paths, SETTLE_MS, now, &program);

	if (_i == 0)
		ck_assert_int_eq(mkdir(path, 0755), 0);
	else
		write_file(scratch, "later");
	wait_until(&program.renewed);
	renewal_free(renewal), g_free(path), scratch_done(scratch);
}
END_TEST

START_TEST(the_second_of_two)
{
	char *scratch = scratch_new(), *other = scratch_new(), *file = scratch_file(other, "kiosk.conf", "x", 0644);
	const char *const paths[] = { scratch, file, NULL };
	struct program program = { 0 };
	struct renewal *renewal = renewal_new(paths, SETTLE_MS, now, &program);

	write_file(other, "kiosk.conf"); /* written under another name, and put in its place */
	wait_until(&program.renewed);
	renewal_free(renewal), g_free(file), scratch_done(other), scratch_done(scratch);
}
END_TEST

/* Asked again and again, until the person is gone. */
START_TEST(not_while_somebody_is_there)
{
	char *scratch = scratch_new();
	const char *const paths[] = { scratch, NULL };
	struct program program = { .is_used = TRUE };
	struct renewal *renewal = renewal_new(paths, SETTLE_MS, now, &program);

	write_file(scratch, "new.crt");
	wait_until(&program.asked);
	pass(QUIET_MS);
	ck_assert_int_gt(program.asked, 1);
	ck_assert_int_eq(program.renewed, 0);
	program.is_used = FALSE;
	wait_until(&program.renewed);
	renewal_free(renewal), scratch_done(scratch);
}
END_TEST

/* Half of the certificates would be worse than the old ones. */
START_TEST(not_before_all_is_written)
{
	enum { LONG_MS = 3000, WRITES = 8 };
	char *scratch = scratch_new();
	const char *const paths[] = { scratch, NULL };
	struct program program = { 0 };
	struct renewal *renewal = renewal_new(paths, LONG_MS, now, &program);
	gint64 last = 0;

	for (int i = 0; i < WRITES; i++) {
		char name[] = { (char)('a' + i), '\0' };

		write_file(scratch, name);
		last = g_get_monotonic_time();
		pass(LONG_MS / WRITES);
	}
	wait_until(&program.renewed);
	ck_assert_int_ge(g_get_monotonic_time() - last, (LONG_MS - 100) * G_TIME_SPAN_MILLISECOND);
	renewal_free(renewal), scratch_done(scratch);
}
END_TEST

START_TEST(freed_while_it_waits)
{
	char *scratch = scratch_new();
	const char *const paths[] = { scratch, NULL };
	struct program program = { .is_used = TRUE };
	struct renewal *renewal = renewal_new(paths, SETTLE_MS, now, &program);
	int asked;

	write_file(scratch, "new.crt");
	wait_until(&program.asked);
	renewal_free(renewal);
	asked = program.asked;
	pass(QUIET_MS);
	ck_assert_int_eq(program.asked, asked);
	renewal_free(NULL);
	scratch_done(scratch);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("renewal", 120);

	tcase_add_loop_test(tcase, each_change_in_a_directory, 0, 4);
	tcase_add_loop_test(tcase, what_was_not_there, 0, 2);
	suite_add(tcase, (const TTest *const[]){ the_second_of_two, not_while_somebody_is_there,
						 not_before_all_is_written, freed_while_it_waits, NULL });
	return suite_run("renewal", tcase);
}

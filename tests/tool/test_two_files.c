/* SPDX-License-Identifier: BSD-2-Clause */
/* Two configuration files, one after the other, as the user's and the machine's are: only what is open is filled in. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/suite.h"
#include "command/configuration.h"

static struct app app;
static struct options options;

static int load(const char *command, const char *text)
{
	char path[] = "/tmp/zairyu-conf-XXXXXX";
	FILE *file = fdopen(mkstemp(path), "w");
	int rc;

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
	rc = configuration_load_file(&app, command_find(command), &options, path, NULL);
	(void)unlink(path);
	return rc;
}

static void begin(void)
{
	app.language = ZAIRYU_LANGUAGE_EN;
	ck_assert_int_eq(zairyu_cancel_new(&app.cancel, NULL), 0);
}

static void end(void)
{
	options_done(&options);
	zairyu_cancel_free(app.cancel);
}

static void expect(enum option_id id, const char *value)
{
	if (value)
		ck_assert_str_eq(options.value[id], value);
	else
		ck_assert_ptr_null(options.value[id]);
}

START_TEST(the_nearer_file_comes_first)
{
	static char typed[] = "7";

	options.value[OPTION_WAIT] = typed;
	ck_assert_int_eq(load("read", "reader = pcsc:A\nquiet = no\nwait = 8"), 0);
	ck_assert_int_eq(
		load("read", "reader = pcsc:B\ntrust = /b\nquiet = yes\n[read]\nwait = 9\nsave = s/\n[show]\nout = o/"),
		0);
	expect(OPTION_READER, "pcsc:A");
	expect(OPTION_TRUST, "/b");
	expect(OPTION_QUIET, NULL);
	expect(OPTION_WAIT, "7");
	expect(OPTION_SAVE, "s/");
	expect(OPTION_OUT, NULL);
}
END_TEST

/* In the general part of a farther file, too, against a section of the nearer one. */
START_TEST(sections_of_both)
{
	ck_assert_int_eq(load("watch", "[watch]\nsound = yes\nexec = tr a b = c\n[read]\nlang = en"), 0);
	ck_assert_int_eq(load("watch", "sound = no\nlang = ja"), 0);
	expect(OPTION_SOUND, "");
	expect(OPTION_EXEC, "tr a b = c");
	expect(OPTION_LANG, "ja");
}
END_TEST

/* What a command does not take is not given to it. */
START_TEST(what_the_command_takes)
{
	ck_assert_int_eq(load("verify", "reader = pcsc:A\njobs = 2\nnumber-from = x"), 0);
	expect(OPTION_READER, NULL);
	expect(OPTION_NUMBER_FROM, NULL);
	expect(OPTION_JOBS, "2");
}
END_TEST

START_TEST(nothing_of_a_file_that_is_wrong)
{
	ck_assert_int_eq(load("read", "reader = pcsc:A\nreader = pcsc:B"), ZAIRYU_ERR_ARGUMENT);
	expect(OPTION_READER, NULL);
	ck_assert_int_eq(load("read", "[read]\nreader = pcsc:A\n[watch]\nquiet = perhaps"), ZAIRYU_ERR_ARGUMENT);
	expect(OPTION_READER, NULL);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("two files", 10);

	tcase_add_checked_fixture(tcase, begin, end);
	suite_add(tcase, (const TTest *const[]){ the_nearer_file_comes_first, sections_of_both, what_the_command_takes,
						 nothing_of_a_file_that_is_wrong, NULL });
	return suite_run("two files", tcase);
}

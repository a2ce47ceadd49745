/* SPDX-License-Identifier: BSD-2-Clause */
/* Programs that the command starts: each end they can have, and that none of them holds the command up. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/clock.h"
#include "../support/process.h"
#include "../support/suite.h"
#include "person/child_program.h"

enum { PLENTY_MS = 60000, LARGE = 1 << 20 };

static struct app app;
static char answer[64];
static struct child_program program;
static int descriptors;

static void begin(void)
{
	(void)signal(SIGPIPE, SIG_IGN);
	app.language = ZAIRYU_LANGUAGE_EN;
	ck_assert_int_eq(zairyu_cancel_new(&app.cancel, NULL), 0);
	program = (struct child_program){ .answer = answer, .answer_size = sizeof answer, .limit_ms = PLENTY_MS };
	descriptors = open_descriptors();
}

static void end(void)
{
	ck_assert_int_eq(open_descriptors(), descriptors);
	zairyu_cancel_free(app.cancel);
}

static int run(const char *command)
{
	return child_program_run_shell(&app, &program, command, NULL);
}

static void expect(const char *text, int status)
{
	ck_assert_uint_eq(program.answer_len, strlen(text));
	ck_assert_mem_eq(answer, text, strlen(text));
	ck_assert_int_eq(program.status, status);
	ck_assert(!program.late);
}

START_TEST(ends)
{
	static const struct {
		const char *command, *answer;
		int status;
	} cases[] = {
		{ "true", "", 0 },
		{ "exit 7", "", 7 },
		{ "kill -TERM $$", "", 128 + SIGTERM },
		{ "kill -PIPE $$", "", 128 + SIGPIPE }, /* as usual, whatever we do with it */
		{ "printf abc", "abc", 0 },
		{ "printf a; sleep 0.3; printf b; exit 1", "ab", 1 },
		{ "exec no-such-program-anywhere 2>/dev/null", "", 127 },
		{ "sleep 5 & echo left", "left\n", 0 }, /* and does not hold us */
	};
	const double start = now_ms();

	ck_assert_int_eq(run(cases[_i].command), ZAIRYU_OK);
	expect(cases[_i].answer, cases[_i].status);
	ck_assert(now_ms() - start < 4500);
}
END_TEST

START_TEST(more_than_there_is_room_for)
{
	ck_assert_int_eq(run("head -c 300000 /dev/zero | tr '\\0' x"), ZAIRYU_OK);
	ck_assert_uint_eq(program.answer_len, sizeof answer);
	ck_assert_int_eq(program.status, 0);
}
END_TEST

/* More than fits a pipe, to programs that read all, some, or nothing. */
START_TEST(input)
{
	static const struct {
		const char *command, *answer;
	} cases[] = { { "wc -c | tr -d ' \\n'", "1048576" },
		      { "head -c 3", "xxx" },
		      { "exit 0", "" },
		      { "cat | head -c 64 | tail -c 2", "xx" } };
	uint8_t *large = malloc(LARGE);

	ck_assert_ptr_nonnull(large);
	memset(large, 'x', LARGE);
	program.input = (zairyu_bytes){ large, LARGE };
	ck_assert_int_eq(run(cases[_i].command), ZAIRYU_OK);
	expect(cases[_i].answer, 0);
	free(large);
}
END_TEST

START_TEST(one_that_does_not_end)
{
	static const struct {
		const char *command;
		double most; /* ms */
	} cases[] = { { "exec sleep 600", 3000 },
		      { "trap '' TERM; while :; do sleep 0.1; done", 6000 },
		      { "while :; do echo x; done", 3000 } };
	const double start = now_ms();

	program.limit_ms = 300;
	ck_assert_int_eq(run(cases[_i].command), ZAIRYU_OK);
	ck_assert(program.late);
	ck_assert_int_gt(program.status, 128);
	ck_assert(now_ms() - start >= 300);
	ck_assert(now_ms() - start < 20 * cases[_i].most);
}
END_TEST

static int looks;

static int stop_at_third_look(void *userdata, zairyu_error **err)
{
	ck_assert_ptr_eq(userdata, &looks);
	return ++looks < 3 ? ZAIRYU_OK : zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, "test", 0, "gone");
}

START_TEST(watched)
{
	program.watch = stop_at_third_look;
	program.userdata = &looks;
	ck_assert_int_eq(run("exec sleep 600"), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(looks, 3);
	ck_assert(!program.late);
}
END_TEST

START_TEST(interrupted)
{
	zairyu_cancel_trigger(app.cancel);
	ck_assert_int_eq(run("exec sleep 600"), ZAIRYU_ERR_CANCELLED);
}
END_TEST

START_TEST(one_that_is_not_there)
{
	zairyu_error *err = NULL;
	const char *domain;
	int64_t number;
	char name[] = "no-such-program-anywhere", *const none[] = { name, NULL };

	program.argv = none;
	ck_assert_int_eq(child_program_run(&app, &program, &err), ZAIRYU_ERR_FILE);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), name));
	ck_assert_int_eq(zairyu_error_native(err, &domain, &number), 0);
	ck_assert_int_eq((int)number, 2);
	zairyu_error_free(err);
}
END_TEST

/* Without room for it, what it prints is on our standard error, and its input is ours. */
START_TEST(our_own_ends)
{
	int pair[2];

	program.answer = NULL;
	ck_assert_int_eq(pipe(pair), 0);
	ck_assert_int_eq(dup2(pair[0], STDIN_FILENO), STDIN_FILENO);
	ck_assert_int_eq(dup2(pair[1], STDERR_FILENO), STDERR_FILENO);
	ck_assert_int_eq(write(pair[1], "in\n", 3), 3);
	ck_assert_int_eq(run("read line && test \"$line\" = in && echo out"), ZAIRYU_OK);
	ck_assert_int_eq(program.status, 0);
	ck_assert_int_eq(read(pair[0], answer, sizeof answer), 4);
	ck_assert_mem_eq(answer, "out\n", 4);
	(void)close(pair[0]);
	(void)close(pair[1]);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("child program", 120);

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, ends, 0, 8);
	tcase_add_loop_test(tcase, input, 0, 4);
	tcase_add_loop_test(tcase, one_that_does_not_end, 0, 3);
	suite_add(tcase, (const TTest *const[]){ more_than_there_is_room_for, watched, interrupted,
						 one_that_is_not_there, our_own_ends, NULL });
	return suite_run("child program", tcase);
}

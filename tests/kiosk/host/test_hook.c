/* SPDX-License-Identifier: BSD-2-Clause */
/* Programs that take a result, and those that do not. */
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "../../support/suite.h"
#include "host/hook.h"
#include "waiting.h"

struct seen {
	volatile int count;
	enum hook_outcome outcome;
	int number;
};

static void note(enum hook_outcome outcome, int number, gpointer userdata)
{
	struct seen *seen = userdata;

	seen->outcome = outcome;
	seen->number = number;
	seen->count++;
}

static struct seen hand(const char *const *program, const char *text, guint limit_ms)
{
	const struct hook hook = { .program = program, .limit_ms = limit_ms };
	struct seen seen = { 0 };
	char *copy = g_strdup(text);

	hook_run(&hook, copy, strlen(copy), NULL, note, &seen);
	memset(copy, '!', strlen(text)); /* it has its own */
	ck_assert_int_eq(seen.count, 0);
	wait_until(&seen.count);
	run_idle();
	ck_assert_int_eq(seen.count, 1);
	g_free(copy);
	return seen;
}

/* As the documentation has it. */
START_TEST(a_shell_script_takes_it_apart)
{
	char *scratch = scratch_new(), *json = scratch_path(scratch, "json"), *record = scratch_path(scratch, "record");
	char *lines = g_strdup_printf("read -r json; read -r record\nprintf %%s \"$json\" >'%s'\n"
				      "printf %%s \"$record\" | base64 -d >'%s'",
				      json, record);
	const char *program[] = { scratch_script(scratch, "take", lines), NULL };
	const struct seen seen = hand(program, "{\"a\": \"\\\\n\\u0022 b\"}\ncmVjb3Jk\n", 60000);
	char *text = file_text(json);

	ck_assert_int_eq(seen.outcome, HOOK_DONE);
	ck_assert_str_eq(text, "{\"a\": \"\\\\n\\u0022 b\"}");
	g_free(text);
	text = file_text(record);
	ck_assert_str_eq(text, "record");
	g_free(text), g_free((char *)program[0]), g_free(lines), g_free(json), g_free(record), scratch_done(scratch);
}
END_TEST

static const struct {
	const char *program[4];
	guint limit_ms;
	enum hook_outcome outcome;
	int number;
} programs[] = {
	{ { "cat" }, 60000, HOOK_DONE, 0 },
	{ { "true" }, 60000, HOOK_BROKEN_PIPE, 0 }, /* however little it is */
	{ { "dd", "bs=1", "count=1" }, 60000, HOOK_BROKEN_PIPE, 0 },
	{ { "sh", "-c", "cat >/dev/null; exit 5" }, 60000, HOOK_EXIT, 5 },
	{ { "sh", "-c", "kill -ABRT $$" }, 60000, HOOK_SIGNAL, 6 },
	{ { "/no/such/program" }, 60000, HOOK_MISSING, 0 },
	{ { "no-such-program-anywhere" }, 60000, HOOK_MISSING, 0 },
	{ { "/etc/passwd" }, 60000, HOOK_NOT_RUN, 0 },
	{ { "sleep", "600" }, 300, HOOK_TIMEOUT, 0 },
	/* what it writes is nobody's */
	{ { "sh", "-c", "cat; cat /dev/zero | head -c 1000000; cat /dev/zero | head -c 1000000 >&2" },
	  60000,
	  HOOK_DONE,
	  0 },
};

START_TEST(each_reason)
{
	const struct seen seen = hand(programs[_i].program, "{}\n", programs[_i].limit_ms);

	ck_assert_str_eq(hook_word(seen.outcome), hook_word(programs[_i].outcome));
	ck_assert_int_eq(seen.number, programs[_i].number);
}
END_TEST

START_TEST(a_broken_pipe)
{
	static const char *const program[] = { "sh", "-c", "exec 0<&-; exit 0", NULL };
	char *text = g_strnfill(500000, 'x');

	ck_assert_int_eq(hand(program, text, 60000).outcome, HOOK_BROKEN_PIPE);
	g_free(text);
}
END_TEST

START_TEST(a_clean_environment)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "env"),
	     *lines = g_strdup_printf("cat; env >'%s'", path);
	const char *program[] = { scratch_script(scratch, "take", lines), NULL };
	char *text;

	g_setenv("KIOSK_SECRET", "x", TRUE);
	g_setenv("LD_LIBRARY_PATH", "/nowhere", TRUE);
	ck_assert_int_eq(hand(program, "{}\n", 60000).outcome, HOOK_DONE);
	text = file_text(path);
	ck_assert_ptr_null(strstr(text, "KIOSK_SECRET"));
	ck_assert_ptr_null(strstr(text, "LD_LIBRARY_PATH"));
	ck_assert_ptr_null(strstr(text, "HOME="));
	ck_assert_ptr_nonnull(strstr(text, "LANG=C.UTF-8"));
	g_free(text), g_free((char *)program[0]), g_free(lines), g_free(path), scratch_done(scratch);
}
END_TEST

static gboolean cancel_now(gpointer cancel)
{
	g_cancellable_cancel(cancel);
	return G_SOURCE_REMOVE;
}

START_TEST(is_cancelled)
{
	static const char *const program[] = { "sleep", "600", NULL };
	const struct hook hook = { .program = program, .limit_ms = 60000 };
	GCancellable *cancel = g_cancellable_new();
	struct seen seen = { 0 };

	hook_run(&hook, "{}\n", 3, cancel, note, &seen);
	g_timeout_add(20, cancel_now, cancel);
	wait_until(&seen.count);
	ck_assert_int_eq(seen.outcome, HOOK_CANCELLED);
	g_object_unref(cancel);
}
END_TEST

START_TEST(every_outcome_has_words)
{
	for (enum hook_outcome i = 0; i < HOOK_OUTCOMES; i++) {
		ck_assert(g_regex_match_simple("^[a-z]+(-[a-z]+)*$", hook_word(i), 0, 0));
		ck_assert(g_str_has_suffix(hook_text(i, ZAIRYU_LANGUAGE_EN), "."));
		ck_assert(g_str_has_suffix(hook_text(i, ZAIRYU_LANGUAGE_JA), "。"));
		for (enum hook_outcome k = 0; k < i; k++)
			ck_assert_str_ne(hook_word(i), hook_word(k));
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("hook", 120);

	suite_add(tcase, (const TTest *const[]){ a_shell_script_takes_it_apart, a_broken_pipe, a_clean_environment,
						 is_cancelled, every_outcome_has_words, NULL });
	tcase_add_loop_test(tcase, each_reason, 0, COUNT(programs));
	return suite_run("hook", tcase);
}

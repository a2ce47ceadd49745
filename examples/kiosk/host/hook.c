/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/hook.h"

#include <zairyu.h>

#include "host/child.h"
#include "host/hook_socket.h"

static const struct {
	const char *word, *ja, *en;
} outcomes[HOOK_OUTCOMES] = {
	[HOOK_DONE] = { "done", "結果を渡しました。", "The result was handed on." },
	[HOOK_EXIT] = { "exit",
			"結果を受け取るプログラムがエラーで終了しました。係員がそのプログラムを確認してください。",
			"The program that takes the result failed. Staff: check that program." },
	[HOOK_SIGNAL] = { "signal",
			  "結果を受け取るプログラムが異常終了しました。係員がそのプログラムを確認してください。",
			  "The program that takes the result crashed. Staff: check that program." },
	[HOOK_MISSING] = { "missing", "結果を渡す先が見つかりません。係員が設定ファイルの [hook] を確認してください。",
			   "What takes the result is not there. Staff: check [hook] in the configuration file." },
	[HOOK_NOT_RUN] = { "not-run", "結果を渡す先を使えません。係員がその権限を確認してください。",
			   "What takes the result cannot be used. Staff: check its permissions." },
	[HOOK_NOBODY] = { "nobody-listens",
			  "結果を受け取るシステムが応答しません。係員がそのシステムの動作を確認してください。",
			  "Nobody listens at the socket for the result. Staff: check that the system is running." },
	[HOOK_BROKEN_PIPE] = { "broken-pipe",
			       "結果を受け取る側が途中で受信をやめました。係員がそのシステムを確認してください。",
			       "What takes the result stopped before it had everything. Staff: check that system." },
	[HOOK_REFUSED] = { "refused", "結果を受け取る側が受け取りを断りました。係員がそのシステムを確認してください。",
			   "What takes the result refused it. Staff: check that system." },
	[HOOK_NO_ANSWER] = { "no-answer",
			     "結果を受け取る側が受領を知らせずに切断しました。係員がそのシステムを確認してください。",
			     "What takes the result closed without an answer. Staff: check that system." },
	[HOOK_TIMEOUT] = { "timeout",
			   "結果の受け渡しが時間内に終わりませんでした。係員が結果を受け取るシステムを確認してください。",
			   "Handing the result on took too long. Staff: check the system that takes it." },
	[HOOK_CANCELLED] = { "cancelled", "結果の受け渡しを中止しました。", "Handing the result on was cancelled." },
};

const char *hook_word(enum hook_outcome outcome)
{
	return outcomes[outcome].word;
}

const char *hook_text(enum hook_outcome outcome, int language)
{
	return language == ZAIRYU_LANGUAGE_JA ? outcomes[outcome].ja : outcomes[outcome].en;
}

struct run {
	hook_done *done;
	gpointer userdata;
};

static enum hook_outcome outcome_of(const struct child_outcome *child)
{
	static const enum hook_outcome ends[] = {
		[CHILD_EXITED] = HOOK_EXIT,       [CHILD_SIGNALLED] = HOOK_SIGNAL,    [CHILD_MISSING] = HOOK_MISSING,
		[CHILD_NOT_RUN] = HOOK_NOT_RUN,   [CHILD_TIMEOUT] = HOOK_TIMEOUT,     [CHILD_UNREAD] = HOOK_BROKEN_PIPE,
		[CHILD_FLOOD] = HOOK_BROKEN_PIPE, [CHILD_CANCELLED] = HOOK_CANCELLED,
	};

	return child->end == CHILD_EXITED && child->number == 0 ? HOOK_DONE : ends[child->end];
}

static void on_child(const struct child_outcome *child, gpointer userdata)
{
	struct run *run = userdata;

	run->done(outcome_of(child), child->number, run->userdata);
	g_free(run);
}

static void run_program(const struct hook *hook, const void *text, gsize len, GCancellable *cancel, hook_done *done,
			gpointer userdata)
{
	static const char *const environment[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", NULL };
	const struct child_job job = {
		.argv = hook->program,
		.environment = environment,
		.input = text,
		.input_len = len,
		.limit_ms = hook->limit_ms,
	};
	struct run *run = g_new0(struct run, 1);

	run->done = done;
	run->userdata = userdata;
	child_run(&job, cancel, on_child, run);
}

void hook_run(const struct hook *hook, const void *text, gsize len, GCancellable *cancel, hook_done *done,
	      gpointer userdata)
{
	(hook->program ? run_program : hook_socket_run)(hook, text, len, cancel, done, userdata);
}

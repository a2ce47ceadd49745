/* SPDX-License-Identifier: BSD-2-Clause */
/* Systems that listen at a socket, and behave as such systems do. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "../../support/suite.h"
#include "host/hook.h"
#include "waiting.h"

enum { LONG = 1000000 };

struct server {
	int listener;
	gboolean reads;     /* all, up to the end */
	const char *answer; /* NULL: none */
	gboolean hangs;     /* until the other side ends */
	gsize got;
	GThread *thread;
};

static gpointer serve(gpointer userdata)
{
	struct server *server = userdata;
	const int fd = accept(server->listener, NULL, NULL);
	char piece[4096];
	ssize_t len;

	while (server->reads && (len = read(fd, piece, sizeof piece)) > 0)
		server->got += (gsize)len;
	if (server->answer)
		(void)send(fd, server->answer, strlen(server->answer), MSG_NOSIGNAL);
	/* Ours is closed in the end: then sending fails. */
	while (server->hangs && (send(fd, "", 1, MSG_NOSIGNAL) == 1))
		g_usleep(10000);
	(void)close(fd);
	return NULL;
}

static char *start(struct server *server, const char *scratch)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char *path = scratch_path(scratch, "s");

	g_strlcpy(address.sun_path, path, sizeof address.sun_path);
	server->listener = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(server->listener, (struct sockaddr *)&address, sizeof address), 0);
	ck_assert_int_eq(listen(server->listener, 1), 0);
	server->thread = g_thread_new("server", serve, server);
	return path;
}

static void note(enum hook_outcome outcome, int number, gpointer userdata)
{
	int *seen = userdata;

	ck_assert_int_eq(number, 0);
	seen[1] = (int)outcome;
	seen[0]++;
}

static enum hook_outcome hand(const char *path, gsize len, guint limit_ms, GCancellable *cancel)
{
	const struct hook hook = { .socket = path, .limit_ms = limit_ms };
	int seen[2] = { 0 };
	char *text = g_strnfill(len, 'x');

	hook_run(&hook, text, len, cancel, note, seen);
	g_free(text);
	ck_assert_int_eq(seen[0], 0);
	wait_until(&seen[0]);
	run_idle();
	ck_assert_int_eq(seen[0], 1);
	return (enum hook_outcome)seen[1];
}

static const struct {
	gboolean reads;
	const char *answer;
	gboolean hangs;
	guint limit_ms;
	enum hook_outcome outcome;
} servers[] = {
	{ TRUE, "ok\n", FALSE, 60000, HOOK_DONE },
	{ TRUE, "ok", FALSE, 60000, HOOK_DONE },
	{ TRUE, "ok\r\n", FALSE, 60000, HOOK_DONE },
	{ TRUE, "ok\nand more\n", TRUE, 60000, HOOK_DONE },
	{ TRUE, "okay\n", FALSE, 60000, HOOK_REFUSED },
	{ TRUE, "\n", FALSE, 60000, HOOK_REFUSED },
	{ TRUE, "no\n", FALSE, 60000, HOOK_REFUSED },
	{ TRUE, "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo", TRUE, 60000,
	  HOOK_REFUSED },
	{ TRUE, NULL, FALSE, 60000, HOOK_NO_ANSWER },
	{ FALSE, NULL, FALSE, 60000, HOOK_BROKEN_PIPE },
	{ FALSE, "o", FALSE, 60000, HOOK_BROKEN_PIPE },
};

START_TEST(each_server)
{
	char *scratch = scratch_new(), *path;
	struct server server = { .reads = servers[_i].reads, .answer = servers[_i].answer, .hangs = servers[_i].hangs };

	path = start(&server, scratch);
	ck_assert_str_eq(hook_word(hand(path, LONG, servers[_i].limit_ms, NULL)), hook_word(servers[_i].outcome));
	g_thread_join(server.thread);
	if (server.reads)
		ck_assert_uint_eq(server.got, LONG);
	(void)close(server.listener);
	g_free(path), scratch_done(scratch);
}
END_TEST

static gboolean cancel_now(gpointer cancel)
{
	g_cancellable_cancel(cancel);
	return G_SOURCE_REMOVE;
}

/* Nobody accepts: it neither reads nor answers. */
START_TEST(a_server_that_hangs)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "s");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	GCancellable *cancel = g_cancellable_new();

	g_strlcpy(address.sun_path, path, sizeof address.sun_path);
	ck_assert_int_eq(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
	ck_assert_int_eq(listen(listener, 8), 0);
	ck_assert_int_eq(hand(path, LONG, 300, NULL), HOOK_TIMEOUT); /* while it writes */
	ck_assert_int_eq(hand(path, 3, 300, NULL), HOOK_TIMEOUT);    /* while it waits for the answer */
	g_timeout_add(50, cancel_now, cancel);
	ck_assert_int_eq(hand(path, 3, 60000, cancel), HOOK_CANCELLED);
	ck_assert_int_eq(hand(path, 3, 60000, cancel), HOOK_CANCELLED);
	g_object_unref(cancel);
	(void)close(listener);
	ck_assert_int_eq(hand(path, 3, 60000, NULL), HOOK_NOBODY); /* the file is left behind */
	g_free(path), scratch_done(scratch);
}
END_TEST

START_TEST(no_socket)
{
	char *scratch = scratch_new(), *absent = scratch_path(scratch, "absent");
	char *plain = scratch_file(scratch, "plain", "x", 0600);

	ck_assert_int_eq(hand(absent, 3, 60000, NULL), HOOK_MISSING);
	ck_assert_int_eq(hand(plain, 3, 60000, NULL), HOOK_NOBODY);
	g_free(plain), g_free(absent), scratch_done(scratch);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("hook socket", 120);

	suite_add(tcase, (const TTest *const[]){ a_server_that_hangs, no_socket, NULL });
	tcase_add_loop_test(tcase, each_server, 0, COUNT(servers));
	return suite_run("hook socket", tcase);
}

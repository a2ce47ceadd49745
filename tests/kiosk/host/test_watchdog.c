/* SPDX-License-Identifier: BSD-2-Clause */
/* What the service manager hears: that the screen is there, and then again and again, as long as it answers. */
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "../../support/suite.h"
#include "host/watchdog.h"
#include "waiting.h"

enum { HEARD_SIZE = 64, PATIENCE_MS = 60000, SILENCE_MS = 300 };

/* A service manager: a socket at this name, where "@" stands for the NUL of one without a file. */
static int listen_at(const char *name)
{
	const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const size_t len = strlen(name);

	memcpy(address.sun_path, name, len);
	if (name[0] == '@')
		address.sun_path[0] = '\0';
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&address,
			      (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len + (name[0] == '/'))),
			 0);
	return fd;
}

/* The next message; "" if none comes in this time. */
static const char *hear(int fd, char out[HEARD_SIZE], int limit_ms)
{
	const gint64 end = g_get_monotonic_time() + limit_ms * G_TIME_SPAN_MILLISECOND;
	ssize_t got = 0;

	do {
		run_idle();
		if (poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1, 5) > 0)
			got = recv(fd, out, HEARD_SIZE - 1, 0);
	} while (got <= 0 && g_get_monotonic_time() < end);
	out[got > 0 ? got : 0] = '\0';
	return out;
}

static gboolean answer(gpointer is_alive)
{
	return *(gboolean *)is_alive;
}

static struct watchdog *begin(const char *socket_name, const char *time_us, gboolean *is_alive)
{
	g_setenv("NOTIFY_SOCKET", socket_name, TRUE);
	g_setenv("WATCHDOG_PID", "1", TRUE); /* the compositor's */
	if (time_us)
		g_setenv("WATCHDOG_USEC", time_us, TRUE);
	return watchdog_new(answer, is_alive);
}

static void ck_conversation(const char *socket_name)
{
	gboolean is_alive = TRUE;
	char heard[HEARD_SIZE];
	const int fd = listen_at(socket_name);
	struct watchdog *watchdog = begin(socket_name, "100000", &is_alive);

	ck_assert_ptr_nonnull(watchdog);
	ck_assert_str_eq(hear(fd, heard, SILENCE_MS), ""); /* not before the screen is there */
	watchdog_ready(watchdog);
	watchdog_ready(watchdog);
	ck_assert_str_eq(hear(fd, heard, PATIENCE_MS), "READY=1");
	ck_assert_str_eq(hear(fd, heard, PATIENCE_MS), "WATCHDOG=1");
	ck_assert_str_eq(hear(fd, heard, PATIENCE_MS), "WATCHDOG=1");
	is_alive = FALSE;
	while (hear(fd, heard, SILENCE_MS)[0]) /* what was on its way */
		ck_assert_str_eq(heard, "WATCHDOG=1");
	ck_assert_str_eq(hear(fd, heard, SILENCE_MS), "");
	is_alive = TRUE;
	ck_assert_str_eq(hear(fd, heard, PATIENCE_MS), "WATCHDOG=1");
	watchdog_free(watchdog);
	while (hear(fd, heard, SILENCE_MS)[0])
		ck_assert_str_eq(heard, "WATCHDOG=1");
	(void)close(fd);
}

START_TEST(a_socket_with_a_file)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "notify");

	ck_conversation(path);
	g_free(path), scratch_done(scratch);
}
END_TEST

START_TEST(a_socket_without_a_file)
{
	char *name = g_strdup_printf("@zairyu-kiosk-test-%d", (int)getpid());

	ck_conversation(name);
	g_free(name);
}
END_TEST

/* READY=1 is waited for, and no more. */
START_TEST(without_a_watchdog)
{
	static const char *const times[] = { NULL, "", "0", "-1", "ten", "100000us" };
	char *scratch = scratch_new(), *path = scratch_path(scratch, "notify");
	const int fd = listen_at(path);
	gboolean is_alive = TRUE;
	char heard[HEARD_SIZE];

	for (int i = 0; i < COUNT(times); i++) {
		struct watchdog *watchdog = begin(path, times[i], &is_alive);

		watchdog_ready(watchdog);
		ck_assert_str_eq(hear(fd, heard, PATIENCE_MS), "READY=1");
		ck_assert_str_eq(hear(fd, heard, SILENCE_MS), "");
		watchdog_ending(watchdog);
		ck_assert_str_eq(hear(fd, heard, PATIENCE_MS), "STOPPING=1");
		watchdog_free(watchdog);
	}
	(void)close(fd);
	g_free(path), scratch_done(scratch);
}
END_TEST

/* A program that is run does not speak for the kiosk. */
START_TEST(nothing_is_left_in_the_environment)
{
	static const char *const sockets[] = { "/run/notify", "nonsense" };
	gboolean is_alive = TRUE;

	for (int i = 0; i < COUNT(sockets); i++) {
		watchdog_free(begin(sockets[i], "100000", &is_alive));
		ck_assert_ptr_null(g_getenv("NOTIFY_SOCKET"));
		ck_assert_ptr_null(g_getenv("WATCHDOG_USEC"));
		ck_assert_ptr_null(g_getenv("WATCHDOG_PID"));
	}
}
END_TEST

START_TEST(nobody_waits)
{
	char *longest = g_strnfill(sizeof(((struct sockaddr_un *)NULL)->sun_path), 'n');
	const char *const names[] = { "", "/", "@", "notify", longest };
	gboolean is_alive = TRUE;

	longest[0] = '/';
	for (int i = 0; i < COUNT(names); i++)
		ck_assert_ptr_null(begin(names[i], "100000", &is_alive));
	ck_assert_ptr_null(watchdog_new(answer, &is_alive));
	watchdog_ready(NULL);
	watchdog_ending(NULL);
	watchdog_free(NULL);
	g_free(longest);
}
END_TEST

/* The socket's owner is gone, or takes nothing: the screen goes on. */
START_TEST(nobody_listens)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "notify");
	const int fd = listen_at(path);
	gboolean is_alive = TRUE;
	struct watchdog *watchdog = begin(path, "2000", &is_alive);
	const gint64 end = g_get_monotonic_time() + G_TIME_SPAN_SECOND;

	watchdog_ready(watchdog);
	while (g_get_monotonic_time() < end) /* some hundred messages, and nobody takes them */
		g_main_context_iteration(NULL, TRUE);
	(void)close(fd);
	watchdog_ending(watchdog);
	watchdog_free(watchdog);
	g_free(path), scratch_done(scratch);
}
END_TEST

SUITE_MAIN("watchdog", 120, a_socket_with_a_file, a_socket_without_a_file, without_a_watchdog,
	   nothing_is_left_in_the_environment, nobody_waits, nobody_listens)

/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/watchdog.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct watchdog {
	struct sockaddr_un address;
	socklen_t size;
	guint period_ms; /* 0: nobody waits for more than the beginning */
	guint timer;
	watchdog_alive *alive;
	gpointer userdata;
};

/* A message that is lost is followed by another; one that is not taken for a while must not hold the screen up. */
static void tell(const struct watchdog *watchdog, const char *message)
{
	const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0)
		return;
	while (sendto(fd, message, strlen(message), MSG_NOSIGNAL, (const struct sockaddr *)&watchdog->address,
		      watchdog->size) < 0 &&
	       errno == EINTR)
		;
	(void)close(fd);
}

/* A path, or a name without a file, which is written with an @ in place of its first byte, a NUL. */
static gboolean find_socket(const char *name, struct watchdog *watchdog)
{
	const size_t len = name ? strlen(name) : 0;

	if (len < 2 || len >= sizeof watchdog->address.sun_path || (name[0] != '/' && name[0] != '@'))
		return FALSE;
	watchdog->address.sun_family = AF_UNIX;
	memcpy(watchdog->address.sun_path, name, len);
	if (name[0] == '@')
		watchdog->address.sun_path[0] = '\0';
	watchdog->size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len + (name[0] == '/'));
	return TRUE;
}

/* Half the time, in milliseconds, so that one message may come late. */
static guint find_period(const char *text)
{
	guint64 time_us = 0;

	if (!text || !g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &time_us, NULL))
		return 0;
	return (guint)CLAMP(time_us / 2000, 1, G_MAXINT);
}

struct watchdog *watchdog_new(watchdog_alive *alive, gpointer userdata)
{
	struct watchdog *watchdog = g_new0(struct watchdog, 1);

	watchdog->alive = alive;
	watchdog->userdata = userdata;
	watchdog->period_ms = find_period(g_getenv("WATCHDOG_USEC"));
	if (!find_socket(g_getenv("NOTIFY_SOCKET"), watchdog))
		g_clear_pointer(&watchdog, g_free);
	g_unsetenv("NOTIFY_SOCKET");
	g_unsetenv("WATCHDOG_USEC");
	g_unsetenv("WATCHDOG_PID");
	return watchdog;
}

static gboolean on_time(gpointer data)
{
	const struct watchdog *watchdog = data;

	if (watchdog->alive(watchdog->userdata))
		tell(watchdog, "WATCHDOG=1");
	return G_SOURCE_CONTINUE;
}

void watchdog_ready(struct watchdog *watchdog)
{
	if (!watchdog || watchdog->timer != 0)
		return;
	tell(watchdog, "READY=1");
	if (watchdog->period_ms > 0)
		watchdog->timer = g_timeout_add(watchdog->period_ms, on_time, watchdog);
}

void watchdog_ending(struct watchdog *watchdog)
{
	if (watchdog)
		tell(watchdog, "STOPPING=1");
}

void watchdog_free(struct watchdog *watchdog)
{
	if (!watchdog)
		return;
	if (watchdog->timer != 0)
		g_source_remove(watchdog->timer);
	g_free(watchdog);
}

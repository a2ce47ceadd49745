/* SPDX-License-Identifier: BSD-2-Clause */
#include "transport/bell.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "util/error/error.h"
#include "util/time/wait_internal.h"

enum { UNABLE_MS = 10 };

int bell_init(struct bell *bell, zairyu_error **err)
{
	bell->rings = false;
	bell->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (bell->fd < 0)
		return zairyu_error_set(err, ZAIRYU_ERR_LIMIT, "errno", errno, "the system has no descriptor left");
	return ZAIRYU_OK;
}

void bell_done(struct bell *bell)
{
	if (bell->fd >= 0)
		close(bell->fd);
	bell->fd = -1;
}

/* Neither can fail: its number is 0 or 1. */
void bell_set(struct bell *bell, bool rings)
{
	uint64_t number = 1;
	ssize_t done = 0;

	if (rings && !bell->rings)
		done = write(bell->fd, &number, sizeof number);
	else if (!rings && bell->rings)
		done = read(bell->fd, &number, sizeof number);
	(void)done;
	bell->rings = rings;
}

/* A token whose descriptor the system did not give is looked at from time to time. */
static int longest_ms(const zairyu_wait *wait, int token_fd)
{
	uint32_t left = zairyu_wait_remaining(wait);

	if (wait && wait->cancel && token_fd < 0)
		left = zairyu_wait_slice(wait, ZAIRYU_WAIT_SLICE_MS);
	return left > INT_MAX ? INT_MAX : (int)left;
}

void bell_await(const struct bell *bell, const zairyu_wait *wait)
{
	struct pollfd both[2] = {
		{ .fd = bell->fd, .events = POLLIN },
		{ .fd = zairyu_wait_fd(wait), .events = POLLIN },
	};

	if (poll(both, 2, longest_ms(wait, both[1].fd)) < 0 && errno != EINTR)
		(void)zairyu_wait_sleep(NULL, UNABLE_MS, NULL);
}

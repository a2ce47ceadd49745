/* SPDX-License-Identifier: BSD-2-Clause */
/* The cancel token. Its flag and descriptor are lock-free atomics, the one kind of object a signal handler may touch. */
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <zairyu/context.h>

#include "util/error/error.h"
#include "util/time/wait_internal.h"

_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "zairyu_cancel_trigger() must be safe in a signal handler");

enum { FD_NONE = -1 };

struct zairyu_cancel {
	atomic_uint references;
	atomic_int triggered;
	atomic_int fd; /* made when it is first asked for */
	pid_t process; /* whose descriptor it is: a child has the same one */
};

static int cancel_new(zairyu_cancel **out, zairyu_error **err)
{
	if (!out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "out is NULL");
	*out = calloc(1, sizeof **out);
	if (!*out)
		return error_no_memory(err);
	atomic_init(&(*out)->references, 1);
	atomic_init(&(*out)->triggered, 0);
	atomic_init(&(*out)->fd, FD_NONE);
	(*out)->process = getpid();
	return ZAIRYU_OK;
}

int zairyu_cancel_new(zairyu_cancel **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, cancel_new(out, err));
}

zairyu_cancel *cancel_ref(zairyu_cancel *cancel)
{
	if (cancel)
		atomic_fetch_add_explicit(&cancel->references, 1, memory_order_relaxed);
	return cancel;
}

/* Makes the descriptor readable, forever: nobody reads it. A child's token is a copy, but this would be its parent's. */
static void signal_fd(const zairyu_cancel *cancel, int fd)
{
	const uint64_t one = 1;
	const int before = errno;

	if (fd != FD_NONE && cancel->process == getpid() && write(fd, &one, sizeof one) < 0)
		errno = before; /* it is readable already */
}

/* Flag and descriptor are each set before the other is looked at, here and below: one of the two sees both. */
void zairyu_cancel_trigger(zairyu_cancel *cancel)
{
	if (!cancel)
		return;
	atomic_store(&cancel->triggered, 1);
	signal_fd(cancel, atomic_load(&cancel->fd));
}

int zairyu_cancel_is_triggered(const zairyu_cancel *cancel)
{
	return cancel ? atomic_load(&cancel->triggered) : 0;
}

int zairyu_cancel_fd(zairyu_cancel *cancel)
{
	int fd, found = FD_NONE;

	if (!cancel)
		return FD_NONE;
	fd = atomic_load(&cancel->fd);
	if (fd != FD_NONE)
		return fd;
	fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (fd == FD_NONE)
		return FD_NONE;
	if (!atomic_compare_exchange_strong(&cancel->fd, &found, fd)) { /* another thread was faster */
		close(fd);
		return found;
	}
	if (zairyu_cancel_is_triggered(cancel))
		signal_fd(cancel, fd);
	return fd;
}

void zairyu_cancel_free(zairyu_cancel *cancel)
{
	int fd;

	if (!cancel || atomic_fetch_sub_explicit(&cancel->references, 1, memory_order_acq_rel) != 1)
		return;
	fd = atomic_load(&cancel->fd);
	if (fd != FD_NONE)
		close(fd);
	free(cancel);
}

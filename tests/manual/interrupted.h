/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A slot that waits for an answer, and signals that arrive while it waits. poll() of the slot is counted, so that each
 * trial goes on until signals have really interrupted it, however slow the machine.
 */
#ifndef INTERRUPTED_H
#define INTERRUPTED_H

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#include "scene.h"

typedef int slot_fn(int fd, const zairyu_wait *wait, zairyu_error **err);

enum { TIMES = 3, LONG_MS = 60000 };

/* What the trial looks at; there is one at a time. */
static atomic_int interruptions, answered;
static zairyu_cancel *volatile token;

static int counted_poll(struct pollfd *fds, nfds_t count, int timeout)
{
	int n = poll(fds, count, timeout);

	if (n < 0 && errno == EINTR)
		atomic_fetch_add(&interruptions, 1);
	return n;
}

#define poll counted_poll

struct waiter {
	slot_fn *slot;
	const zairyu_wait *wait;
	int fd, rc;
	zairyu_error *err;
	int was_answered;
	atomic_int over;
};

static void *wait_for_answer(void *arg)
{
	struct waiter *waiter = arg;

	waiter->rc = waiter->slot(waiter->fd, waiter->wait, &waiter->err);
	waiter->was_answered = atomic_load(&answered);
	atomic_store(&waiter->over, 1);
	return NULL;
}

static void pause_ms(long ms)
{
	nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000L }, NULL);
}

static void nothing(int number)
{
	(void)number;
}

static void cancel(int number)
{
	(void)number;
	zairyu_cancel_trigger(token);
}

static void install(void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	HOLDS(sigaction(SIGUSR1, &action, NULL) == 0);
}

/* Interrupts the slot until that has counted, or it is over. */
static void interrupt(pthread_t thread, struct waiter *waiter, int times)
{
	while (atomic_load(&interruptions) < times && !atomic_load(&waiter->over)) {
		pthread_kill(thread, SIGUSR1);
		pause_ms(1);
	}
}

/* Runs the slot; signals arrive, with this handler; then the answer comes, if it is to. */
static struct waiter run_slot(slot_fn *slot, void (*handler)(int), uint32_t timeout_ms, int answer)
{
	struct waiter waiter = { .slot = slot };
	zairyu_wait *wait = NULL;
	zairyu_cancel *made = NULL;
	int pipe_of[2];
	pthread_t thread;

	atomic_store(&interruptions, 0);
	atomic_store(&answered, 0);
	HOLDS(pipe(pipe_of) == 0 && zairyu_cancel_new(&made, NULL) == ZAIRYU_OK);
	HOLDS(zairyu_wait_new(timeout_ms, made, &wait, NULL) == ZAIRYU_OK);
	token = made;
	waiter.wait = wait;
	waiter.fd = pipe_of[0];
	if (handler)
		install(handler);
	HOLDS(pthread_create(&thread, NULL, wait_for_answer, &waiter) == 0);
	if (handler)
		interrupt(thread, &waiter, TIMES);
	atomic_store(&answered, answer);
	if (answer)
		HOLDS(write(pipe_of[1], "", 1) == 1);
	HOLDS(pthread_join(thread, NULL) == 0);
	HOLDS(zairyu_error_code(waiter.err) == waiter.rc);
	zairyu_error_free(waiter.err);
	zairyu_wait_free(wait);
	zairyu_cancel_free(made);
	close(pipe_of[0]);
	close(pipe_of[1]);
	return waiter;
}

/* Whether a signal that means nothing leaves the slot waiting, until the answer is there. */
static int waits_on(slot_fn *slot)
{
	struct waiter waiter = run_slot(slot, nothing, LONG_MS, 1);

	return waiter.rc == ZAIRYU_OK && waiter.was_answered;
}

/* What page and slot promise besides: the token and the deadline end it. */
static void obeys(slot_fn *slot)
{
	HOLDS(run_slot(slot, cancel, LONG_MS, 0).rc == ZAIRYU_ERR_CANCELLED);
	HOLDS(run_slot(slot, NULL, 20, 0).rc == ZAIRYU_ERR_TIMEOUT);
}

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* The descriptor of a cancel token, and what a wait says to those who poll. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zairyu.h>

#include "../support/clock.h"
#include "../support/suite.h"

static zairyu_cancel *cancel;

static void setup(void)
{
	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
}

static int is_readable(int fd, int ms)
{
	struct pollfd polled = { .fd = fd, .events = POLLIN };

	return poll(&polled, 1, ms) == 1 && polled.revents == POLLIN;
}

static int lowest_free(void)
{
	int fd = dup(STDERR_FILENO);

	close(fd);
	return fd;
}

START_TEST(it_is_made_when_asked_for_and_closed_with_the_last_hold)
{
	const int before = lowest_free();
	zairyu_wait *wait;
	int fd;

	setup();
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(lowest_free(), before);
	fd = zairyu_cancel_fd(cancel);
	ck_assert_int_eq(fd, before);
	ck_assert_int_eq(zairyu_cancel_fd(cancel), fd);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait, NULL), 0);
	ck_assert_int_eq(zairyu_wait_fd(wait), fd);
	zairyu_cancel_free(cancel);
	ck_assert_int_ge(fcntl(fd, F_GETFD), 0);
	zairyu_wait_free(wait);
	ck_assert_int_lt(fcntl(fd, F_GETFD), 0);
	ck_assert_int_eq(lowest_free(), before);
}
END_TEST

START_TEST(nothing_has_none)
{
	zairyu_wait *wait;

	ck_assert_int_eq(zairyu_cancel_fd(NULL), -1);
	ck_assert_int_eq(zairyu_wait_fd(NULL), -1);
	ck_assert_int_eq(zairyu_wait_new(0, NULL, &wait, NULL), 0);
	ck_assert_int_eq(zairyu_wait_fd(wait), -1);
	zairyu_wait_free(wait);
}
END_TEST

/* Triggered before or after it was made, once or often: readable from then on. */
START_TEST(it_is_readable_once_triggered)
{
	int fd = -1;

	setup();
	if (_i == 0)
		ck_assert(!is_readable(fd = zairyu_cancel_fd(cancel), 0));
	zairyu_cancel_trigger(cancel);
	if (_i == 1)
		fd = zairyu_cancel_fd(cancel);
	for (int again = 0; again < 3; again++) {
		ck_assert(is_readable(fd, 0));
		zairyu_cancel_trigger(cancel);
	}
	zairyu_cancel_free(cancel);
}
END_TEST

static void *trigger_later(void *token)
{
	sleep_ms(50);
	zairyu_cancel_trigger(token);
	return NULL;
}

START_TEST(a_poll_ends_by_another_thread)
{
	const double start = now_ms();
	pthread_t thread;

	setup();
	ck_assert_int_eq(pthread_create(&thread, NULL, trigger_later, cancel), 0);
	ck_assert(is_readable(zairyu_cancel_fd(cancel), 20000));
	ck_assert_double_lt(now_ms() - start, 10000);
	pthread_join(thread, NULL);
	zairyu_cancel_free(cancel);
}
END_TEST

static void on_signal(int number)
{
	(void)number;
	zairyu_cancel_trigger(cancel);
}

/* What a handler interrupted finds errno as it was, also where there is no room in the descriptor. */
START_TEST(a_signal_handler_leaves_errno_alone)
{
	const uint64_t full = UINT64_MAX - 1;
	int fd;

	setup();
	fd = zairyu_cancel_fd(cancel);
	if (_i == 1)
		ck_assert_int_eq(write(fd, &full, sizeof full), sizeof full);
	sigaction(SIGUSR1, &(struct sigaction){ .sa_handler = on_signal }, NULL);
	errno = EDOM;
	raise(SIGUSR1);
	ck_assert_int_eq(errno, EDOM);
	ck_assert(is_readable(fd, 0));
	zairyu_cancel_free(cancel);
}
END_TEST

static pthread_barrier_t together;

static void *ask(void *fd)
{
	pthread_barrier_wait(&together);
	*(int *)fd = zairyu_cancel_fd(cancel);
	return NULL;
}

/* Whoever asks first makes it, and no trigger gets lost between flag and descriptor. */
START_TEST(threads_that_ask_at_once)
{
	enum { THREADS = 4 };
	const int before = lowest_free();

	for (int round = 0; round < 200; round++) {
		pthread_t threads[THREADS];
		int fds[THREADS];

		setup();
		pthread_barrier_init(&together, NULL, THREADS + 1);
		for (int i = 0; i < THREADS; i++)
			ck_assert_int_eq(pthread_create(&threads[i], NULL, ask, &fds[i]), 0);
		pthread_barrier_wait(&together);
		zairyu_cancel_trigger(cancel);
		for (int i = 0; i < THREADS; i++)
			pthread_join(threads[i], NULL);
		for (int i = 0; i < THREADS; i++)
			ck_assert_int_eq(fds[i], fds[0]);
		ck_assert(is_readable(fds[0], 0));
		pthread_barrier_destroy(&together);
		zairyu_cancel_free(cancel);
		ck_assert_int_eq(lowest_free(), before);
	}
}
END_TEST

/* A child's copy of the token is its own; the descriptor is the parent's. */
START_TEST(a_child_that_cancels_does_not_cancel_its_parent)
{
	int fd, status;
	pid_t child;

	setup();
	fd = zairyu_cancel_fd(cancel);
	child = fork();
	if (child == 0) {
		zairyu_cancel_trigger(cancel);
		status = zairyu_cancel_is_triggered(cancel);
		zairyu_cancel_free(cancel);
		_exit(status == 1 ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	ck_assert(!is_readable(fd, 0));
	ck_assert_int_eq(zairyu_cancel_is_triggered(cancel), 0);
	zairyu_cancel_trigger(cancel);
	ck_assert(is_readable(fd, 0));
	zairyu_cancel_free(cancel);
}
END_TEST

START_TEST(exec_closes_it)
{
	char test[64];
	int fd;

	setup();
	fd = zairyu_cancel_fd(cancel);
	snprintf(test, sizeof test, "test ! -e /proc/self/fd/%d", fd);
	ck_assert_int_eq(system(test), 0); /* NOLINT(cert-env33-c) */
	zairyu_cancel_free(cancel);
}
END_TEST

/* A program that has no descriptor left can still cancel, and has one later. */
START_TEST(no_descriptor_left)
{
	enum { ALL = 64 };
	int taken[ALL], count = 0;

	setup();
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &(struct rlimit){ ALL, ALL }), 0);
	while (count < ALL && (taken[count] = dup(STDERR_FILENO)) >= 0)
		count++;
	ck_assert_int_lt(count, ALL);
	ck_assert_int_eq(zairyu_cancel_fd(cancel), -1);
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(zairyu_cancel_is_triggered(cancel), 1);
	while (count > 0)
		close(taken[--count]);
	ck_assert(is_readable(zairyu_cancel_fd(cancel), 0));
	zairyu_cancel_free(cancel);
}
END_TEST

START_TEST(what_remains)
{
	zairyu_wait *wait;

	setup();
	ck_assert_uint_eq(zairyu_wait_remaining(NULL), ZAIRYU_WAIT_FOREVER);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait, NULL), 0);
	ck_assert_uint_eq(zairyu_wait_remaining(wait), ZAIRYU_WAIT_FOREVER);
	zairyu_wait_free(wait);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER - 1, cancel, &wait, NULL), 0);
	ck_assert_uint_gt(zairyu_wait_remaining(wait), ZAIRYU_WAIT_FOREVER - 60000);
	ck_assert_uint_lt(zairyu_wait_remaining(wait), ZAIRYU_WAIT_FOREVER);
	zairyu_cancel_trigger(cancel);
	ck_assert_uint_eq(zairyu_wait_remaining(wait), 0);
	zairyu_wait_free(wait);
	zairyu_cancel_free(cancel);
	ck_assert_int_eq(zairyu_wait_new(300, NULL, &wait, NULL), 0);
	ck_assert_uint_le(zairyu_wait_remaining(wait), 300);
	ck_assert_int_eq(zairyu_wait_sleep(wait, ZAIRYU_WAIT_FOREVER, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_uint_eq(zairyu_wait_remaining(wait), 0);
	zairyu_wait_free(wait);
}
END_TEST

static void *look_on(void *wait)
{
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && zairyu_wait_remaining(wait) == ZAIRYU_WAIT_FOREVER && zairyu_wait_slice(wait, 1) == 1)
		rc = zairyu_wait_check(wait, NULL);
	while (rc == ZAIRYU_OK)
		rc = zairyu_wait_check(wait, NULL);
	return rc == ZAIRYU_ERR_CANCELLED ? wait : NULL;
}

/* A wait may be asked from elsewhere while a slot sleeps on it. */
START_TEST(other_threads_look_on)
{
	pthread_t looking, triggering;
	zairyu_wait *wait;
	void *seen;

	setup();
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait, NULL), 0);
	ck_assert_int_eq(pthread_create(&looking, NULL, look_on, wait), 0);
	ck_assert_int_eq(pthread_create(&triggering, NULL, trigger_later, cancel), 0);
	ck_assert_int_eq(zairyu_wait_sleep(wait, ZAIRYU_WAIT_FOREVER, NULL), ZAIRYU_ERR_CANCELLED);
	pthread_join(looking, &seen);
	pthread_join(triggering, NULL);
	ck_assert_ptr_eq(seen, wait);
	zairyu_wait_free(wait);
	zairyu_cancel_free(cancel);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("cancel fd", 60);

	suite_add(tcase,
		  (const TTest *const[]){ it_is_made_when_asked_for_and_closed_with_the_last_hold, nothing_has_none,
					  a_poll_ends_by_another_thread, threads_that_ask_at_once,
					  a_child_that_cancels_does_not_cancel_its_parent, exec_closes_it,
					  no_descriptor_left, what_remains, other_threads_look_on, NULL });
	tcase_add_loop_test(tcase, it_is_readable_once_triggered, 0, 2);
	tcase_add_loop_test(tcase, a_signal_handler_leaves_errno_alone, 0, 2);
	return suite_run("cancel fd", tcase);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* The bell that a thread waits for: when it is heard, and how long it is listened for, on a clock that stands still. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "handoff_call.h"
#include "still_clock.h"
#include "transport/bell.h"

static int asked_ms, fds[2], failure, token_fd;

int __wrap_poll(struct pollfd *polled, nfds_t count, int ms);
int __wrap_zairyu_wait_fd(const zairyu_wait *wait);

/* Returns at once, and keeps what was asked. */
int __wrap_poll(struct pollfd *polled, nfds_t count, int ms)
{
	ck_assert_uint_eq(count, 2);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(polled[i].events, POLLIN);
		fds[i] = polled[i].fd;
	}
	asked_ms = ms;
	errno = failure;
	return failure ? -1 : 0;
}

int __wrap_zairyu_wait_fd(const zairyu_wait *wait)
{
	return wait ? token_fd : -1;
}

static bool rings(const struct bell *bell)
{
	uint64_t number = 0;
	bool heard = read(bell->fd, &number, sizeof number) == sizeof number;

	if (heard) {
		ck_assert_uint_eq(number, 1); /* however often it was set */
		ck_assert_int_eq(write(bell->fd, &number, sizeof number), sizeof number);
	}
	return heard;
}

START_TEST(setting)
{
	struct bell bell = { .rings = true };

	ck_assert_int_eq(bell_init(&bell, NULL), 0);
	ck_assert(!bell.rings && !rings(&bell));
	ck_assert(fcntl(bell.fd, F_GETFD) & FD_CLOEXEC);
	ck_assert(fcntl(bell.fd, F_GETFL) & O_NONBLOCK);
	for (int i = 0; i < 8; i++) { /* off, off, on, on */
		bell_set(&bell, i & 2);
		ck_assert_int_eq(bell.rings, (i & 2) != 0);
		ck_assert_int_eq(rings(&bell), (i & 2) != 0);
	}
	bell_done(&bell);
	ck_assert_int_eq(bell.fd, -1);
	bell_done(&bell); /* once more is nothing */
	ck_assert_int_eq(bell.fd, -1);
}
END_TEST

START_TEST(no_descriptor)
{
	struct bell bell;
	zairyu_error *err = NULL;
	struct rlimit usual;
	const char *domain;
	int64_t native;

	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &usual), 0);
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &(struct rlimit){ 0, usual.rlim_max }), 0);
	ck_assert_int_eq(bell_init(&bell, &err), ZAIRYU_ERR_LIMIT);
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &usual), 0);
	ck_assert_int_eq(bell.fd, -1);
	ck_assert_str_eq(zairyu_error_message(err), "the system has no descriptor left");
	ck_assert_int_eq(zairyu_error_native(err, &domain, &native), 0);
	ck_assert_str_eq(domain, "errno");
	ck_assert_int_eq(native, EMFILE);
	zairyu_error_free(err);
}
END_TEST

/* Descriptor 0 is one as any other. */
START_TEST(descriptor_0)
{
	struct bell bell;

	ck_assert_int_eq(close(STDIN_FILENO), 0);
	ck_assert_int_eq(bell_init(&bell, NULL), 0);
	ck_assert_int_eq(bell.fd, 0);
	bell_set(&bell, true);
	ck_assert(rings(&bell));
	bell_done(&bell);
	ck_assert_int_eq(open("/dev/null", O_RDONLY), 0); /* it was closed */
}
END_TEST

static const struct {
	uint32_t ms;
	int token_fd; /* 0: no token; -1: one without a descriptor */
	int asked_ms;
} waits[] = {
	{ 0, 0, 0 },
	{ 1, 0, 1 },
	{ 700, 0, 700 },
	{ INT_MAX - 1, 0, INT_MAX - 1 },
	{ INT_MAX, 0, INT_MAX },
	{ INT_MAX + 1u, 0, INT_MAX },
	{ ZAIRYU_WAIT_FOREVER, 0, INT_MAX },
	{ 700, 77, 700 },
	{ ZAIRYU_WAIT_FOREVER, 77, INT_MAX },
	{ 700, -1, 200 },
	{ 201, -1, 200 },
	{ 199, -1, 199 },
	{ ZAIRYU_WAIT_FOREVER, -1, 200 },
};

START_TEST(listening)
{
	static const int failures[] = { 0, EINTR, ENOMEM, EINVAL };
	struct bell bell = { .fd = 55 };
	zairyu_cancel *token = new_token();
	zairyu_wait *wait = wait_of(waits[_i].ms, waits[_i].token_fd ? token : NULL);

	token_fd = waits[_i].token_fd ? waits[_i].token_fd : -1;
	for (int i = 0; i < COUNT(failures); i++) {
		const int64_t start = clock_moment;

		failure = failures[i];
		bell_await(&bell, wait);
		ck_assert_int_eq(asked_ms, waits[_i].asked_ms);
		ck_assert(fds[0] == 55 && fds[1] == token_fd);
		/* who cannot listen waits a little, whatever the wait */
		ck_assert_int_eq(clock_moment - start, i < 2 ? 0 : 10);
		clock_moment = start;
	}
	failure = 0;
	bell_await(&bell, NULL);
	ck_assert_int_eq(asked_ms, INT_MAX);
	ck_assert_int_eq(fds[1], -1);
	zairyu_wait_free(wait);
	zairyu_cancel_free(token);
}
END_TEST

/* A token's descriptor may be 0 too. */
START_TEST(token_with_descriptor_0)
{
	const struct bell bell = { .fd = 55 };
	zairyu_cancel *token = new_token();
	zairyu_wait *wait = wait_of(700, token);

	token_fd = 0;
	bell_await(&bell, wait);
	ck_assert_int_eq(asked_ms, 700);
	ck_assert_int_eq(fds[1], 0);
	zairyu_wait_free(wait);
	zairyu_cancel_free(token);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("bell", 30);

	tcase_add_test(tcase, setting);
	tcase_add_test(tcase, no_descriptor);
	tcase_add_test(tcase, descriptor_0);
	tcase_add_test(tcase, token_with_descriptor_0);
	tcase_add_loop_test(tcase, listening, 0, COUNT(waits));
	return suite_run("bell", tcase);
}

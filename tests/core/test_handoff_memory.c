/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A conversation through a hand-off in which every allocation fails once, on either side: it ends, in order, and
 * nothing leaks. And no block goes back to the heap with a command in it. Linked with --wrap, so that all allocations
 * of the core come past here.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"

void *__real_calloc(size_t count, size_t size);
void __real_free(void *p);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
char *__wrap_strdup(const char *s);
void __wrap_free(void *p);

enum { LIVE_MAX = 256, ANSWERED = 1, FAILED, LATE, NEVER };
static struct {
	void *p;
	size_t size;
} live[LIVE_MAX];
static size_t live_count, unwiped;
static bool overflowed;
static long until_failure = -1; /* negative: never */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static const char secret[] = "AA12345678BB";

static bool contains_secret(const void *block, size_t size)
{
	for (size_t i = 0; i + sizeof secret - 1 <= size; i++)
		if (memcmp((const char *)block + i, secret, sizeof secret - 1) == 0)
			return true;
	return false;
}

static void note(void *p, size_t size)
{
	size_t i = 0;

	while (i < LIVE_MAX && live[i].p)
		i++;
	if (i == LIVE_MAX) {
		overflowed = true;
		return;
	}
	live[i].p = p;
	live[i].size = size;
	live_count++;
}

void *__wrap_calloc(size_t count, size_t size)
{
	void *p = NULL;

	pthread_mutex_lock(&lock);
	if (until_failure < 0 || until_failure-- > 0)
		p = __real_calloc(count, size);
	if (p)
		note(p, count * size);
	pthread_mutex_unlock(&lock);
	return p;
}

void *__wrap_malloc(size_t size)
{
	return __wrap_calloc(1, size);
}

char *__wrap_strdup(const char *s)
{
	char *copy = __wrap_malloc(strlen(s) + 1);

	return copy ? strcpy(copy, s) : NULL;
}

void __wrap_free(void *p)
{
	pthread_mutex_lock(&lock);
	for (size_t i = 0; p && i < LIVE_MAX; i++) {
		if (live[i].p != p)
			continue;
		unwiped += contains_secret(p, live[i].size);
		live[i].p = NULL;
		live_count--;
		break;
	}
	pthread_mutex_unlock(&lock);
	__real_free(p);
}

struct scene {
	zairyu_context *ctx;
	zairyu_handoff *handoff;
	zairyu_transport *transport;
	zairyu_cancel *cancel;
	int rc;
};

/* No ck_assert on either side: where Check is linked statically, its allocations come past here too. */
static int exchange(struct scene *scene, uint8_t what, uint32_t timeout_ms)
{
	uint8_t command[5 + sizeof secret - 1] = { 0, 0xB0, what, 0, sizeof secret - 1 }, answer[64];
	zairyu_wait *wait = NULL;
	zairyu_error *err = NULL;
	size_t len;
	int rc = zairyu_wait_new(timeout_ms, what == LATE ? scene->cancel : NULL, &wait, NULL);

	memcpy(command + 5, secret, sizeof secret - 1);
	if (rc == 0)
		rc = zairyu_transport_transmit(scene->transport, wait, (zairyu_bytes){ command, sizeof command },
					       answer, sizeof answer, &len, &err);
	zairyu_wait_free(wait);
	zairyu_error_free(err);
	return rc;
}

/* What is expected, or no memory. */
static int expect(struct scene *scene, uint8_t what, uint32_t timeout_ms, int expected)
{
	int rc = exchange(scene, what, timeout_ms);

	return rc == expected ? 0 : rc == 0 ? ZAIRYU_ERR_INTERNAL : rc;
}

static void *session_main(void *userdata)
{
	struct scene *scene = userdata;
	int rc = zairyu_transport_connect(scene->transport, NULL, NULL);

	if (rc == 0)
		rc = expect(scene, ANSWERED, ZAIRYU_WAIT_FOREVER, 0);
	if (rc == 0)
		rc = expect(scene, FAILED, ZAIRYU_WAIT_FOREVER, ZAIRYU_ERR_CARD_GONE);
	if (rc == 0)
		rc = expect(scene, LATE, ZAIRYU_WAIT_FOREVER, ZAIRYU_ERR_CANCELLED);
	if (rc == 0)
		rc = expect(scene, NEVER, 20, ZAIRYU_ERR_TIMEOUT);
	zairyu_transport_free(scene->transport);
	scene->rc = rc;
	return NULL;
}

static int answer(struct scene *scene, const zairyu_handoff_request *request)
{
	static const zairyu_bytes word = { (const uint8_t *)"\x90\x00", 2 }, none = { NULL, 0 };
	const uint8_t what = request->command.len > 2 ? request->command.data[2] : 0;

	if (what == FAILED)
		return zairyu_handoff_fail(scene->handoff, request->serial, ZAIRYU_ERR_CARD_GONE, "x", 1, "gone", NULL);
	if (what == LATE)
		zairyu_cancel_trigger(scene->cancel);
	if (what == LATE || what == NEVER)
		return 0;
	return zairyu_handoff_give(scene->handoff, request->serial, what ? word : none, NULL);
}

/* Answers until the other side is gone. */
static int host(struct scene *scene)
{
	static const zairyu_bytes word = { (const uint8_t *)"\x90\x00", 2 };

	for (;;) {
		zairyu_handoff_request request = { .size = sizeof request };
		int rc = zairyu_handoff_wait(scene->handoff, NULL, NULL);

		if (rc == 0)
			rc = zairyu_handoff_take(scene->handoff, &request, NULL);
		if (rc == 0 && request.kind == ZAIRYU_HANDOFF_CLOSED)
			return 0;
		if (rc == 0 && request.kind == ZAIRYU_HANDOFF_CANCEL)
			rc = zairyu_handoff_give(scene->handoff, request.serial, word, NULL) != ZAIRYU_ERR_STATE;
		else if (rc == 0 && request.serial)
			rc = answer(scene, &request);
		if (rc != 0)
			return rc;
	}
}

static int play(struct scene *scene)
{
	pthread_t thread;
	int rc = zairyu_cancel_new(&scene->cancel, NULL);

	if (rc == 0)
		rc = zairyu_handoff_new(scene->ctx, "phone:", &scene->handoff, &scene->transport, NULL);
	if (rc == 0) {
		if (pthread_create(&thread, NULL, session_main, scene) != 0)
			abort();
		rc = host(scene);
		zairyu_handoff_free(scene->handoff);
		pthread_join(thread, NULL);
		rc = rc != ZAIRYU_OK ? rc : scene->rc;
	}
	zairyu_cancel_free(scene->cancel);
	scene->cancel = NULL;
	return rc;
}

START_TEST(every_allocation_fails)
{
	struct scene scene = { 0 };
	long fail_at = 0;
	bool failed = true;
	int rc = 0;

	ck_assert_int_eq(zairyu_context_new(&scene.ctx, NULL), 0);
	for (; failed; fail_at++) {
		const size_t before = live_count;

		until_failure = fail_at;
		rc = play(&scene);
		failed = until_failure < 0;
		until_failure = -1;
		ck_assert_uint_eq(live_count, before);
		ck_assert(rc == 0 || rc == ZAIRYU_ERR_NO_MEMORY);
	}
	ck_assert_int_eq(rc, 0);
	ck_assert_int_gt(fail_at, 10);
	zairyu_context_free(scene.ctx);
	ck_assert_uint_eq(unwiped, 0);
	ck_assert(!overflowed);
}
END_TEST

static size_t secrets_left(void)
{
	size_t count = 0;

	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < LIVE_MAX; i++)
		count += live[i].p && contains_secret(live[i].p, live[i].size);
	pthread_mutex_unlock(&lock);
	return count;
}

/* Closed by the host while it has a command, and before it took one. What it has stays until it is freed, no longer. */
START_TEST(commands_of_which_nothing_came)
{
	struct scene scene = { 0 };
	zairyu_handoff_request request = { .size = sizeof request };
	zairyu_session *session; /* keeps the other side alive */
	pthread_t thread;

	ck_assert_int_eq(zairyu_context_new(&scene.ctx, NULL), 0);
	for (int taken = 0; taken < 2; taken++) {
		const size_t before = live_count;

		ck_assert_int_eq(zairyu_handoff_new(scene.ctx, "", &scene.handoff, &scene.transport, NULL), 0);
		ck_assert_int_eq(zairyu_session_new(scene.transport, &session, NULL), 0);
		ck_assert_int_eq(pthread_create(&thread, NULL, session_main, &scene), 0);
		ck_assert_int_eq(zairyu_handoff_wait(scene.handoff, NULL, NULL), 0);
		ck_assert_int_eq(zairyu_handoff_take(scene.handoff, &request, NULL), 0);
		ck_assert_int_eq(answer(&scene, &request), 0);
		ck_assert_int_eq(zairyu_handoff_wait(scene.handoff, NULL, NULL), 0);
		if (taken)
			ck_assert_int_eq(zairyu_handoff_take(scene.handoff, &request, NULL), 0);
		zairyu_handoff_close(scene.handoff);
		pthread_join(thread, NULL);
		ck_assert_int_eq(scene.rc, ZAIRYU_ERR_READER_GONE);
		ck_assert_uint_eq(secrets_left(), (size_t)taken);
		zairyu_handoff_free(scene.handoff);
		ck_assert_uint_eq(secrets_left(), 0);
		zairyu_session_free(session);
		ck_assert_uint_eq(live_count, before);
	}
	zairyu_context_free(scene.ctx);
	ck_assert_uint_eq(unwiped, 0);
}
END_TEST

/* The check itself can fail: an unwiped block is noticed. */
START_TEST(it_notices)
{
	char *(*volatile copy)(const char *) = strdup; /* or the compiler leaves it all out */
	void (*volatile give_back)(void *) = free;

	give_back(copy("xxAA12345678BByy"));
	ck_assert_uint_eq(unwiped, 1);
}
END_TEST

SUITE_MAIN("handoff memory", 120, every_allocation_fails, commands_of_which_nothing_came, it_notices, NULL)

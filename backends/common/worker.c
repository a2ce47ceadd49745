/* SPDX-License-Identifier: BSD-2-Clause */
/* The thread that makes the calls which may block forever. */
#include "worker.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

/* The deepest calls of pcsc-lite need a few KiB; musl's and glibc's defaults differ by a factor of 64. */
#define STACK_SIZE ((size_t)256 * 1024)

/*
 * How long each side looks before it sleeps. A wake-up from sleep costs tens of microseconds, as much as a tenth of an
 * exchange with a fast reader; a real one takes milliseconds, so this is spent once per exchange and no more.
 */
enum { LOOK_NS = 200000 };

/* How often the caller looks whether it is to go on waiting; and whether there is room for one more worker. */
enum { CHECK_MS = 100, ROOM_MS = 20 };

struct workers {
	atomic_int references;
	atomic_int left; /* workers left behind that have not finished */
};

enum state {
	STATE_IDLE, /* the caller's turn */
	STATE_BUSY, /* the worker's turn */
	STATE_LEFT, /* the caller is gone: the worker frees everything */
};

struct worker {
	atomic_int state;
	pthread_mutex_t lock; /* taken to change the state, and to sleep until it changes */
	pthread_cond_t changed;
	pthread_t thread;
	void (*job)(void *payload); /* NULL: end */
	void *payload;
	void (*destroy)(void *payload);
	struct workers *workers;
};

struct workers *workers_new(void)
{
	struct workers *workers = malloc(sizeof *workers);

	if (!workers)
		return NULL;
	atomic_init(&workers->references, 1);
	atomic_init(&workers->left, 0);
	return workers;
}

/* Threads are the process's. Each library that has a backend in it has its own count of them. */
static struct workers of_process = { 1, 0 };

struct workers *workers_of_process(void)
{
	return &of_process;
}

void workers_free(struct workers *workers)
{
	if (workers && workers != &of_process && atomic_fetch_sub(&workers->references, 1) == 1)
		free(workers);
}

static struct timespec now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return t;
}

int64_t worker_now_ms(void)
{
	const struct timespec t = now();

	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static struct timespec after_ms(uint32_t ms)
{
	struct timespec t = now();

	t.tv_sec += ms / 1000;
	t.tv_nsec += (long)(ms % 1000) * 1000000;
	if (t.tv_nsec >= 1000000000) {
		t.tv_sec++;
		t.tv_nsec -= 1000000000;
	}
	return t;
}

static bool has_come(struct timespec end)
{
	struct timespec t = now();

	return t.tv_sec > end.tv_sec || (t.tv_sec == end.tv_sec && t.tv_nsec >= end.tv_nsec);
}

/* Whether the state changed away from `from` while we looked. Yields, so that whom we wait for gets the processor. */
static bool look(struct worker *worker, enum state from)
{
	struct timespec start = now(), t;

	do {
		if (atomic_load_explicit(&worker->state, memory_order_acquire) != (int)from)
			return true;
		(void)sched_yield();
		t = now();
	} while ((t.tv_sec - start.tv_sec) * 1000000000L + (t.tv_nsec - start.tv_nsec) < LOOK_NS);
	return false;
}

/* Sleeps until the state is another than `from`, or `until` has come (NULL: never). */
static enum state sleep_while(struct worker *worker, enum state from, const struct timespec *until)
{
	enum state state;
	int rc = 0;

	pthread_mutex_lock(&worker->lock);
	while ((state = (enum state)atomic_load(&worker->state)) == from && rc != ETIMEDOUT)
		rc = until ? pthread_cond_timedwait(&worker->changed, &worker->lock, until)
			   : pthread_cond_wait(&worker->changed, &worker->lock);
	pthread_mutex_unlock(&worker->lock);
	return state;
}

/* Changes the state from one to another if it still is what we think. */
static bool turn(struct worker *worker, enum state from, enum state to)
{
	int expected = (int)from;
	bool done;

	pthread_mutex_lock(&worker->lock);
	done = atomic_compare_exchange_strong(&worker->state, &expected, (int)to);
	if (done)
		pthread_cond_signal(&worker->changed);
	pthread_mutex_unlock(&worker->lock);
	return done;
}

static void release(struct worker *worker)
{
	pthread_cond_destroy(&worker->changed);
	pthread_mutex_destroy(&worker->lock);
	workers_free(worker->workers);
	free(worker);
}

/* On the worker's thread: makes its calls until told to end or left behind. */
static void serve(struct worker *worker)
{
	for (;;) {
		if (!look(worker, STATE_IDLE))
			(void)sleep_while(worker, STATE_IDLE, NULL);
		if (!worker->job)
			return;
		worker->job(worker->payload);
		if (!turn(worker, STATE_BUSY, STATE_IDLE))
			return;
	}
}

static void *thread_main(void *arg)
{
	struct worker *worker = arg;

	serve(worker);
	worker->destroy(worker->payload);
	if (turn(worker, STATE_BUSY, STATE_IDLE))
		return NULL; /* the caller joins us and frees the worker */
	atomic_fetch_sub(&worker->workers->left, 1);
	release(worker);
	return NULL;
}

/* The caller will not come back; from now on only the worker's thread touches the worker. Not if it is just done. */
static void leave(struct worker **worker)
{
	struct worker *left = *worker;
	pthread_t thread = left->thread;

	atomic_fetch_add(&left->workers->left, 1);
	if (turn(left, STATE_BUSY, STATE_LEFT)) {
		(void)pthread_detach(thread);
		*worker = NULL;
		return;
	}
	atomic_fetch_sub(&left->workers->left, 1);
}

/* As pthread functions do, the next ones return 0 or a code of errno's. */
static int init_sync(struct worker *worker)
{
	pthread_condattr_t attr;
	int rc = pthread_mutex_init(&worker->lock, NULL);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = pthread_condattr_init(&attr);
	if (rc == ZAIRYU_OK) {
		rc = pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
		if (rc == ZAIRYU_OK)
			rc = pthread_cond_init(&worker->changed, &attr);
		pthread_condattr_destroy(&attr);
	}
	if (rc != ZAIRYU_OK)
		pthread_mutex_destroy(&worker->lock);
	return rc;
}

/* Signals belong to the program's own threads. */
static int start_thread(struct worker *worker)
{
	pthread_attr_t attr;
	sigset_t all, before;
	int rc = pthread_attr_init(&attr);

	if (rc != ZAIRYU_OK)
		return rc;
	(void)pthread_attr_setstacksize(&attr, STACK_SIZE);
	sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	rc = pthread_create(&worker->thread, &attr, thread_main, worker);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attr);
	return rc;
}

static int worker_new(struct workers *workers, void *payload, void (*destroy)(void *payload), struct worker **out)
{
	struct worker *worker = calloc(1, sizeof *worker);
	int rc;

	if (!worker)
		return ENOMEM;
	atomic_init(&worker->state, STATE_IDLE);
	rc = init_sync(worker);
	if (rc != ZAIRYU_OK) {
		free(worker);
		return rc;
	}
	atomic_fetch_add(&workers->references, 1);
	worker->workers = workers;
	worker->payload = payload;
	worker->destroy = destroy;
	rc = start_thread(worker);
	if (rc != ZAIRYU_OK)
		release(worker);
	else
		*out = worker;
	return rc;
}

/* Whether the caller is to go on: its own wait, and our limit (WAIT_FOREVER: none). */
static int check(const zairyu_wait *wait, uint32_t most_ms, struct timespec end)
{
	int rc = zairyu_wait_check(wait, NULL);

	return rc == ZAIRYU_OK && most_ms != ZAIRYU_WAIT_FOREVER && has_come(end) ? ZAIRYU_ERR_TIMEOUT : rc;
}

static int wait_for_room(struct workers *workers, const zairyu_wait *wait, uint32_t most_ms)
{
	const struct timespec end = after_ms(most_ms);
	int rc = zairyu_wait_check(wait, NULL);

	while (rc == ZAIRYU_OK && atomic_load(&workers->left) >= WORKERS_LEFT_MAX) {
		rc = zairyu_wait_sleep(wait, ROOM_MS, NULL);
		if (rc == ZAIRYU_OK)
			rc = check(wait, most_ms, end);
	}
	return rc;
}

int worker_start(struct workers *workers, void *payload, void (*destroy)(void *payload), const zairyu_wait *wait,
		 uint32_t most_ms, struct worker **out)
{
	int rc = wait_for_room(workers, wait, most_ms), number = 0;

	*out = NULL;
	if (rc == ZAIRYU_OK)
		number = worker_new(workers, payload, destroy, out);
	if (number)
		rc = worker_failure(number);
	if (rc != ZAIRYU_OK)
		destroy(payload);
	if (number)
		errno = number; /* destroying may have set it */
	return rc;
}

int worker_run(struct worker **worker, void (*job)(void *payload), const zairyu_wait *wait)
{
	return worker_run_within(worker, job, wait, ZAIRYU_WAIT_FOREVER);
}

int worker_run_within(struct worker **worker, void (*job)(void *payload), const zairyu_wait *wait, uint32_t most_ms)
{
	struct timespec end = after_ms(most_ms);
	struct worker *w = *worker;
	int rc = zairyu_wait_check(wait, NULL);

	if (rc != ZAIRYU_OK)
		return rc;
	w->job = job;
	(void)turn(w, STATE_IDLE, STATE_BUSY);
	if (look(w, STATE_BUSY))
		return ZAIRYU_OK;
	while (rc == ZAIRYU_OK) {
		struct timespec until = after_ms(zairyu_wait_slice(wait, CHECK_MS));

		if (sleep_while(w, STATE_BUSY, &until) != STATE_BUSY)
			return ZAIRYU_OK;
		rc = check(wait, most_ms, end);
	}
	leave(worker);
	return *worker ? ZAIRYU_OK : rc;
}

void worker_stop(struct worker **worker, uint32_t limit_ms)
{
	struct timespec until = after_ms(limit_ms);
	struct worker *w = *worker;

	if (!w)
		return;
	w->job = NULL;
	(void)turn(w, STATE_IDLE, STATE_BUSY);
	if (sleep_while(w, STATE_BUSY, &until) == STATE_BUSY)
		leave(worker);
	if (!*worker)
		return;
	(void)pthread_join(w->thread, NULL);
	release(w);
	*worker = NULL;
}

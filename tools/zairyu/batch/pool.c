/* SPDX-License-Identifier: BSD-2-Clause */
/* Work for several threads that comes back in the order in which it was given. */
#include "batch/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "person/signals.h"

enum { SLOTS_PER_JOB = 32 };

struct slot {
	void *item;
	bool done;
};

/* Items are numbered from 0; number n is in slot n mod `slots`. */
struct pool {
	pool_work *work;
	void *userdata;
	pthread_mutex_t lock; /* over all that follows */
	pthread_cond_t given, finished;
	pthread_t *thread;
	size_t jobs, threads, idle;
	struct slot *slot;
	size_t slots;
	uint64_t head;    /* the next to be taken */
	uint64_t ready;   /* all before it are done */
	uint64_t next;    /* the next to be begun */
	uint64_t tail;    /* the next to be given */
	uint64_t awaited; /* `ready` for which the owner waits */
	bool closing;
};

static struct slot *slot_of(const struct pool *pool, uint64_t number)
{
	return &pool->slot[number % pool->slots];
}

/* A clock that nobody sets. */
static int init_finished(pthread_cond_t *condition)
{
	pthread_condattr_t attributes;
	int rc = pthread_condattr_init(&attributes);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	if (rc == ZAIRYU_OK)
		rc = pthread_cond_init(condition, &attributes);
	pthread_condattr_destroy(&attributes);
	return rc;
}

static int init_locks(struct pool *pool)
{
	if (pthread_mutex_init(&pool->lock, NULL))
		return -1;
	if (pthread_cond_init(&pool->given, NULL)) {
		pthread_mutex_destroy(&pool->lock);
		return -1;
	}
	if (init_finished(&pool->finished)) {
		pthread_cond_destroy(&pool->given);
		pthread_mutex_destroy(&pool->lock);
		return -1;
	}
	return 0;
}

struct pool *pool_new(size_t jobs, pool_work *work, void *userdata)
{
	struct pool *pool = calloc(1, sizeof *pool);

	if (!pool)
		return NULL;
	*pool = (struct pool){ .work = work, .userdata = userdata, .jobs = jobs, .slots = jobs * SLOTS_PER_JOB };
	pool->thread = calloc(pool->jobs, sizeof *pool->thread);
	pool->slot = calloc(pool->slots, sizeof *pool->slot);
	if (!pool->thread || !pool->slot || init_locks(pool)) {
		free(pool->slot);
		free(pool->thread);
		free(pool);
		return NULL;
	}
	return pool;
}

/* With the lock held: waits for an item. NULL when the pool closes. */
static struct slot *begin_next(struct pool *pool)
{
	pool->idle++;
	while (!pool->closing && pool->next == pool->tail)
		pthread_cond_wait(&pool->given, &pool->lock);
	pool->idle--;
	return pool->closing ? NULL : slot_of(pool, pool->next++);
}

/* With the lock held. */
static void mark_done(struct pool *pool, struct slot *slot)
{
	slot->done = true;
	while (pool->ready < pool->next && slot_of(pool, pool->ready)->done)
		pool->ready++;
	if (pool->ready >= pool->awaited)
		pthread_cond_signal(&pool->finished);
}

static void *serve(void *userdata)
{
	struct pool *pool = userdata;
	struct slot *slot;

	pthread_mutex_lock(&pool->lock);
	while ((slot = begin_next(pool))) {
		void *item = slot->item;

		pthread_mutex_unlock(&pool->lock);
		pool->work(pool->userdata, item);
		pthread_mutex_lock(&pool->lock);
		mark_done(pool, slot);
	}
	pthread_mutex_unlock(&pool->lock);
	return NULL;
}

void pool_free(struct pool *pool)
{
	if (!pool)
		return;
	pthread_mutex_lock(&pool->lock);
	pool->closing = true;
	pthread_cond_broadcast(&pool->given);
	pthread_mutex_unlock(&pool->lock);
	for (size_t i = 0; i < pool->threads; i++)
		pthread_join(pool->thread[i], NULL);
	pthread_cond_destroy(&pool->finished);
	pthread_cond_destroy(&pool->given);
	pthread_mutex_destroy(&pool->lock);
	free(pool->slot);
	free(pool->thread);
	free(pool);
}

/* Head and tail are the owner's own to change. */
bool pool_has_room(const struct pool *pool)
{
	return pool->tail - pool->head < pool->slots;
}

bool pool_is_empty(const struct pool *pool)
{
	return pool->tail == pool->head;
}

bool pool_give(struct pool *pool, void *item)
{
	bool taken;

	pthread_mutex_lock(&pool->lock);
	if (pool->idle <= pool->tail - pool->next && pool->threads < pool->jobs &&
	    pthread_create(&pool->thread[pool->threads], NULL, serve, pool) == 0)
		pool->threads++;
	taken = pool->threads > 0;
	if (taken) {
		*slot_of(pool, pool->tail++) = (struct slot){ .item = item };
		pthread_cond_signal(&pool->given);
	}
	pthread_mutex_unlock(&pool->lock);
	return taken;
}

void *pool_take(struct pool *pool)
{
	void *item = NULL;

	pthread_mutex_lock(&pool->lock);
	if (pool->head < pool->ready)
		item = slot_of(pool, pool->head++)->item;
	pthread_mutex_unlock(&pool->lock);
	return item;
}

void *pool_take_back(struct pool *pool)
{
	void *item = NULL;

	pthread_mutex_lock(&pool->lock);
	if (pool->next < pool->tail)
		item = slot_of(pool, --pool->tail)->item;
	pthread_mutex_unlock(&pool->lock);
	return item;
}

static struct timespec in_future(unsigned milliseconds)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	time.tv_sec += milliseconds / 1000;
	time.tv_nsec += (long)(milliseconds % 1000) * 1000000;
	if (time.tv_nsec >= 1000000000) {
		time.tv_sec++;
		time.tv_nsec -= 1000000000;
	}
	return time;
}

void pool_wait(struct pool *pool, unsigned milliseconds)
{
	struct timespec until = in_future(milliseconds);
	int rc = 0;

	pthread_mutex_lock(&pool->lock);
	/* Half of it, so that threads still have work while the rest is taken and given. */
	pool->awaited = pool->head + (pool->tail - pool->head + 1) / 2;
	while (rc == 0 && pool->ready < pool->awaited)
		rc = pthread_cond_timedwait(&pool->finished, &pool->lock, &until);
	pthread_mutex_unlock(&pool->lock);
}

void pool_wake(struct pool *pool)
{
	for (size_t i = 0; i < pool->threads; i++)
		(void)pthread_kill(pool->thread[i], SIGNAL_WAKE);
}

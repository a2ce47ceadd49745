/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Work for several threads that comes back in the order in which it was given. Room is bounded: who gives faster than
 * the threads work, or takes slower, waits, and memory stays flat.
 */
#ifndef BATCH_POOL_H
#define BATCH_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct pool;

/* Does the work on an item, on some thread. */
typedef void pool_work(void *userdata, void *item);

/* At most `jobs` threads, begun as they are needed. NULL without memory. */
struct pool *pool_new(size_t jobs, pool_work *work, void *userdata);
/* Ends the threads. Nothing may be in it any more. */
void pool_free(struct pool *pool);

/* All of these are for the one thread that owns the pool. */
bool pool_has_room(const struct pool *pool);
bool pool_is_empty(const struct pool *pool);
/* Gives an item; there must be room. False if there is no thread at all: then it was not taken. */
bool pool_give(struct pool *pool, void *item);
/* The oldest item, once the work on it is done; else NULL. */
void *pool_take(struct pool *pool);
/* Takes back an item that no thread has begun with; NULL if there is none. */
void *pool_take_back(struct pool *pool);
/* Waits until half of what is in it can be taken, at most so long. */
void pool_wait(struct pool *pool, unsigned milliseconds);
/* Ends a system call in which a thread may wait (signals_catch_wake()). One that is about to wait must be woken again.
 */
void pool_wake(struct pool *pool);

#endif

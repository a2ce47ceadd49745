/* SPDX-License-Identifier: BSD-2-Clause */
#include "speedup.h"

#include <pthread.h>

#include "bench.h"

struct worker {
	pthread_t thread;
	pthread_barrier_t *start;
	void *userdata;
	round_fn *round;
	unsigned index, repeats;
	double begin, end;
};

static void *work(void *userdata)
{
	struct worker *w = userdata;

	pthread_barrier_wait(w->start);
	w->begin = bench_wall_us();
	for (unsigned i = 0; i < w->repeats; i++)
		w->round(w->userdata, w->index);
	w->end = bench_wall_us();
	return NULL;
}

/* By the clock, microseconds from the first one's start to the last one's end. */
static double run_threads(void *userdata, round_fn *round, unsigned repeats, unsigned count)
{
	pthread_barrier_t start;
	struct worker workers[THREADS];
	double begin = 0, end = 0;

	BENCH_REQUIRE(pthread_barrier_init(&start, NULL, count) == 0);
	for (unsigned i = 0; i < count; i++) {
		workers[i] = (struct worker){
			.start = &start, .userdata = userdata, .round = round, .index = i, .repeats = repeats
		};
		BENCH_REQUIRE(pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0);
	}
	for (unsigned i = 0; i < count; i++) {
		pthread_join(workers[i].thread, NULL);
		begin = i == 0 || workers[i].begin < begin ? workers[i].begin : begin;
		end = workers[i].end > end ? workers[i].end : end;
	}
	pthread_barrier_destroy(&start);
	return end - begin;
}

double speedup(void *userdata, round_fn *round, unsigned repeats)
{
	double one = run_threads(userdata, round, repeats, 1);

	return THREADS * one / run_threads(userdata, round, repeats, THREADS);
}

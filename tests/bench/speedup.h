/* SPDX-License-Identifier: BSD-2-Clause */
/* What a second thread adds. */
#ifndef BENCH_SPEEDUP_H
#define BENCH_SPEEDUP_H

enum { THREADS = 2 };

/* One round of a thread's work; `index` is the thread's. */
typedef void round_fn(void *userdata, unsigned index);

/* How many times the work of one thread two do in the same time. */
double speedup(void *userdata, round_fn *round, unsigned repeats);

#endif

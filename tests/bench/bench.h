/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the benchmark programs share: clocks, pairs of measurements taken in turn, and results as JSON lines on standard
 * output, which run.py collects.
 *
 * Machines drift, so what counts is the ratio of our code to its floor, each round measuring both; the median of the
 * rounds' ratios is the result. Nothing here fails because a machine is slow.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>

/* Ends the program unless the condition holds: a benchmark of something that failed says nothing. */
#define BENCH_REQUIRE(condition) bench_require((condition), #condition, __FILE__, __LINE__)
void bench_require(bool holds, const char *what, const char *file, int line);

/* Microseconds by the clock. */
double bench_wall_us(void);

/* How much is measured. `--smoke` is one short round, to see that everything runs to its end. */
struct bench_effort {
	bool smoke;
	unsigned rounds;
};
struct bench_effort bench_effort(int argc, char **argv);

typedef void bench_fn(void *userdata);

struct bench_pair {
	double ours, floor; /* medians, microseconds per call */
	double ratio;       /* median of ours / floor, round by round */
};

/* Measures both in turn: `repeats` calls of each in each round, after one call of each that does not count. */
struct bench_pair bench_compare(struct bench_effort effort, unsigned repeats, bench_fn *ours, bench_fn *floor,
				void *userdata);

/* The same for single waits: each side fills in how long each of `count` of them took by the clock. */
typedef void bench_times_fn(void *userdata, double *times, unsigned count);
struct bench_pair bench_compare_latency(struct bench_effort effort, unsigned count, bench_times_fn *ours,
					bench_times_fn *floor, void *userdata);

/* Sorts and takes the middle. */
double bench_median(double *values, size_t count);

/* A result: `value` against `goal`, which it is to be at most (or at least). A goal of 0 means there is none. */
struct bench_result {
	const char *group, *name;
	const char *what; /* of which `value` is: "ours / floor", "bytes" */
	double value, goal;
	bool at_least;
	double ours, floor; /* behind a ratio; 0 if it is none */
	const char *unit;   /* of these two */
};
void bench_report(const struct bench_result *result);
/* That of a pair: its ratio, which is to be at most `goal`. */
void bench_report_pair(const char *group, const char *name, const char *what, double goal,
		       const struct bench_pair *pair);

#endif

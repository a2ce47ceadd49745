/* SPDX-License-Identifier: BSD-2-Clause */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 41, ROUNDS_MAX = 64, LATENCIES_MAX = 256 };

void bench_require(bool holds, const char *what, const char *file, int line)
{
	if (holds)
		return;
	fprintf(stderr, "%s:%d: %s does not hold\n", file, line, what);
	exit(1);
}

static double clock_us(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double bench_cpu_us(void)
{
	return clock_us(CLOCK_THREAD_CPUTIME_ID);
}

double bench_wall_us(void)
{
	return clock_us(CLOCK_MONOTONIC);
}

struct bench_effort bench_effort(int argc, char **argv)
{
	bool smoke = argc > 1 && strcmp(argv[argc - 1], "--smoke") == 0;

	return (struct bench_effort){ .smoke = smoke, .rounds = smoke ? 1 : ROUNDS };
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double bench_median(double *values, size_t count)
{
	BENCH_REQUIRE(count > 0);
	qsort(values, count, sizeof *values, by_value);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static double time_calls(bench_fn *fn, void *userdata, unsigned repeats)
{
	double start = bench_cpu_us();

	for (unsigned i = 0; i < repeats; i++)
		fn(userdata);
	return (bench_cpu_us() - start) / repeats;
}

struct bench_pair bench_compare(struct bench_effort effort, unsigned repeats, bench_fn *ours, bench_fn *floor,
				void *userdata)
{
	double our_times[ROUNDS_MAX], floor_times[ROUNDS_MAX], ratios[ROUNDS_MAX];

	BENCH_REQUIRE(effort.rounds <= ROUNDS_MAX);
	if (effort.smoke)
		repeats = 1;
	ours(userdata);
	floor(userdata);
	for (unsigned i = 0; i < effort.rounds; i++) {
		/* Who goes first changes, so that neither always finds the caches the other left. */
		if (i % 2)
			our_times[i] = time_calls(ours, userdata, repeats);
		floor_times[i] = time_calls(floor, userdata, repeats);
		if (i % 2 == 0)
			our_times[i] = time_calls(ours, userdata, repeats);
		ratios[i] = our_times[i] / floor_times[i];
	}
	return (struct bench_pair){ .ours = bench_median(our_times, effort.rounds),
				    .floor = bench_median(floor_times, effort.rounds),
				    .ratio = bench_median(ratios, effort.rounds) };
}

struct bench_pair bench_compare_latency(struct bench_effort effort, unsigned count, bench_times_fn *ours,
					bench_times_fn *floor, void *userdata)
{
	double our_medians[ROUNDS_MAX], floor_medians[ROUNDS_MAX], ratios[ROUNDS_MAX], times[LATENCIES_MAX];

	BENCH_REQUIRE(effort.rounds <= ROUNDS_MAX && count <= LATENCIES_MAX);
	for (unsigned i = 0; i < effort.rounds; i++) {
		for (unsigned side = 0; side < 2; side++) {
			bool is_ours = side == i % 2;

			(is_ours ? ours : floor)(userdata, times, count);
			(is_ours ? our_medians : floor_medians)[i] = bench_median(times, count);
		}
		ratios[i] = our_medians[i] / floor_medians[i];
	}
	return (struct bench_pair){ .ours = bench_median(our_medians, effort.rounds),
				    .floor = bench_median(floor_medians, effort.rounds),
				    .ratio = bench_median(ratios, effort.rounds) };
}

void bench_report(const struct bench_result *r)
{
	printf("{\"group\": \"%s\", \"name\": \"%s\", \"what\": \"%s\", \"value\": %.6g", r->group, r->name, r->what,
	       r->value);
	if (r->goal > 0)
		printf(", \"%s\": %.6g", r->at_least ? "at_least" : "at_most", r->goal);
	if (r->unit)
		printf(", \"ours\": %.6g, \"floor\": %.6g, \"unit\": \"%s\"", r->ours, r->floor, r->unit);
	printf("}\n");
	fflush(stdout);
}

void bench_report_pair(const char *group, const char *name, const char *what, double goal,
		       const struct bench_pair *pair)
{
	bench_report(&(struct bench_result){ .group = group,
					     .name = name,
					     .what = what,
					     .value = pair->ratio,
					     .goal = goal,
					     .ours = pair->ours,
					     .floor = pair->floor,
					     .unit = "us" });
}

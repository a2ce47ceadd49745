/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What an exchange through a hand-off costs, against the least that two threads which poll need to hand something over
 * and back: a descriptor for each direction. The host answers at once, so what is measured is the way alone.
 */
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <zairyu.h>

#include "bench.h"

enum { PER_ROUND = 250, THERE = 0, BACK = 1, ANSWER_MAX = 7015 };

static const uint8_t command[] = { 0x00, 0xB0, 0x8A, 0x00, 0x00, 0x00, 0x00 };
static uint8_t content[ANSWER_MAX];

struct sides {
	zairyu_handoff *handoff;
	zairyu_transport *transport;
	int bare[2];
	uint8_t answer[ANSWER_MAX];
};

static void *host(void *userdata)
{
	struct sides *sides = userdata;

	for (;;) {
		zairyu_handoff_request request = { .size = sizeof request };
		zairyu_bytes answer = { content, sizeof content };

		BENCH_REQUIRE(zairyu_handoff_wait(sides->handoff, NULL, NULL) == ZAIRYU_OK);
		BENCH_REQUIRE(zairyu_handoff_take(sides->handoff, &request, NULL) == ZAIRYU_OK);
		if (request.kind == ZAIRYU_HANDOFF_CLOSED)
			return NULL;
		if (request.kind == ZAIRYU_HANDOFF_CONNECT)
			answer = (zairyu_bytes){ NULL, 0 };
		if (request.serial)
			BENCH_REQUIRE(zairyu_handoff_give(sides->handoff, request.serial, answer, NULL) == ZAIRYU_OK);
	}
}

static void signal_it(int fd, uint64_t number)
{
	BENCH_REQUIRE(write(fd, &number, sizeof number) == sizeof number);
}

/* The number that came. */
static uint64_t await(int fd)
{
	struct pollfd polled = { .fd = fd, .events = POLLIN };
	uint64_t number = 0;

	BENCH_REQUIRE(poll(&polled, 1, -1) == 1);
	BENCH_REQUIRE(read(fd, &number, sizeof number) == sizeof number);
	return number;
}

static void *bare_host(void *userdata)
{
	struct sides *sides = userdata;

	while (await(sides->bare[THERE]) == 1)
		signal_it(sides->bare[BACK], 1);
	return NULL;
}

static void ours(void *userdata, double *times, unsigned count)
{
	struct sides *sides = userdata;

	for (unsigned i = 0; i < count; i++) {
		double start = bench_wall_us();
		size_t len;

		BENCH_REQUIRE(zairyu_transport_transmit(sides->transport, NULL,
							(zairyu_bytes){ command, sizeof command }, sides->answer,
							sizeof sides->answer, &len, NULL) == ZAIRYU_OK);
		times[i] = bench_wall_us() - start;
	}
}

static void bare(void *userdata, double *times, unsigned count)
{
	struct sides *sides = userdata;

	for (unsigned i = 0; i < count; i++) {
		double start = bench_wall_us();

		signal_it(sides->bare[THERE], 1);
		(void)await(sides->bare[BACK]);
		times[i] = bench_wall_us() - start;
	}
}

int main(int argc, char **argv)
{
	struct sides sides;
	struct bench_pair pair;
	pthread_t threads[2];
	zairyu_context *ctx;

	memset(content, 0x90, sizeof content);
	BENCH_REQUIRE(zairyu_context_new(&ctx, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_handoff_new(ctx, "bench:", &sides.handoff, &sides.transport, NULL) == ZAIRYU_OK);
	for (int i = 0; i < 2; i++)
		BENCH_REQUIRE((sides.bare[i] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) >= 0);
	BENCH_REQUIRE(pthread_create(&threads[0], NULL, host, &sides) == 0);
	BENCH_REQUIRE(pthread_create(&threads[1], NULL, bare_host, &sides) == 0);
	BENCH_REQUIRE(zairyu_transport_connect(sides.transport, NULL, NULL) == ZAIRYU_OK);
	pair = bench_compare_latency(bench_effort(argc, argv), PER_ROUND, ours, bare, &sides);
	zairyu_transport_free(sides.transport);
	signal_it(sides.bare[THERE], 2);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < 2; i++)
		close(sides.bare[i]);
	zairyu_handoff_free(sides.handoff);
	zairyu_context_free(ctx);
	bench_report_pair("latency", "hand-off, answers of 7015 bytes", "time per exchange, ours / two eventfds", 1.5,
			  &pair);
	return 0;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Processor time of a read on the host: authenticate, decrypt, verify, the card's answers coming from memory. Against
 * libcrypto's calls alone (raw_read.h).
 *
 * host_cpu [--count ours|floor|whole CASE] [--smoke]: with --count, runs one side a few times for callgrind to count
 * in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "cards.h"
#include "playback.h"
#include "raw_read.h"
#include "session/session.h"
#include "trust/signer_cache.h"
#include "trust/trust.h"

enum { REPEATS = 20, COUNTED = 20 };

struct read_case {
	const char *name, *options;
	int family;
	unsigned flags;
	bool warm; /* the signer's certificate was proved before */
	double goal;
};

static const struct read_case cases[] = {
	{ "first generation, padding transferred", "type=1", 1, ZAIRYU_READ_WHOLE, false, 1.15 },
	{ "first generation", "type=1", 1, 0, false, 1.15 },
	{ "first generation, signer known", "type=1", 1, 0, true, 0 },
	{ "second generation, padding transferred", "type=05", 2, ZAIRYU_READ_WHOLE, false, 1.05 },
	{ "second generation", "type=05", 2, 0, false, 1.05 },
	{ "second generation, signer known", "type=05", 2, 0, true, 0 },
};
enum { CASES = sizeof cases / sizeof *cases };

struct bench_read {
	struct issuer_desk desk;
	const struct read_case *which;
	char number[ZAIRYU_NUMBER_SIZE];
	struct playback playback;
	zairyu_transport *player;
	struct raw_read raw;
};

/* Not inlined and not static, so that callgrind finds them by name. */
void measured_ours(void *userdata);
void measured_floor(void *userdata);
void measured_whole(void *userdata);

__attribute__((noinline)) void measured_ours(void *userdata)
{
	struct bench_read *b = userdata;

	if (!b->which->warm)
		signer_cache_clear(b->desk.trust->cache);
	zairyu_record_free(read_verified(b->player, b->number, b->desk.trust, b->which->flags));
}

__attribute__((noinline)) void measured_floor(void *userdata)
{
	raw_read_warm(&((struct bench_read *)userdata)->raw);
}

__attribute__((noinline)) void measured_whole(void *userdata)
{
	raw_read_whole(&((struct bench_read *)userdata)->raw);
}

/* The session key of the conversation, from a session that has it again. */
static void take_key(struct bench_read *b, uint8_t key[RAW_KEY_SIZE])
{
	zairyu_session *session;

	BENCH_REQUIRE(zairyu_session_new(b->player, &session, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_session_authenticate(session, b->number, strlen(b->number), NULL) == ZAIRYU_OK);
	memcpy(key, session->channel.key, RAW_KEY_SIZE);
	zairyu_session_free(session);
}

static void open_read(struct bench_read *b, const struct read_case *which)
{
	zairyu_vcard *card;
	zairyu_transport *virtual, *recorder;
	zairyu_record *record;
	zairyu_bytes ca;
	uint8_t key[RAW_KEY_SIZE];

	*b = (struct bench_read){ .which = which };
	desk_open(&b->desk);
	playback_fix_random(b->desk.ctx);
	card = desk_card(&b->desk, which->options);
	memcpy(b->number, zairyu_vcard_number(card), sizeof b->number);
	BENCH_REQUIRE(zairyu_vcard_transport(b->desk.ctx, card, 0, 0, &virtual, NULL) == ZAIRYU_OK);
	recorder = playback_recorder(b->desk.ctx, &b->playback, virtual);
	record = read_verified(recorder, b->number, b->desk.trust, which->flags);
	b->player = playback_player(b->desk.ctx, &b->playback);
	BENCH_REQUIRE(zairyu_vcard_ca_certificate(b->desk.ca, which->family, &ca, NULL) == ZAIRYU_OK);
	take_key(b, key);
	raw_read_init(&b->raw, &b->playback, key, record, ca);
	b->raw.signer_known = which->warm;
	zairyu_record_free(record);
	zairyu_transport_free(recorder);
	zairyu_transport_free(virtual);
	zairyu_vcard_free(card);
}

static void close_read(struct bench_read *b)
{
	raw_read_done(&b->raw);
	zairyu_transport_free(b->player);
	playback_done(&b->playback);
	desk_close(&b->desk);
}

static const struct side {
	const char *name;
	bench_fn *run;
} sides[] = { { "ours", measured_ours }, { "floor", measured_floor }, { "whole", measured_whole } };

static void measure(const struct read_case *which, struct bench_effort effort)
{
	struct bench_read b;
	struct bench_pair pair;

	open_read(&b, which);
	pair = bench_compare(effort, REPEATS, measured_ours, measured_whole, &b);
	bench_report_pair("host-cpu", which->name, "processor time, ours / libcrypto's calls", which->goal, &pair);
	pair = bench_compare(effort, REPEATS, measured_ours, measured_floor, &b);
	bench_report_pair("host-cpu", which->name, "processor time, ours / libcrypto warm, no key agreement",
			  which->goal, &pair);
	close_read(&b);
}

static int count(const char *name, const char *number)
{
	const struct side *side = sides;
	unsigned long index = strtoul(number, NULL, 10);
	struct bench_read b;

	BENCH_REQUIRE(index < CASES);
	while (side < sides + sizeof sides / sizeof *sides - 1 && strcmp(side->name, name) != 0)
		side++;
	open_read(&b, &cases[index]);
	for (int i = 0; i < COUNTED; i++)
		side->run(&b);
	close_read(&b);
	printf("%d %s\n", COUNTED, cases[index].name);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "--count") == 0)
		return count(argv[2], argv[3]);
	for (size_t i = 0; i < CASES; i++)
		measure(&cases[i], bench_effort(argc, argv));
	return 0;
}

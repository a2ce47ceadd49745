/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How many saved records a core verifies, against libcrypto's hash and signature checks alone; and what a second thread
 * adds.
 *
 * verify_rate [--count warm|load|cold FAMILY] [--smoke]: with --count, runs one of them a few times for callgrind to
 * count in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "cards.h"
#include "raw.h"
#include "speedup.h"
#include "trust/signer_cache.h"
#include "trust/trust.h"

enum { RECORDS = 8, SAVED_MAX = 32768 };

struct saved {
	uint8_t data[SAVED_MAX];
	size_t len;
};

struct family {
	const char *name, *type;
	int family;
	bool hash_in_floor; /* the goal of the second generation is stated against the signature check alone */
	double warm_goal;
	unsigned repeats;
};

static const struct family families[] = {
	{ "first generation", "1", ZAIRYU_FAMILY_FIRST_GENERATION, true, 0.85, 20 },
	{ "second generation", "05", ZAIRYU_FAMILY_SECOND_GENERATION, false, 0.90, 2 },
};

struct bench_verify {
	struct issuer_desk desk;
	const struct family *family;
	struct saved saved[RECORDS];
	zairyu_record *records[RECORDS];
	struct raw_card raw[THREADS][RECORDS]; /* nothing of it is shared between threads */
	uint8_t digests[RECORDS][32];
};

static int keep(void *userdata, const void *data, size_t len)
{
	struct saved *saved = userdata;

	BENCH_REQUIRE(len <= sizeof saved->data - saved->len);
	memcpy(saved->data + saved->len, data, len);
	saved->len += len;
	return 0;
}

static zairyu_record *load(const struct bench_verify *b, size_t i)
{
	const zairyu_bytes saved = { b->saved[i].data, b->saved[i].len };
	zairyu_record *record;

	BENCH_REQUIRE(zairyu_record_load(b->desk.ctx, saved, &record, NULL) == ZAIRYU_OK);
	return record;
}

static void make_record(struct bench_verify *b, size_t i)
{
	char options[64];
	zairyu_vcard *card;
	zairyu_record *record;
	zairyu_bytes ca;

	snprintf(options, sizeof options, "type=%s,number=AA%08zuBB", b->family->type, 10000000 + i);
	card = desk_card(&b->desk, options);
	record = desk_read(&b->desk, card);
	BENCH_REQUIRE(zairyu_record_save(record, 0, keep, &b->saved[i], NULL) == ZAIRYU_OK);
	zairyu_record_free(record);
	zairyu_vcard_free(card);
	b->records[i] = load(b, i);
	BENCH_REQUIRE(zairyu_vcard_ca_certificate(b->desk.ca, b->family->family, &ca, NULL) == ZAIRYU_OK);
	for (int k = 0; k < THREADS; k++)
		raw_card_init(&b->raw[k][i], b->records[i], ca);
	raw_digest(&b->raw[0][i].data, b->digests[i]);
}

static void verify_one(const struct bench_verify *b, const zairyu_record *record)
{
	zairyu_report *report;

	/* A custom anchor: right in every way, and not called genuine. */
	BENCH_REQUIRE(zairyu_verify(b->desk.trust, record, 0, &report, NULL) == ZAIRYU_ERR_NOT_GENUINE);
	BENCH_REQUIRE(zairyu_report_falsification(report) == ZAIRYU_RESULT_OK &&
		      zairyu_report_issuer(report) == ZAIRYU_RESULT_OK);
	zairyu_report_free(report);
}

/* Not inlined and not static, so that callgrind finds it by name. */
void measured_verify(bench_fn *run, struct bench_verify *b);

__attribute__((noinline)) void measured_verify(bench_fn *run, struct bench_verify *b)
{
	run(b);
}

static void verify_warm(void *userdata)
{
	const struct bench_verify *b = userdata;

	for (size_t i = 0; i < RECORDS; i++)
		verify_one(b, b->records[i]);
}

static void verify_cold(void *userdata)
{
	const struct bench_verify *b = userdata;

	for (size_t i = 0; i < RECORDS; i++) {
		signer_cache_clear(b->desk.trust->cache);
		verify_one(b, b->records[i]);
	}
}

static void load_and_verify(void *userdata)
{
	const struct bench_verify *b = userdata;

	for (size_t i = 0; i < RECORDS; i++) {
		zairyu_record *record = load(b, i);

		verify_one(b, record);
		zairyu_record_free(record);
	}
}

static void floor_warm(void *userdata)
{
	const struct bench_verify *b = userdata;

	for (size_t i = 0; i < RECORDS; i++) {
		if (b->family->hash_in_floor)
			raw_check(&b->raw[0][i].data);
		else
			raw_verify_digest(&b->raw[0][i].data, b->digests[i]);
	}
}

/* Both signatures of a card, keys warm. */
static void floor_cold(void *userdata)
{
	const struct bench_verify *b = userdata;

	for (size_t i = 0; i < RECORDS; i++) {
		raw_check(&b->raw[0][i].data);
		raw_check(&b->raw[0][i].certificate);
	}
}

static void report_rate(const struct family *family, const char *what, const struct bench_pair *pair, double goal)
{
	char name[100];

	snprintf(name, sizeof name, "%s, %s", family->name, what);
	bench_report(&(struct bench_result){ .group = "verify-rate",
					     .name = name,
					     .what = "records per second of a core, ours / libcrypto alone",
					     .value = 1 / pair->ratio,
					     .goal = goal,
					     .at_least = true,
					     .ours = RECORDS * 1e6 / pair->ours,
					     .floor = RECORDS * 1e6 / pair->floor,
					     .unit = "records/s" });
}

static void round_ours(void *userdata, unsigned index)
{
	(void)index;
	verify_warm(userdata);
}

static void round_floor(void *userdata, unsigned index)
{
	const struct bench_verify *b = userdata;

	for (size_t k = 0; k < RECORDS; k++)
		raw_check(&b->raw[index][k].data);
}

/* Arithmetic in registers: what the machine gives a second thread that needs nothing but a core. */
static void round_arithmetic(void *userdata, unsigned index)
{
	volatile uint64_t result;
	uint64_t x = index + 1;

	(void)userdata;
	for (unsigned i = 0; i < 500000; i++)
		x = x * 6364136223846793005u + 1442695040888963407u;
	result = x;
	(void)result;
}

static void measure_threads(struct bench_verify *b, struct bench_effort effort)
{
	const unsigned repeats = effort.smoke ? 1 : b->family->repeats * 10;
	double ours[64], floor[64], ratios[64];
	char name[100];

	for (unsigned i = 0; i < effort.rounds; i++) {
		floor[i] = speedup(b, round_floor, repeats);
		ours[i] = speedup(b, round_ours, repeats);
		ratios[i] = ours[i] / floor[i];
	}

	snprintf(name, sizeof name, "%s, two threads", b->family->name);
	bench_report(&(struct bench_result){ .group = "verify-rate",
					     .name = name,
					     .what = "records per second, two threads / one",
					     .value = bench_median(ours, effort.rounds),
					     .goal = 1.9,
					     .at_least = true,
					     .ours = bench_median(ours, effort.rounds),
					     .floor = bench_median(floor, effort.rounds),
					     .unit = "times; the floor is libcrypto alone, nothing shared" });
	bench_report(&(struct bench_result){ .group = "verify-rate",
					     .name = name,
					     .what = "gain by a second thread, ours / libcrypto alone",
					     .value = bench_median(ratios, effort.rounds) });
}

static struct bench_verify *open_bench(const struct family *family)
{
	struct bench_verify *b = calloc(1, sizeof *b);

	BENCH_REQUIRE(b != NULL);
	b->family = family;
	desk_open(&b->desk);
	for (size_t i = 0; i < RECORDS; i++)
		make_record(b, i);
	return b;
}

static void close_bench(struct bench_verify *b)
{
	for (size_t i = 0; i < RECORDS; i++) {
		for (int k = 0; k < THREADS; k++)
			raw_card_done(&b->raw[k][i]);
		zairyu_record_free(b->records[i]);
	}
	desk_close(&b->desk);
	free(b);
}

static void measure(const struct family *family, struct bench_effort effort)
{
	struct bench_verify *b = open_bench(family);
	struct bench_pair pair;

	pair = bench_compare(effort, family->repeats, verify_warm, floor_warm, b);
	report_rate(family, "signer known", &pair, family->warm_goal);
	pair = bench_compare(effort, family->repeats, load_and_verify, floor_warm, b);
	report_rate(family, "signer known, loading included", &pair, 0);
	pair = bench_compare(effort, family->repeats, verify_cold, floor_cold, b);
	report_rate(family, "signer unknown, against both signatures", &pair, 0);
	measure_threads(b, effort);
	close_bench(b);
}

static const struct {
	const char *name;
	bench_fn *run;
} counted[] = { { "warm", verify_warm }, { "load", load_and_verify }, { "cold", verify_cold } };

static int count(const char *name, const char *number)
{
	enum { COUNTED = 3, KINDS = sizeof counted / sizeof *counted };
	unsigned long index = strtoul(number, NULL, 10);
	struct bench_verify *b;
	size_t which = 0;

	while (which < KINDS && strcmp(counted[which].name, name) != 0)
		which++;
	BENCH_REQUIRE(which < KINDS && index < sizeof families / sizeof *families);
	b = open_bench(&families[index]);
	for (int i = 0; i <= COUNTED; i++) { /* the first finds no certificate kept, and is not counted */
		if (i > 0)
			measured_verify(counted[which].run, b);
		else
			counted[which].run(b);
	}
	close_bench(b);
	printf("%d %s\n", COUNTED * RECORDS, families[index].name);
	return 0;
}

static void measure_machine(struct bench_effort effort)
{
	double gains[64];

	for (unsigned i = 0; i < effort.rounds; i++)
		gains[i] = speedup(NULL, round_arithmetic, effort.smoke ? 1 : 20);
	bench_report(&(struct bench_result){ .group = "verify-rate",
					     .name = "arithmetic alone",
					     .what = "work done by two threads / one, this machine",
					     .value = bench_median(gains, effort.rounds) });
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "--count") == 0)
		return count(argv[2], argv[3]);
	measure_machine(bench_effort(argc, argv));
	for (size_t i = 0; i < sizeof families / sizeof *families; i++)
		measure(&families[i], bench_effort(argc, argv));
	return 0;
}

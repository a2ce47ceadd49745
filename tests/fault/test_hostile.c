/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A card or reader that answers anything: some thousand reads in which random answers are changed at random, the same
 * ones each time. No crash, no leak, no "ok" on bytes that were not signed, and the next honest read works.
 * ZAIRYU_HOSTILE_READS asks for another number of reads.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"
#include "tap.h"

enum { READS = 2500, SEED = 20260614, HONEST_EVERY = 50, ANSWER_MORE = 300 };

static const char *const types[] = { "type=1", "type=05" };

/* One in how many answers is changed; by xorshift, so that every run is the same. */
struct hostility {
	uint64_t state;
	unsigned rarity; /* 0: never */
	size_t changed;
};

static uint32_t random_below(struct hostility *h, uint32_t bound)
{
	h->state ^= h->state << 13;
	h->state ^= h->state >> 7;
	h->state ^= h->state << 17;
	return (uint32_t)(h->state >> 32) % bound;
}

typedef void change_fn(struct hostility *h, uint8_t *answer, size_t cap, size_t *len);

static void flip_bits(struct hostility *h, uint8_t *answer, size_t cap, size_t *len)
{
	(void)cap;
	for (uint32_t i = random_below(h, 4) + 1; i > 0; i--)
		answer[random_below(h, (uint32_t)*len)] ^= (uint8_t)(1u << random_below(h, 8));
}

/* The beginning is where lengths and tags are. */
static void spoil_header(struct hostility *h, uint8_t *answer, size_t cap, size_t *len)
{
	(void)cap;
	answer[random_below(h, *len < 8 ? (uint32_t)*len : 8)] = (uint8_t)random_below(h, 256);
}

static void cut_short(struct hostility *h, uint8_t *answer, size_t cap, size_t *len)
{
	size_t kept = random_below(h, (uint32_t)*len + 1);

	(void)cap;
	if (kept >= 2) {
		memmove(answer + kept - 2, answer + *len - 2, 2);
		*len = kept;
	} else {
		*len = kept;
	}
}

static void make_long(struct hostility *h, uint8_t *answer, size_t cap, size_t *len)
{
	size_t more = random_below(h, ANSWER_MORE);

	if (more > cap - *len)
		more = cap - *len;
	memmove(answer + *len - 2 + more, answer + *len - 2, 2);
	memset(answer + *len - 2, (int)random_below(h, 256), more);
	*len += more;
}

static void other_status(struct hostility *h, uint8_t *answer, size_t cap, size_t *len)
{
	static const uint16_t words[] = {
		0x6300, 0x6283, 0x6700, 0x6C10, 0x6982, 0x6985, 0x6A82, 0x6B00, 0x6F00, 0x9100
	};
	uint16_t word = words[random_below(h, sizeof words / sizeof *words)];

	(void)cap;
	if (random_below(h, 2) == 0)
		*len = 2;
	answer[*len - 2] = (uint8_t)(word >> 8);
	answer[*len - 1] = (uint8_t)word;
}

static void noise(struct hostility *h, uint8_t *answer, size_t cap, size_t *len)
{
	*len = random_below(h, cap < 9000 ? (uint32_t)cap + 1 : 9001);
	for (size_t i = 0; i < *len; i++)
		answer[i] = (uint8_t)random_below(h, 256);
	if (*len >= 2) {
		answer[*len - 2] = 0x90;
		answer[*len - 1] = 0x00;
	}
}

static int change_answer(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	static change_fn *const changes[] = { flip_bits, flip_bits,    spoil_header, cut_short,
					      make_long, other_status, noise };
	struct hostility *h = userdata;

	(void)command;
	if (h->rarity == 0 || random_below(h, h->rarity) != 0)
		return 0;
	h->changed++;
	changes[random_below(h, sizeof changes / sizeof *changes)](h, response, cap, response_len);
	return 0;
}

static size_t reads_wanted(void)
{
	const char *text = getenv("ZAIRYU_HOSTILE_READS");

	return text ? strtoul(text, NULL, 10) : READS;
}

START_TEST(a_card_that_answers_anything)
{
	struct hostility hostility = { .state = SEED };
	const size_t reads = reads_wanted();
	size_t judged = 0, refused = 0;
	struct scene scene;
	static struct tap tap;
	zairyu_transport *inner;

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	scene_learn(&scene);
	inner = scene.transport;
	tap_open(&tap, scene.ctx, inner);
	tap.hook = change_answer;
	tap.userdata = &hostility;
	scene.transport = tap.transport;
	for (size_t n = 0; n < reads; n++) {
		struct outcome o;
		char what[64];

		hostility.rarity = n % HONEST_EVERY == 0 ? 0 : 1u << random_below(&hostility, 8);
		tap_clear(&tap);
		o = scene_read(&scene, zairyu_vcard_number(scene.card), 60000);
		snprintf(what, sizeof what, "read %zu: %s", n, zairyu_error_name(o.rc));
		outcome_check(&scene, &o, what);
		if (hostility.rarity == 0)
			ck_assert_msg(zairyu_report_falsification(o.report) == ZAIRYU_RESULT_OK, "%s", what);
		*(o.report ? &judged : &refused) += 1;
		outcome_done(&o);
	}
	ck_assert_uint_gt(hostility.changed, reads / 2);
	ck_assert_uint_gt(judged, reads / 50);
	ck_assert_uint_gt(refused, reads / 50);
	zairyu_transport_free(tap.transport);
	scene.transport = inner;
	scene_close(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("hostile card", 600);

	tcase_add_loop_test(tcase, a_card_that_answers_anything, 0, COUNT(types));
	return suite_run("hostile card", tcase);
}

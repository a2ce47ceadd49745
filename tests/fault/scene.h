/* SPDX-License-Identifier: BSD-2-Clause */
/* A virtual card, a reader that carries a given length, a trust store with the card's CA: what every test here begins
 * with. */
#ifndef TESTS_SCENE_H
#define TESTS_SCENE_H

#include <zairyu/vcard.h>
#include <zairyu/verify.h>

struct scene {
	zairyu_context *ctx;
	zairyu_vcard_ca *ca;
	zairyu_trust *trust;
	zairyu_vcard *card;
	zairyu_transport *transport;
	int real_reader; /* what lies on the reader counts as a card: only so can it be genuine */
	/* What a read of the card gives without any fault, for comparison. */
	zairyu_record *expected;
	zairyu_report *report; /* and what the report on it says */
};

/* Makes the context, the CA and the trust store. Fails the test if anything fails. */
void scene_open(struct scene *scene);
/* Puts another card on the reader. `max_response` 0 is a reader that carries everything. */
void scene_set_card(struct scene *scene, const char *options, size_t max_response);
/* Trusts the CA the present card was personalised with, and no other. */
void scene_trust_card(struct scene *scene);
/* Reads the card without faults and keeps the record. */
void scene_learn(struct scene *scene);
void scene_close(struct scene *scene);

struct outcome {
	int rc;
	zairyu_record *record;
	zairyu_report *report;
	zairyu_error *err;
};

/* One read and verification from the start, with a deadline. */
struct outcome scene_read(struct scene *scene, const char *number, uint32_t timeout_ms);
void outcome_done(struct outcome *outcome);
/* One read of everything, padding too. Must succeed. */
zairyu_record *scene_read_whole(struct scene *scene);

/* The invariant of every outcome: either an error and nothing else, or a record; and "ok" only for the card's true
 * bytes. */
void outcome_check(const struct scene *scene, const struct outcome *outcome, const char *what);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the soak share: the cards, the reader they lie on, one read, and what the process uses. */
#ifndef TESTS_SOAK_H
#define TESTS_SOAK_H

#include <pthread.h>
#include <stdbool.h>
#include <zairyu/vcard.h>
#include <zairyu/verify.h>

#include "../support/clock.h"

enum { CARDS = 4, STEP_MS = 20, PLENTY_MS = 10000 };

/* The cards, and what each of them holds. */
struct deck {
	zairyu_context *ctx;
	zairyu_vcard_ca *ca;
	zairyu_trust *trust;
	zairyu_vcard *cards[CARDS];
	zairyu_record *expected[CARDS];
};
bool deck_open(struct deck *deck);
void deck_close(struct deck *deck);

/* A reader with a card on it. */
struct stage {
	const struct stage_kind *kind;
	struct deck *deck;
	zairyu_transport *transport;
	zairyu_vcard *card; /* on the reader */
	zairyu_vcard_pn532 *chip;
	zairyu_cancel *end; /* of serving */
	pthread_t thread;
	bool serving;
	int served; /* how it ended */
	char uri[256];
};
struct stage_kind {
	const char *name;
	bool (*open)(struct stage *stage);
	/* Lays a card on, or with NULL takes it away; then nobody else touches the card. */
	bool (*lay)(struct stage *stage, zairyu_vcard *card);
	void (*close)(struct stage *stage);
};
/* "pcsc" or "nfc"; NULL for others. */
const struct stage_kind *stage_kind(const char *name);
/* Opens the transport to the stage's reader anew. */
bool stage_reopen(struct stage *stage);
bool stage_wait_card(struct stage *stage, int present);

/* What goes wrong in a read. */
struct disturbance {
	int fault, reader_fault; /* ZAIRYU_FAULT_*, ZAIRYU_PN532_* */
	uint32_t at, arg;        /* `at` counts from the read's first command */
	uint32_t timeout_ms;
	int cancel_ms; /* negative: not cancelled */
};

/* What came of a read. */
struct trial {
	int rc;
	bool complete;  /* everything is there, right, and both results ok */
	bool wrong;     /* the results are ok and signed bytes are not the card's, or worse */
	double late_ms; /* how long after its deadline or cancelling the slowest call returned; negative if before */
	char text[200];
};
void trial_run(struct stage *stage, int card, const struct disturbance *with, struct trial *trial);
/* Whether that is what such a disturbance may lead to. `struck`: the card's fault came to pass. */
bool trial_fits(const struct trial *trial, const struct disturbance *with, bool struck);

/* What the process holds at rest. */
struct usage {
	int descriptors, threads;
	size_t heap, resident; /* bytes; heap is 0 where the allocator does not tell */
};
struct usage usage_now(void);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* A transport around another that remembers every command, and lets a test change or refuse any answer. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <zairyu.h>

enum { TAP_COMMANDS = 1200, TAP_COMMAND = 64 };

/* Called with each answer that came. Returns 0, or what the exchange fails with. `cap` is the room in `response`. */
typedef int tap_hook(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len);

struct tap_exchange {
	uint8_t command[TAP_COMMAND];
	size_t len;
	zairyu_hints hints; /* what was said of it beforehand */
	size_t answer_len;  /* of what the card gave; 0 if that failed */
};

struct tap {
	zairyu_transport *inner;
	zairyu_transport *transport; /* what a session is given */
	tap_hook *hook;
	void *userdata;
	zairyu_hints hints;  /* for the exchange that follows */
	size_t max_response; /* that it says it carries; 0: what `inner` says */
	struct tap_exchange exchanges[TAP_COMMANDS];
	size_t count, connects, disconnects;
};

/* The test frees `tap->transport`; `inner` is the test's and must live longer. `tap` stays where it is. */
void tap_open(struct tap *tap, zairyu_context *ctx, zairyu_transport *inner);
/* Forgets what came by. */
void tap_clear(struct tap *tap);
/*
 * The conversation in words: "connect 8B 8A challenge authenticate verify DF1 85+2 86 …": a file by SFI and P1's high
 * bits, with how many offset reads followed. Must fit.
 */
void tap_write(const struct tap *tap, char *text, size_t size);
/* How many READ BINARY in extended form were sent of files that are not free. */
size_t tap_extended_reads(const struct tap *tap);

#endif

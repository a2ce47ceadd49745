/* SPDX-License-Identifier: BSD-2-Clause */
/* Virtual cards to measure with, and a whole read of one. */
#ifndef TESTS_BENCH_CARDS_H
#define TESTS_BENCH_CARDS_H

#include <zairyu/vcard.h>
#include <zairyu/verify.h>

/* What all cards share. */
struct issuer_desk {
	zairyu_context *ctx;
	zairyu_vcard_ca *ca;
	zairyu_trust *trust; /* holds both CAs */
};
void desk_open(struct issuer_desk *desk);
void desk_close(struct issuer_desk *desk);

zairyu_vcard *desk_card(const struct issuer_desk *desk, const char *options);

/*
 * Everything on the card under `number`, read and verified; ends the program if the signature is not found right.
 * `flags` 0, or ZAIRYU_READ_WHOLE to transfer padding too.
 */
zairyu_record *read_verified(zairyu_transport *transport, const char *number, const zairyu_trust *trust,
			     unsigned flags);
/* The same through the virtual card's own transport. */
zairyu_record *desk_read(const struct issuer_desk *desk, zairyu_vcard *card);

#endif

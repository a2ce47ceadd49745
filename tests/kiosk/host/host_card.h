/* SPDX-License-Identifier: BSD-2-Clause */
/* A virtual card that was read, and reports of it. */
#ifndef KIOSK_HOST_HOST_CARD_H
#define KIOSK_HOST_HOST_CARD_H

#include <zairyu/vcard.h>
#include <zairyu/verify.h>

#define CARD_NUMBER "AA12345678BB"

struct host_card {
	zairyu_context *ctx;
	zairyu_record *record;
};

/* Reads the card of these options (zairyu-virtual(7)). */
struct host_card host_card_read(const char *options);
void host_card_done(struct host_card *card);
/* A report as if it had been verified so: "genuine", with items' names separated by commas as covered. */
zairyu_report *host_card_report(const struct host_card *card, const char *verdict, const char *covers);

#endif

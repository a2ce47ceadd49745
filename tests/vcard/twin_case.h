/* SPDX-License-Identifier: BSD-2-Clause */
/* A card read and verified, what came of it, and whether its twin gives the same and nothing of its holder. */
#ifndef TWIN_CASE_H
#define TWIN_CASE_H

#include <stdbool.h>
#include <zairyu.h>
#include <zairyu/vcard.h>
#include <zairyu/verify.h>

#include "../support/suite.h"

enum { NOTES_MAX = 24 };

extern zairyu_context *twin_ctx;
extern zairyu_vcard_ca *twin_ca;

/* What a program gets to see of a reading. */
struct reading {
	int code;
	int status_word;
	uint32_t exchanges;
	zairyu_record *record;
	zairyu_report *report;
	char trace[64]; /* the file it was written to; "" if none was asked for */
};

/* Reads the card with its own number and CA. `traced`: writes a trace. */
void read_card(zairyu_vcard *card, bool traced, struct reading *out);
/* The same through another transport; takes it over. */
void read_through(zairyu_transport *transport, const char *number, const zairyu_bytes *anchors, size_t count,
		  bool traced, struct reading *out);
void reading_done(struct reading *reading);

/* The CAs that verify a card. */
void anchors_of(zairyu_vcard *card, zairyu_bytes anchors[2]);
/* A card that plays the twin, loaded from a file as a stranger's would be. */
zairyu_vcard *play(const zairyu_twin *twin, const char *more);
zairyu_bytes contents(const char *path);

/* Fails unless both readings gave the same. `what` says whose. */
void same_record(const zairyu_record *a, const zairyu_record *b, const char *what);
void same_report(const zairyu_report *a, const zairyu_report *b, const char *what);
void same_reading(const struct reading *a, const struct reading *b, const char *what);

/* scan: fails if four bytes of a secret of the record are in the twin or on the card that plays it. */
void nothing_of(const zairyu_record *record, const zairyu_twin *twin, const zairyu_vcard *card, const char *what);
/* Also of the record's own digests, whose salts a trace does not know. */
void no_digest_of(const zairyu_record *record, const zairyu_twin *twin, const zairyu_vcard *card, const char *what);
/* How many secrets the scan looked for since the program began. */
extern size_t secrets_seen;

TCase *case_twin_format(void);
TCase *case_twin_trace(void);
TCase *case_twin_images(void);
TCase *case_twin_ber(void);
TCase *case_twin_text(void);
TCase *case_twin_dates(void);

#endif

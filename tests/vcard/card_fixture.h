/* SPDX-License-Identifier: BSD-2-Clause */
/* Cards made by hand for tests of the chip: the right sizes, contents that show where a byte came from, no issuer. */
#ifndef TESTS_CARD_FIXTURE_H
#define TESTS_CARD_FIXTURE_H

#include "../support/suite.h"
#include "handle.h"

/* The key agreement of one official worked example, as hex. */
struct vector {
	const char *rnd_icc, *k_icc, *e_ifd, *m_ifd, *e_icc, *m_icc, *kenc, *ksenc;
	const char *mutual_authenticate, *mutual_authenticate_answer, *verify;
};

/* Of annex 2 of each specification: [0] first, [1] second generation. */
extern const struct vector vectors[2];

/* Types "1", "2", "05", "06"; freed with zairyu_vcard_free(). */
zairyu_vcard *card_of_type(const char *type);
/* A card that is none of ours, or a My Number card. */
zairyu_vcard *card_of_nature(enum vcard_nature nature);

/* Bytes of hexadecimal text; at most `cap`. */
size_t unhex(const char *hex, uint8_t *out, size_t cap);
void ck_hex(const uint8_t *bytes, size_t len, const char *hex);

/* An answer, status word cut off. */
struct reply {
	int rc; /* what zairyu_vcard_process() returned */
	unsigned sw;
	size_t len;
	uint8_t data[ZAIRYU_RESPONSE_MAX];
};

/* Sends a command given as hex. The reply is static: it lasts until the next. */
const struct reply *tell(zairyu_vcard *card, const char *hex);
/* Sends and compares the status word. */
const struct reply *ck_sw(zairyu_vcard *card, const char *hex, unsigned sw);
/* Sends and compares status word and data. */
void ck_answer(zairyu_vcard *card, const char *hex, unsigned sw, const char *data);

/* Goes through the worked example: challenge, mutual authentication and, if wanted, VERIFY. */
void agree(zairyu_vcard *card);
void authenticate(zairyu_vcard *card);
/* Opens the object of the last reply (86 L 01 …) with the worked example's key; returns the plaintext's length. */
size_t open_reply(const zairyu_vcard *card, const struct reply *reply, uint8_t *out);

TCase *case_vectors(void);
TCase *case_status(void);
TCase *case_rights(void);
TCase *case_read(void);
TCase *case_fault(void);
TCase *case_fault_options(void);
TCase *case_transport(void);
TCase *case_reader(void);
TCase *case_absence(void);
TCase *case_vpcd(void);
TCase *case_vpcd_absence(void);
TCase *case_vpcd_overlooked(void);

#define SELECT_MF  "00A40000023F00"
#define SELECT_DF1 "00A4040C10D392F0004F0200000000000000000000"
#define SELECT_DF2 "00A4040C10D392F0004F0300000000000000000000"
#define SELECT_DF3 "00A4040C10D392F0004F0400000000000000000000"
#define SELECT_AP  "00A4040C10D392F0004F0100000000000000000000"
#define CHALLENGE  "0084000008"
#define READ_TYPE  "00B08A00000000"

#endif

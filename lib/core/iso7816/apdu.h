/* SPDX-License-Identifier: BSD-2-Clause */
/* Command and response APDUs [ISO 7816-4 5.1], short and extended. Pure. */
#ifndef ISO7816_APDU_H
#define ISO7816_APDU_H

#include <stdbool.h>
#include <zairyu/base.h>

enum {
	CLA_PLAIN = 0x00,
	CLA_PROTECTED = 0x08,
	CLA_DELIVERY = 0x80,
	INS_VERIFY = 0x20,
	INS_MUTUAL_AUTHENTICATE = 0x82,
	INS_GET_CHALLENGE = 0x84,
	INS_SELECT = 0xA4,
	INS_DELIVER_KEY = 0xAE, /* of CLA_DELIVERY [JICSAP 2.0 annex D] */
	INS_READ_BINARY = 0xB0,
	INS_GET_RESPONSE = 0xC0
};

enum apdu_le {
	APDU_LE_NONE,
	APDU_LE_SHORT,   /* one byte; 256 is written 00 */
	APDU_LE_EXTENDED /* two bytes, and Lc in three; 65536 is written 0000 */
};

struct apdu {
	uint8_t cla, ins, p1, p2;
	zairyu_bytes data; /* at most 256 bytes; more than 255 make an extended command */
	enum apdu_le le_form;
	uint32_t le;       /* 0 asks for all */
	size_t answer_max; /* the longest answer it asks for where Le does not tell; 0 where it does */
	bool once;         /* never sent a second time: its data are made for one sending */
};

/* The longest command apdu_build() makes. */
enum { APDU_DATA_MAX = 256, APDU_COMMAND_MAX = 4 + 3 + APDU_DATA_MAX + 2 };

/* Writes the command and returns its length. */
size_t apdu_build(const struct apdu *apdu, uint8_t out[APDU_COMMAND_MAX]);

/*
 * The longest answer that a command lets its card give, status word included, as its Le says [ISO 7816-4 5.2]; 0 if it
 * is none of a form that has one.
 */
size_t apdu_answer_max(zairyu_bytes command);

/* Splits a response into data and status word; false if it does not end in one, so that its end is missing. */
bool apdu_split_response(zairyu_bytes response, zairyu_bytes *data, uint16_t *status_word);

#endif

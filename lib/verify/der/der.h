/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A bounds-checked walk over DER. Lengths and strings must be DER's: what is BER is brought into DER first (to_der.h).
 * Values may be written in another way than DER's. Nothing is copied and nothing is allocated.
 */
#ifndef DER_DER_H
#define DER_DER_H

#include "der/ber.h"

enum {
	DER_BOOLEAN = 0x01,
	DER_INTEGER = 0x02,
	DER_BIT_STRING = 0x03,
	DER_OCTET_STRING = 0x04,
	DER_NULL = 0x05,
	DER_OID = 0x06,
	DER_UTF8_STRING = 0x0C,
	DER_PRINTABLE_STRING = 0x13,
	DER_TELETEX_STRING = 0x14,
	DER_IA5_STRING = 0x16,
	DER_UTC_TIME = 0x17,
	DER_GENERALIZED_TIME = 0x18,
	DER_VISIBLE_STRING = 0x1A,
	DER_SEQUENCE = 0x30,
	DER_SET = 0x31
};

/* What is left to read. */
struct der {
	const uint8_t *next;
	const uint8_t *end;
	bool *not_der; /* set when a value is not written as DER has it; NULL refuses that */
};

struct der der_over(zairyu_bytes bytes, bool *not_der);
/* The inside of an element, read with the same tolerance as `parent`. */
struct der der_inside(const struct der *parent, const struct der_element *element);
bool der_ended(const struct der *in);

/* Reads the next element, whatever it is. False at the end and for anything malformed. */
bool der_read(struct der *in, struct der_element *out);
/* Reads the next element, which must have this tag. */
bool der_expect(struct der *in, uint8_t tag, struct der_element *out);
/* Whether the next element has this tag. Reads nothing. */
bool der_next_is(const struct der *in, uint8_t tag);
/* Reads the next element, which must be constructed with this tag, and gives its inside. */
bool der_enter(struct der *in, uint8_t tag, struct der *inside);

/* How many leading bytes of an INTEGER's content say nothing, against [X.690 8.3.2]. `content` is not empty. */
size_t integer_excess(zairyu_bytes content);
/* Reads an INTEGER, as it is stored. */
bool der_integer(struct der *in, zairyu_bytes *content);
/* Reads an INTEGER above zero; `magnitude` comes without leading zero bytes. */
bool der_positive(struct der *in, zairyu_bytes *magnitude);
/* Reads a BIT STRING of whole bytes. */
bool der_octet_bits(struct der *in, zairyu_bytes *bits);
bool der_boolean(struct der *in, bool *value);

#endif

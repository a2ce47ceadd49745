/* SPDX-License-Identifier: BSD-2-Clause */
/* A DER writer that fills its buffer from the end: what is inside is written first, then its header. */
#ifndef CA_CA_DER_H
#define CA_CA_DER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DER_MAX = 2048 };

struct der {
	uint8_t buf[DER_MAX];
	size_t start; /* the first byte written */
	bool failed;  /* it did not fit; nothing is written any more */
};

enum der_tag {
	DER_BOOLEAN = 0x01,
	DER_INTEGER = 0x02,
	DER_BIT_STRING = 0x03,
	DER_OCTET_STRING = 0x04,
	DER_NULL = 0x05,
	DER_OID = 0x06,
	DER_UTF8_STRING = 0x0C,
	DER_PRINTABLE_STRING = 0x13,
	DER_UTC_TIME = 0x17,
	DER_SEQUENCE = 0x30,
	DER_SET = 0x31,
	DER_KEY_ID = 0x80,    /* [0] of AuthorityKeyIdentifier */
	DER_VERSION = 0xA0,   /* [0] of TBSCertificate */
	DER_EXTENSIONS = 0xA3 /* [3] of TBSCertificate */
};

/* How a length is written: the one DER way, with a byte too many, or left open until an end-of-contents. */
enum der_length { DER_MINIMAL, DER_LONG, DER_INDEFINITE };

void der_init(struct der *der);
/* Puts bytes in front of what is there. */
void der_bytes(struct der *der, const void *data, size_t len);
/* Puts a header in front of everything written since der->start was `end`. */
void der_wrap(struct der *der, enum der_tag tag, size_t end);
/* The same with another kind of length. */
void der_wrap_as(struct der *der, enum der_tag tag, size_t end, enum der_length how);
/* A whole primitive. */
void der_primitive(struct der *der, enum der_tag tag, const void *data, size_t len);
/* A string in two pieces, which are OCTET STRINGs [X.690 8.23.6]; not for BIT STRINGs. */
void der_pieces(struct der *der, enum der_tag tag, const void *data, size_t len);
/* A non-negative INTEGER from big-endian bytes. */
void der_unsigned(struct der *der, const uint8_t *data, size_t len);
/* A BIT STRING without unused bits around everything written since `end`. */
void der_wrap_bits(struct der *der, size_t end, enum der_length how);
const uint8_t *der_data(const struct der *der);
size_t der_len(const struct der *der);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* Taking elements off BER [X.690 8.1], whatever their lengths look like. Nothing is copied and nothing is allocated. */
#ifndef DER_BER_H
#define DER_BER_H

#include <stdbool.h>
#include <stdint.h>
#include <zairyu/base.h>

enum { BER_CONSTRUCTED = 0x20, BER_NESTING_MAX = 16 /* bounds the work for hostile input */ };

struct ber_header {
	uint8_t tag;
	bool indefinite;
	bool minimal; /* the length is written as DER has it */
	size_t size;  /* of tag and length */
	size_t content;
};

struct der_element {
	uint8_t tag;
	zairyu_bytes whole; /* as encoded, header included */
	zairyu_bytes content;
};

/* Reads tag and length. False if they are malformed, or if what they announce is not there. */
bool ber_header_read(zairyu_bytes in, struct ber_header *out);

/* Takes the next element off `in`. False at the end and for anything malformed. */
bool ber_take(zairyu_bytes *in, struct der_element *out);

#endif

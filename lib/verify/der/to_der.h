/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * BER to DER. X.509 signs the DER of what is to be signed, whatever it is transferred as [X.509 6.1], and certificates
 * have been met that say one thing in BER and were signed in DER [card-protocol 6].
 */
#ifndef DER_TO_DER_H
#define DER_TO_DER_H

#include <stdbool.h>
#include <stdint.h>
#include <zairyu/base.h>

/*
 * What is always done: lengths definite and as short as they can be, strings in one piece, TRUE as FF, unused bits 0,
 * the elements of a SET in order [X.690 10, 11.1, 11.2.1, 11.6]. What is never done: leaving out defaults, removing
 * zeros behind a list of bits, rewriting times; that needs the type. These two an issuer may or may not have done:
 */
enum {
	TO_DER_WRAPPED = 1 << 0,  /* also what lies encoded inside an OCTET STRING or BIT STRING, one level down */
	TO_DER_INTEGERS = 1 << 1, /* INTEGERs as short as they can be, though BER wants that too [X.690 8.3.2] */
	TO_DER_RULES = 1 << 2     /* so many combinations of the two */
};

/*
 * Writes the one element that `in` is as DER.
 * `out` receives the bytes, to be freed, and `len` of them; NULL on failure.
 * Returns 0; CERTIFICATE if it is malformed or nested too deep; NO_MEMORY.
 */
int to_der(zairyu_bytes in, unsigned rules, uint8_t **out, size_t *len);

#endif

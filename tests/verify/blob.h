/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes put together by tests, and the writing of DER and BER. */
#ifndef TESTS_VERIFY_BLOB_H
#define TESTS_VERIFY_BLOB_H

#include <stdint.h>
#include <zairyu/base.h>

enum { BLOB_MAX = 16000 };

struct blob {
	uint8_t data[BLOB_MAX];
	size_t len;
};

/* How elements are written: as DER; with lengths that are too long, or open where they can be; with strings in two
 * pieces. */
enum form { FORM_DER, FORM_LONG, FORM_INDEFINITE, FORM_PIECES };

zairyu_bytes blob_bytes(const struct blob *blob);
void blob_add(struct blob *to, const void *data, size_t len);
void blob_nuls(struct blob *to, size_t count);

/* Adds an element. FORM_INDEFINITE falls on constructed ones only, FORM_PIECES on strings; the others are DER then. */
void blob_element(struct blob *to, enum form form, uint8_t tag, const void *data, size_t len);
void blob_wrap(struct blob *to, enum form form, uint8_t tag, const struct blob *content);
/* Adds an INTEGER of unsigned bytes. */
void blob_integer(struct blob *to, enum form form, const uint8_t *number, size_t len);
/* Adds a card's data object, its value filled up with NULs to `size`. */
void blob_object(struct blob *to, uint32_t tag, zairyu_bytes value, size_t size);

#define LITERAL(text) ((zairyu_bytes){ (const uint8_t *)(text), sizeof(text) - 1 })

#endif

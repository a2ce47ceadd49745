/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes a card's file, data object by data object, into a buffer that has the file's size and is all NUL. */
#ifndef ISSUER_ISSUER_PUT_H
#define ISSUER_ISSUER_PUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct put {
	uint8_t *data;
	size_t cap, len;
	bool failed; /* it did not fit */
};

void put_bytes(struct put *put, const void *data, size_t len);
/* Tag and length, shortest form. */
void put_header(struct put *put, unsigned tag, size_t len);
/* A data object of `size` bytes: the value, and `padding` up to there. */
void put_object(struct put *put, unsigned tag, size_t size, const void *value, size_t len, uint8_t padding);

/* A data object of a file, its value borrowed. */
struct object {
	unsigned tag;
	const uint8_t *value;
	size_t len;
};
/* The next data object; false at the end, at a NUL tag, and where the structure ends to make sense. */
bool next_object(const uint8_t **at, const uint8_t *end, struct object *out);

/* The value of a data object, cut or padded with NULs to `size`; all NUL if it is not there. Never reads past the file.
 */
void take_value(const uint8_t *file, size_t file_len, unsigned tag, uint8_t *out, size_t size);
/* The values of all data objects one after the other, cut or padded likewise. */
void take_all_values(const uint8_t *file, size_t file_len, uint8_t *out, size_t size);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* Records of fictional holders, made from the card tables, for tests. */
#ifndef TESTS_SAMPLE_RECORD_H
#define TESTS_SAMPLE_RECORD_H

#include <zairyu.h>

#include "record/record.h"
#include "util/bytes/buffer.h"

#define SAMPLE_NUMBER  "ZZ00112233QQ"
#define SAMPLE_READER  "virtual:type=1"
#define SAMPLE_READ_AT INT64_C(1781600000)
#define SAMPLE_ADDRESS "東京都千代田区𠮷野町1丁目2番3号" /* the fifth-last kanji is outside the BMP: U+20BB7 */
#define SAMPLE_TYPES   4
extern const char *const sample_types[SAMPLE_TYPES];

/* Bytes of a string constant, NULs inside included, the last one not. */
#define BYTES(literal) ((zairyu_bytes){ .data = (const uint8_t *)(literal), .len = sizeof(literal) - 1 })
/* The same as two values of a row. */
#define LITERAL(literal) (literal), sizeof(literal) - 1
zairyu_bytes bytes_of(const char *text);

/* One data object: tag, length in the shortest form, value, NULs up to `capacity`. */
void put_object(struct buffer *b, uint32_t tag, zairyu_bytes value, size_t capacity);

/* A head, then NULs: what stands in a file of `size`. */
zairyu_bytes sample_padded(uint8_t room[8192], const char *head, size_t len, size_t size);

/* A record of that type with no file yet. */
zairyu_record *sample_begin(zairyu_context *ctx, const char *type);
/* A whole record: every file the type has. */
zairyu_record *sample_record(zairyu_context *ctx, const char *type);
/* A record with this one file; what record_finish() returned. The record is there in any case. */
int sample_one(zairyu_context *ctx, const char *type, uint64_t item, zairyu_bytes file, zairyu_record **out);
/* A record whose only file holds `value` in the object of a field, padded to the object's capacity. */
zairyu_record *sample_field(zairyu_context *ctx, const char *type, int field, zairyu_bytes value);
/* The value that sample files hold in a field; NULL for none. */
const char *sample_value(int field, int type);

/* zairyu_write_fn that appends to a buffer. */
int sample_append(void *userdata, const void *data, size_t len);
/* A saved record, in a buffer that the caller ends with buffer_done(). */
void sample_save(const zairyu_record *record, struct buffer *out);
/* Fills in the length of one made by hand, and the digest anew. */
void sample_seal(struct buffer *b);

/* Pseudo-random numbers that are the same in every run. */
uint32_t sample_random(uint64_t *state);

#endif

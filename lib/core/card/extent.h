/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the content of a fixed-length value ends, found in the content's own structure while only its beginning is
 * known. Anything odd is EXTENT_UNKNOWN: read all. Being wrong costs time, never truth: the signature is over the whole
 * value.
 */
#ifndef CARD_EXTENT_H
#define CARD_EXTENT_H

#include "card/card.h"
#include "util/bytes/cursor.h"

enum extent_outcome {
	EXTENT_MORE,   /* the first `*at` bytes of the value are needed to go on */
	EXTENT_END,    /* the content ends at `*at` */
	EXTENT_UNKNOWN /* it cannot be told */
};

/*
 * `have` is the beginning of a value of `capacity` bytes; `have.len` is at most `capacity`. With EXTENT_MORE `*at` is
 * greater than `have.len` and at most `capacity`.
 */
enum extent_outcome extent_find(enum card_extent kind, zairyu_bytes have, size_t capacity, size_t *at);

/* For the three formats: asks for `wanted` bytes; UNKNOWN if the value cannot have them. */
enum extent_outcome extent_want(zairyu_bytes have, size_t capacity, size_t wanted, size_t *at);

enum extent_outcome extent_tiff(zairyu_bytes have, size_t capacity, size_t *at);
enum extent_outcome extent_jp2(zairyu_bytes have, size_t capacity, size_t *at);

#endif

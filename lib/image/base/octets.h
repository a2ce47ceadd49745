/* SPDX-License-Identifier: BSD-2-Clause */
/* Bounds-checked access to hostile bytes. All header parsing in this library goes through these functions. */
#ifndef BASE_OCTETS_H
#define BASE_OCTETS_H

#include <stdbool.h>
#include <zairyu/base.h>

/* Reads `width` (1 to 4) bytes at `at` as a number. False, with *out 0, if they are not all there. */
bool octets_number(zairyu_bytes bytes, uint64_t at, unsigned width, bool big_endian, uint32_t *out);

/* Cuts out `len` bytes at `at`. False, with *out empty, if they are not all there. */
bool octets_slice(zairyu_bytes bytes, uint64_t at, uint64_t len, zairyu_bytes *out);

/* Whether nothing but NULs (or nothing at all) follows from `at`. */
bool octets_nul_from(zairyu_bytes bytes, size_t at);

/* Whether one and the same byte, whichever (or nothing at all), follows from `at`. */
bool octets_same_from(zairyu_bytes bytes, uint64_t at);

#endif

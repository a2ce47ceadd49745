/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TIFF_T6_END_H
#define TIFF_T6_END_H

#include <stdbool.h>
#include <zairyu/base.h>

/* How many bytes of G4 data there are, as its end-of-block shows; 0 if it has none. */
size_t t6_end(zairyu_bytes data, bool low_bit_first);

#endif

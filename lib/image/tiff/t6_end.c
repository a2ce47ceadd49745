/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The end of G4 data. Its end-of-block is two end-of-line codes [T.6 2.4.1], and no codes in a row look like one
 * [T.4 4.1.2].
 */
#include "tiff/t6_end.h"

#define END_OF_BLOCK 0x001001u

size_t t6_end(zairyu_bytes data, bool low_bit_first)
{
	uint32_t last = UINT32_MAX;

	for (size_t i = 0; i < data.len; i++) {
		for (unsigned bit = 0; bit < 8; bit++) {
			last = last << 1 | (data.data[i] >> (low_bit_first ? bit : 7 - bit) & 1u);
			if ((last & 0xFFFFFFu) == END_OF_BLOCK)
				return i + 1;
		}
	}
	return 0;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file number.h
 * The card number: two letters, eight digits, two letters, printed at the top right of the card.
 */
#ifndef ZAIRYU_NUMBER_H
#define ZAIRYU_NUMBER_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

/** Length of a card number, and of a buffer for it. */
#define ZAIRYU_NUMBER_LENGTH 12
#define ZAIRYU_NUMBER_SIZE   13

/**
 * Converts what a person typed into the form that the card requires: half-width capitals and digits, without spaces and hyphens.
 * Accepts lower case, full width (ＬＤ６４…) and the usual kinds of hyphens and spaces; changes nothing else.
 * @param text UTF-8, `len` bytes, need not be terminated.
 * @param out  receives the number and a NUL; wiped on failure. The caller wipes it when done.
 * @return 0; ZAIRYU_ERR_NUMBER_FORMAT, with zairyu_error_position() naming the first bad character of `text`.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_number_normalize(const char *text, size_t len, char out[ZAIRYU_NUMBER_SIZE],
							zairyu_error **err);

ZAIRYU_END_DECLS

#endif

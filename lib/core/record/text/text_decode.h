/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text of a card. [G1 3.3.4] says UTF-8, and names JIS X 0213 as the characters. Issuers that took this for the
 * encoding are read too, but nothing is guessed: other characters than those on the card are worse than none.
 */
#ifndef TEXT_TEXT_DECODE_H
#define TEXT_TEXT_DECODE_H

#include <zairyu/base.h>

/*
 * `stored` is a whole value, padding included. Returns 0 with a terminated `*out`, ABSENT for nothing but NULs and
 * blanks, MALFORMED, NO_MEMORY; and the bits of field_note.h.
 */
int text_decode(zairyu_bytes stored, char **out, unsigned *notes);

#endif

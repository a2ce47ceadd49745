/* SPDX-License-Identifier: BSD-2-Clause */
/* Text in UTF-8, and in what databases and programs make of it. */
#ifndef TEXT_TEXT_UTF8_H
#define TEXT_TEXT_UTF8_H

#include "record/text/text_out.h"

/*
 * Reads UTF-8, in which a character beyond 16 bits may also be two surrogates of three bytes each (CESU-8), and whose
 * last character may be cut. False if it is not that.
 */
bool text_read_utf8(zairyu_bytes text, struct text_out *out);

/*
 * Whether these bytes have the shape of UTF-8, be it overlong, of surrogates, past the last character or broken in
 * places. No other encoding is tried for such bytes: nearly all of them would come out as other characters.
 */
bool text_looks_like_utf8(zairyu_bytes text);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TEXT_TEXT_SHIFT_JIS_H
#define TEXT_TEXT_SHIFT_JIS_H

#include "record/text/text_out.h"

/*
 * Reads text that is certainly of a Shift_JIS: one that only one of them accepts, or that all read as the same
 * characters. False otherwise, with the reason as a note.
 */
bool text_read_shift_jis(zairyu_bytes text, struct text_out *out);

#endif

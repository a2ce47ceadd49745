/* SPDX-License-Identifier: BSD-2-Clause */
/* What texts of a card and other strings have in common. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include <stdbool.h>
#include <zairyu/base.h>

/* Cuts the NULs at the end. */
zairyu_bytes text_trim(zairyu_bytes stored);

/* Cuts the spaces, half or full width, and line ends at the end of UTF-8. */
zairyu_bytes text_trim_spaces(zairyu_bytes text);

/* Both: NULs, and spaces before them. What a short value of a card may be padded with. */
zairyu_bytes text_trim_padding(zairyu_bytes stored);

/* Nothing but spaces (in UTF-8 or Shift_JIS) and line ends; true for none. */
bool text_is_blank(zairyu_bytes text);

/* Valid UTF-8 without control characters and the like: nothing that moves a cursor or reorders what is shown. */
bool text_is_clean(zairyu_bytes text);

/* A terminated copy; NULL if memory ran out. */
char *text_copy(zairyu_bytes text);

/* A terminated copy of at most `most` bytes, with `?` for what is not clean; NULL if memory ran out. */
char *text_sanitize(zairyu_bytes text, size_t most);

/* Wipes and frees. */
void text_free(char *text);

#endif

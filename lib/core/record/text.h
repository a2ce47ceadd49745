/* SPDX-License-Identifier: BSD-2-Clause */
/* From the bytes of a data object to text that is safe to show. */
#ifndef RECORD_TEXT_H
#define RECORD_TEXT_H

#include <stdbool.h>
#include <zairyu/base.h>

/* Cuts the NULs at the end. */
zairyu_bytes text_trim(zairyu_bytes stored);

/* Nothing but spaces, half or full width; true for none. */
bool text_is_blank(zairyu_bytes text);

/* Valid UTF-8 without control characters and the like: nothing that moves a cursor or reorders what is shown. */
bool text_is_clean(zairyu_bytes text);

/* A terminated copy; NULL if memory ran out. */
char *text_copy(zairyu_bytes text);

/* A terminated copy of at most `most` bytes, with `?` for what is not clean; NULL if memory ran out. */
char *text_sanitize(zairyu_bytes text, size_t most);

/* Wipes and frees. */
void text_free(char *text);

/*
 * Decodes text that may be UTF-8 or Shift_JIS-2004 [G1 3.3.4]. Returns 0 with a terminated `*out`, ABSENT for nothing
 * but NULs and spaces, MALFORMED, NO_MEMORY.
 */
int text_decode(zairyu_bytes stored, char **out, bool *converted);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef VCARD_SHIFT_JIS_H
#define VCARD_SHIFT_JIS_H

#include <stdbool.h>
#include <stddef.h>

/* Writes UTF-8, which is well-formed, as Shift_JIS-2004. False if a character has no place there, or there is no room.
 */
bool shift_jis_write(const char *utf8, char *out, size_t size, size_t *len);

#endif

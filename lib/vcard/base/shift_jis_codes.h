/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef BASE_SHIFT_JIS_CODES_H
#define BASE_SHIFT_JIS_CODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes UTF-8, which is well-formed, as Shift_JIS-2004. False if a character has no place there, or there is no room.
 */
bool shift_jis_write(const char *utf8, char *out, size_t size, size_t *len);
/* The character of one or two bytes of Shift_JIS-2004; 0 if there is none, or more than one. */
uint32_t shift_jis_read(const uint8_t *code, size_t len);
/* Whether something stands there in Shift_JIS-2004, or in Windows-31J. */
bool shift_jis_2004_has(const uint8_t *code, size_t len);
bool shift_jis_windows_has(const uint8_t *code, size_t len);
/* The two bytes of a character in Shift_JIS-2004, as a number; 0 if it has none. */
uint32_t shift_jis_code(uint32_t character);

#endif

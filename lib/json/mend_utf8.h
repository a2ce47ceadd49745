/* SPDX-License-Identifier: BSD-2-Clause */
/* Text that comes from outside as UTF-8 in any case. */
#ifndef JSON_MEND_UTF8_H
#define JSON_MEND_UTF8_H

#include <stdbool.h>
#include <stddef.h>

bool utf8_is_whole(const char *text, size_t len);

enum { UTF8_REPLACED_MAX = 3 }; /* bytes that one byte may become */
/* Writes `text` with U+FFFD for each byte that is not UTF-8, without a NUL; returns its length. */
size_t utf8_mend(const char *text, size_t len, char *out);

#endif

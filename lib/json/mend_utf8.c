/* SPDX-License-Identifier: BSD-2-Clause */
#include "mend_utf8.h"

#include <stdint.h>
#include <string.h>

/* How many bytes the character at `text` takes; 0 if it is none [RFC 3629 section 4]. */
static size_t character(const uint8_t *text, size_t len)
{
	static const struct {
		uint8_t first_from, first_to, second_from, second_to, length;
	} forms[] = {
		{ 0x00, 0x7F, 0x00, 0x00, 1 }, { 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 },
		{ 0xE1, 0xEC, 0x80, 0xBF, 3 }, { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 },
		{ 0xF0, 0xF0, 0x90, 0xBF, 4 }, { 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
	};
	size_t i = 0;

	while (i < sizeof forms / sizeof *forms && (text[0] < forms[i].first_from || text[0] > forms[i].first_to))
		i++;
	if (i == sizeof forms / sizeof *forms || len < forms[i].length)
		return 0;
	if (forms[i].length > 1 && (text[1] < forms[i].second_from || text[1] > forms[i].second_to))
		return 0;
	for (size_t n = 2; n < forms[i].length; n++)
		if ((text[n] & 0xC0) != 0x80)
			return 0;
	return forms[i].length;
}

bool utf8_is_whole(const char *text, size_t len)
{
	size_t taken;

	for (size_t at = 0; at < len; at += taken) {
		taken = character((const uint8_t *)text + at, len - at);
		if (taken == 0)
			return false;
	}
	return true;
}

size_t utf8_mend(const char *text, size_t len, char *out)
{
	static const char replacement[] = "\xEF\xBF\xBD";
	size_t used = 0;

	for (size_t at = 0; at < len;) {
		size_t taken = character((const uint8_t *)text + at, len - at);

		memcpy(out + used, taken ? text + at : replacement, taken ? taken : sizeof replacement - 1);
		used += taken ? taken : sizeof replacement - 1;
		at += taken ? taken : 1;
	}
	return used;
}

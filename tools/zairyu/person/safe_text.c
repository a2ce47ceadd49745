/* SPDX-License-Identifier: BSD-2-Clause */
/* Text from cards, files and readers on its way to a person. */
#include "person/safe_text.h"

#include <stdint.h>
#include <string.h>
#include <zairyu.h>

static const char replacement[] = "\xEF\xBF\xBD";
enum { REPLACEMENT_LENGTH = 3 };

size_t safe_text_decode(const char *bytes, size_t len, uint32_t *point)
{
	const unsigned char *text = (const unsigned char *)bytes;
	static const struct {
		unsigned char mask, lead;
		uint32_t least;
	} form[] = { { 0x80, 0x00, 0 }, { 0xE0, 0xC0, 0x80 }, { 0xF0, 0xE0, 0x800 }, { 0xF8, 0xF0, 0x10000 } };

	for (size_t n = 0; n < sizeof form / sizeof *form; n++) {
		if ((text[0] & form[n].mask) != form[n].lead)
			continue;
		if (n >= len)
			return 0;
		*point = (uint32_t)text[0] & (unsigned char)~form[n].mask;
		for (size_t i = 1; i <= n; i++) {
			if ((text[i] & 0xC0) != 0x80)
				return 0;
			*point = *point << 6 | (text[i] & 0x3Fu);
		}
		return *point < form[n].least || *point > 0x10FFFF || (*point >= 0xD800 && *point < 0xE000) ? 0 : n + 1;
	}
	return 0;
}

/* Characters that move the cursor, or make text read otherwise than it is. */
static bool is_dangerous(uint32_t point)
{
	static const struct {
		uint32_t from, to;
	} ranges[] = {
		{ 0x00, 0x1F },     { 0x7F, 0x9F },     { 0x061C, 0x061C }, { 0x200B, 0x200F },
		{ 0x2028, 0x202E }, { 0x2060, 0x2069 }, { 0xFEFF, 0xFEFF }, { 0xE0000, 0xE007F },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (point >= ranges[i].from && point <= ranges[i].to)
			return true;
	return false;
}

bool safe_text_is_plain(const char *text)
{
	size_t left = strlen(text), used;
	uint32_t point = 0;

	for (; left > 0; text += used, left -= used) {
		used = safe_text_decode(text, left, &point);
		if (used == 0 || is_dangerous(point))
			return false;
	}
	return true;
}

void safe_text_write(FILE *stream, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t point = 0;
		size_t used = safe_text_decode(text + at, len - at, &point);

		if (used == 0 || is_dangerous(point))
			fwrite(replacement, 1, REPLACEMENT_LENGTH, stream);
		else
			fwrite(text + at, 1, used, stream);
		at += used ? used : 1;
	}
}

void safe_text_print(FILE *stream, const char *text)
{
	safe_text_write(stream, text, strlen(text));
}

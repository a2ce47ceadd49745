/* SPDX-License-Identifier: BSD-2-Clause */
/* Readers' names in URIs. pcscd passes on what a device calls itself, which need not be text of any encoding. */
#include <string.h>

#include "names.h"

static const char digits[] = "0123456789ABCDEF";

/* How many bytes follow the first of a UTF-8 sequence, and the least it may encode; 0 bytes for no first byte. */
static size_t followers(unsigned char first, unsigned *value, unsigned *least)
{
	static const struct {
		unsigned char mask, bits;
		unsigned least;
	} forms[] = { { 0xE0, 0xC0, 0x80 }, { 0xF0, 0xE0, 0x800 }, { 0xF8, 0xF0, 0x10000 } };

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if ((first & forms[i].mask) != forms[i].bits)
			continue;
		*value = first & (unsigned char)~forms[i].mask;
		*least = forms[i].least;
		return i + 1;
	}
	return 0;
}

/* The length of the character that begins here [RFC 3629]; 0 if it is none, or one that does not show. */
static size_t character(const char *text)
{
	const unsigned char first = (unsigned char)text[0];
	unsigned value = first, least = 0;
	size_t more = first < 0x80 ? 0 : followers(first, &value, &least);

	if (first >= 0x80 && more == 0)
		return 0;
	for (size_t i = 1; i <= more; i++) {
		if (((unsigned char)text[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | ((unsigned char)text[i] & 0x3F);
	}
	if (value < least || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF)
		return 0;
	return value < 0x20 || (value >= 0x7F && value <= 0x9F) ? 0 : more + 1;
}

void names_to_uri(const char *name, char out[URI_NAME_MAX + 1])
{
	size_t at = 0;

	for (const char *p = name; *p && p < name + MAX_READERNAME;) {
		size_t len = *p == '%' ? 0 : character(p);

		if (len == 0) {
			out[at++] = '%';
			out[at++] = digits[(unsigned char)*p >> 4];
			out[at++] = digits[(unsigned char)*p++ & 0xF];
		}
		memcpy(out + at, p, len);
		at += len;
		p += len;
	}
	out[at] = '\0';
}

static int digit(char c)
{
	const char *found = c ? strchr(digits, c >= 'a' && c <= 'f' ? c - 'a' + 'A' : c) : NULL;

	return found ? (int)(found - digits) : -1;
}

/* What its %XX stand for, as far as there is room for a name. */
static void decode(const char *text, char out[MAX_READERNAME + 1])
{
	size_t at = 0;

	while (*text && at < MAX_READERNAME) {
		const int high = *text == '%' ? digit(text[1]) : -1;
		const int low = high < 0 ? -1 : digit(text[2]);

		out[at++] = low < 0 ? *text : (char)(high << 4 | low);
		text += low < 0 ? 1 : 3;
	}
	out[at] = '\0';
}

int names_find_uri(const struct readers *readers, const char *wanted)
{
	char decoded[MAX_READERNAME + 1];
	int found = names_find(readers, wanted);

	if (found != NAMES_NONE || !strchr(wanted, '%'))
		return found;
	decode(wanted, decoded);
	return names_find(readers, decoded);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Distinguished names as text [RFC 2253, RFC 4514]. Everything that could play tricks on a terminal is escaped. */
#include <stdio.h>
#include <string.h>

#include "base/bytes.h"
#include "certificate/name.h"
#include "certificate/name_walk.h"

struct text {
	char *at;
	size_t left; /* NUL included */
	bool ok;
};

static void put(struct text *text, const char *s, size_t len)
{
	if (!text->ok || len >= text->left) {
		text->ok = false;
		return;
	}
	memcpy(text->at, s, len);
	text->at += len;
	text->left -= len;
	*text->at = '\0';
}

static void put_hex(struct text *text, const char *before, uint8_t octet)
{
	char buf[8];
	int len = snprintf(buf, sizeof buf, "%s%02X", before, octet);

	put(text, buf, (size_t)len);
}

/* The keywords of RFC 4514, by the encoded OID. */
static void put_type(struct text *text, zairyu_bytes oid)
{
	static const struct {
		char oid[11];
		uint8_t len;
		char name[7];
	} known[] = {
		{ "\x55\x04\x03", 3, "CN" },
		{ "\x55\x04\x06", 3, "C" },
		{ "\x55\x04\x07", 3, "L" },
		{ "\x55\x04\x08", 3, "ST" },
		{ "\x55\x04\x09", 3, "STREET" },
		{ "\x55\x04\x0A", 3, "O" },
		{ "\x55\x04\x0B", 3, "OU" },
		{ "\x09\x92\x26\x89\x93\xF2\x2C\x64\x01\x01", 10, "UID" },
		{ "\x09\x92\x26\x89\x93\xF2\x2C\x64\x01\x19", 10, "DC" },
	};
	uint64_t arc;
	bool first;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (bytes_equal(oid, (zairyu_bytes){ (const uint8_t *)known[i].oid, known[i].len })) {
			put(text, known[i].name, strlen(known[i].name));
			return;
		}
	/* Other types: dotted numbers. */
	arc = 0;
	first = true;
	for (size_t i = 0; i < oid.len; i++) {
		char buf[48];
		unsigned root;
		int len;

		if (arc > UINT64_MAX >> 7) {
			text->ok = false;
			return;
		}
		arc = arc << 7 | (oid.data[i] & 0x7Fu);
		if (oid.data[i] & 0x80)
			continue;
		root = arc < 80 ? (unsigned)(arc / 40) : 2;
		len = first ? snprintf(buf, sizeof buf, "%u.%llu", root, (unsigned long long)(arc - root * 40u))
			    : snprintf(buf, sizeof buf, ".%llu", (unsigned long long)arc);
		put(text, buf, (size_t)len);
		first = false;
		arc = 0;
	}
}

/* Length of the well-formed UTF-8 sequence at `p`, or 0. */
static size_t utf8_length(const uint8_t *p, size_t left)
{
	size_t len = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
	bool overlong, outside;

	if (len > left)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	overlong = (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xF0 && p[1] < 0x90);
	outside = (p[0] == 0xED && p[1] >= 0xA0) || (p[0] == 0xF4 && p[1] >= 0x90);
	return len > 1 && (overlong || outside) ? 0 : len;
}

/* C0 and C1 controls, and the signs that turn the direction of writing (U+200E, 200F, 202A-202E, 2066-2069). */
static bool is_trick(const uint8_t *p, size_t len)
{
	if (len == 1)
		return p[0] < 0x20 || p[0] == 0x7F;
	if (len == 2)
		return p[0] == 0xC2 && p[1] < 0xA0;
	if (len != 3 || p[0] != 0xE2)
		return false;
	return (p[1] == 0x80 && (p[2] == 0x8E || p[2] == 0x8F || (p[2] >= 0xA8 && p[2] <= 0xAE))) ||
	       (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9);
}

static void put_text_value(struct text *text, zairyu_bytes value)
{
	for (size_t i = 0; i < value.len;) {
		const uint8_t *p = value.data + i;
		size_t len = utf8_length(p, value.len - i);
		bool edge_space = *p == ' ' && (i == 0 || i + 1 == value.len);

		if (len == 0 || is_trick(p, len)) {
			size_t escaped = len == 0 ? 1 : len;

			for (size_t k = 0; k < escaped; k++)
				put_hex(text, "\\", p[k]);
			i += escaped;
			continue;
		}
		if (edge_space || (*p == '#' && i == 0) || (len == 1 && strchr(",+\"\\<>;", *p)))
			put(text, "\\", 1);
		put(text, (const char *)p, len);
		i += len;
	}
}

static void put_value(struct text *text, const struct name_attribute *attribute)
{
	uint8_t tag = attribute->tag;

	if (tag == DER_UTF8_STRING || tag == DER_PRINTABLE_STRING || tag == DER_IA5_STRING) {
		put_text_value(text, attribute->value);
		return;
	}
	put(text, "#", 1);
	for (size_t i = 0; i < attribute->value.len; i++)
		put_hex(text, "", attribute->value.data[i]);
}

/* Writes the RDN that is `index` from the front. */
static bool put_part(struct text *text, zairyu_bytes name, size_t index)
{
	struct name_walk walk;
	struct name_attribute attribute;
	size_t starts = 0;

	name_walk_begin(&walk, name);
	while (name_walk_next(&walk, &attribute) == NAME_ATTRIBUTE) {
		starts += attribute.starts_part ? 1 : 0;
		if (starts != index + 1)
			continue;
		if (!attribute.starts_part)
			put(text, "+", 1);
		put_type(text, attribute.type);
		put(text, "=", 1);
		put_value(text, &attribute);
	}
	return text->ok;
}

static size_t count_parts(zairyu_bytes name)
{
	struct name_walk walk;
	struct name_attribute attribute;
	size_t parts = 0;

	name_walk_begin(&walk, name);
	while (name_walk_next(&walk, &attribute) == NAME_ATTRIBUTE)
		parts += attribute.starts_part ? 1 : 0;
	return parts;
}

bool name_write(zairyu_bytes name, char *out, size_t size)
{
	struct text text = { out, size, true };
	size_t parts;

	if (size == 0)
		return false;
	out[0] = '\0';
	parts = count_parts(name);
	for (size_t i = parts; i-- > 0;) {
		if (i + 1 < parts)
			put(&text, ",", 1);
		if (!put_part(&text, name, i))
			return false;
	}
	return text.ok && name_valid(name);
}

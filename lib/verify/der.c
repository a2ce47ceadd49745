/* SPDX-License-Identifier: BSD-2-Clause */
/* The walk over DER and BER. */
#include "der.h"

enum {
	HIGH_TAG = 0x1F, /* tags of more than one byte: no certificate needs one */
	CONSTRUCTED = 0x20,
	INDEFINITE = 0x80,
	LENGTH_BYTES_MAX = 4,
	NESTING_MAX = 16 /* of indefinite lengths; bounds the work for hostile input */
};

struct header {
	uint8_t tag;
	bool indefinite;
	bool minimal;
	size_t size; /* of tag and length */
	size_t content;
};

struct der der_over(zairyu_bytes bytes, bool *not_der)
{
	return (struct der){ bytes.data, bytes.len > 0 ? bytes.data + bytes.len : bytes.data, not_der };
}

struct der der_inside(const struct der *parent, const struct der_element *element)
{
	return der_over(element->content, parent->not_der);
}

bool der_ended(const struct der *in)
{
	return in->next == in->end;
}

static size_t left(const struct der *in)
{
	return (size_t)(in->end - in->next);
}

static bool read_long_length(const uint8_t *p, size_t available, struct header *out)
{
	size_t count = p[1] & 0x7Fu;
	if (count > LENGTH_BYTES_MAX || available < 2 + count)
		return false;
	for (size_t i = 0; i < count; i++)
		out->content = out->content << 8 | p[2 + i];
	out->size = 2 + count;
	out->minimal = p[2] != 0 && (count > 1 || p[2] >= 0x80);
	return true;
}

static bool read_header(const uint8_t *p, size_t available, struct header *out)
{
	if (available < 2 || p[0] == 0 || (p[0] & HIGH_TAG) == HIGH_TAG)
		return false;
	*out = (struct header){ .tag = p[0], .size = 2, .minimal = true };
	if (p[1] == INDEFINITE) {
		out->indefinite = true;
		return (p[0] & CONSTRUCTED) != 0;
	}
	if (p[1] < 0x80)
		out->content = p[1];
	else if (!read_long_length(p, available, out))
		return false;
	return out->content <= available - out->size;
}

/* Finds the end-of-contents octets that belong to an indefinite length whose content begins at `p` [X.690 8.1.5]. */
static bool find_end_of_contents(const uint8_t *p, const uint8_t *end, const uint8_t **found)
{
	for (unsigned depth = 1; end - p >= 2;) {
		struct header header;
		if (p[0] == 0 && p[1] == 0) {
			*found = p;
			if (--depth == 0)
				return true;
			p += 2;
			continue;
		}
		if (!read_header(p, (size_t)(end - p), &header))
			return false;
		if (header.indefinite && ++depth > NESTING_MAX)
			return false;
		p += header.size + header.content;
	}
	return false;
}

bool der_read(struct der *in, struct der_element *out)
{
	const uint8_t *start = in->next;
	const uint8_t *after;
	struct header header;
	if (der_ended(in) || !read_header(start, left(in), &header))
		return false;
	if (header.indefinite || !header.minimal) {
		if (in->not_der == NULL)
			return false;
		*in->not_der = true;
	}
	if (header.indefinite) {
		if (!find_end_of_contents(start + header.size, in->end, &after))
			return false;
		header.content = (size_t)(after - start) - header.size;
		after += 2;
	} else {
		after = start + header.size + header.content;
	}
	out->tag = header.tag;
	out->whole = (zairyu_bytes){ start, (size_t)(after - start) };
	out->content = (zairyu_bytes){ start + header.size, header.content };
	in->next = after;
	return true;
}

bool der_expect(struct der *in, uint8_t tag, struct der_element *out)
{
	return der_read(in, out) && out->tag == tag;
}

bool der_next_is(const struct der *in, uint8_t tag)
{
	return !der_ended(in) && *in->next == tag;
}

bool der_enter(struct der *in, uint8_t tag, struct der *inside)
{
	struct der_element element;
	if (!der_expect(in, tag, &element))
		return false;
	*inside = der_inside(in, &element);
	return true;
}

bool der_integer(struct der *in, zairyu_bytes *content)
{
	struct der_element element;
	if (!der_expect(in, DER_INTEGER, &element) || element.content.len == 0)
		return false;
	const uint8_t *p = element.content.data;
	if (element.content.len > 1 && ((p[0] == 0x00 && p[1] < 0x80) || (p[0] == 0xFF && p[1] >= 0x80)))
		return false;
	*content = element.content;
	return true;
}

bool der_positive(struct der *in, zairyu_bytes *magnitude)
{
	zairyu_bytes content;
	if (!der_integer(in, &content) || content.data[0] >= 0x80)
		return false;
	if (content.data[0] == 0) {
		content.data++;
		content.len--;
	}
	*magnitude = content;
	return content.len > 0;
}

bool der_octet_bits(struct der *in, zairyu_bytes *bits)
{
	struct der_element element;
	if (!der_expect(in, DER_BIT_STRING, &element) || element.content.len < 2 || element.content.data[0] != 0)
		return false;
	*bits = (zairyu_bytes){ element.content.data + 1, element.content.len - 1 };
	return true;
}

bool der_boolean(struct der *in, bool *value)
{
	struct der_element element;
	if (!der_expect(in, DER_BOOLEAN, &element) || element.content.len != 1)
		return false;
	uint8_t octet = element.content.data[0];
	if (octet != 0x00 && octet != 0xFF) { /* BER: any bit set is true */
		if (in->not_der == NULL)
			return false;
		*in->not_der = true;
	}
	*value = octet != 0;
	return true;
}

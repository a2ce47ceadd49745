/* SPDX-License-Identifier: BSD-2-Clause */
/* The DER writer: element by element, with room for the longest header before each content, closed up behind it. */
#include "der/to_der.h"

#include <stdlib.h>
#include <string.h>
#include <zairyu/error.h>

#include "der/der.h"

enum {
	HEADER_MAX = 4, /* tag and a length of up to 65535 */
	CONTENT_MAX = 0xFFFF,
	MEMBERS_MAX = 32, /* of one SET; names have one or two */
	CLASS_AND_FORM = 0xE0,
	TAG_NUMBER = 0x1F,
	/* the types with a constructed form of pieces, as bits of their number [X.690 8.6, 8.7, 8.23, 8.25, 8.26] */
	STRING_TYPES = 1u << 3 | 1u << 4 | 1u << 12 | 0x7FFC0000
};

struct writer {
	uint8_t *data;
	size_t room;
	size_t len;
	unsigned rules;
	bool inside_wrapping;
};

static bool write_element(struct writer *w, zairyu_bytes *in, unsigned depth);

static bool put(struct writer *w, zairyu_bytes bytes)
{
	if (bytes.len > w->room - w->len)
		return false;
	if (bytes.len > 0)
		memcpy(w->data + w->len, bytes.data, bytes.len);
	w->len += bytes.len;
	return true;
}

static bool put_octet(struct writer *w, uint8_t octet)
{
	return put(w, (zairyu_bytes){ &octet, 1 });
}

static zairyu_bytes written_since(const struct writer *w, size_t from)
{
	return (zairyu_bytes){ w->data + from, w->len - from };
}

/* Keeps what was written last, from `kept` on, in the place of what was written since `from`. */
static void replace(struct writer *w, size_t from, size_t kept)
{
	memmove(w->data + from, w->data + kept, w->len - kept);
	w->len -= kept - from;
}

/* Opens an element: room for its header. */
static bool open_element(struct writer *w, size_t *start)
{
	static const uint8_t header[HEADER_MAX];

	*start = w->len;
	return put(w, (zairyu_bytes){ header, sizeof header });
}

static bool close_element(struct writer *w, size_t start, uint8_t tag)
{
	size_t len = w->len - start - HEADER_MAX;
	uint8_t header[HEADER_MAX] = { tag, (uint8_t)len };
	size_t size = 2;

	if (len > CONTENT_MAX)
		return false;
	if (len > 0xFF) {
		header[1] = 0x82;
		header[2] = (uint8_t)(len >> 8);
		header[3] = (uint8_t)len;
		size = 4;
	} else if (len >= 0x80) {
		header[1] = 0x81;
		header[2] = (uint8_t)len;
		size = 3;
	}
	memcpy(w->data + start, header, size);
	replace(w, start + size, start + HEADER_MAX);
	return true;
}

static bool is_string(uint8_t tag)
{
	return (tag & CLASS_AND_FORM) == 0 && (STRING_TYPES >> (tag & TAG_NUMBER) & 1u) != 0;
}

/* A piece of a BIT STRING begins with the count of its unused bits; only the last may have some [X.690 8.6.4]. */
static bool join_bits(struct writer *w, size_t content, zairyu_bytes piece)
{
	if (piece.len == 0 || piece.data[0] > 7 || (piece.len == 1 && piece.data[0] != 0) || w->data[content] != 0)
		return false;
	w->data[content] = piece.data[0];
	return put(w, (zairyu_bytes){ piece.data + 1, piece.len - 1 });
}

/* The pieces of a constructed string, which may be constructed again. Character strings come in OCTET STRINGs. */
static bool join_pieces(struct writer *w, size_t content, uint8_t tag, zairyu_bytes in, unsigned depth)
{
	struct der_element piece;

	while (in.len > 0) {
		uint8_t type;
		bool joined;

		if (depth > BER_NESTING_MAX || !ber_take(&in, &piece))
			return false;
		type = piece.tag & (uint8_t)~BER_CONSTRUCTED;
		if (type != tag && (type != DER_OCTET_STRING || tag == DER_BIT_STRING))
			return false;
		joined = (piece.tag & BER_CONSTRUCTED) != 0 ? join_pieces(w, content, tag, piece.content, depth + 1)
			 : tag == DER_BIT_STRING            ? join_bits(w, content, piece.content)
							    : put(w, piece.content);
		if (!joined)
			return false;
	}
	return true;
}

static bool write_joined(struct writer *w, uint8_t tag, zairyu_bytes in, unsigned depth)
{
	size_t content = w->len;

	return (tag != DER_BIT_STRING || put_octet(w, 0)) && join_pieces(w, content, tag, in, depth);
}

/* Whether `a` may stand before `b`, as [X.690 11.6] orders encodings. Public bytes. */
static bool are_in_order(zairyu_bytes a, zairyu_bytes b)
{
	size_t common = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < common; i++)
		if (a.data[i] != b.data[i])
			return a.data[i] < b.data[i];
	return a.len <= b.len;
}

/* Moves the element written last, from `last` on, to its place among those of its SET, which begin at `first`. */
static bool insert_last(struct writer *w, size_t first, size_t last)
{
	zairyu_bytes member = written_since(w, last);
	zairyu_bytes before = { w->data + first, last - first };
	struct der_element other;
	size_t end = w->len;
	size_t at = first;

	while (ber_take(&before, &other) && are_in_order(other.whole, member))
		at += other.whole.len;
	if (at == last)
		return true;
	if (!put(w, member)) /* a copy behind everything, while the others make room */
		return false;
	memmove(w->data + at + member.len, w->data + at, last - at);
	memcpy(w->data + at, w->data + end, member.len);
	w->len = end;
	return true;
}

static bool write_members(struct writer *w, uint8_t tag, zairyu_bytes in, unsigned depth)
{
	size_t first = w->len;

	for (size_t count = 0; in.len > 0; count++) {
		size_t last = w->len;

		if (!write_element(w, &in, depth + 1))
			return false;
		if (tag == DER_SET && (count == MEMBERS_MAX || !insert_last(w, first, last)))
			return false;
	}
	return true;
}

/* A value that DER writes in one way only. */
static void settle_value(struct writer *w, uint8_t tag, size_t content)
{
	uint8_t *value = w->data + content;
	size_t len = w->len - content;

	if (len == 0)
		return;
	if (tag == DER_BOOLEAN && len == 1 && value[0] != 0)
		value[0] = 0xFF;
	if (tag == DER_BIT_STRING && len > 1 && value[0] <= 7)
		value[len - 1] &= (uint8_t)(0xFF << value[0]);
	if (tag == DER_INTEGER && (w->rules & TO_DER_INTEGERS) != 0)
		replace(w, content, content + integer_excess(written_since(w, content)));
}

/*
 * What a string wraps, if it is one element and nothing else: an extension's value, a key, a signature. A key's bits
 * count as such only as a SEQUENCE, since a point of a curve may look like something.
 */
static void settle_wrapped(struct writer *w, uint8_t tag, size_t content, unsigned depth)
{
	size_t from = content + (tag == DER_BIT_STRING ? 1 : 0);
	size_t end = w->len;
	zairyu_bytes wrapped;

	if ((w->rules & TO_DER_WRAPPED) == 0 || w->inside_wrapping || from >= end ||
	    (tag != DER_OCTET_STRING && !(tag == DER_BIT_STRING && w->data[from] == DER_SEQUENCE)))
		return;
	wrapped = written_since(w, from);
	w->inside_wrapping = true;
	if (write_element(w, &wrapped, depth + 1) && wrapped.len == 0)
		replace(w, from, end);
	else
		w->len = end;
	w->inside_wrapping = false;
}

static bool write_element(struct writer *w, zairyu_bytes *in, unsigned depth)
{
	struct der_element element;
	size_t start, content;
	uint8_t tag, type;
	bool constructed, pieces, ok;

	if (depth > BER_NESTING_MAX || !ber_take(in, &element) || !open_element(w, &start))
		return false;
	tag = element.tag;
	type = tag & (uint8_t)~BER_CONSTRUCTED;
	content = w->len;
	constructed = (tag & BER_CONSTRUCTED) != 0;
	pieces = constructed && is_string(type);
	ok = pieces        ? write_joined(w, type, element.content, depth)
	     : constructed ? write_members(w, tag, element.content, depth)
			   : put(w, element.content);
	tag = pieces ? type : tag;
	if (!ok)
		return false;
	settle_value(w, tag, content);
	settle_wrapped(w, tag, content, depth);
	return close_element(w, start, tag);
}

int to_der(zairyu_bytes in, unsigned rules, uint8_t **out, size_t *len)
{
	/*
	 * What stands open or grows (bits in no pieces) takes up to twice what was read, a member of a SET that is put
	 * in its place a half more, and what is wrapped stands there as it was read meanwhile.
	 */
	struct writer w = { .room = 4 * in.len + 1, .rules = rules };

	*out = NULL;
	*len = 0;
	w.data = malloc(w.room);
	if (!w.data)
		return ZAIRYU_ERR_NO_MEMORY;
	if (!write_element(&w, &in, 0) || in.len > 0) {
		free(w.data);
		return ZAIRYU_ERR_CERTIFICATE;
	}
	*out = w.data;
	*len = w.len;
	return ZAIRYU_OK;
}

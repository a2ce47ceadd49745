/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/twin_ber.h"

#include <string.h>

enum { DEPTH_MAX = 12, LENGTH_OPEN = 0x80, TAG_CONSTRUCTED = 0x20, TAG_LONG = 0x1F, TAG_INTEGER = 2, TAG_BOOLEAN = 1 };

static bool read_at(const uint8_t *at, const uint8_t *end, int depth, struct ber *out);

/* Where the end-of-contents of an open length stands; `end` if there is none. */
static const uint8_t *find_close(const uint8_t *at, const uint8_t *end, int depth)
{
	struct ber inner;

	while (end - at >= 2 && !(at[0] == 0 && at[1] == 0)) {
		if (!read_at(at, end, depth + 1, &inner))
			return end;
		at = inner.end;
	}
	return end - at >= 2 ? at : end;
}

static bool read_length(const uint8_t **at, const uint8_t *end, size_t *len, bool *open)
{
	size_t first, count;

	if (*at == end)
		return false;
	first = *(*at)++;
	count = first & 0x7F;
	*open = first == LENGTH_OPEN;
	*len = first;
	if (first <= LENGTH_OPEN)
		return true;
	if (count > 4 || (size_t)(end - *at) < count)
		return false;
	for (*len = 0; count > 0; count--)
		*len = *len << 8 | *(*at)++;
	return true;
}

static bool read_at(const uint8_t *at, const uint8_t *end, int depth, struct ber *out)
{
	size_t len;

	if (depth > DEPTH_MAX || end - at < 2 || (at[0] & TAG_LONG) == TAG_LONG)
		return false;
	*out = (struct ber){ .start = at, .tag = at[0] };
	at++;
	if (!read_length(&at, end, &len, &out->open))
		return false;
	out->value = at;
	if (out->open) {
		out->value_end = find_close(at, end, depth);
		out->end = end - out->value_end >= 2 ? out->value_end + 2 : end;
		return true;
	}
	out->cut = len > (size_t)(end - at);
	out->value_end = at + (len < (size_t)(end - at) ? len : (size_t)(end - at));
	out->end = out->value_end;
	return true;
}

bool ber_read(const uint8_t *at, const uint8_t *end, struct ber *out)
{
	return read_at(at, end, 0, out);
}

bool ber_constructed(const struct ber *element)
{
	return (element->tag & TAG_CONSTRUCTED) != 0;
}

bool ber_child(const struct ber *parent, size_t index, struct ber *out)
{
	const uint8_t *at = parent->value;

	for (;; index--) {
		if (at >= parent->value_end || !ber_read(at, parent->value_end, out))
			return false;
		if (index == 0)
			return true;
		at = out->end;
	}
}

static bool is_string(unsigned tag)
{
	unsigned number = tag & TAG_LONG;

	return tag < 0x40 && (number == 3 || number == 4 || number == 12 || (number >= 18 && number <= 30));
}

static size_t header(uint8_t *out, size_t cap, unsigned tag, size_t len)
{
	uint8_t bytes[5] = { (uint8_t)tag };
	size_t n = 1;

	if (len > 0xFFFF)
		return 0;
	if (len >= 0x100)
		bytes[n++] = 0x82, bytes[n++] = (uint8_t)(len >> 8);
	else if (len >= 0x80)
		bytes[n++] = 0x81;
	bytes[n++] = (uint8_t)len;
	if (n > cap)
		return 0;
	memcpy(out, bytes, n);
	return n;
}

/* Puts the header in front of `len` bytes that already stand at out + 5. */
static size_t close_up(uint8_t *out, size_t cap, unsigned tag, size_t len)
{
	uint8_t bytes[5];
	size_t n = header(bytes, sizeof bytes, tag, len);

	if (n == 0 || n + len > cap)
		return 0;
	memmove(out + n, out + 5, len);
	memcpy(out, bytes, n);
	return n + len;
}

/* The parts of a string that was cut into several; of a BIT STRING only the last says how many bits are unused. */
static size_t join(const struct ber *element, unsigned tag, uint8_t *out, size_t cap, size_t len)
{
	struct ber part;

	for (const uint8_t *at = element->value; at < element->value_end; at = part.end) {
		size_t from, more;

		if (!ber_read(at, element->value_end, &part))
			return SIZE_MAX;
		if (ber_constructed(&part)) {
			len = join(&part, tag, out, cap, len);
			if (len == SIZE_MAX)
				return len;
			continue;
		}
		from = tag == 3 && len > 0 ? 1 : 0;
		more = (size_t)(part.value_end - part.value);
		if (more < from || more - from > cap - len)
			return SIZE_MAX;
		if (from && part.value[0])
			out[0] = part.value[0];
		memcpy(out + len, part.value + from, more - from);
		len += more - from;
	}
	return len;
}

static size_t primitive(const struct ber *element, uint8_t *out, size_t cap)
{
	const uint8_t *value = element->value;
	size_t len = (size_t)(element->value_end - value);

	while (element->tag == TAG_INTEGER && len > 1 &&
	       ((value[0] == 0 && value[1] < 0x80) || (value[0] == 0xFF && value[1] >= 0x80))) {
		value++;
		len--;
	}
	if (len > cap)
		return SIZE_MAX;
	memcpy(out, value, len);
	if (element->tag == TAG_BOOLEAN && len == 1 && out[0])
		out[0] = 0xFF;
	return len;
}

static size_t contents(const struct ber *element, uint8_t *out, size_t cap)
{
	struct ber inner;
	size_t len = 0;

	for (const uint8_t *at = element->value; at < element->value_end; at = inner.end) {
		size_t more;

		if (!ber_read(at, element->value_end, &inner))
			return SIZE_MAX;
		more = ber_to_der(&inner, out + len, cap - len);
		if (more == 0)
			return SIZE_MAX;
		len += more;
	}
	return len;
}

size_t ber_to_der(const struct ber *element, uint8_t *out, size_t cap)
{
	unsigned tag = element->tag;
	size_t len;

	if (cap < 5)
		return 0;
	if (!ber_constructed(element)) {
		len = primitive(element, out + 5, cap - 5);
	} else if (is_string(tag)) {
		tag &= ~(unsigned)TAG_CONSTRUCTED;
		len = join(element, tag, out + 5, cap - 5, 0);
	} else {
		len = contents(element, out + 5, cap - 5);
	}
	return len == SIZE_MAX ? 0 : close_up(out, cap, tag, len);
}

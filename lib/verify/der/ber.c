/* SPDX-License-Identifier: BSD-2-Clause */
/* Headers and lengths, definite and indefinite [X.690 8.1.2, 8.1.3]. */
#include "der/ber.h"

enum {
	HIGH_TAG = 0x1F, /* tags of more than one byte: no certificate needs one */
	INDEFINITE = 0x80,
	LENGTH_BYTES_MAX = 4
};

static bool read_long_length(zairyu_bytes in, struct ber_header *out)
{
	size_t count = in.data[1] & 0x7Fu;

	if (count > LENGTH_BYTES_MAX || in.len < 2 + count)
		return false;
	for (size_t i = 0; i < count; i++)
		out->content = out->content << 8 | in.data[2 + i];
	out->size = 2 + count;
	out->minimal = in.data[2] != 0 && (count > 1 || in.data[2] >= 0x80);
	return true;
}

bool ber_header_read(zairyu_bytes in, struct ber_header *out)
{
	if (in.len < 2 || in.data[0] == 0 || (in.data[0] & HIGH_TAG) == HIGH_TAG)
		return false;
	*out = (struct ber_header){ .tag = in.data[0], .size = 2, .minimal = true };
	if (in.data[1] == INDEFINITE) {
		out->indefinite = true;
		return (in.data[0] & BER_CONSTRUCTED) != 0;
	}
	if (in.data[1] < 0x80)
		out->content = in.data[1];
	else if (!read_long_length(in, out))
		return false;
	return out->content <= in.len - out->size;
}

static void skip(zairyu_bytes *in, size_t len)
{
	in->data += len;
	in->len -= len;
}

/* The length of a content whose end only its end-of-contents octets show [X.690 8.1.5]. */
static bool measure_indefinite(zairyu_bytes in, size_t *len)
{
	const uint8_t *begin = in.data;

	for (unsigned depth = 1; in.len >= 2;) {
		struct ber_header header;

		if (in.data[0] == 0 && in.data[1] == 0) {
			*len = (size_t)(in.data - begin);
			if (--depth == 0)
				return true;
			skip(&in, 2);
			continue;
		}
		if (!ber_header_read(in, &header) || (header.indefinite && ++depth > BER_NESTING_MAX))
			return false;
		skip(&in, header.size + header.content);
	}
	return false;
}

bool ber_take(zairyu_bytes *in, struct der_element *out)
{
	struct ber_header header;
	zairyu_bytes after;
	size_t whole;

	if (!ber_header_read(*in, &header))
		return false;
	after = *in;
	skip(&after, header.size);
	if (header.indefinite && !measure_indefinite(after, &header.content))
		return false;
	whole = header.size + header.content + (header.indefinite ? 2 : 0);
	*out = (struct der_element){ header.tag, { in->data, whole }, { after.data, header.content } };
	skip(in, whole);
	return true;
}

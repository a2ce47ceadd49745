/* SPDX-License-Identifier: BSD-2-Clause */
#include "tlv/tlv.h"

/* Two-byte tags: low five bits set, one further byte [ISO 7816-4 5.2.2.1]; `DF D1` is the one in use. */
static enum tlv_outcome tlv_tag(struct cursor *c, uint32_t *tag)
{
	uint8_t first, second;

	if (!cursor_u8(c, &first) || first == 0)
		return TLV_END;
	*tag = first;
	if ((first & 0x1F) != 0x1F)
		return TLV_OBJECT;
	/* Some cards' second byte has bit 8 set (DF D1); ISO would call that a longer tag, the card specification does
	 * not. */
	if (!cursor_u8(c, &second))
		return TLV_MALFORMED;
	*tag = *tag << 8 | second;
	return TLV_OBJECT;
}

static bool tlv_length(struct cursor *c, size_t *len)
{
	uint32_t value = 0;
	uint8_t first, byte;

	if (!cursor_u8(c, &first))
		return false;
	*len = first;
	if (first < 0x80)
		return true;
	if (first == 0x80 || first > 0x84)
		return false;
	for (int left = first - 0x80; left > 0; left--) {
		if (!cursor_u8(c, &byte))
			return false;
		value = value << 8 | byte;
	}
	*len = value;
	return true;
}

enum tlv_outcome tlv_header(struct cursor *c, uint32_t *tag, size_t *len)
{
	enum tlv_outcome outcome = tlv_tag(c, tag);

	if (outcome != TLV_OBJECT)
		return outcome;
	return tlv_length(c, len) ? TLV_OBJECT : TLV_MALFORMED;
}

enum tlv_outcome tlv_next(struct cursor *c, uint32_t *tag, zairyu_bytes *value)
{
	size_t len;
	enum tlv_outcome outcome = tlv_header(c, tag, &len);

	if (outcome != TLV_OBJECT)
		return outcome;
	return cursor_take(c, len, value) ? TLV_OBJECT : TLV_MALFORMED;
}

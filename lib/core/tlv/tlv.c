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
	uint8_t first, one;
	uint16_t two;

	if (!cursor_u8(c, &first))
		return false;
	if (first < 0x80) {
		*len = first;
		return true;
	}
	if (first == 0x81 && cursor_u8(c, &one)) {
		*len = one;
		return true;
	}
	if (first == 0x82 && cursor_u16(c, &two)) {
		*len = two;
		return true;
	}
	return false;
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

/* SPDX-License-Identifier: BSD-2-Clause */
#include "card/extent.h"

enum extent_outcome extent_want(zairyu_bytes have, size_t capacity, size_t wanted, size_t *at)
{
	if (wanted <= have.len || wanted > capacity)
		return EXTENT_UNKNOWN;
	*at = wanted;
	return EXTENT_MORE;
}

/* A certificate is one SEQUENCE with a definite length [X.690 8.1.3]. */
static enum extent_outcome extent_certificate(zairyu_bytes have, size_t capacity, size_t *at)
{
	struct cursor c = cursor_of(have);
	uint8_t tag, form;
	uint16_t len;

	if (have.len < 4)
		return extent_want(have, capacity, 4, at);
	cursor_u8(&c, &tag);
	cursor_u8(&c, &form);
	cursor_u16(&c, &len);
	if (tag != 0x30 || form != 0x82 || (size_t)len + 4 > capacity)
		return EXTENT_UNKNOWN;
	*at = (size_t)len + 4;
	return EXTENT_END;
}

enum extent_outcome extent_find(enum card_extent kind, zairyu_bytes have, size_t capacity, size_t *at)
{
	switch (kind) {
	case CARD_EXTENT_TIFF:
		return extent_tiff(have, capacity, at);
	case CARD_EXTENT_JP2:
		return extent_jp2(have, capacity, at);
	case CARD_EXTENT_CERTIFICATE:
		return extent_certificate(have, capacity, at);
	default:
		return EXTENT_UNKNOWN;
	}
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Data objects, and the end of images and certificates found while only their beginning is known. */
#include "card/extent.h"
#include "fuzz.h"
#include "tlv/tlv.h"

/* Asks as the session does: a little more each time, until the end is found or cannot be told. */
static void find_end(enum card_extent kind, const uint8_t *data, size_t size)
{
	size_t have = 0;

	for (;;) {
		size_t at = 0;
		enum extent_outcome outcome = extent_find(kind, (zairyu_bytes){ data, have }, size, &at);

		if (outcome == EXTENT_UNKNOWN)
			return;
		FUZZ_REQUIRE(at <= size);
		if (outcome == EXTENT_END && at <= have)
			return;
		FUZZ_REQUIRE(at > have);
		have = at;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cursor c = cursor_of((zairyu_bytes){ data, size });
	zairyu_bytes value;
	uint32_t tag;
	size_t len;

	find_end(CARD_EXTENT_TIFF, data, size);
	find_end(CARD_EXTENT_JP2, data, size);
	find_end(CARD_EXTENT_CERTIFICATE, data, size);
	(void)tlv_header(&c, &tag, &len);
	c = cursor_of((zairyu_bytes){ data, size });
	while (tlv_next(&c, &tag, &value) == TLV_OBJECT) {
		FUZZ_REQUIRE(value.len == 0 || (value.data >= data && value.data + value.len <= data + size));
		find_end(CARD_EXTENT_TIFF, value.data, value.len);
		find_end(CARD_EXTENT_JP2, value.data, value.len);
		find_end(CARD_EXTENT_CERTIFICATE, value.data, value.len);
	}
	return 0;
}

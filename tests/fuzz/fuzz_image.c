/* SPDX-License-Identifier: BSD-2-Clause */
/* Images from hostile hands, with limits that keep a run short. */
#include <zairyu/image.h>

#include "fuzz.h"

enum { PIXELS = 1 << 18, BYTES = 1 << 23 };

static int drop(void *userdata, const void *data, size_t len)
{
	*(size_t *)userdata += data ? len : 0;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	zairyu_context *ctx;
	zairyu_image *image;

	FUZZ_REQUIRE(zairyu_context_new(&ctx, NULL) == 0);
	FUZZ_REQUIRE(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_PIXELS, PIXELS) == 0);
	FUZZ_REQUIRE(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES, BYTES) == 0);
	if (zairyu_image_decode_bytes(ctx, (zairyu_bytes){ data, size }, &image, NULL) == 0) {
		uint64_t pixels = (uint64_t)zairyu_image_width(image) * zairyu_image_height(image);
		size_t written = 0;

		FUZZ_REQUIRE(pixels > 0 && pixels <= PIXELS);
		FUZZ_REQUIRE(zairyu_image_write_png(image, drop, &written, NULL) == 0 && written > 0);
	} else {
		FUZZ_REQUIRE(!image);
	}
	zairyu_image_free(image);
	zairyu_context_free(ctx);
	return 0;
}

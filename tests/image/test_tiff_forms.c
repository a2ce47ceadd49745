/* SPDX-License-Identifier: BSD-2-Clause */
/* Forms of TIFF that the cards' specification does not ask for: turned, and compressed in other ways. */
#include <stdlib.h>
#include <tiffio.h>

#include "../support/suite.h"
#include "make.h"
#include "support.h"

/* As the picture is stored so that it shows the right way up [TIFF 6.0 section 8]: from where rows and columns count.
 */
static uint8_t *turned(const uint8_t *picture, uint32_t width, uint32_t height, int orientation)
{
	static const char *const beginnings[] = { "", "TL", "TR", "BR", "BL", "LT", "RT", "RB", "LB" };
	bool swapped = orientation > 4;
	uint32_t w = swapped ? height : width, h = swapped ? width : height;
	size_t stride = (w + 7) / 8, picture_stride = (width + 7) / 8;
	uint8_t *out = calloc(h, stride);

	for (uint32_t row = 0; row < h; row++)
		for (uint32_t column = 0; column < w; column++) {
			const char *from = beginnings[orientation];
			uint32_t x = 0, y = 0;

			for (int i = 0; i < 2; i++) {
				uint32_t n = i == 0 ? row : column;

				x = from[i] == 'L' ? n : from[i] == 'R' ? width - 1 - n : x;
				y = from[i] == 'T' ? n : from[i] == 'B' ? height - 1 - n : y;
			}
			if (picture[y * picture_stride + x / 8] >> (7 - x % 8) & 1)
				out[row * stride + column / 8] |= (uint8_t)(0x80 >> column % 8);
		}
	return out;
}

START_TEST(orientation)
{
	struct tiff_change change = { 274, 3, 1, (uint32_t)_i };
	struct tiff_wish wish = { .width = _i > 4 ? 43 : 67, .height = _i > 4 ? 67 : 43, .inverted = _i & 1 };
	uint8_t *picture = make_picture(67, 43), *stored = turned(picture, 67, 43, _i);
	struct made tiff = make_tiff_by_hand(&wish, stored, true, &change);

	check_picture(made_bytes(&tiff), 67, 43);
	made_free(&tiff);
	free(picture);
	free(stored);
}
END_TEST

/* Two images are there at a time. */
START_TEST(limit_of_turning)
{
	struct tiff_wish wish = { .width = 674, .height = 425 };
	static const struct tiff_change change = { 274, 3, 1, 3 };
	uint8_t *picture = calloc(425, 85);
	struct made tiff = make_tiff_by_hand(&wish, picture, true, &change);
	zairyu_context *ctx = new_context();
	zairyu_image *image;

	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES, 2 * 425 * 85 - 1);
	expect_refusal(ctx, made_bytes(&tiff), ZAIRYU_ERR_LIMIT, "the image takes more memory than the limit allows");
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES, 2 * 425 * 85);
	ck_assert_int_eq(zairyu_image_decode_bytes(ctx, made_bytes(&tiff), &image, NULL), ZAIRYU_OK);
	zairyu_image_free(image);
	zairyu_context_free(ctx);
	made_free(&tiff);
	free(picture);
}
END_TEST

/* Every compression of TIFF 6.0 for one bit per pixel. */
START_TEST(compressions)
{
	static const struct {
		uint32_t compression, t4_options;
	} kinds[] = { { COMPRESSION_NONE, 0 },      { COMPRESSION_CCITTRLE, 0 },  { COMPRESSION_CCITTFAX3, 0 },
		      { COMPRESSION_CCITTFAX3, 1 }, { COMPRESSION_CCITTFAX3, 4 }, { COMPRESSION_CCITTFAX3, 5 },
		      { COMPRESSION_LZW, 0 },       { COMPRESSION_PACKBITS, 0 } };
	static const uint32_t sizes[][2] = { { 67, 43 }, { 674, 425 } };

	for (size_t size = 0; size < COUNT(sizes); size++)
		for (int form = 0; form < 8; form++) {
			struct tiff_wish wish = { sizes[size][0],        sizes[size][1],      form & 1 ? 20 : 0,
						  (form & 2) != 0,       (form & 4) != 0,     (form & 2) != 0,
						  kinds[_i].compression, kinds[_i].t4_options };
			uint8_t *picture = make_picture(wish.width, wish.height);
			struct made tiff = make_tiff(&wish, picture);
			zairyu_context *ctx = new_context();

			ck_assert_uint_le(tiff.len, 1 << 17);
			if (tiff.len <= 32768)
				check_picture(made_bytes(&tiff), wish.width, wish.height);
			zairyu_context_free(ctx);
			made_free(&tiff);
			free(picture);
		}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("tiff forms", 60);

	tcase_add_loop_test(tc, orientation, 1, 9);
	tcase_add_test(tc, limit_of_turning);
	tcase_add_loop_test(tc, compressions, 0, 8);
	return suite_run("tiff forms", tc);
}

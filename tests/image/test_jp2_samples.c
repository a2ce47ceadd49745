/* SPDX-License-Identifier: BSD-2-Clause */
/* Components in any order, of any depth and fineness, and packets whose headers stand elsewhere: the same picture. */
#include <string.h>

#include "../support/suite.h"
#include "make.h"
#include "support.h"

static const struct jp2_wish usual = { .width = 60, .height = 80, .components = 3 };

/* In which order components are stored, and the definition that says so. */
static const struct {
	const char *order, *definition;
} orders[] = {
	{ "BGR", "0000001C 'cdef' 0003 0000 0000 0003 0001 0000 0002 0002 0000 0001" },
	{ "BGR", "0000001C 'cdef' 0003 0002 0000 0001 0001 0000 0002 0000 0000 0003" },
	{ "GBR", "0000001C 'cdef' 0003 0000 0000 0002 0001 0000 0003 0002 0000 0001" },
	{ "RGBA", "00000022 'cdef' 0004 0000 0000 0001 0001 0000 0002 0002 0000 0003 0003 0001 0000" },
	{ "RGBA", "00000022 'cdef' 0004 0000 0000 0001 0001 0000 0002 0002 0000 0003 0003 FFFF FFFF" },
	{ "RGBA", "00000010 'cdef' 0001 0003 0002 0000" },
	{ "BGRA", "00000022 'cdef' 0004 0003 0001 0000 0000 0000 0003 0001 0000 0002 0002 0000 0001" },
	{ "ARGB", "00000022 'cdef' 0004 0000 0001 0000 0001 0000 0001 0002 0000 0002 0003 0000 0003" },
	{ "ARGB", "00000022 'cdef' 0004 0000 FFFF FFFF 0001 0000 0001 0002 0000 0002 0003 0000 0003" },
	{ "ARGB", "00000010 'cdef' 0001 0000 0001 0000" },
	{ "BARG", "00000022 'cdef' 0004 0000 0000 0003 0001 0002 0000 0002 0000 0001 0003 0000 0002" },
	{ "BGR", "00000014 'cmap' 0002 00 00 0001 00 00 0000 00 00" },
	{ "RA", "00000016 'cdef' 0002 0000 0000 0001 0001 0001 0000" },
	{ "AR", "00000016 'cdef' 0002 0000 0001 0000 0001 0000 0001" },
	{ "RA", "00000008 'free'" },
	{ "R", "00000010 'cdef' 0001 0000 0000 0000" },
};

START_TEST(order_of_channels)
{
	struct jp2_wish wish = usual;
	struct made jp2, definition = bytes_of(orders[_i].definition);

	wish.order = orders[_i].order;
	wish.components = (uint32_t)strlen(wish.order);
	jp2 = make_jp2(&wish);
	jp2_add_box(&jp2, definition.data, definition.len);
	wish.components = wish.components < 3 ? 1 : 3;
	check_colours(made_bytes(&jp2), &wish, 0);
	made_free(&definition);
	made_free(&jp2);
}
END_TEST

START_TEST(definition_of_nothing)
{
	static const char *const definitions[] = {
		"00000009 'cdef' 00", /* cut short */
		"00000010 'cdef' 0002 0000 0000 0001",
		"0000001C 'cdef' 0003 0000 0001 0001 0001 0001 0002 0002 0001 0003", /* no colours */
	};
	zairyu_context *ctx = new_context();

	for (size_t i = 0; i < COUNT(definitions); i++) {
		struct made jp2 = make_jp2(&usual), definition = bytes_of(definitions[i]);

		jp2_add_box(&jp2, definition.data, definition.len);
		expect_refusal(ctx, made_bytes(&jp2), ZAIRYU_ERR_IMAGE,
			       i < 2 ? "the JP2 file's channel definition is malformed"
				     : "the JP2 file's colour space does not fit its components");
		made_free(&definition);
		made_free(&jp2);
	}
	zairyu_context_free(ctx);
}
END_TEST

/* Forms that OpenJPEG writes. Fewer bits than eight are coarser; samples farther apart make a smaller image. */
static const struct {
	struct jp2_wish wish;
	int most;
} samples[] = {
	{ { .width = 60, .height = 80, .components = 3, .depth = 12 }, 1 },
	{ { .width = 60, .height = 80, .components = 3, .depth = 16 }, 1 },
	{ { .width = 60, .height = 80, .components = 3, .depth = 9, .is_signed = true }, 1 },
	{ { .width = 60, .height = 80, .components = 3, .depth = 7 }, 1 },
	{ { .width = 60, .height = 80, .components = 3, .depth = 4 }, 9 },
	{ { .width = 60, .height = 80, .components = 1, .depth = 1 }, 128 },
	{ { .width = 60, .height = 80, .components = 3, .is_signed = true }, 0 },
	{ { .width = 60, .height = 80, .components = 1, .is_signed = true, .codestream = true }, 0 },
	{ { .width = 60, .height = 80, .components = 3, .left = 5, .top = 3 }, 0 },
	{ { .width = 60, .height = 80, .components = 3, .left = 5, .top = 3, .tile = 32 }, 0 },
	{ { .width = 60, .height = 80, .components = 3, .layers = 4 }, 0 },
	{ { .width = 60, .height = 80, .components = 3, .parts = true }, 0 },
	{ { .width = 128, .height = 64, .components = 3, .parts = true, .tile = 64 }, 0 },
	{ { .width = 60, .height = 80, .components = 3, .block = 4, .precinct = 64 }, 0 },
	{ { .width = 60, .height = 80, .components = 3, .style = 6 }, 0 },
	{ { .width = 600, .height = 800, .components = 3 }, 0 },
};

START_TEST(other_samples)
{
	check_painted(&samples[_i].wish, samples[_i].most);
}
END_TEST

START_TEST(all_samples_apart)
{
	struct jp2_wish wish = { .width = 60, .height = 80, .components = 3, .step = 2 };
	struct jp2_wish odd = { .width = 61, .height = 81, .components = 3, .step = 4 };
	struct made jp2 = make_jp2(&wish);
	zairyu_image *image = decode_well(made_bytes(&jp2));

	ck_assert_uint_eq(zairyu_image_width(image), 30);
	ck_assert_uint_eq(zairyu_image_height(image), 40);
	for (uint32_t y = 0; y < 40; y++)
		for (uint32_t x = 0; x < 30; x++) {
			uint8_t rgb[3];

			make_colour(&wish, 2 * x, 2 * y, rgb);
			ck_assert_mem_eq(zairyu_image_pixels(image) + (y * 30 + x) * 3, rgb, 3);
		}
	zairyu_image_free(image);
	made_free(&jp2);
	jp2 = make_jp2(&odd);
	image = decode_well(made_bytes(&jp2));
	ck_assert_uint_eq(zairyu_image_width(image), 16);
	ck_assert_uint_eq(zairyu_image_height(image), 21);
	zairyu_image_free(image);
	made_free(&jp2);
}
END_TEST

/* Packet headers taken out of the data and put into the tile-part's header, or the main one [A.7.4, A.7.5]. */
START_TEST(packed_headers)
{
	struct jp2_wish wish = usual;
	struct made jp2, headers = { 0 }, body = { 0 };
	size_t at, end;
	uint32_t len;

	wish.style = 6; /* SOP and EPH show where each begins and ends */
	jp2 = make_jp2(&wish);
	at = find_marker(&jp2, 0xFF93) + 2;
	end = jp2.len - 2;
	while (at < end) {
		size_t from = at + 6;

		ck_assert(jp2.data[at] == 0xFF && jp2.data[at + 1] == 0x91);
		made_append(&body, jp2.data + at, 6);
		for (at = from; !(jp2.data[at] == 0xFF && jp2.data[at + 1] == 0x92); at++)
			;
		made_append(&headers, jp2.data + from, at + 2 - from);
		for (from = at += 2; at < end && !(jp2.data[at] == 0xFF && jp2.data[at + 1] == 0x91); at++)
			;
		made_append(&body, jp2.data + from, at - from);
	}
	at = find_marker(&jp2, 0xFF93) + 2;
	jp2.len = at;
	made_append(&jp2, body.data, body.len);
	put_u32(jp2.data + find_marker(&jp2, 0xFF90) + 6, (uint32_t)(jp2.len - find_marker(&jp2, 0xFF90)));
	made_append(&jp2, "\xFF\xD9", 2);
	jp2_close(&jp2);
	len = (uint32_t)headers.len;
	if (_i == 0) {
		uint8_t ppt[5] = { 0xFF, 0x61, (uint8_t)((len + 3) >> 8), (uint8_t)(len + 3), 0 };

		made_insert(&headers, 0, ppt, 5);
		jp2_add_tile(&jp2, headers.data, headers.len);
	} else {
		uint8_t ppm[9] = { 0xFF, 0x60, (uint8_t)((len + 7) >> 8), (uint8_t)(len + 7), 0 };

		put_u32(ppm + 5, len);
		made_insert(&headers, 0, ppm, 9);
		jp2_add_main(&jp2, headers.data, headers.len);
	}
	check_colours(made_bytes(&jp2), &usual, 0);
	made_free(&headers);
	made_free(&body);
	made_free(&jp2);
}
END_TEST

/* One component is transformed with nobody; OpenJPEG and we say so. */
START_TEST(transform_of_one)
{
	struct jp2_wish wish = { .width = 60, .height = 80, .components = 1 };
	struct made jp2 = make_jp2(&wish);

	jp2.data[find_marker(&jp2, 0xFF52) + 8] = 1;
	check_colours(made_bytes(&jp2), &wish, 0);
	made_free(&jp2);
}
END_TEST

/* Lossy, so that colours are near what was drawn; the two differ in nothing but the order of their channels. */
START_TEST(known_faces)
{
	static const char *const names[] = { "face-channels-bgr.jp2", "face-colr-vendor-then-srgb.jp2" };
	zairyu_image *images[2];

	for (int i = 0; i < 2; i++) {
		struct made file = read_file(names[i]);

		check_file(names[i], "reference-face.png", 40);
		images[i] = decode_well(made_bytes(&file));
		made_free(&file);
	}
	ck_assert_mem_eq(zairyu_image_pixels(images[0]), zairyu_image_pixels(images[1]), 96 * 120 * 3);
	zairyu_image_free(images[0]);
	zairyu_image_free(images[1]);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("jp2 samples", 60);

	tcase_add_loop_test(tc, order_of_channels, 0, COUNT(orders));
	tcase_add_test(tc, definition_of_nothing);
	tcase_add_loop_test(tc, other_samples, 0, COUNT(samples));
	tcase_add_test(tc, all_samples_apart);
	tcase_add_loop_test(tc, packed_headers, 0, 2);
	tcase_add_test(tc, transform_of_one);
	tcase_add_test(tc, known_faces);
	return suite_run("jp2 samples", tc);
}

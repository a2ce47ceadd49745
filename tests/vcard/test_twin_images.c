/* SPDX-License-Identifier: BSD-2-Clause */
/* What an image decoder makes of a twin's images: the same as of the card's, but for the pixels. */
#include <stdio.h>
#include <string.h>
#include <zairyu/image.h>

#include "profile/variant.h"
#include "twin_case.h"

static const char *const types[] = { "1", "2", "05", "06" };

static int decoded(const zairyu_record *record, int which, uint32_t size[3])
{
	zairyu_image *image = NULL;
	int rc = zairyu_image_decode(twin_ctx, record, which, &image, NULL);

	memset(size, 0, 3 * sizeof *size);
	if (rc == 0) {
		size[0] = zairyu_image_width(image);
		size[1] = zairyu_image_height(image);
		size[2] = (uint32_t)zairyu_image_format(image);
	}
	zairyu_image_free(image);
	return rc;
}

static void same_images(zairyu_vcard *card, const char *what)
{
	struct reading was, is;
	zairyu_bytes anchors[2];
	zairyu_twin *twin;
	zairyu_vcard *played;

	read_card(card, false, &was);
	if (!was.record) {
		reading_done(&was);
		return;
	}
	anchors_of(card, anchors);
	ck_assert_int_eq(zairyu_twin_from_record(twin_ctx, twin_ca, was.record, anchors, 2, &twin, NULL), 0);
	played = play(twin, "");
	read_card(played, false, &is);
	same_reading(&was, &is, what);
	nothing_of(was.record, twin, played, what);
	for (int which = 0; zairyu_image_name(which) || which == 0; which++) {
		uint32_t a[3], b[3];
		int rc = decoded(was.record, which, a);

		ck_assert_msg(rc == decoded(is.record, which, b), "%s: image %d: %d before", what, which, rc);
		ck_assert_mem_eq(a, b, sizeof a);
	}
	reading_done(&was);
	reading_done(&is);
	zairyu_vcard_free(played);
	zairyu_twin_free(twin);
}

START_TEST(variants_decode_alike)
{
	char options[96];

	for (size_t type = 0; type < 4; type++) {
		zairyu_vcard *card;

		if (!(variant_types((size_t)_i) & (1u << type)))
			continue;
		(void)snprintf(options, sizeof options, "type=%s,variant=%s", types[type], variant_name((size_t)_i));
		ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, options, &card, NULL), 0);
		same_images(card, options);
		zairyu_vcard_free(card);
	}
}
END_TEST

/* Images in odd forms, put on a card in place of its own. */
static const struct {
	const char *name;
	int sfi;
	uint8_t tag;
	size_t size;
} odd_images[] = { { "face-channels-bgr.jp2", 6, 0xD1, 3000 },
		   { "face-colr-vendor-then-srgb.jp2", 6, 0xD1, 3000 },
		   { "front-bytecounts-zero.tif", 5, 0xD0, 7000 } };

START_TEST(odd_images_decode_alike)
{
	static uint8_t file[7004];
	char path[512];
	zairyu_vcard *card;
	zairyu_bytes image;
	size_t size;

	(void)snprintf(path, sizeof path, "%s/twin-cases/%s", getenv("ZAIRYU_TEST_VCARD"), odd_images[_i].name);
	image = contents(path);
	size = odd_images[_i].size;
	file[0] = odd_images[_i].tag;
	file[1] = 0x82;
	file[2] = (uint8_t)(size >> 8);
	file[3] = (uint8_t)size;
	memcpy(file + 4, image.data, image.len);
	ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, "type=1", &card, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_set_file(card, 1, odd_images[_i].sfi, (zairyu_bytes){ file, size + 4 }, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_sign(card, NULL), 0);
	same_images(card, odd_images[_i].name);
	zairyu_vcard_free(card);
}
END_TEST

TCase *case_twin_images(void)
{
	TCase *tcase = suite_case("images of twins", 60);

	tcase_add_loop_test(tcase, odd_images_decode_alike, 0, COUNT(odd_images));
	tcase_add_loop_test(tcase, variants_decode_alike, VARIANT_FACE_J2K, VARIANT_CERTIFICATE_PADDED);
	tcase_add_loop_test(tcase, variants_decode_alike, VARIANT_FLIP_DATA, VARIANT_FLIP_PADDING + 1);
	return tcase;
}

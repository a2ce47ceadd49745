/* SPDX-License-Identifier: BSD-2-Clause */
/* Images decoded from what a session hands out while it reads: as those of the record, from every form of a card. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <zairyu/vcard.h>

#include "../support/suite.h"
#include "support.h"

static const char *const types[] = { "1", "2", "05", "06" };
static const char *const variants[] = { "",        "face-empty", "face-zeros", "image-trailing",
					"tiff-be", "unsigned-a", "face-boxes" };

static zairyu_context *ctx;
static zairyu_vcard_ca *ca;

static void setup(void)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_ca_new(ctx, 1, &ca, NULL), 0);
}

static void teardown(void)
{
	zairyu_vcard_ca_free(ca);
	zairyu_context_free(ctx);
}

/* What was made of the items while they were read. */
struct early {
	zairyu_card *card;
	zairyu_image *images[ZAIRYU_IMAGE_LAST + 1];
	uint64_t items[ZAIRYU_IMAGE_LAST + 1];
	unsigned calls;
};

static int decode_early(void *userdata, uint64_t item, zairyu_bytes file)
{
	struct early *early = userdata;

	early->calls++;
	for (int which = 0; which <= ZAIRYU_IMAGE_LAST + 1; which++) {
		zairyu_image *image;
		zairyu_error *err = NULL;
		int rc = zairyu_image_decode_item(ctx, early->card, item, file, which, &image, &err);

		ck_assert_msg(rc == ZAIRYU_OK || rc == ZAIRYU_ERR_ABSENT, "%s", zairyu_error_message(err));
		ck_assert_int_eq(zairyu_error_code(err), rc);
		ck_assert_int_eq(rc == ZAIRYU_OK, image != NULL);
		zairyu_error_free(err);
		if (!image)
			continue;
		ck_assert(which >= 1 && which <= ZAIRYU_IMAGE_LAST);
		ck_assert_ptr_null(early->images[which]);
		early->images[which] = image;
		early->items[which] = item;
	}
	return 0;
}

static bool same(const zairyu_image *a, const zairyu_image *b)
{
	return zairyu_image_format(a) == zairyu_image_format(b) && zairyu_image_width(a) == zairyu_image_width(b) &&
	       zairyu_image_height(a) == zairyu_image_height(b) &&
	       memcmp(zairyu_image_pixels(a), zairyu_image_pixels(b),
		      zairyu_image_stride(a) * zairyu_image_height(a)) == 0;
}

static void compare(struct early *early, const zairyu_record *record)
{
	for (int which = 1; which <= ZAIRYU_IMAGE_LAST; which++) {
		zairyu_image *image;
		int rc = zairyu_image_decode(ctx, record, which, &image, NULL);

		ck_assert_int_eq(rc == ZAIRYU_OK, early->images[which] != NULL);
		if (image) {
			ck_assert(same(image, early->images[which]));
			ck_assert_uint_eq(early->items[which], zairyu_image_item(record, which));
		}
		zairyu_image_free(image);
		zairyu_image_free(early->images[which]);
	}
}

static void read_card(const char *type, const char *variant)
{
	struct early early = { 0 };
	char options[100];
	zairyu_vcard *card;
	zairyu_transport *transport;
	zairyu_session *session;
	zairyu_record *record;

	snprintf(options, sizeof options, *variant ? "type=%s,variant=%s" : "type=%s", type, variant);
	ck_assert_int_eq(zairyu_vcard_new(ctx, ca, options, &card, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_transport(ctx, card, 0, 0, &transport, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_identify(session, &early.card, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, zairyu_vcard_number(card), 12, NULL), 0);
	zairyu_session_set_item_callback(session, decode_early, &early);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), 0);
	ck_assert_uint_ge(early.calls, 4);
	compare(&early, record);
	zairyu_record_free(record);
	zairyu_card_free(early.card);
	zairyu_session_free(session);
	zairyu_transport_free(transport);
	zairyu_vcard_free(card);
}

START_TEST(while_reading)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		read_card(types[i], variants[_i]);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("item", 60);

	tcase_add_unchecked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, while_reading, 0, COUNT(variants));
	return suite_run("image-item", tcase);
}

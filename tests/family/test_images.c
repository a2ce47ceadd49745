/* SPDX-License-Identifier: BSD-2-Clause */
/* The images on a card of a family that the library was not written for, and the view that is made of it. */
#include <zairyu/image.h>

#include "../support/suite.h"
#include "scene.h"

static const char *const types[] = { INVENTED_TYPE, INVENTED_CERTIFICATE_TYPE };

/* The same from the item's file alone, and from that of no other. */
static void check_item(const struct scene *s, const zairyu_record *record, int which, uint64_t wanted)
{
	const zairyu_card *card = zairyu_record_card(record);
	zairyu_image *image;
	zairyu_bytes file;

	for (uint64_t left = zairyu_record_items_read(record); left; left &= left - 1) {
		const uint64_t item = left & (~left + 1);

		ck_assert_int_eq(zairyu_record_file(record, item, &file), 0);
		ck_assert_int_eq(zairyu_image_decode_item(s->ctx, card, item, file, which, &image, NULL),
				 item == wanted ? 0 : ZAIRYU_ERR_ABSENT);
		zairyu_image_free(image);
	}
}

static void check_image(const struct scene *s, const zairyu_record *record, int which, uint64_t item)
{
	zairyu_image *image;
	uint32_t width, height;

	ck_assert(zairyu_image_item(record, which) == item);
	ck_assert_int_eq(zairyu_image_size(record, which, &width, &height), item ? 0 : ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_image_decode(s->ctx, record, which, &image, NULL), item ? 0 : ZAIRYU_ERR_ABSENT);
	ck_assert_uint_eq(image ? zairyu_image_width(image) : 0, item ? width : 0);
	zairyu_image_free(image);
	check_item(s, record, which, item);
}

/* The images are found by their roles; two of them have the same tag, in two files. */
START_TEST(images)
{
	zairyu_bytes name, address, by_tag;
	zairyu_report *report;
	zairyu_record *record;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	record = scene_read(&s, &report);
	check_image(&s, record, ZAIRYU_IMAGE_FRONT, 0);
	check_image(&s, record, ZAIRYU_IMAGE_NAME, INVENTED_ITEM_NAMES);
	check_image(&s, record, ZAIRYU_IMAGE_FACE, INVENTED_ITEM_PORTRAIT);
	check_image(&s, record, ZAIRYU_IMAGE_ADDRESS, ZAIRYU_ITEM_ADDRESS_IMAGE);
	ck_assert_int_eq(zairyu_record_item_value(record, INVENTED_ITEM_NAMES, 0xD0, &name), 0);
	ck_assert_int_eq(zairyu_record_item_value(record, ZAIRYU_ITEM_ADDRESS_IMAGE, 0xD0, &address), 0);
	ck_assert_ptr_ne(name.data, address.data);
	ck_assert_int_eq(zairyu_record_value(record, 0xD0, &by_tag), 0);
	ck_assert_ptr_eq(by_tag.data, name.data); /* the first there is */
	ck_assert_int_eq(zairyu_record_item_value(record, INVENTED_ITEM_PORTRAIT, 0xD0, &name), ZAIRYU_ERR_ABSENT);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

/* The view is painted as that of a card with values; it states what is proved, by name. */
START_TEST(composed)
{
	zairyu_image *view = NULL;
	zairyu_report *report;
	zairyu_record *record;
	struct scene s;
	int rc;

	scene_open(&s, types[_i]);
	record = scene_read(&s, &report);
	rc = zairyu_image_compose(s.ctx, record, report, 0, &view, NULL);
	if (zairyu_image_has_text()) {
		ck_assert_int_eq(rc, 0);
		ck_assert_str_eq(zairyu_image_statement(view, "zairyu-form"), zairyu_kind_name(_i + 1));
		ck_assert_str_eq(zairyu_image_statement(view, "zairyu-specimen"), "yes");
		ck_assert_str_eq(zairyu_image_statement(view, "zairyu-proved"), "none"); /* no production anchor */
	}
	zairyu_image_free(view);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("images", 60);

	tcase_add_test(tcase, images);
	tcase_add_loop_test(tcase, composed, 0, COUNT(types));
	return suite_run("images", tcase);
}

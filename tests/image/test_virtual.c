/* SPDX-License-Identifier: BSD-2-Clause */
/* The images of whole cards, read through a session from the virtual card, in every form it stores them in. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/vcard.h>

#include "../support/suite.h"
#include "records.h"
#include "support.h"
#include "view/value_words.h"

static const char *const types[] = { "1", "2", "05", "06" };

static zairyu_context *ctx;
static zairyu_vcard_ca *ca; /* making one takes its time */

/* Reads a card of this type and variant ("" for the usual one). */
static zairyu_record *read_card(const char *type, const char *variant)
{
	char options[400];
	zairyu_vcard *card;
	zairyu_transport *transport;
	zairyu_session *session;
	zairyu_record *record;

	snprintf(options, sizeof options, *variant ? "type=%s,variant=%s" : "type=%s", type, variant);
	ck_assert_int_eq(zairyu_vcard_new(ctx, ca, options, &card, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_vcard_transport(ctx, card, 0, 0, &transport, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_session_authenticate(session, zairyu_vcard_number(card), 12, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), ZAIRYU_OK);
	zairyu_session_free(session);
	zairyu_transport_free(transport);
	zairyu_vcard_free(card);
	return record;
}

static zairyu_image *decode(const zairyu_record *record, int which)
{
	zairyu_error *err = NULL;
	zairyu_image *image;
	int rc = zairyu_image_decode(ctx, record, which, &image, &err);

	ck_assert_msg(rc == ZAIRYU_OK, "%s: %s", zairyu_image_name(which), zairyu_error_message(err));
	return image;
}

static bool same(const zairyu_image *a, const zairyu_image *b)
{
	return zairyu_image_format(a) == zairyu_image_format(b) && zairyu_image_width(a) == zairyu_image_width(b) &&
	       zairyu_image_height(a) == zairyu_image_height(b) &&
	       memcmp(zairyu_image_pixels(a), zairyu_image_pixels(b),
		      zairyu_image_stride(a) * zairyu_image_height(a)) == 0;
}

/* How much of an image's left or right half is black, in thousandths. */
static unsigned blackness(const zairyu_image *image, bool right)
{
	uint32_t half = zairyu_image_width(image) / 2, height = zairyu_image_height(image);
	unsigned count = 0;

	for (uint32_t y = 0; y < height; y++)
		for (uint32_t x = 0; x < half; x++)
			count += black(image, right ? x + half : x, y) != 0;
	return (unsigned)(count * 1000ull / (half * height));
}

static void set_up(void)
{
	ctx = new_context();
	ck_assert_int_eq(zairyu_vcard_ca_new(ctx, 1, &ca, NULL), ZAIRYU_OK);
}

static void tear_down(void)
{
	zairyu_vcard_ca_free(ca);
	zairyu_context_free(ctx);
}

START_TEST(all_types)
{
	zairyu_record *record = read_card(types[_i], "");
	bool first = zairyu_card_family(zairyu_record_card(record)) == ZAIRYU_FAMILY_FIRST_GENERATION;

	for (int which = 1; which <= ZAIRYU_IMAGE_LAST; which++) {
		zairyu_image *image;
		bool expected = which == ZAIRYU_IMAGE_FACE || (which == ZAIRYU_IMAGE_FRONT) == first;

		if (!expected) {
			ck_assert_int_eq(zairyu_image_decode(ctx, record, which, &image, NULL), ZAIRYU_ERR_ABSENT);
			continue;
		}
		image = decode(record, which);
		if (which == ZAIRYU_IMAGE_FRONT) {
			ck_assert_uint_eq(zairyu_image_width(image), 674);
			ck_assert_uint_eq(zairyu_image_height(image), 425);
		}
		/* Black letters on white, not the other way round, and from the left. */
		if (which != ZAIRYU_IMAGE_FACE) {
			ck_assert_uint_gt(blackness(image, false), 4);
			ck_assert_uint_lt(blackness(image, false), 400);
			ck_assert_uint_ge(blackness(image, false), blackness(image, true));
		}
		zairyu_image_free(image);
	}
	zairyu_record_free(record);
}
END_TEST

/* A permission that was withdrawn is a file of NULs: nothing is entered, other than where the file was not read. */
START_TEST(withdrawn)
{
	static const int fields[] = { ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, ZAIRYU_FIELD_INDIVIDUAL_PERMISSION };
	zairyu_record *record = read_card("1", "withdrawn");

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct value_words said;

		value_or_gap_in_words(record, fields[i], &said);
		ck_assert_str_eq(said.text, "（記載なし）");
		ck_assert(said.aside);
	}
	zairyu_record_free(record);
}
END_TEST

/* Byte order, place of the directory, photometric, fill order: the same pixels, whatever the form. */
START_TEST(forms_of_tiff)
{
	static const char *const variants[] = { "tiff-be",
						"tiff-ifd-first",
						"tiff-black-zero",
						"tiff-fill-2",
						"tiff-be+tiff-ifd-first+tiff-black-zero+tiff-fill-2",
						"image-trailing",
						"image-padding-ff",
						"tiff-defaults",
						"tiff-next-directory",
						"tiff-no-byte-count",
						"tiff-no-byte-count+tiff-ifd-first+image-padding-ff",
						"tiff-no-byte-count+tiff-fill-2",
						"tiff-odd-types",
						"tiff-odd-types+tiff-be",
						"tiff-unknown-entries",
						"tiff-unsorted",
						"tiff-be+tiff-ifd-first+tiff-black-zero+tiff-fill-2+tiff-defaults+"
						"tiff-next-directory+tiff-no-byte-count+tiff-odd-types+"
						"tiff-unknown-entries+tiff-unsorted" };
	int which = _i < 2 ? ZAIRYU_IMAGE_FRONT : ZAIRYU_IMAGE_NAME;
	zairyu_record *usual = read_card(types[_i], "");
	zairyu_image *expected = decode(usual, which);

	for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
		zairyu_record *record = read_card(types[_i], variants[i]);
		zairyu_image *image = decode(record, which);

		ck_assert_msg(same(image, expected), "%s", variants[i]);
		zairyu_image_free(image);
		zairyu_record_free(record);
	}
	zairyu_image_free(expected);
	zairyu_record_free(usual);
}
END_TEST

/* Lossy, and some forms leave less room for it: near everywhere, and on the whole very near. */
static void check_alike(const zairyu_image *a, const zairyu_image *b, const char *variant)
{
	size_t size = zairyu_image_stride(a) * zairyu_image_height(a);
	unsigned long sum = 0;

	ck_assert_uint_eq(zairyu_image_width(a), zairyu_image_width(b));
	ck_assert_uint_eq(zairyu_image_height(a), zairyu_image_height(b));
	for (size_t i = 0; i < size; i++) {
		int by = abs(zairyu_image_pixels(a)[i] - zairyu_image_pixels(b)[i]);

		ck_assert_msg(by < 60, "%s: %d at %zu", variant, by, i);
		sum += (unsigned)by;
	}
	ck_assert_msg(sum < 2 * size, "%s: %lu in all", variant, sum);
}

START_TEST(forms_of_faces)
{
	zairyu_record *usual = read_card(types[_i], "");
	zairyu_image *expected = decode(usual, ZAIRYU_IMAGE_FACE);

	static const struct {
		const char *variant, *media_type;
	} forms[] = {
		{ "", "image/jp2" },
		{ "face-j2k", "image/x-jp2-codestream" },
		{ "face-jp2c-zero", "image/jp2" },
		{ "face-bgr", "image/jp2" },
		{ "face-bgr+image-padding-ff", "image/jp2" },
		{ "face-boxes", "image/jp2" },
		{ "face-no-colour", "image/jp2" },
		{ "face-no-end", "image/jp2" },
		{ "face-no-end+image-padding-ff", "image/jp2" },
		{ "face-reserved-markers", "image/jp2" },
		{ "face-tile-style", "image/jp2" },
		{ "face-vendor-colour", "image/jp2" },
		{ "face-empty", NULL },
		{ "face-nul", NULL },
		{ "face-zeros", NULL },
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		zairyu_record *record = read_card(types[_i], forms[i].variant);
		int code = forms[i].media_type ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
		zairyu_image *image;
		const char *type;

		ck_assert_int_eq(zairyu_image_source(record, ZAIRYU_IMAGE_FACE, NULL, &type), code);
		ck_assert_pstr_eq(type, forms[i].media_type);
		ck_assert_int_eq(zairyu_image_decode(ctx, record, ZAIRYU_IMAGE_FACE, &image, NULL), code);
		if (!code)
			check_alike(image, expected, forms[i].variant);
		zairyu_image_free(image);
		/* The view does without a face. */
		ck_assert_int_eq(zairyu_image_compose(ctx, record, NULL, 0, &image, NULL),
				 zairyu_image_has_text() ? ZAIRYU_OK : ZAIRYU_ERR_UNSUPPORTED);
		zairyu_image_free(image);
		zairyu_record_free(record);
	}
	zairyu_image_free(expected);
	zairyu_record_free(usual);
}
END_TEST

/* The front and face of one card under the type of another. */
static zairyu_record *renamed(const zairyu_record *record, const char *type)
{
	struct file files[] = { { ZAIRYU_ITEM_FRONT_IMAGE, { { 0xD0, { 0 }, 0 } } },
				{ ZAIRYU_ITEM_FACE, { { 0xD1, { 0 }, 0 } } },
				{ 0 } };

	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(zairyu_record_value(record, files[i].objects[0].tag, &files[i].objects[0].value),
				 ZAIRYU_OK);
	return make_record(ctx, type, files);
}

static const char *form_of(const zairyu_record *record)
{
	static char form[64];
	zairyu_image *view;

	ck_assert_int_eq(zairyu_image_compose(ctx, record, NULL, 0, &view, NULL), ZAIRYU_OK);
	snprintf(form, sizeof form, "%s", zairyu_image_statement(view, "zairyu-form"));
	zairyu_image_free(view);
	return form;
}

/* However long or short what is printed is, its kind can be told, and another kind's form is never drawn under it. */
START_TEST(kinds_of_fronts)
{
	static const char *const people[] = {
		"",
		",name=A,nationality_text=X,address=Y",
		(",name=WOLFESCHLEGELSTEINHAUSENBERGERDORFF MAXIMILIAN JOHANNES,address=北海道札幌市中央区北一条西"
		 "二丁目一番地見本第二ビルディング別館一〇一号室,nationality_text=ボスニア・ヘルツェゴビナ"),
		",variant=address-empty",
		",variant=under16-a",
		",variant=tiff-black-zero",
	};

	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		char type[300];
		zairyu_record *record, *other;
		int kind;

		snprintf(type, sizeof type, "%s%s", types[_i], people[i]);
		record = read_card(type, "");
		ck_assert_int_eq(zairyu_image_front_kind(ctx, record, &kind, NULL), ZAIRYU_OK);
		ck_assert_msg(kind == zairyu_card_kind(zairyu_record_card(record)), "%s", people[i]);
		if (zairyu_record_presence(record, ZAIRYU_ITEM_FACE) == ZAIRYU_PRESENCE_PRESENT) {
			other = renamed(record, types[1 - _i]);
			ck_assert_int_eq(zairyu_image_front_kind(ctx, other, &kind, NULL), ZAIRYU_OK);
			ck_assert_int_eq(kind, zairyu_card_kind(zairyu_record_card(record)));
			if (zairyu_image_can_write_japanese())
				ck_assert_str_eq(form_of(other), "plain");
			zairyu_record_free(other);
		}
		if (zairyu_image_can_write_japanese())
			ck_assert_str_eq(form_of(record),
					 zairyu_kind_name(zairyu_card_kind(zairyu_record_card(record))));
		zairyu_record_free(record);
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("virtual", 300);

	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, all_types, 0, 4);
	tcase_add_loop_test(tc, forms_of_tiff, 0, 4);
	tcase_add_loop_test(tc, forms_of_faces, 0, 4);
	tcase_add_loop_test(tc, kinds_of_fronts, 0, 2);
	tcase_add_test(tc, withdrawn);
	return suite_run("virtual", tc);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* The drawn images: libtiff and OpenJPEG decode them, in every form, to the same pixels. */
#include <string.h>

#include "draw/draw.h"
#include "image_fixture.h"

static const char *const forms[] = { "tiff-ifd-first",
				     "tiff-be",
				     "tiff-black-zero",
				     "tiff-fill-2",
				     "tiff-ifd-first+tiff-be",
				     "tiff-be+tiff-black-zero+tiff-fill-2",
				     "tiff-ifd-first+tiff-be+tiff-black-zero+tiff-fill-2",
				     "image-trailing",
				     "image-padding-ff",
				     "tiff-defaults",
				     "tiff-next-directory",
				     "tiff-no-byte-count",
				     "tiff-odd-types",
				     "tiff-odd-types+tiff-be",
				     "tiff-unknown-entries",
				     "tiff-unsorted" };
enum { FORMS = sizeof forms / sizeof *forms };

static const struct place {
	const char *type;
	int df, sfi;
	unsigned tag;
	uint32_t width, height;
} places[] = {
	{ "1", 1, 5, 0xD0, 674, 425 }, { "2", 1, 5, 0xD0, 674, 425 },   { "05", 1, 4, 0xD0, 400, 40 },
	{ "06", 1, 4, 0xD0, 400, 40 }, { "05", 1, 6, 0xDFD1, 400, 46 }, { "06", 1, 6, 0xDFD1, 400, 46 },
};
enum { PLACES = sizeof places / sizeof *places };

static struct bitmap decode(const struct place *place, const char *variant, struct tiff_facts *facts)
{
	char options[128];
	struct made made;
	struct bitmap bitmap;

	snprintf(options, sizeof options, "type=%s,variant=%s", place->type, variant);
	made_init(&made, options);
	bitmap_decode(&bitmap, made_value(&made, place->df, place->sfi, place->tag), facts);
	made_done(&made);
	return bitmap;
}

START_TEST(tiff_decodes)
{
	struct tiff_facts facts;
	struct bitmap bitmap = decode(&places[_i], "", &facts);

	ck_assert_uint_eq(bitmap.width, places[_i].width);
	ck_assert_uint_eq(bitmap.height, places[_i].height);
	ck_assert(facts.little_endian && facts.directory_last && facts.white_is_zero && facts.fill_1 && facts.g4);
	ck_assert_uint_eq(facts.strips, 1);
	/* black on white, and something on it */
	ck_assert_uint_gt(bitmap.black, 200);
	ck_assert_uint_lt(bitmap.black, bitmap.width * bitmap.height / 5);
	bitmap_done(&bitmap);
}
END_TEST

START_TEST(forms_have_the_same_pixels)
{
	const struct place *place = &places[_i / FORMS];
	const char *form = forms[_i % FORMS];
	struct tiff_facts facts;
	struct bitmap plain = decode(place, "", &facts), bitmap = decode(place, form, &facts);

	ck_assert_int_eq(facts.directory_last, !strstr(form, "ifd-first"));
	ck_assert_int_eq(facts.little_endian, !strstr(form, "tiff-be"));
	ck_assert_int_eq(facts.white_is_zero, !strstr(form, "black-zero"));
	ck_assert_int_eq(facts.fill_1, !strstr(form, "fill-2"));
	ck_assert(bitmap_equal(&plain, &bitmap));
	bitmap_done(&plain);
	bitmap_done(&bitmap);
}
END_TEST

START_TEST(front_shows_the_values)
{
	static const char *const changes[] = { "number=AB12345678CD",
					       "name=OTHER",
					       "birth_date=20010101",
					       "sex=1",
					       "nationality_text=見本",
					       "address=京都府",
					       "status_of_residence_text=見本",
					       "work_restriction=1",
					       "period_of_stay=0100",
					       "period_of_stay_expiry=20260101",
					       "permission_type_text=見本",
					       "permission_date=20260101",
					       "issue_date=20260101",
					       "card_expiry=20310101",
					       "variant=address-empty",
					       "period_of_stay=090",
					       "period_of_stay=0000",
					       "period_of_stay=0010",
					       "period_of_stay=X" };
	struct made plain, changed;
	struct value a, b;

	ck_assert_uint_eq(sizeof changes / sizeof *changes, 19);
	made_init(&plain, "type=1");
	made_init(&changed, changes[_i]);
	a = made_value(&plain, 1, 5, 0xD0);
	b = made_value(&changed, 1, 5, 0xD0);
	ck_assert_msg(memcmp(a.data, b.data, a.len) != 0, "%s changes nothing", changes[_i]);
	made_done(&plain);
	made_done(&changed);
}
END_TEST

/* Which rows of an area have any black, from its top. */
struct span {
	uint32_t first, last;
	unsigned black;
};

static struct span ink_of(const struct bitmap *bitmap, uint32_t left, uint32_t top, uint32_t right, uint32_t bottom)
{
	struct span span = { 0, 0, 0 };

	for (uint32_t y = top; y < bottom; y++)
		for (uint32_t x = left; x < right; x++) {
			if (!(bitmap->bits[y * bitmap->stride + x / 8] >> (7 - x % 8) & 1))
				continue;
			span.first = span.black++ ? span.first : y;
			span.last = y;
		}
	return span;
}

static struct bitmap front_of(const char *options)
{
	struct tiff_facts facts;
	struct bitmap bitmap;
	struct made made;

	made_init(&made, options);
	bitmap_decode(&bitmap, made_value(&made, 1, 5, 0xD0), &facts);
	made_done(&made);
	return bitmap;
}

/* Values of one row stand on one line, whatever letters they have: not each in the middle of its own ink. */
START_TEST(values_of_a_row_share_a_line)
{
	static const char *const values[] = { "1998年02月14日", "＿", "ー", "ベトナム" };
	struct bitmap usual = front_of("type=1,nationality_text=1998年02月14日");
	struct span date = ink_of(&usual, 100, 102, 246, 125), nationality = ink_of(&usual, 410, 102, 662, 125);

	ck_assert_uint_gt(date.black, 100);
	ck_assert_uint_eq(date.first, nationality.first);
	ck_assert_uint_eq(date.last, nationality.last);
	for (size_t i = 1; i < sizeof values / sizeof *values; i++) {
		char options[100];
		struct bitmap bitmap;
		struct span span;

		snprintf(options, sizeof options, "type=1,nationality_text=%s", values[i]);
		bitmap = front_of(options);
		span = ink_of(&bitmap, 410, 102, 662, 125);
		if (i == 1)
			ck_assert_uint_ge(span.first, date.last - 3);
		else
			ck_assert(span.first >= date.first && span.last <= date.last);
		bitmap_done(&bitmap);
	}
	bitmap_done(&usual);
}
END_TEST

/* The longest nationality that a card can hold is as large as can be read: below the labels, where there is room. */
START_TEST(long_nationalities_stay_legible)
{
	char options[200] = "type=1,nationality_text=";
	struct bitmap bitmap;
	struct span above, below;

	for (int count = 1; count <= 30; count++) {
		strcat(options, "国");
		bitmap = front_of(options);
		above = ink_of(&bitmap, 410, 102, 662, 125);
		below = ink_of(&bitmap, 84, 126, 476, 147);
		ck_assert_msg((above.black == 0) != (below.black == 0), "%d characters", count);
		if (count <= 12)
			ck_assert_uint_gt(above.black, 0);
		else if (count >= 25)
			ck_assert_uint_gt(below.black, 0);
		if (above.black > 0)
			ck_assert_msg(above.last - above.first >= 9, "%d characters", count);
		else
			ck_assert_msg(below.last - below.first >= 9, "%d characters", count);
		bitmap_done(&bitmap);
	}
}
END_TEST

START_TEST(face_decodes)
{
	static const struct {
		const char *options;
		bool codestream, open_ended;
	} faces[] = { { "type=1", false, false },
		      { "type=06", false, false },
		      { "type=1,variant=face-j2k", true, false },
		      { "type=05,variant=face-j2k", true, false },
		      { "type=2,variant=face-jp2c-zero", false, true },
		      { "type=06,variant=face-jp2c-zero", false, true },
		      { "type=1,variant=image-padding-ff", false, false } };
	struct made made;
	struct value value;
	struct portrait portrait;

	ck_assert_uint_eq(sizeof faces / sizeof *faces, 7);
	made_init(&made, faces[_i].options);
	value = made_value(&made, 1, made.files.second_generation ? 4 : 6, 0xD1);
	ck_assert_uint_eq(value.len, 3000);
	ck_assert_int_eq(value.data[0] == 0xFF, faces[_i].codestream);
	portrait_decode(&portrait, value, faces[_i].open_ended);
	ck_assert_uint_eq(portrait.width, 150);
	ck_assert_uint_eq(portrait.height, 200);
	ck_assert_uint_eq(portrait.components, 3);
	/* a pale wall behind the head, something darker where the face is, and colour */
	ck_assert_int_gt(portrait.corner, 180);
	ck_assert_int_lt(portrait.middle, portrait.corner);
	ck_assert(portrait.coloured);
	made_done(&made);
}
END_TEST

START_TEST(faces_differ_and_fit)
{
	char options[64];
	struct made made, other;

	for (int i = 0; i < 20; i++) {
		struct value face;

		snprintf(options, sizeof options, "type=06,number=AA%08dBB", i);
		made_init(&made, options);
		face = made_value(&made, 1, 4, 0xD1);
		ck_assert_uint_eq(face.len, 3000);
		snprintf(options, sizeof options, "type=06,sex=2,number=AA%08dBB", i);
		made_init(&other, options);
		ck_assert_mem_ne(face.data, made_value(&other, 1, 4, 0xD1).data, face.len);
		made_done(&other);
		made_done(&made);
	}
}
END_TEST

/* Text of any length is drawn smaller, and refused with the key's name where it cannot be. */
START_TEST(long_texts_shrink_or_are_refused)
{
	static const char *const keys[] = { "name", "address", "status_of_residence_text", "nationality_text" };
	static const char *const types[] = { "1", "2", "05", "06" };
	const char *key = keys[_i];
	size_t fitted = 0, refused = 0;

	for (size_t type = 0; type < 4; type++) {
		for (size_t count = 1; count <= 80; count += 13) {
			char options[400], message[256];
			int n = snprintf(options, sizeof options, "type=%s,%s=", types[type], key);
			int rc;

			for (size_t i = 0; i < count; i++)
				n += snprintf(options + n, sizeof options - (size_t)n, "鬱");
			rc = made_refused(options, message);
			ck_assert(rc == ZAIRYU_OK || rc == ZAIRYU_ERR_ARGUMENT);
			if (rc != ZAIRYU_OK)
				ck_assert_ptr_nonnull(strstr(message, key));
			fitted += rc == ZAIRYU_OK;
			refused += rc != ZAIRYU_OK;
		}
	}
	ck_assert_uint_gt(fitted, 0);
	/* 80 characters of address are what the card promises to hold [G1 3.3.4] */
	if (strcmp(key, "address") == 0)
		ck_assert_uint_eq(refused, 0);
}
END_TEST

int main(void)
{
	TCase *tiff = suite_case("tiff", 60), *jp2 = suite_case("jp2", 60), *text = suite_case("text", 60);

	tcase_add_loop_test(tiff, tiff_decodes, 0, PLACES);
	tcase_add_loop_test(tiff, forms_have_the_same_pixels, 0, PLACES * FORMS);
	tcase_add_loop_test(text, front_shows_the_values, 0, 19);
	tcase_add_loop_test(jp2, face_decodes, 0, 7);
	tcase_add_test(jp2, faces_differ_and_fit);
	tcase_add_loop_test(text, long_texts_shrink_or_are_refused, 0, 4);
	tcase_add_test(text, values_of_a_row_share_a_line);
	tcase_add_test(text, long_nationalities_stay_legible);
	return fixture_run("issuer's images", (TCase *const[]){ tiff, jp2, text, NULL });
}

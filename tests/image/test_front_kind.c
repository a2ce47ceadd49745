/* SPDX-License-Identifier: BSD-2-Clause */
/* Which kind a front was printed for: by its rules, by its values, at other sizes, under noise; otherwise unknown. */
#include "cards.h"
#include "view/front_kind.h"

enum { CARD = ZAIRYU_KIND_RESIDENCE_CARD, CERTIFICATE = ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE };

static uint32_t scaled(uint32_t grid, uint32_t pixels, uint32_t whole)
{
	return grid * pixels / whole;
}

static void blacken(const zairyu_image *image, const struct area *block)
{
	uint32_t top = scaled(block->top, image->height, 425), left = scaled(block->left, image->width, 674);
	uint32_t bottom = scaled(block->top + block->height, image->height, 425);
	uint32_t right = scaled(block->left + block->width, image->width, 674);

	for (uint32_t y = top; y < (bottom > top ? bottom : top + 1); y++)
		for (uint32_t x = left; x < right; x++)
			pixmap_row(image, y)[x / 8] |= (uint8_t)(0x80 >> x % 8);
}

/* Of a front of this size with these rectangles of the card's grid, and one pixel in `one_in` turned over. */
static int kind_of(const struct area *blocks, uint32_t width, uint32_t height, unsigned one_in)
{
	zairyu_image *image;
	uint32_t dice = 1;
	int kind;

	ck_assert_int_eq(pixmap_new(ctx, ZAIRYU_PIXEL_BIT, width, height, &image, NULL), ZAIRYU_OK);
	for (; blocks->width; blocks++)
		blacken(image, blocks);
	for (size_t i = 0; one_in && i < (size_t)width * height; i++) {
		dice = dice * 1664525 + 1013904223;
		if ((dice >> 8) % one_in == 0)
			pixmap_row(image, (uint32_t)(i / width))[i % width / 8] ^= (uint8_t)(0x80 >> i % width % 8);
	}
	kind = front_kind(image);
	zairyu_image_free(image);
	return kind;
}

START_TEST(rules)
{
	static const char *const types[] = { "1", "2" };

	for (int i = 0; i < 2; i++) /* whatever kind the chip names */
		for (int as = 0; as < 2; as++) {
			zairyu_record *record = first_generation_printed(types[i], types[as], true, false);
			int kind;

			ck_assert_int_eq(zairyu_image_front_kind(ctx, record, &kind, NULL), ZAIRYU_OK);
			ck_assert_int_eq(kind, as == 0 ? CARD : CERTIFICATE);
			zairyu_record_free(record);
		}
	ck_assert_int_eq(kind_of(front_blocks("1"), 674, 425, 0), CARD);
	ck_assert_int_eq(kind_of(front_blocks("2"), 674, 425, 0), CERTIFICATE);
}
END_TEST

START_TEST(other_sizes)
{
	static const uint32_t side[][2] = { { 337, 213 },  { 674, 425 },  { 800, 505 },
					    { 1011, 638 }, { 1348, 850 }, { 2022, 1275 } };

	for (size_t i = 0; i < sizeof side / sizeof *side; i++) {
		ck_assert_int_eq(kind_of(front_blocks("1"), side[i][0], side[i][1], 0), CARD);
		ck_assert_int_eq(kind_of(front_blocks("2"), side[i][0], side[i][1], 0), CERTIFICATE);
	}
}
END_TEST

/* The front of a kind with more on it; its rules are one pixel thin if `thin`. */
static const struct area *front_with(const char *type, const struct area *more, bool thin)
{
	static struct area blocks[12];
	size_t count = 0;

	for (const struct area *block = front_blocks(type); block->width; block++) {
		blocks[count] = *block;
		blocks[count++].height = thin && block->height == 1 ? 0 : block->height;
	}
	for (; more->width; more++)
		blocks[count++] = *more;
	blocks[count] = (struct area){ 0 };
	return blocks;
}

START_TEST(thin_rules)
{
	static const struct area nothing[] = { { 0 } };

	ck_assert_int_eq(kind_of(front_with("1", nothing, true), 2360, 1488, 0), CARD);
	ck_assert_int_eq(kind_of(front_with("2", nothing, true), 2360, 1488, 0), CERTIFICATE);
}
END_TEST

/* Printing over labels that both kinds have says nothing. */
START_TEST(common_labels)
{
	static const struct area labels[] = {
		{ 18, 9, 65, 13 }, { 446, 9, 26, 13 }, { 512, 382, 68, 17 }, { 190, 5, 120, 24 }, { 0 }
	};

	ck_assert_int_eq(kind_of(front_with("1", labels, false), 674, 425, 0), CARD);
	ck_assert_int_eq(kind_of(front_with("2", labels, false), 674, 425, 0), CERTIFICATE);
}
END_TEST

START_TEST(noise)
{
	static const unsigned one_in[] = { 1000, 200, 100, 50 };

	for (size_t i = 0; i < sizeof one_in / sizeof *one_in; i++) {
		ck_assert_int_eq(kind_of(front_blocks("1"), 674, 425, one_in[i]), CARD);
		ck_assert_int_eq(kind_of(front_blocks("2"), 674, 425, one_in[i]), CERTIFICATE);
	}
}
END_TEST

/* No rules: values under the other kind's labels tell as well. */
START_TEST(values_alone)
{
	static const struct area card[] = { { 104, 106, 130, 14 }, { 84, 155, 390, 36 },  { 92, 330, 300, 14 },
					    { 315, 355, 140, 16 }, { 108, 383, 150, 18 }, { 0 } };
	static const struct area certificate[] = {
		{ 110, 151, 130, 18 }, { 130, 209, 100, 18 }, { 90, 262, 380, 36 }, { 108, 345, 150, 18 }, { 0 }
	};

	ck_assert_int_eq(kind_of(card, 674, 425, 0), CARD);
	ck_assert_int_eq(kind_of(certificate, 674, 425, 0), CERTIFICATE);
}
END_TEST

START_TEST(cannot_be_told)
{
	static const struct area blank[] = { { 0 } };
	static const struct area black[] = { { 0, 0, 674, 425 }, { 0 } };
	static const struct area nowhere[] = { { 500, 10, 160, 24 }, { 300, 300, 40, 20 }, { 0 } };
	/* the rules of both */
	static const struct area both[] = { { 14, 101, 462, 1 }, { 14, 148, 462, 1 }, { 14, 350, 462, 1 },
					    { 14, 246, 462, 1 }, { 14, 362, 462, 1 }, { 0 } };

	ck_assert_int_eq(kind_of(blank, 674, 425, 0), 0);
	ck_assert_int_eq(kind_of(black, 674, 425, 0), 0);
	ck_assert_int_eq(kind_of(nowhere, 674, 425, 0), 0);
	ck_assert_int_eq(kind_of(both, 674, 425, 0), 0);
	ck_assert_int_eq(kind_of(front_blocks("1"), 674, 425, 2), 0); /* noise and nothing else */
	ck_assert_int_eq(kind_of(front_blocks("1"), 425, 674, 0), 0); /* another shape */
	ck_assert_int_eq(kind_of(front_blocks("1"), 160, 101, 0), 0); /* too small */
}
END_TEST

/* One label may be touched where the other kind's are much more. */
START_TEST(one_touched)
{
	static const struct area touching[] = { { 172, 240, 40, 12 }, { 0 } }; /* the work restriction's label */

	ck_assert_int_eq(kind_of(front_with("1", touching, false), 674, 425, 0), CARD);
}
END_TEST

START_TEST(refusals)
{
	zairyu_record *second = second_generation("05", 0), *without = first_generation("1", false, true);
	zairyu_error *err = NULL;
	int kind = 7;

	ck_assert_int_eq(zairyu_image_front_kind(ctx, second, &kind, &err), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(kind, 0);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_ABSENT);
	zairyu_error_free(err);
	ck_assert_int_eq(zairyu_image_front_kind(ctx, without, &kind, NULL), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_image_front_kind(NULL, second, &kind, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_image_front_kind(ctx, NULL, &kind, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_image_front_kind(ctx, second, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(without);
	front.data[2] ^= 0xFF;
	without = first_generation("1", true, true);
	ck_assert_int_eq(zairyu_image_front_kind(ctx, without, &kind, NULL), ZAIRYU_ERR_IMAGE);
	ck_assert_int_eq(kind, 0);
	zairyu_record_free(without);
	zairyu_record_free(second);
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("front kind");

	tcase_add_test(tcase, rules);
	tcase_add_test(tcase, other_sizes);
	tcase_add_test(tcase, noise);
	tcase_add_test(tcase, thin_rules);
	tcase_add_test(tcase, common_labels);
	tcase_add_test(tcase, values_alone);
	tcase_add_test(tcase, cannot_be_told);
	tcase_add_test(tcase, one_touched);
	tcase_add_test(tcase, refusals);
	return suite_run("front kind", tcase);
}

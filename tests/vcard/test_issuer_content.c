/* SPDX-License-Identifier: BSD-2-Clause */
/* Variants of what the files say, and cards that are none of ours. */
#include "base/shift_jis_codes.h"
#include "record/text/shift_jis.h"
#include "record/text/utf8.h"
#include "variant_case.h"

START_TEST(texts_in_shift_jis_and_with_spaces)
{
	/* 東 and U+20B9F, which is outside the BMP, in Shift_JIS-2004 */
	static const uint8_t sjis[] = { 0x93, 0x8C, 0x98, 0x73 };
	struct made made;
	struct value address, permission;

	made_init(&made, "variant=sjis+text-spaces,address=東𠮟,individual_permission=,comprehensive_permission=東𠮟");
	address = made_value(&made, 2, 1, 0xD4);
	permission = made_value(&made, 2, 2, 0xD5);
	ck_assert_mem_eq(address.data, sjis, sizeof sjis);
	ck_assert(all_bytes_are(address.data + 4, 316, ' '));
	ck_assert_mem_eq(permission.data, sjis, sizeof sjis);
	ck_assert(all_bytes_are(made_value(&made, 2, 3, 0xD6).data, 120, ' '));
	made_done(&made);
	made_init(&made, "type=05,variant=sjis,reserved=東𠮟");
	ck_assert_mem_eq(made_value(&made, 2, 3, 0xDE).data, sjis, sizeof sjis);
	made_done(&made);
	/* the defaults can be said in it */
	init_with(&made, 1, "sjis");
	ck_assert_mem_eq(made_value(&made, 2, 1, 0xD4).data, sjis, 2);
	made_done(&made);
}
END_TEST

/* Everything that Shift_JIS-2004 has is written as the reader of it expects: the two share a table and no code. */
START_TEST(all_of_shift_jis)
{
	size_t read_back = 0;
	size_t used;
	char room[3];

	for (unsigned pair = 0x20; pair <= 0xFCFC; pair++) {
		uint8_t in[2] = { (uint8_t)(pair >> 8), (uint8_t)pair };
		struct cursor c = { pair > 0xFF ? in : in + 1, pair > 0xFF ? 2 : 1 };
		struct shift_jis_unit unit, again;
		const uint32_t *characters = unit.by[SHIFT_JIS_2004].characters;
		char text[2 * UTF8_MAX + 1] = "", out[4];
		size_t len;

		if (!shift_jis_next(&c, &unit) || c.left > 0 || !characters[0])
			continue;
		len = utf8_write(characters[0], text);
		if (characters[1])
			utf8_write(characters[1], text + len);
		ck_assert_msg(shift_jis_write(text, out, sizeof out, &len), "%04X", pair);
		c = (struct cursor){ (const uint8_t *)out, len };
		ck_assert(shift_jis_next(&c, &again) && c.left == 0);
		ck_assert_mem_eq(again.by[SHIFT_JIS_2004].characters, characters, sizeof unit.by[0].characters);
		read_back++;
	}
	ck_assert_uint_eq(read_back, 11392);
	ck_assert(!shift_jis_write("𠮷", room, sizeof room, &used)); /* not in JIS X 0213 */
	ck_assert(!shift_jis_write("\\", room, sizeof room, &used));
	ck_assert(!shift_jis_write("東京", room, sizeof room, &used)); /* no room */
	ck_assert(shift_jis_write("東¥", room, sizeof room, &used));
	ck_assert_uint_eq(used, 3);
}
END_TEST

START_TEST(padding_of_images_is_not_nul)
{
	struct made trailing, full;
	bool second = _i >= 2;
	struct value a, b;

	init_with(&trailing, (size_t)_i, "image-trailing");
	init_with(&full, (size_t)_i, "image-padding-ff");
	a = made_value(&trailing, 1, second ? 4 : 5, 0xD0);
	b = made_value(&full, 1, second ? 4 : 5, 0xD0);
	ck_assert_uint_eq(a.data[a.len - 1], 0xFF);
	ck_assert_uint_eq(a.data[a.len - 2], 0);
	ck_assert(all_bytes_are(b.data + b.len - 50, 50, 0xFF));
	made_done(&trailing);
	made_done(&full);
}
END_TEST

START_TEST(bytes_are_malformed)
{
	struct made made;
	bool second = _i >= 2;
	size_t type = (size_t)_i;
	struct value date;

	init_with(&made, type, "tlv-malformed+image-length-oversize");
	ck_assert_uint_eq(made_file(&made, 2, second ? 3 : 1)->data[1], 0x85);
	ck_assert_mem_eq(made_file(&made, 1, second ? 4 : 5)->data, ((const uint8_t[]){ 0xD0, 0x82, 0x7F, 0xFF }), 4);
	made_done(&made);
	init_with(&made, type, "length-oversize");
	ck_assert_mem_eq(made_file(&made, 2, second ? 3 : 1)->data + (second ? 3 : 18),
			 ((const uint8_t[]){ second ? 0xDE : 0xD4, 0x82, 0x7F, 0xFF }), 4);
	made_done(&made);
	init_with(&made, type, "date-malformed");
	date = second ? made_value(&made, 1, 3, 0xC6) : made_value(&made, 2, 1, 0xD2);
	ck_assert_mem_eq(date.data + 4, "1399", 4);
	made_done(&made);
	init_with(&made, type, "type-unknown");
	ck_assert_mem_eq(made_value(&made, 0, 0x0A, 0xC1).data, "99", second ? 2 : 1);
	made_done(&made);
}
END_TEST

START_TEST(d5_is_short)
{
	struct made made;

	init_with(&made, 2, "short-d5");
	ck_assert_uint_eq(made_value(&made, 2, 1, 0xD5).len, 1);
	ck_assert_uint_eq(made_value(&made, 2, 1, 0xD7).len, 1);
	ck_assert(all_bytes_are(made_file(&made, 2, 1)->data + 16, 6, 0));
	made_done(&made);
}
END_TEST

START_TEST(other_cards)
{
	struct made made;

	init_with(&made, (size_t)_i, "foreign");
	ck_assert_int_eq(made.files.nature, VCARD_FOREIGN);
	ck_assert_uint_eq(made.files.count, 0);
	ck_assert_int_eq(issuer_sign(made.issuer, &made.files, NULL), ZAIRYU_OK);
	made_done(&made);
	init_with(&made, (size_t)_i, "my-number-only");
	ck_assert_int_eq(made.files.nature, VCARD_MY_NUMBER_ONLY);
	ck_assert_uint_eq(made.files.count, 0);
	made_done(&made);
	init_with(&made, (size_t)_i, "my-number");
	ck_assert_int_eq(made.files.nature, VCARD_MY_NUMBER);
	ck_assert_str_eq(made.files.type, "07");
	ck_assert_uint_eq(made.files.count, 2);
	ck_assert_mem_eq(made_value(&made, 0, 0x0A, 0xC1).data, "07", 2);
	made_done(&made);
}
END_TEST

TCase *case_content(void)
{
	TCase *tcase = suite_case("content", 60);

	tcase_add_test(tcase, texts_in_shift_jis_and_with_spaces);
	tcase_add_test(tcase, all_of_shift_jis);
	tcase_add_loop_test(tcase, padding_of_images_is_not_nul, 0, 4);
	tcase_add_loop_test(tcase, bytes_are_malformed, 0, 4);
	tcase_add_test(tcase, d5_is_short);
	tcase_add_loop_test(tcase, other_cards, 0, 4);
	return tcase;
}

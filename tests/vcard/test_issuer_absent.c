/* SPDX-License-Identifier: BSD-2-Clause */
/* Variants that lack something: the signature, the face, a permission, the address. */
#include <stdio.h>

#include "variant_case.h"

START_TEST(signature_is_missing_in_two_forms)
{
	static const struct {
		const char *name;
		uint8_t first[4], second[4];
		size_t len;
		bool face;
	} forms[] = { { "under16-a", { 0xDA, 0, 0xDB, 0 }, { 0xDC, 0, 0xDD, 0 }, 4, false },
		      { "under16-b", { 0xDA, 0 }, { 0xDC, 0 }, 2, false },
		      { "unsigned-a", { 0xDA, 0, 0xDB, 0 }, { 0xDC, 0, 0xDD, 0 }, 4, true },
		      { "unsigned-b", { 0xDA, 0 }, { 0xDC, 0 }, 2, true } };
	size_t form = (size_t)_i / 4;
	struct made made;
	bool second;
	const struct vcard_file *file;
	struct value face;

	init_with(&made, (size_t)_i % 4, forms[form].name);
	second = made.files.second_generation;
	file = made_file(&made, 3, 2);
	ck_assert_mem_eq(file->data, second ? forms[form].second : forms[form].first, forms[form].len);
	ck_assert(all_bytes_are(file->data + forms[form].len, file->len - forms[form].len, 0));
	face = made_value(&made, 1, second ? 4 : 6, 0xD1);
	ck_assert_uint_eq(face.len, 3000);
	ck_assert_int_eq(!all_bytes_are(face.data, face.len, 0), forms[form].face);
	/* signing again does not make a signature where there was none */
	ck_assert_int_eq(issuer_sign(made.issuer, &made.files, NULL), ZAIRYU_OK);
	ck_assert(without_signature(&made));
	made_done(&made);
}
END_TEST

START_TEST(face_is_missing_in_three_forms)
{
	static const struct {
		const char *name;
		uint8_t bytes[4];
		size_t len;
	} forms[] = { { "face-empty", { 0xD1, 0 }, 2 },
		      { "face-nul", { 0 }, 0 },
		      { "face-zeros", { 0xD1, 0x82, 0x0B, 0xB8 }, 4 } };
	static const char *const with[] = { "", "under16-a+", "infant+" };
	size_t type = (size_t)_i % 4, form = (size_t)_i / 4 % 3, extra = (size_t)_i / 12;
	char variant[64];
	struct made made;
	const struct vcard_file *file;
	const uint8_t *face;

	if (extra == 2 && type < 2)
		return;
	snprintf(variant, sizeof variant, "%s%s", with[extra], forms[form].name);
	init_with(&made, type, variant);
	file = made_file(&made, 1, made.files.second_generation ? 4 : 6);
	face = file->data + file->len - 3004;
	ck_assert_mem_eq(face, forms[form].bytes, forms[form].len ? forms[form].len : 1);
	ck_assert(all_bytes_are(face + forms[form].len, 3004 - forms[form].len, 0));
	ck_assert_int_eq(outcome_of(&made), extra == 1 ? NO_SIGNATURE : BOTH_OK);
	made_done(&made);
}
END_TEST

START_TEST(infant_is_signed_over_nuls_or_nothing)
{
	struct made made;

	init_with(&made, 2 + (size_t)_i, "infant");
	ck_assert(made_check_code_fits(&made, true));
	ck_assert(!made_check_code_fits(&made, false));
	made_done(&made);
	init_with(&made, 2 + (size_t)_i, "infant-nothing");
	ck_assert(!made_check_code_fits(&made, true));
	ck_assert(made_check_code_fits(&made, false));
	ck_assert(made_issued_by(&made, fixture_ca));
	made_done(&made);
}
END_TEST

START_TEST(permissions_are_withdrawn)
{
	static const struct {
		const char *name;
		bool comprehensive, individual;
	} forms[] = { { "withdrawn", true, true },
		      { "withdrawn-comprehensive", true, false },
		      { "withdrawn-individual", false, true },
		      { "withdrawn-comprehensive+withdrawn-individual", true, true } };
	struct made made;

	init_with(&made, 0, forms[_i].name);
	ck_assert_int_eq(all_bytes_are(made_file(&made, 2, 2)->data, 122, 0), forms[_i].comprehensive);
	ck_assert_int_eq(all_bytes_are(made_file(&made, 2, 3)->data, 122, 0), forms[_i].individual);
	made_done(&made);
}
END_TEST

START_TEST(address_is_empty)
{
	struct made made;

	init_with(&made, (size_t)_i, "address-empty");
	if (_i >= 2) {
		struct value image = made_value(&made, 1, 6, 0xDFD1);

		ck_assert_uint_eq(image.len, 2500);
		ck_assert(all_bytes_are(image.data, image.len, 0));
	} else {
		static const unsigned tags[] = { 0xD2, 0xD3, 0xD4 };

		for (size_t i = 0; i < 3; i++) {
			struct value value = made_value(&made, 2, 1, tags[i]);

			ck_assert_uint_gt(value.len, 0);
			ck_assert(all_bytes_are(value.data, value.len, 0));
		}
	}
	made_done(&made);
}
END_TEST

TCase *case_absent(void)
{
	TCase *tcase = suite_case("absent", 60);

	tcase_add_loop_test(tcase, signature_is_missing_in_two_forms, 0, 16);
	tcase_add_loop_test(tcase, face_is_missing_in_three_forms, 0, 36);
	tcase_add_loop_test(tcase, infant_is_signed_over_nuls_or_nothing, 0, 2);
	tcase_add_loop_test(tcase, permissions_are_withdrawn, 0, 4);
	tcase_add_loop_test(tcase, address_is_empty, 0, 4);
	return tcase;
}

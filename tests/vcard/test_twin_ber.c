/* SPDX-License-Identifier: BSD-2-Clause */
/* BER as the maker of twins reads it, and DER as it writes it [X.690]. */
#include <string.h>

#include "twin/twin_ber.h"
#include "twin_case.h"

#define BYTES(text) (const uint8_t *)(text), sizeof(text) - 1

static const struct {
	const uint8_t *ber;
	size_t ber_len;
	const uint8_t *der;
	size_t der_len;
} rows[] = {
	{ BYTES("\x30\x80\x02\x01\x05\x00\x00"), BYTES("\x30\x03\x02\x01\x05") },
	{ BYTES("\x30\x83\x00\x00\x03\x02\x01\x05"), BYTES("\x30\x03\x02\x01\x05") },
	{ BYTES("\x24\x80\x04\x01\x41\x04\x01\x42\x00\x00"), BYTES("\x04\x02\x41\x42") },
	{ BYTES("\x23\x08\x03\x02\x00\xAA\x03\x02\x04\xB0"), BYTES("\x03\x03\x04\xAA\xB0") },
	{ BYTES("\x2C\x06\x0C\x01\x41\x0C\x01\x42"), BYTES("\x0C\x02\x41\x42") },
	{ BYTES("\x02\x04\x00\x00\x00\x05"), BYTES("\x02\x01\x05") },
	{ BYTES("\x02\x02\x00\x80"), BYTES("\x02\x02\x00\x80") },
	{ BYTES("\x02\x02\xFF\x80"), BYTES("\x02\x01\x80") },
	{ BYTES("\x01\x01\x01"), BYTES("\x01\x01\xFF") },
	{ BYTES("\xA3\x80\x30\x80\x05\x81\x00\x00\x00\x00\x00"), BYTES("\xA3\x04\x30\x02\x05\x00") },
};

START_TEST(der_is_the_one_form)
{
	uint8_t out[64];
	struct ber element;
	size_t len;

	ck_assert(ber_read(rows[_i].ber, rows[_i].ber + rows[_i].ber_len, &element));
	ck_assert_uint_eq((size_t)(element.end - element.start), rows[_i].ber_len);
	len = ber_to_der(&element, out, sizeof out);
	ck_assert_uint_eq(len, rows[_i].der_len);
	ck_assert_mem_eq(out, rows[_i].der, len);
	/* what has no room for it gets nothing */
	ck_assert_uint_eq(ber_to_der(&element, out, rows[_i].der_len - 1), 0);
}
END_TEST

START_TEST(wrong_lengths_are_cut)
{
	static const uint8_t longer[] = { 0x30, 0x10, 0x02, 0x01, 0x05 }, none[] = { 0x30 },
			     tag[] = { 0x3F, 0x81, 0x00 }, form[] = { 0x30, 0x85, 1, 2, 3, 4, 5 };
	struct ber element;

	ck_assert(ber_read(longer, longer + sizeof longer, &element));
	ck_assert(element.cut);
	ck_assert_ptr_eq(element.end, longer + sizeof longer);
	ck_assert(!ber_read(none, none + sizeof none, &element));
	ck_assert(!ber_read(tag, tag + sizeof tag, &element));
	ck_assert(!ber_read(form, form + sizeof form, &element));
}
END_TEST

TCase *case_twin_ber(void)
{
	TCase *tcase = suite_case("BER", 60);

	tcase_add_loop_test(tcase, der_is_the_one_form, 0, COUNT(rows));
	tcase_add_test(tcase, wrong_lengths_are_cut);
	return tcase;
}

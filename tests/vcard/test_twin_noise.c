/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes of a twin that stand for a number keep its sign, and are as DER wants them, whatever was drawn. */
#include "../support/suite.h"
#include "twin/model.h"
#include "twin/noise.h"

static const struct {
	uint8_t form, least, most;
} forms[] = { { FORM_ANY, 0x01, 0xFF }, { FORM_LOW, 0x01, 0x7F }, { FORM_HIGH, 0x80, 0xFE } };

START_TEST(test_every_byte)
{
	for (unsigned drawn = 0; drawn < 256; drawn++) {
		uint8_t bytes[2] = { (uint8_t)drawn, (uint8_t)drawn };

		noise_shape(forms[_i].form, bytes, sizeof bytes);
		ck_assert_msg(bytes[0] >= forms[_i].least && bytes[0] <= forms[_i].most, "%02X: %02X", drawn, bytes[0]);
		ck_assert_uint_ne(bytes[1], 0);
	}
}
END_TEST

START_TEST(test_nothing)
{
	uint8_t byte = 0;

	noise_shape(forms[_i].form, &byte, 0);
	ck_assert_uint_eq(byte, 0);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("noise", 10);

	tcase_add_loop_test(tcase, test_every_byte, 0, COUNT(forms));
	tcase_add_loop_test(tcase, test_nothing, 0, COUNT(forms));
	return suite_run("twin noise", tcase);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Bounds-checked bytes, and the end of G4 data wherever in a byte it lies. */
#include <string.h>

#include "../support/suite.h"
#include "base/octets.h"
#include "tiff/t6_end.h"

static const uint8_t bytes[] = { 0x81, 0x92, 0xA3, 0xB4, 0xC5 };
static const zairyu_bytes all = { bytes, sizeof bytes };

START_TEST(numbers)
{
	static const uint32_t big[] = { 0, 0x92, 0x92A3, 0x92A3B4, 0x92A3B4C5 };
	static const uint32_t little[] = { 0, 0x92, 0xA392, 0xB4A392, 0xC5B4A392 };
	uint32_t value;

	for (unsigned width = 1; width <= 4; width++) {
		ck_assert(octets_number(all, 1, width, true, &value));
		ck_assert_uint_eq(value, big[width]);
		ck_assert(octets_number(all, 1, width, false, &value));
		ck_assert_uint_eq(value, little[width]);
		ck_assert(octets_number(all, 5 - width, width, true, &value));
		ck_assert(!octets_number(all, 6 - width, width, true, &value));
		ck_assert_uint_eq(value, 0);
		ck_assert(!octets_number(all, UINT64_MAX, width, true, &value));
	}
}
END_TEST

START_TEST(slices)
{
	zairyu_bytes out;

	ck_assert(octets_slice(all, 0, 5, &out));
	ck_assert(out.data == bytes && out.len == 5);
	ck_assert(octets_slice(all, 2, 3, &out));
	ck_assert(out.data == bytes + 2 && out.len == 3);
	ck_assert(octets_slice(all, 5, 0, &out));
	ck_assert_uint_eq(out.len, 0);
	out = all;
	ck_assert(!octets_slice(all, 6, 0, &out));
	ck_assert(!out.data && out.len == 0);
	ck_assert(!octets_slice(all, 2, 4, &out));
	ck_assert(!octets_slice(all, 1, UINT64_MAX, &out));
	ck_assert(!octets_slice(all, UINT64_MAX, 1, &out));
}
END_TEST

START_TEST(what_follows)
{
	static const uint8_t tail[] = { 0, 7, 0, 0 }, same[] = { 1, 9, 9, 9 };
	const zairyu_bytes nuls = { tail, 4 }, nines = { same, 4 };

	for (size_t at = 0; at <= 5; at++)
		ck_assert_int_eq(octets_nul_from(nuls, at), at >= 2);
	for (uint64_t at = 0; at <= 4; at++) {
		ck_assert_int_eq(octets_same_from(nines, at), at >= 1);
		ck_assert_int_eq(octets_same_from(nuls, at), at >= 2);
	}
}
END_TEST

/* Bits written as text, the rest of the last byte filled with ones. */
static zairyu_bytes put_bits(uint8_t room[16], const char *text, bool low_bit_first)
{
	size_t len = strlen(text);

	memset(room, 0xFF, 16);
	for (size_t i = 0; i < len; i++)
		if (text[i] == '0')
			room[i / 8] &= (uint8_t) ~(1u << (low_bit_first ? i % 8 : 7 - i % 8));
	return (zairyu_bytes){ room, (len + 7) / 8 };
}

#define EOL "000000000001"
static const struct {
	const char *bits;
	size_t end; /* of the end-of-block, in bits; 0 if there is none */
} blocks[] = {
	{ EOL EOL, 24 },
	{ EOL EOL "0000000000000000", 24 },
	{ "1" EOL EOL, 25 },
	{ "10" EOL EOL, 26 },
	{ "000" EOL EOL, 27 },
	{ "1111" EOL EOL "1111", 28 },
	{ "11111" EOL EOL, 29 },
	{ "111111" EOL EOL, 30 },
	{ "1111111" EOL EOL "0", 31 },
	{ "0000000011111111" EOL EOL EOL, 40 },
	{ "", 0 },
	{ EOL, 0 },
	{ EOL "0000000000", 0 },
	{ EOL "0" EOL, 0 },
	{ EOL "00000000001", 0 },
	{ "1" EOL "1" EOL, 0 },
	{ "00000000001" EOL, 0 }, /* one short, with nothing before it */
	{ "1" EOL "111111111111", 0 },
	{ "1" EOL "1000000000001", 0 },
};

START_TEST(end_of_block)
{
	uint8_t room[16];

	for (int low = 0; low < 2; low++)
		ck_assert_uint_eq(t6_end(put_bits(room, blocks[_i].bits, low), low), (blocks[_i].end + 7) / 8);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("octets", 60);

	tcase_add_test(tc, numbers);
	tcase_add_test(tc, slices);
	tcase_add_test(tc, what_follows);
	tcase_add_loop_test(tc, end_of_block, 0, COUNT(blocks));
	return suite_run("octets", tc);
}

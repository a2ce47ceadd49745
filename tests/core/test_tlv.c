/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>

#include "../support/suite.h"
#include "tlv/tlv.h"

static struct cursor cursor_on(const uint8_t *data, size_t len)
{
	return cursor_of((zairyu_bytes){ data, len });
}

START_TEST(lengths_in_every_form)
{
	static const struct {
		uint8_t data[8];
		size_t len, value;
	} good[] = {
		{ { 0xC0, 0x00 }, 2, 0 },
		{ { 0xC0, 0x02, 1, 2 }, 4, 2 },
		{ { 0xC0, 0x81, 0x02, 1, 2 }, 5, 2 }, /* not the shortest form */
		{ { 0xC0, 0x82, 0x00, 0x02, 1, 2 }, 6, 2 },
		{ { 0xC0, 0x82, 0x00, 0x00 }, 4, 0 },
		{ { 0xC0, 0x83, 0, 0, 1, 9 }, 6, 1 },
		{ { 0xC0, 0x84, 0, 0, 0, 2, 9, 9 }, 8, 2 },
	};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct cursor c = cursor_on(good[i].data, good[i].len);
		zairyu_bytes value;
		uint32_t tag;

		ck_assert_int_eq(tlv_next(&c, &tag, &value), TLV_OBJECT);
		ck_assert_uint_eq(tag, 0xC0);
		ck_assert_uint_eq(value.len, good[i].value);
		ck_assert_uint_eq(c.left, 0);
		ck_assert_int_eq(tlv_next(&c, &tag, &value), TLV_END);
	}
}
END_TEST

/* Every length up to two bytes, and some beyond, in every form that holds it. */
START_TEST(lengths_are_read_to_the_bit)
{
	for (uint32_t i = 0; i <= 0x10000 + 32; i++) {
		const uint32_t len = i <= 0x10000 ? i : 1u << (i - 0x10000 - 1) | 1;

		for (unsigned bytes = 1; bytes <= 4; bytes++) {
			uint8_t data[6] = { 0xC0, (uint8_t)(0x80 + bytes) };
			struct cursor c = cursor_on(data, 2 + bytes);
			uint32_t tag;
			size_t got;

			if (bytes < 4 && len >> (8 * bytes) != 0)
				continue;
			for (unsigned b = 0; b < bytes; b++)
				data[2 + b] = (uint8_t)(len >> (8 * (bytes - 1 - b)));
			if (tlv_header(&c, &tag, &got) != TLV_OBJECT || got != len || c.left != 0)
				ck_abort_msg("%u in %u bytes", (unsigned)len, bytes);
		}
	}
}
END_TEST

/* One byte, or two where the low five bits are set; NUL is no tag. */
START_TEST(every_tag)
{
	for (unsigned first = 0; first < 256; first++) {
		const uint8_t data[4] = { (uint8_t)first, 0x01, 0x02, 0x77 };
		struct cursor c = cursor_on(data, 4);
		uint32_t tag;
		size_t len;

		if (first == 0) {
			ck_assert_int_eq(tlv_header(&c, &tag, &len), TLV_END);
			continue;
		}
		ck_assert_int_eq(tlv_header(&c, &tag, &len), TLV_OBJECT);
		ck_assert_uint_eq(tag, (first & 0x1F) == 0x1F ? first << 8 | 1 : first);
		ck_assert_uint_eq(len, (first & 0x1F) == 0x1F ? 2 : 1);
		c = cursor_on(data, 1);
		ck_assert_int_eq(tlv_header(&c, &tag, &len), TLV_MALFORMED);
	}
}
END_TEST

START_TEST(malformed_lengths)
{
	static const struct {
		uint8_t data[8];
		size_t len;
	} bad[] = {
		{ { 0xC0 }, 1 },
		{ { 0xC0, 0x80, 0, 0 }, 4 }, /* indefinite */
		{ { 0xC0, 0x83, 0, 1 }, 4 },
		{ { 0xC0, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 9 }, 7 },
		{ { 0xC0, 0x84, 0x80, 0, 0, 1, 9 }, 7 },
		{ { 0xC0, 0x85, 0, 0, 0, 0, 1, 9 }, 8 }, /* five bytes */
		{ { 0xC0, 0xFF, 0 }, 3 },
		{ { 0xC0, 0x81 }, 2 },
		{ { 0xC0, 0x82, 0x01 }, 3 },
		{ { 0xC0, 0x02, 1 }, 3 },
		{ { 0xC0, 0x82, 0xFF, 0xFF, 1 }, 5 },
		{ { 0xDF }, 1 },
		{ { 0xDF, 0xD1 }, 2 },
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct cursor c = cursor_on(bad[i].data, bad[i].len);
		zairyu_bytes value;
		uint32_t tag;

		ck_assert_msg(tlv_next(&c, &tag, &value) == TLV_MALFORMED, "row %zu", i);
	}
}
END_TEST

START_TEST(two_byte_tag_and_nul_tail)
{
	static const uint8_t data[] = { 0xDF, 0xD1, 0x01, 0x77, 0xDE, 0x82, 0x00, 0x01, 0x88, 0x00, 0xC0, 0x01 };
	struct cursor c = cursor_on(data, sizeof data);
	zairyu_bytes value;
	uint32_t tag;

	ck_assert_int_eq(tlv_next(&c, &tag, &value), TLV_OBJECT);
	ck_assert_uint_eq(tag, 0xDFD1);
	ck_assert_uint_eq(value.data[0], 0x77);
	ck_assert_int_eq(tlv_next(&c, &tag, &value), TLV_OBJECT);
	ck_assert_uint_eq(tag, 0xDE);
	ck_assert_int_eq(tlv_next(&c, &tag, &value), TLV_END);
}
END_TEST

START_TEST(every_truncation_of_an_object)
{
	uint8_t data[4 + 300] = { 0xD4, 0x82, 0x01, 0x2C };

	for (size_t len = 0; len < sizeof data; len++) {
		struct cursor c = cursor_on(data, len);
		zairyu_bytes value;
		uint32_t tag;

		ck_assert_int_eq(tlv_next(&c, &tag, &value), len == 0 ? TLV_END : TLV_MALFORMED);
	}
}
END_TEST

START_TEST(cursor_moves_only_when_it_fits)
{
	static const uint8_t data[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	struct cursor c = cursor_on(data, 3);
	zairyu_bytes taken;
	uint64_t u64;
	uint32_t u32;
	uint16_t u16;
	uint8_t u8;

	ck_assert(!cursor_u32(&c, &u32));
	ck_assert(cursor_u16(&c, &u16));
	ck_assert_uint_eq(u16, 0x0102);
	ck_assert(!cursor_u16(&c, &u16));
	ck_assert(!cursor_take(&c, SIZE_MAX, &taken));
	ck_assert(cursor_u8(&c, &u8));
	ck_assert(!cursor_u8(&c, &u8));
	c = cursor_on(data, sizeof data);
	ck_assert(cursor_u64(&c, &u64));
	ck_assert(u64 == 0x0102030405060708u);
	ck_assert_uint_eq(c.left, 1);
	ck_assert(bytes_are_nul((zairyu_bytes){ NULL, 0 }));
	ck_assert(!bytes_are_nul((zairyu_bytes){ data, 1 }));
}
END_TEST

SUITE_MAIN("tlv", 10, lengths_in_every_form, lengths_are_read_to_the_bit, every_tag, malformed_lengths,
	   two_byte_tag_and_nul_tail, every_truncation_of_an_object, cursor_moves_only_when_it_fits)

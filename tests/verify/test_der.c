/* SPDX-License-Identifier: BSD-2-Clause */
/* The walk over DER and BER: every tag, every form of a length, integers and bits, to either side of each border. */
#include <string.h>

#include "../support/suite.h"
#include "blob.h"
#include "der/der.h"
#include "key/ecdsa.h"

static bool reads(zairyu_bytes bytes, struct der_element *element)
{
	struct der in = der_over(bytes, NULL);

	return der_read(&in, element) && der_ended(&in);
}

/* Which tags may stand in DER, and which in BER: no end of contents, and none of more than one byte. */
START_TEST(test_tags)
{
	for (unsigned tag = 0; tag <= 0xFF; tag++) {
		const uint8_t bytes[] = { (uint8_t)tag, 0x00 }, open[] = { (uint8_t)tag, 0x80, 0x00, 0x00 };
		zairyu_bytes in = { bytes, sizeof bytes }, open_in = { open, sizeof open };
		struct der_element element;
		bool none = tag == 0 || (tag & 0x1F) == 0x1F;
		bool pieces = (tag & 0xE0) == 0x20 && tag != 0x30 && tag != 0x31;

		ck_assert_msg(reads(in, &element) == (!none && !pieces), "%02X", tag);
		ck_assert_msg(ber_take(&in, &element) == !none, "%02X", tag);
		ck_assert_msg(ber_take(&open_in, &element) == (!none && (tag & 0x20) != 0), "%02X", tag);
		ck_assert(!reads((zairyu_bytes){ open, sizeof open }, &element));
	}
}
END_TEST

/* Writes a length into so many bytes; 0: the short form. Returns how many, 0 if it does not go into them. */
static size_t put_length(uint8_t *out, size_t len, unsigned octets)
{
	if (octets == 0)
		out[0] = (uint8_t)len;
	else
		out[0] = (uint8_t)(0x80 | octets);
	for (unsigned i = 0; i < octets; i++)
		out[1 + i] = octets - 1 - i >= sizeof len ? 0 : (uint8_t)(len >> 8 * (octets - 1 - i));
	return octets == 0 ? (len < 0x80 ? 1 : 0) : octets >= 3 || len < (size_t)1 << 8 * octets ? 1 + octets : 0;
}

START_TEST(test_lengths)
{
	static const size_t lengths[] = { 0, 1, 2, 126, 127, 128, 129, 255, 256, 257, 65535, 65536 };
	static uint8_t bytes[65536 + 8];

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		size_t len = lengths[i];
		unsigned shortest = len < 128 ? 0 : len < 256 ? 1 : len < 65536 ? 2 : 3;

		for (unsigned octets = 0; octets <= 5; octets++) {
			struct der_element element = { 0 };
			size_t header;
			zairyu_bytes whole, in, cut;

			bytes[0] = 0x04;
			header = 1 + put_length(bytes + 1, len, octets);
			if (header == 1)
				continue;
			whole = (zairyu_bytes){ bytes, header + len };
			in = whole;
			cut = (zairyu_bytes){ bytes, header + len - 1 };
			ck_assert_msg(ber_take(&in, &element) == (octets <= 4), "%zu in %u", len, octets);
			if (octets > 4)
				continue;
			ck_assert_uint_eq(in.len, 0);
			ck_assert_uint_eq(element.tag, 0x04);
			ck_assert_uint_eq(element.content.len, len);
			ck_assert_ptr_eq(element.content.data, bytes + header);
			ck_assert_uint_eq(element.whole.len, whole.len);
			ck_assert_msg(reads(whole, &element) == (octets == shortest), "%zu in %u", len, octets);
			ck_assert(!ber_take(&cut, &element));
			for (size_t part = 0; part < header; part++) {
				cut = (zairyu_bytes){ bytes, part };
				ck_assert(!ber_take(&cut, &element));
			}
		}
	}
}
END_TEST

/* So many open lengths in one another, and no more; behind the end of the last everything else is left. */
START_TEST(test_open_lengths)
{
	for (size_t depth = 1; depth <= BER_NESTING_MAX + 2; depth++) {
		struct blob nested = { .len = 0 };
		struct der_element element;
		zairyu_bytes in;

		for (size_t i = 0; i < depth; i++)
			blob_add(&nested, "\x30\x80", 2);
		blob_nuls(&nested, 2 * depth);
		blob_add(&nested, "\x42", 1);
		in = blob_bytes(&nested);
		ck_assert_msg(ber_take(&in, &element) == (depth <= BER_NESTING_MAX), "%zu", depth);
		if (depth > BER_NESTING_MAX)
			continue;
		ck_assert_uint_eq(in.len, 1);
		ck_assert_uint_eq(element.whole.len, nested.len - 1);
		ck_assert_uint_eq(element.content.len, nested.len - 5);
		in = (zairyu_bytes){ nested.data, nested.len - 2 };
		ck_assert(!ber_take(&in, &element));
	}
}
END_TEST

/* Many beside one another are not deep. */
START_TEST(test_open_lengths_beside)
{
	struct blob all = { .len = 0 };
	struct der_element element;
	zairyu_bytes in;

	blob_add(&all, "\x30\x80", 2);
	for (int i = 0; i < 3 * BER_NESTING_MAX; i++)
		blob_add(&all, "\x30\x80\x05\x00\x00\x00", 6);
	blob_nuls(&all, 2);
	in = blob_bytes(&all);
	ck_assert(ber_take(&in, &element));
	ck_assert_uint_eq(in.len, 0);
}
END_TEST

static const struct {
	zairyu_bytes content;
	size_t excess;
	size_t magnitude; /* 0: not above zero */
} integers[] = {
	{ LITERAL("\x00"), 0, 0 },         { LITERAL("\x01"), 0, 1 },
	{ LITERAL("\x7F"), 0, 1 },         { LITERAL("\x80"), 0, 0 },
	{ LITERAL("\xFF"), 0, 0 },         { LITERAL("\x00\x00"), 1, 0 },
	{ LITERAL("\x00\x7F"), 1, 1 },     { LITERAL("\x00\x80"), 0, 1 },
	{ LITERAL("\x00\xFF"), 0, 1 },     { LITERAL("\x01\x00"), 0, 2 },
	{ LITERAL("\xFF\x7F"), 0, 0 },     { LITERAL("\xFF\x80"), 1, 0 },
	{ LITERAL("\xFF\xFF"), 1, 0 },     { LITERAL("\xFE\xFF"), 0, 0 },
	{ LITERAL("\x00\x00\x7F"), 2, 1 }, { LITERAL("\x00\x00\x80"), 1, 1 },
	{ LITERAL("\xFF\xFF\x7F"), 1, 0 }, { LITERAL("\xFF\xFF\x80"), 2, 0 },
	{ LITERAL("\x00\xFF\x00"), 0, 2 }, { LITERAL("\x00\x00\x00\x00"), 3, 0 },
};

START_TEST(test_integers)
{
	struct blob der = { .len = 0 };
	zairyu_bytes content = { NULL, 0 }, magnitude = { NULL, 0 };
	size_t len = integers[_i].content.len;
	bool not_der = false;
	struct der in, strict;

	ck_assert_uint_eq(integer_excess(integers[_i].content), integers[_i].excess);
	blob_element(&der, FORM_DER, 0x02, integers[_i].content.data, len);
	in = der_over(blob_bytes(&der), &not_der);
	strict = der_over(blob_bytes(&der), NULL);
	ck_assert(der_integer(&in, &content));
	ck_assert_uint_eq(content.len, len);
	ck_assert(not_der == (integers[_i].excess > 0));
	ck_assert(der_integer(&strict, &content) == (integers[_i].excess == 0));
	in = der_over(blob_bytes(&der), &not_der);
	ck_assert(der_positive(&in, &magnitude) == (integers[_i].magnitude > 0));
	ck_assert(integers[_i].magnitude == 0 || magnitude.len == integers[_i].magnitude);
	ck_assert(integers[_i].magnitude == 0 || magnitude.data + magnitude.len == der.data + der.len);
}
END_TEST

START_TEST(test_other_values)
{
	static const struct {
		zairyu_bytes element;
		bool integer, bits;
	} values[] = {
		{ LITERAL("\x02\x00"), false, false },         { LITERAL("\x0A\x01\x05"), false, false },
		{ LITERAL("\x03\x02\x00\x05"), false, true },  { LITERAL("\x03\x03\x00\x05\x06"), false, true },
		{ LITERAL("\x03\x02\x01\x04"), false, false }, { LITERAL("\x03\x01\x00"), false, false },
		{ LITERAL("\x03\x00"), false, false },         { LITERAL("\x04\x02\x00\x05"), false, false },
		{ LITERAL("\x02\x01\x05"), true, false },
	};

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		zairyu_bytes found = { NULL, 0 };
		struct der in = der_over(values[i].element, NULL);

		ck_assert(der_integer(&in, &found) == values[i].integer);
		in = der_over(values[i].element, NULL);
		ck_assert(der_octet_bits(&in, &found) == values[i].bits);
		if (!values[i].bits)
			continue;
		ck_assert_uint_eq(found.len, values[i].element.len - 3);
		ck_assert_ptr_eq(found.data, values[i].element.data + 3);
	}
}
END_TEST

/* A byte alone is something, though no element; nothing is the end. */
START_TEST(test_ends)
{
	struct der in = der_over(LITERAL("\x05"), NULL);
	struct der_element element;

	ck_assert(!der_ended(&in));
	ck_assert(der_next_is(&in, 0x05));
	ck_assert(!der_next_is(&in, 0x04));
	ck_assert(!der_read(&in, &element));
	in = der_over((zairyu_bytes){ NULL, 0 }, NULL);
	ck_assert(der_ended(&in));
	ck_assert(!der_next_is(&in, 0x05));
	ck_assert(!der_read(&in, &element));
}
END_TEST

/* r and s as DER: as short as they can be, and never negative. */
START_TEST(test_ecdsa)
{
	static const struct {
		size_t zeros; /* before the first byte that is none */
		uint8_t first;
		size_t len; /* of the INTEGER */
	} numbers[] = { { 48, 0x00, 1 }, { 47, 0x01, 1 }, { 47, 0x7F, 1 }, { 47, 0x80, 2 }, { 46, 0x01, 2 },
			{ 46, 0x80, 3 }, { 1, 0x7F, 47 }, { 1, 0x80, 48 }, { 0, 0x7F, 48 }, { 0, 0x80, 49 } };

	for (size_t r = 0; r < COUNT(numbers); r++) {
		for (size_t s = 0; s < COUNT(numbers); s++) {
			uint8_t raw[2 * ECDSA_NUMBER] = { 0 }, again[2 * ECDSA_NUMBER], der[ECDSA_DER_MAX];
			bool canonical = false, zero = numbers[r].zeros == 48 || numbers[s].zeros == 48;
			size_t content = 2 + numbers[r].len + 2 + numbers[s].len;
			zairyu_bytes encoded;

			raw[numbers[r].zeros < 48 ? numbers[r].zeros : 0] = numbers[r].first;
			raw[48 + (numbers[s].zeros < 48 ? numbers[s].zeros : 0)] = numbers[s].first;
			encoded = ecdsa_signature_encode((zairyu_bytes){ raw, sizeof raw }, der);
			ck_assert_uint_eq(encoded.len, content + (content < 128 ? 2 : 3));
			ck_assert_uint_eq(encoded.data[0], DER_SEQUENCE);
			ck_assert_uint_eq(encoded.data[encoded.len - content - 1], content);
			ck_assert_uint_eq(encoded.data[encoded.len - content + 1], numbers[r].len);
			ck_assert(ecdsa_signature_decode(encoded, false, again, &canonical) == !zero);
			ck_assert(canonical);
			if (!zero)
				ck_assert_mem_eq(again, raw, sizeof raw);
		}
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_test(tc, test_tags);
	tcase_add_test(tc, test_lengths);
	tcase_add_test(tc, test_open_lengths);
	tcase_add_test(tc, test_open_lengths_beside);
	tcase_add_loop_test(tc, test_integers, 0, COUNT(integers));
	tcase_add_test(tc, test_other_values);
	tcase_add_test(tc, test_ends);
	tcase_add_test(tc, test_ecdsa);
	return suite_run("verify: DER", tc);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* BER to DER: how much room it takes, and how much work. */
#include <stdlib.h>
#include <zairyu/error.h>

#include "../support/suite.h"
#include "blob.h"
#include "der/to_der.h"

/* A SET to be sorted, wrapped, of which a member grows: nothing needs more room. */
START_TEST(test_room)
{
	for (size_t count = 1; count <= 60; count++) {
		struct blob grows = { .len = 0 }, grown = { .len = 0 }, set = { .len = 0 }, sorted = { .len = 0 };
		struct blob wrapped = { .len = 0 }, ber = { .len = 0 }, expected = { .len = 0 };
		uint8_t *der;
		size_t len;

		for (size_t i = 0; i < count; i++) {
			blob_add(&grows, "\x23\x00", 2);
			blob_add(&grown, "\x03\x01\x00", 3);
		}
		blob_add(&set, "\x31\x00", 2);
		blob_wrap(&set, FORM_DER, 0x30, &grows);
		blob_wrap(&sorted, FORM_DER, 0x30, &grown);
		blob_add(&sorted, "\x31\x00", 2);
		blob_wrap(&wrapped, FORM_DER, 0x31, &set);
		blob_wrap(&ber, FORM_DER, 0x04, &wrapped);
		wrapped.len = 0;
		blob_wrap(&wrapped, FORM_DER, 0x31, &sorted);
		blob_wrap(&expected, FORM_DER, 0x04, &wrapped);
		ck_assert_int_eq(to_der(blob_bytes(&ber), TO_DER_WRAPPED, &der, &len), 0);
		ck_assert_uint_eq(len, expected.len);
		ck_assert_mem_eq(der, expected.data, len);
		free(der);
	}
}
END_TEST

/* What could cost much: a SET of many, pieces of nothing, elements that grow, everything at once. */
START_TEST(test_much)
{
	static const zairyu_bytes bits[] = { LITERAL("\x05\x00"), LITERAL("\x24\x00"), LITERAL("\x23\x00"),
					     LITERAL("\x04\x02\x05\x00"), LITERAL("\x31\x00") };
	static const uint8_t tags[] = { 0x30, 0x31, 0x24, 0x04 };

	for (size_t i = 0; i < COUNT(bits); i++) {
		for (size_t k = 0; k < COUNT(tags); k++) {
			struct blob inside = { .len = 0 }, all = { .len = 0 };
			uint8_t *der;
			size_t len = 0;
			int rc;

			while (inside.len + bits[i].len < BLOB_MAX - 8)
				blob_add(&inside, bits[i].data, bits[i].len);
			blob_wrap(&all, FORM_DER, tags[k], &inside);
			rc = to_der(blob_bytes(&all), TO_DER_WRAPPED | TO_DER_INTEGERS, &der, &len);
			ck_assert(rc == 0 || rc == ZAIRYU_ERR_CERTIFICATE);
			ck_assert_uint_le(len, 2 * all.len + 72);
			ck_assert_msg(tags[k] != 0x31 || rc != 0, "a SET of thousands is none");
			free(der);
		}
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_test(tc, test_room);
	tcase_add_test(tc, test_much);
	return suite_run("verify: room for DER", tc);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Points of P-384 in their short form [SEC 1 2.3.3]: what is one and what is none. */
#include <string.h>

#include "../support/suite.h"
#include "certificate/certificate.h"
#include "expect.h"

/* Half of all first coordinates have no second one, and those beyond the prime have none either. */
START_TEST(test_short_point_off_the_curve)
{
	struct certificate_plan plan = card_certificate_plan("05");
	struct certificate certificate;
	struct public_key key;
	struct blob der;
	int refused = 0;
	uint8_t *point;

	plan.compressed_point = true;
	make_certificate(&plan, &der);
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	ck_assert_int_eq(certificate.key.kind, KEY_P384);
	point = der.data + (certificate.key.point.data - der.data);
	for (uint8_t x = 0; x < 64; x++) {
		int rc;

		point[48] = x;
		rc = public_key_init(&key, NULL, &certificate.key);
		ck_assert(rc == 0 || rc == ZAIRYU_ERR_CERTIFICATE);
		refused += rc != 0;
		if (rc == 0)
			public_key_done(&key);
	}
	ck_assert_int_gt(refused, 8);
	ck_assert_int_lt(refused, 56);
	memset(point + 1, 0xFF, 48);
	ck_assert_int_eq(public_key_init(&key, NULL, &certificate.key), ZAIRYU_ERR_CERTIFICATE);
	point[0] = 0x06; /* of a long form */
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	ck_assert_int_eq(certificate.key.kind, KEY_OTHER);
}
END_TEST

/* A certificate whose key is no point is none. */
START_TEST(test_card)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct certificate_plan usual = card_certificate_plan("05");
	struct card_plan plan = card_plan_of("05");
	struct blob certificate;

	make_certificate(&usual, &certificate);
	spoil_point(&certificate);
	plan.certificate = &certificate;
	expect_verdict(trust, &plan, "failed", "failed", "abnormal", "certificate-malformed");
	expect_verdict(NULL, &plan, "failed", "not-checked", "abnormal", "certificate-malformed");
	zairyu_trust_free(trust);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_test(tc, test_short_point_off_the_curve);
	tcase_add_test(tc, test_card);
	return suite_run("verify: points", tc);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Check codes that can be read, and such as cannot. */
#include "../support/suite.h"
#include "expect.h"

/* Of a check code that can be read and does not fit, it is said so; of one that cannot be read, that. */
START_TEST(test_check_codes)
{
	static const struct {
		const char *type;
		struct card_plan plan;
		const char *note, *other;
	} codes[] = {
		{ "05", { .code_form = CODE_DER, .digest = "SHA384" }, "signature-mismatch", "check-code-malformed" },
		{ "05",
		  { .code_form = CODE_DER_PADDED, .digest = "SHA384" },
		  "signature-mismatch",
		  "check-code-malformed" },
		{ "05",
		  { .code_form = CODE_DER, .code_zeros = 1, .digest = "SHA384" },
		  "signature-mismatch",
		  "check-code-not-der" },
		{ "05",
		  { .code_form = CODE_DER, .code_more = 1, .code_more_octet = 1 },
		  "check-code-malformed",
		  "signature-mismatch" },
		{ "06", { .digest = "SHA384" }, "signature-mismatch", "check-code-malformed" },
		{ "1", { .digest = "SHA384" }, "signature-mismatch", "check-code-malformed" },
		/* RSA has one form: what the other family's code looks like is none */
		{ "1", { .code_form = CODE_DER, .key = P384_CARD }, "check-code-malformed", "signature-mismatch" },
	};

	for (size_t i = 0; i < COUNT(codes); i++) {
		struct card_plan usual = card_plan_of(codes[i].type), plan = codes[i].plan;
		zairyu_report *report;

		plan.type = usual.type;
		plan.key = plan.key != 0 ? plan.key : usual.key;
		report = verify_card(NULL, &plan);
		expect_report(report, "failed", "not-checked", "abnormal", codes[i].note);
		ck_assert_msg(!has_note(report, codes[i].other), "case %zu", i);
		zairyu_report_free(report);
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_test(tc, test_check_codes);
	return suite_run("verify: check codes", tc);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* What every library includes: texts in two languages, flags, and the failure that all know. */
#include <zairyu.h>

#include "../support/suite.h"
#include "common/bilingual.h"
#include "common/failure.h"
#include "common/flags.h"

START_TEST(texts_in_two_languages)
{
	for (int language = -1; language <= 4; language++)
		ck_assert_pstr_eq(in_language(language, "ja", "en"), language == ZAIRYU_LANGUAGE_JA   ? "ja"
								     : language == ZAIRYU_LANGUAGE_EN ? "en"
												      : NULL);
}
END_TEST

/* Each flag alone, with one that is known and with none. */
START_TEST(flags_that_are_known)
{
	const uint32_t known = 0x80000005;

	ck_assert_int_eq(flags_check(0, 0, NULL), ZAIRYU_OK);
	ck_assert_int_eq(flags_check(known, known, NULL), ZAIRYU_OK);
	ck_assert_int_eq(flags_check(UINT32_MAX, UINT32_MAX, NULL), ZAIRYU_OK);
	for (int bit = 0; bit < 32; bit++) {
		const uint32_t flag = UINT32_C(1) << bit;
		const int rc = bit == 0 || bit == 2 || bit == 31 ? ZAIRYU_OK : ZAIRYU_ERR_UNSUPPORTED;
		zairyu_error *err = NULL;

		ck_assert_int_eq(flags_check(flag, known, &err), rc);
		ck_assert_int_eq(zairyu_error_code(err), rc);
		ck_assert_int_eq(flags_check(flag | 4, known, NULL), rc);
		ck_assert_int_eq(flags_check(flag, 0, NULL), ZAIRYU_ERR_UNSUPPORTED);
		zairyu_error_free(err);
	}
}
END_TEST

START_TEST(out_of_memory)
{
	zairyu_error *err = NULL;

	ck_assert_int_eq(no_memory(NULL), ZAIRYU_ERR_NO_MEMORY);
	ck_assert_int_eq(no_memory(&err), ZAIRYU_ERR_NO_MEMORY);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_NO_MEMORY);
	ck_assert_str_eq(zairyu_error_message(err), "out of memory");
	ck_assert_int_eq(zairyu_error_native(err, NULL, NULL), ZAIRYU_ERR_ABSENT);
	zairyu_error_free(err);
}
END_TEST

SUITE_MAIN("common", 10, texts_in_two_languages, flags_that_are_known, out_of_memory)

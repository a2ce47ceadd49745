/* SPDX-License-Identifier: BSD-2-Clause */
/* Built without a text renderer: no view, since it could not say what is proved, and ways to know. */
#include "cards.h"

START_TEST(no_view)
{
	ck_assert_int_eq(zairyu_image_has_text(), 0);
	ck_assert_int_eq(zairyu_image_can_write_japanese(), 0);
	expect_compose(first_generation("1", true, true), ZAIRYU_ERR_UNSUPPORTED);
	expect_compose(second_generation("05", 0), ZAIRYU_ERR_UNSUPPORTED);
	expect_compose(NULL, ZAIRYU_ERR_ARGUMENT);
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("no text");

	tcase_add_test(tcase, no_view);
	return suite_run("no text", tcase);
}

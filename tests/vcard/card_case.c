/* SPDX-License-Identifier: BSD-2-Clause */
#include "card_case.h"

zairyu_vcard *card;

static void make_card(void)
{
	card = card_of_type("1");
}

static void free_card(void)
{
	zairyu_vcard_free(card);
}

TCase *card_case(const char *name)
{
	TCase *tcase = suite_case(name, 60);

	tcase_add_checked_fixture(tcase, make_card, free_card);
	return tcase;
}

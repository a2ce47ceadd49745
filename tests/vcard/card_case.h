/* SPDX-License-Identifier: BSD-2-Clause */
/* A card of type "1", made by hand, around each test of a case. */
#ifndef TESTS_CARD_CASE_H
#define TESTS_CARD_CASE_H

#include "card_fixture.h"

extern zairyu_vcard *card;

TCase *card_case(const char *name);

#endif

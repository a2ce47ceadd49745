/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which families there are: the one place that knows them by name. Tests put another in its stead, with a family of
 * their own.
 */
#include "card/card.h"

/* Values of C1 [G1 3.3.2, G2 3.3.2, GS]. */
const struct card_type card_types[] = {
	{ "1", ZAIRYU_KIND_RESIDENCE_CARD, &card_first_generation },
	{ "2", ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE, &card_first_generation },
	{ "05", ZAIRYU_KIND_RESIDENCE_CARD, &card_second_generation },
	{ "06", ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE, &card_second_generation },
	{ "07", ZAIRYU_KIND_RESIDENCE_CARD, NULL },
	{ "08", ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE, NULL },
};
const size_t card_type_count = sizeof card_types / sizeof *card_types;

/* The two free files are the same in both generations. The other is the residence application of a specified card [GS]. */
const struct card_place card_places[] = {
	{ { 0 }, &card_first_generation },
	{ CARD_AID(1), NULL },
};
const size_t card_place_count = sizeof card_places / sizeof *card_places;

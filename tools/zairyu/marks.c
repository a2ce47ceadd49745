/* SPDX-License-Identifier: BSD-2-Clause */
#include "marks.h"

bool mark_is_signed(const zairyu_record *record, uint64_t item)
{
	return (zairyu_card_signed_items(zairyu_record_card(record)) & item) != 0 &&
	       zairyu_record_presence(record, ZAIRYU_ITEM_SIGNATURE) == ZAIRYU_PRESENCE_PRESENT;
}

bool mark_is_vouched(const struct judgement *judgement, uint64_t item)
{
	return (judgement->covers & item) != 0;
}

/* The second generation's signature fits the entries of one kind only [G2 3.4.3]. */
bool mark_kind_is_signed(const zairyu_record *record)
{
	return zairyu_card_family(zairyu_record_card(record)) == ZAIRYU_FAMILY_SECOND_GENERATION &&
	       mark_is_signed(record, ZAIRYU_ITEM_PRINTED_ENTRIES);
}

bool mark_kind_is_vouched(const struct judgement *judgement)
{
	return judgement->covers_kind;
}

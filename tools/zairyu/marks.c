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

bool mark_kind_is_signed(const zairyu_record *record)
{
	return mark_is_signed(record, zairyu_card_kind_items(zairyu_record_card(record)));
}

bool mark_kind_is_vouched(const struct judgement *judgement)
{
	return judgement->covers_kind;
}

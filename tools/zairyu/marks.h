/* SPDX-License-Identifier: BSD-2-Clause */
/* What a value is worth: whether the card's signature is over it, and whether the report proves it. */
#ifndef TOOL_MARKS_H
#define TOOL_MARKS_H

#include "verifier.h"

/* Whether the card carries a signature over this item; what that is worth is the judgement's matter. */
bool mark_is_signed(const zairyu_record *record, uint64_t item);
/* Whether the judgement vouches for the item. */
bool mark_is_vouched(const struct judgement *judgement, uint64_t item);
/* The same of the kind of card, which the first generation signs as pixels only. */
bool mark_kind_is_signed(const zairyu_record *record);
bool mark_kind_is_vouched(const struct judgement *judgement);

#endif

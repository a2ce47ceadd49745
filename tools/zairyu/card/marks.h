/* SPDX-License-Identifier: BSD-2-Clause */
/* What a value is worth: whether the report proves it. */
#ifndef CARD_MARKS_H
#define CARD_MARKS_H

#include "card/verifier.h"

/* Whether the judgement vouches for the item. */
bool mark_is_vouched(const struct judgement *judgement, uint64_t item);
/* The same of the kind of card, which the first generation signs as pixels only. */
bool mark_kind_is_vouched(const struct judgement *judgement);

#endif

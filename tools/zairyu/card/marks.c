/* SPDX-License-Identifier: BSD-2-Clause */
#include "card/marks.h"

bool mark_is_vouched(const struct judgement *judgement, uint64_t item)
{
	return (judgement->covers & item) != 0;
}

bool mark_kind_is_vouched(const struct judgement *judgement)
{
	return judgement->covers_kind;
}

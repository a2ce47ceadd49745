/* SPDX-License-Identifier: BSD-2-Clause */
#include "card/card.h"

const struct card_aid card_dfs[] = { { 0 }, CARD_AID(2), CARD_AID(3), CARD_AID(4) };

/* SPDX-License-Identifier: BSD-2-Clause */
/* A card on standard output. */
#ifndef OUTPUT_OUTPUT_CARD_H
#define OUTPUT_OUTPUT_CARD_H

#include "card/card_outcome.h"

/* As JSON or for people. */
int output_card(const struct card_outcome *outcome, const struct app *app, zairyu_error **err);

#endif

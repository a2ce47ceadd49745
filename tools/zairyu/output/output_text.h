/* SPDX-License-Identifier: BSD-2-Clause */
/* What people read. */
#ifndef OUTPUT_OUTPUT_TEXT_H
#define OUTPUT_OUTPUT_TEXT_H

#include "card/card_outcome.h"
#include "person/messages.h"

int output_text_card(const struct app *app, const struct card_outcome *outcome, zairyu_error **err);
/* One line, for many files. Is not flushed. */
void output_text_line(const struct app *app, const char *file, const struct judgement *judgement);

/* The heading over a card, and the two results, with what they mean. */
void output_text_judgement(const struct app *app, const struct card_outcome *outcome);
/* "label: value", indented by two. */
void output_text_pair(const struct app *app, enum message label, const char *value);

#endif

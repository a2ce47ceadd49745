/* SPDX-License-Identifier: BSD-2-Clause */
/* What people read. */
#ifndef OUTPUT_OUTPUT_TEXT_H
#define OUTPUT_OUTPUT_TEXT_H

#include "card/card_outcome.h"
#include "output/field_order.h"
#include "person/messages.h"

int output_text_card(const struct app *app, const struct card_outcome *outcome, zairyu_error **err);
/* One line, for many files; when verbose, with why below it. Is not flushed. */
void output_text_line(const struct app *app, const char *file, const struct judgement *judgement);

/* The heading over a card, and the two results, with what they mean. */
void output_text_judgement(const struct app *app, const struct card_outcome *outcome);
/* The fields of a part that have something to show, below `*heading` if that is not NULL; whether there was any. */
bool output_text_fields(const struct app *app, const struct card_outcome *outcome, enum field_part part,
			const enum message *heading);
/* What whoever reads the result should know; never a judgement of its own. */
void output_text_hints(const struct app *app, const struct card_outcome *outcome);

/* A line. */
void output_text_say(const struct app *app, enum message message, const char *one, const char *two);
/* "label: value", indented by two. */
void output_text_pair(const struct app *app, enum message label, const char *value);

/* Whether the field is a date until which something is valid, and that is over. */
bool output_text_has_passed(const zairyu_record *record, int field);

/* Whether the chip holds another number than the one that was typed, or one that cannot be read. */
bool output_text_is_other_number(const zairyu_record *record);

#endif

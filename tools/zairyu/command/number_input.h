/* SPDX-License-Identifier: BSD-2-Clause */
/* Getting the card number from the person. */
#ifndef COMMAND_NUMBER_INPUT_H
#define COMMAND_NUMBER_INPUT_H

#include "app.h"
#include "command/options.h"
#include "person/number_line.h"

/*
 * From --number, the first line of --number-file, a prompt on a terminal, or the first line of standard input. The
 * number is normalised; the caller wipes it.
 */
int number_input(const struct app *app, const struct options *options, char number[ZAIRYU_NUMBER_SIZE],
		 zairyu_error **err);

/*
 * Asks the person for a line, which the caller wipes: `*len` bytes, without an end. ZAIRYU_ERR_CANCELLED if they end the
 * input instead.
 */
int number_input_text(const struct app *app, enum message question, char text[NUMBER_LINE_MAX], size_t *len,
		      zairyu_error **err);
/* Asks the person to do something and press Enter. ZAIRYU_ERR_CANCELLED if they end the input instead. */
int number_input_enter(const struct app *app, enum message question, zairyu_error **err);
/* Whether the number is typed by a person, who can be asked again. */
bool number_input_is_typed(const struct options *options);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* What programs read: doc/card.schema.json. */
#ifndef TOOL_OUTPUT_JSON_H
#define TOOL_OUTPUT_JSON_H

#include "outcome.h"

#include <jansson.h>

int output_json_card(const struct app *app, const struct outcome *outcome, zairyu_error **err);
/* The same line, not printed but appended. Any thread. */
int output_json_card_line(const struct app *app, const struct outcome *outcome, struct buffer *out, zairyu_error **err);
/* The error object; `file` is the record's where several were given, else NULL. */
int output_json_error(const struct app *app, int code, const zairyu_error *error, const char *file, zairyu_error **err);

/* For other objects: a string that is UTF-8 in any case, NULL for NULL. */
json_t *output_json_string(const char *text);
/* Sets a member unless its value is NULL; takes the value. */
void output_json_set(json_t *object, const char *key, json_t *value);
/* Appends an object as one line, and frees it; ZAIRYU_ERR_NO_MEMORY if something could not be put into it. */
int output_json_line(const struct app *app, json_t *object, struct buffer *out, zairyu_error **err);
/* Prints it so. */
int output_json_print(const struct app *app, json_t *object, zairyu_error **err);

#endif

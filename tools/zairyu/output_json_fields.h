/* SPDX-License-Identifier: BSD-2-Clause */
/* The parts of a card's JSON that say what is stored: fields, items, and with --raw the files. */
#ifndef TOOL_OUTPUT_JSON_FIELDS_H
#define TOOL_OUTPUT_JSON_FIELDS_H

#include "outcome.h"

#include <jansson.h>

/* Name → value and marks, of every field that is there, understood or not. */
json_t *output_json_fields(const struct app *app, const struct outcome *outcome);
/* Item → "present", "empty", "absent" or "not-read", of every item that this type of card has. */
json_t *output_json_items(const zairyu_record *record);
/* Item → its length and data objects as stored, and where --out --raw wrote it. */
json_t *output_json_files(const struct outcome *outcome);

#endif

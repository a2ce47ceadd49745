/* SPDX-License-Identifier: BSD-2-Clause */
/* The date on which a card ends, while somebody types it from the print: year, month and day, eight digits. */
#ifndef FLOW_EXPIRY_ENTRY_H
#define FLOW_EXPIRY_ENTRY_H

#include "flow/card_day.h"

enum { EXPIRY_DIGITS = 8 };

/* Empty as { 0 }. */
struct expiry_entry {
	char digits[EXPIRY_DIGITS + 1];
	size_t length;
};

/* Takes a digit. False for anything else, and if there are eight. */
bool expiry_entry_type(struct expiry_entry *entry, unsigned character);
/* Takes the last one away. */
void expiry_entry_erase(struct expiry_entry *entry);
void expiry_entry_clear(struct expiry_entry *entry);
bool expiry_entry_is_complete(const struct expiry_entry *entry);
/* The date; false, and zero, if it is not complete or no calendar has it. */
bool expiry_entry_day(const struct expiry_entry *entry, struct card_day *out);

#endif

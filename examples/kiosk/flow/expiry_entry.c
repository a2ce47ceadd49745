/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/expiry_entry.h"

#include <stdio.h>

bool expiry_entry_type(struct expiry_entry *entry, unsigned character)
{
	if (character < '0' || character > '9' || entry->length == EXPIRY_DIGITS)
		return false;
	entry->digits[entry->length++] = (char)character;
	return true;
}

void expiry_entry_erase(struct expiry_entry *entry)
{
	if (entry->length > 0)
		entry->digits[--entry->length] = '\0';
}

void expiry_entry_clear(struct expiry_entry *entry)
{
	zairyu_wipe(entry, sizeof *entry);
}

bool expiry_entry_is_complete(const struct expiry_entry *entry)
{
	return entry->length == EXPIRY_DIGITS;
}

bool expiry_entry_day(const struct expiry_entry *entry, struct card_day *out)
{
	struct card_day day;

	*out = (struct card_day){ 0 };
	if (!expiry_entry_is_complete(entry) ||
	    sscanf(entry->digits, "%4d%2d%2d", &day.year, &day.month, &day.day) != 3 || !card_day_exists(&day))
		return false;
	*out = day;
	return true;
}

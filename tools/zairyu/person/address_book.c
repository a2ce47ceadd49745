/* SPDX-License-Identifier: BSD-2-Clause */
#include "person/address_book.h"

#include <stdio.h>
#include <string.h>

enum { CHANGES_MAX = 16 };

static struct {
	char written[ADDRESS_MAX], now[ADDRESS_MAX];
} changes[CHANGES_MAX];
static size_t change_count;

void address_book_change(const char *written, const char *now)
{
	if (change_count == CHANGES_MAX || strlen(written) >= ADDRESS_MAX || strlen(now) >= ADDRESS_MAX)
		return;
	(void)snprintf(changes[change_count].written, ADDRESS_MAX, "%s", written);
	(void)snprintf(changes[change_count].now, ADDRESS_MAX, "%s", now);
	change_count++;
}

const char *address_book_now(const char *written)
{
	for (size_t i = 0; i < change_count; i++)
		if (strcmp(changes[i].written, written) == 0)
			return changes[i].now;
	return written;
}

size_t address_book_length(const char *text)
{
	static const char scheme[] = "https://";
	size_t len = strlen(scheme);

	if (strncmp(text, scheme, len) != 0)
		return 0;
	while (text[len] > ' ' && text[len] <= '~' && !strchr("\"'()<>{}", text[len]))
		len++;
	return len;
}

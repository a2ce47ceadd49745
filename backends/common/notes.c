/* SPDX-License-Identifier: BSD-2-Clause */
#include "notes.h"

void notes_add(struct notes *notes, const char *event, int64_t number)
{
	if (notes->count == NOTES_MAX) {
		notes->lost++;
		return;
	}
	notes->list[notes->count].event = event;
	notes->list[notes->count++].number = number;
}

void notes_log(struct notes *notes, const zairyu_context *ctx, const char *component)
{
	for (size_t i = 0; i < notes->count; i++)
		zairyu_log(ctx, ZAIRYU_LOG_INFO, component, notes->list[i].event, notes->list[i].number);
	if (notes->lost > 0)
		zairyu_log(ctx, ZAIRYU_LOG_INFO, component, "more events like this", (int64_t)notes->lost);
	notes->count = notes->lost = 0;
}

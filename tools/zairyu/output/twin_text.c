/* SPDX-License-Identifier: BSD-2-Clause */
/* What is in a twin and what is not. */
#include "output/twin_text.h"

#include <stdio.h>

#include "output/output.h"
#include "output/output_text.h"
#include "person/language.h"

enum { NUMBER_TEXT = 24, PLACE_TEXT = 64 };

static void print_amount(const struct app *app, enum message message, size_t bytes, bool *first)
{
	char text[NUMBER_TEXT];

	if (bytes == 0)
		return;
	(void)snprintf(text, sizeof text, "%zu", bytes);
	if (!*first)
		message_print(stdout, MSG_LIST_SEPARATOR, app->language, NULL, NULL);
	message_print(stdout, message, app->language, text, NULL);
	*first = false;
}

/* "  DF1/EF05 front-image (7004 bytes): …" */
static void print_part(const struct app *app, const zairyu_twin_part *part)
{
	const char *name = zairyu_item_name(part->item);
	char place[PLACE_TEXT], length[NUMBER_TEXT];
	bool first = true;

	(void)snprintf(length, sizeof length, "%zu", part->length);
	if (part->df == 0)
		(void)snprintf(place, sizeof place, "/%02X %s", (unsigned)part->sfi, name ? name : "");
	else
		(void)snprintf(place, sizeof place, "%d/%02X %s", part->df, (unsigned)part->sfi, name ? name : "");
	fputs("  ", stdout);
	message_print(stdout, part->df == 0 ? MSG_TWIN_FILE_MF : MSG_TWIN_FILE, app->language, place, length);
	fputs(": ", stdout);
	print_amount(app, MSG_TWIN_KEPT, part->kept, &first);
	print_amount(app, MSG_TWIN_PADDING, part->padding, &first);
	print_amount(app, MSG_TWIN_MADE, part->made, &first);
	print_amount(app, MSG_TWIN_SIGNING, part->signing, &first);
	fputc('\n', stdout);
}

int twin_text_print(const struct app *app, const zairyu_twin *twin, zairyu_error **err)
{
	static const enum message words[] = { MSG_TWIN_IN_HEADING, MSG_TWIN_IN, MSG_TWIN_NOT_IN_HEADING,
					      MSG_TWIN_NOT_IN, MSG_TWIN_SIGNED_NOTE };
	zairyu_twin_part part = { .size = sizeof part };
	char events[NUMBER_TEXT];

	output_text_say(app, MSG_TWIN_HEADING, NULL, NULL);
	output_text_pair(app, MSG_LABEL_CARD_TYPE, zairyu_twin_type(twin));
	output_text_pair(app, MSG_LABEL_TWIN_NUMBER, zairyu_twin_number(twin));
	for (size_t i = 0; zairyu_twin_file(twin, i, &part) == ZAIRYU_OK; i++)
		print_part(app, &part);
	(void)snprintf(events, sizeof events, "%zu", zairyu_twin_events(twin));
	if (zairyu_twin_events(twin)) {
		fputs("  ", stdout);
		output_text_say(app, MSG_TWIN_EVENTS, events, NULL);
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		output_text_say(app, words[i], NULL, NULL);
	return output_flush(app, err);
}

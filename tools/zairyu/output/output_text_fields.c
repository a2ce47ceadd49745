/* SPDX-License-Identifier: BSD-2-Clause */
/* The fields of a card, for people. */
#include <stdio.h>
#include <string.h>

#include "card/marks.h"
#include "output/output_text.h"
#include "person/language.h"
#include "person/safe_text.h"

enum { RAW_SHOWN_MAX = 16 };

/* A code or date that was not understood is short, and a person may know what it means. */
static void print_unreadable(const struct app *app, const zairyu_record *record, int field)
{
	char text[RAW_SHOWN_MAX + 1] = "";
	zairyu_bytes raw;
	size_t len = 0;

	if (zairyu_record_field_type(record, field) != ZAIRYU_FIELD_TYPE_TEXT &&
	    zairyu_record_field_raw(record, field, &raw) == ZAIRYU_OK && raw.len <= RAW_SHOWN_MAX)
		while (len < raw.len && raw.data[len] > 0x20 && raw.data[len] < 0x7F) {
			text[len] = (char)raw.data[len];
			len++;
		}
	text[len] = '\0';
	message_print(stdout, len > 0 ? MSG_UNREADABLE_VALUE : MSG_UNREADABLE, app->language, text, NULL);
}

static void print_value(const struct app *app, const zairyu_record *record, int field, const char *text)
{
	const char *name, *note = zairyu_record_field_note(record, field, 0);

	if (zairyu_record_code_name(record, field, app->language, &name) == ZAIRYU_OK)
		message_print(stdout, MSG_CODE_WITH_NAME, app->language, name, text);
	else if (zairyu_record_field_state(record, field) == ZAIRYU_FIELD_STATE_PARTIAL && note)
		message_print(stdout, MSG_CODE_WITH_NAME, app->language, text,
			      zairyu_field_note_text(note, app->language));
	else
		safe_text_print(stdout, text);
}

static void print_field(const struct app *app, const struct card_outcome *outcome, int field)
{
	const zairyu_record *record = outcome->record;
	const char *text = NULL;
	int rc = zairyu_record_text(record, field, &text);

	fputs("  ", stdout);
	safe_text_print(stdout, zairyu_field_label(field, app->language));
	fputs(": ", stdout);
	if (rc != ZAIRYU_OK)
		print_unreadable(app, record, field);
	else
		print_value(app, record, field, text);
	if (output_text_has_passed(record, field))
		message_print(stdout, MSG_OVER, app->language, NULL, NULL);
	if (!mark_is_vouched(&outcome->judgement, zairyu_record_field_item(record, field)))
		message_print(stdout, MSG_NOT_COVERED, app->language, NULL, NULL);
	fputc('\n', stdout);
}

bool output_text_is_other_number(const zairyu_record *record)
{
	const char *text;

	return zairyu_record_field_state(record, ZAIRYU_FIELD_CARD_NUMBER) > ZAIRYU_FIELD_STATE_EMPTY &&
	       (zairyu_record_text(record, ZAIRYU_FIELD_CARD_NUMBER, &text) != ZAIRYU_OK ||
		strcmp(text, zairyu_record_number(record)) != 0);
}

/* Whether a field has a line of its own. The chip's number has one only if it is not the number above. */
static bool is_shown(const zairyu_record *record, int field)
{
	return field == ZAIRYU_FIELD_CARD_NUMBER ? output_text_is_other_number(record)
						 : zairyu_record_field_state(record, field) > ZAIRYU_FIELD_STATE_EMPTY;
}

bool output_text_fields(const struct app *app, const struct card_outcome *outcome, enum field_part part,
			const enum message *heading)
{
	bool any = false;
	int field;

	for (size_t i = 0; (field = field_order_at(part, i)); i++) {
		if (!is_shown(outcome->record, field))
			continue;
		if (!any && heading) {
			fputc('\n', stdout);
			output_text_say(app, *heading, NULL, NULL);
		}
		any = true;
		print_field(app, outcome, field);
	}
	return any;
}

/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/field_words.h"

#include <stdio.h>
#include <string.h>

enum { RAW_SHOWN_MAX = 16, DATE_SIZE = 48 };

static const char *const gaps[] = {
	[ZAIRYU_FIELD_STATE_NOT_READ] = "not-read",
	[ZAIRYU_FIELD_STATE_ABSENT] = "absent",
	[ZAIRYU_FIELD_STATE_EMPTY] = "no-entry",
	[ZAIRYU_FIELD_STATE_UNREADABLE] = "unreadable",
};

/* A person needs whichever the library has, and those who read neither read letters more often than kana. */
int field_words_library_language(const char *language)
{
	return strncmp(language, "ja", 2) == 0 ? ZAIRYU_LANGUAGE_JA : ZAIRYU_LANGUAGE_EN;
}

static void say(struct field_words *out, const char *name, const char *argument)
{
	(void)flow_text_format(name, out->language, argument, out->text, sizeof out->text);
}

/* A code or date that was not understood is short, and a person may know what it means. */
static void say_unreadable(const zairyu_record *record, int field, struct field_words *out)
{
	char shown[RAW_SHOWN_MAX + 1] = "";
	zairyu_bytes raw;
	size_t len = 0;

	if (zairyu_record_field_type(record, field) != ZAIRYU_FIELD_TYPE_TEXT &&
	    zairyu_record_field_raw(record, field, &raw) == ZAIRYU_OK && raw.len <= RAW_SHOWN_MAX) {
		for (; len < raw.len && raw.data[len] > 0x20 && raw.data[len] < 0x7F; len++)
			shown[len] = (char)raw.data[len];
	}
	shown[len] = '\0';
	say(out, len > 0 ? "unreadable-value" : "unreadable", shown);
	zairyu_wipe(shown, sizeof shown);
}

static void say_gap(const zairyu_record *record, int field, int state, struct field_words *out)
{
	const uint64_t item = zairyu_record_field_item(record, field);

	out->gap = true;
	/* a file of NULs lost its objects with what they held: a permission that was withdrawn */
	if (state == ZAIRYU_FIELD_STATE_ABSENT && zairyu_record_presence(record, item) == ZAIRYU_PRESENCE_EMPTY)
		state = ZAIRYU_FIELD_STATE_EMPTY;
	if (state == ZAIRYU_FIELD_STATE_UNREADABLE)
		say_unreadable(record, field, out);
	else
		say(out, gaps[state], NULL);
}

/* Where dates are written with the characters that the card has, they are written as there. */
static void write_date(const char *language, int year, int month, int day, char out[DATE_SIZE])
{
	const bool as_card = strncmp(language, "ja", 2) == 0 || strncmp(language, "zh", 2) == 0;
	const char *const before = as_card ? "" : "-";
	int len = snprintf(out, DATE_SIZE, "%04d%s", year, as_card ? "年" : "");

	if (month != 0)
		len += snprintf(out + len, DATE_SIZE - (size_t)len, "%s%02d%s", before, month, as_card ? "月" : "");
	if (day != 0)
		(void)snprintf(out + len, DATE_SIZE - (size_t)len, "%s%02d%s", before, day, as_card ? "日" : "");
}

static void say_date(const zairyu_record *record, int field, struct field_words *out)
{
	int year = 0, month = 0, day = 0;
	char date[DATE_SIZE];

	(void)zairyu_record_date_parts(record, field, &year, &month, &day);
	write_date(out->language, year, month, day, date);
	if (month == 0)
		say(out, "date-month-unknown", date);
	else if (day == 0)
		say(out, "date-day-unknown", date);
	else
		(void)snprintf(out->text, sizeof out->text, "%s", date);
	zairyu_wipe(date, sizeof date);
}

static void say_code(const zairyu_record *record, int field, const char *code, struct field_words *out)
{
	const char *name;

	if (zairyu_record_code_name(record, field, field_words_library_language(out->language), &name) == ZAIRYU_OK)
		(void)snprintf(out->text, sizeof out->text, "%s", name);
	else if (field == ZAIRYU_FIELD_MUNICIPALITY) /* whose label calls it a code */
		(void)snprintf(out->text, sizeof out->text, "%s", code);
	else
		say(out, "code", code);
}

void field_words_of(const zairyu_record *record, int field, const char *language, struct field_words *out)
{
	const int state = zairyu_record_field_state(record, field);
	const char *text = NULL;

	*out = (struct field_words){ .language = language };
	if (zairyu_record_text(record, field, &text) != ZAIRYU_OK) {
		say_gap(record, field, state, out);
		return;
	}
	switch (zairyu_record_field_type(record, field)) {
	case ZAIRYU_FIELD_TYPE_DATE:
		say_date(record, field, out);
		break;
	case ZAIRYU_FIELD_TYPE_CODE:
		say_code(record, field, text, out);
		break;
	default:
		out->language = "ja";
		(void)snprintf(out->text, sizeof out->text, "%s", text);
		break;
	}
}

void field_words_done(struct field_words *words)
{
	zairyu_wipe(words->text, sizeof words->text);
}

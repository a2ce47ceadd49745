/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether a card was there, whether all of it was read, and what contradicts itself on it. A contradiction counts only
 * where no card of the agency's can have it (doc/verification.md).
 */
#include "circumstances.h"

#include <stdio.h>
#include <string.h>

#include "der/der_time.h"

enum { AGE_OF_SIGNED_CARDS = 16, SECONDS_OF_DAY = 86400, JAPAN_FROM_UTC = 9 * 3600 };

/* An item that this type of card has, and the record does not: left out when reading, or taken away later. */
static bool is_incomplete(const zairyu_record *record)
{
	return (zairyu_card_items(zairyu_record_card(record)) & ~zairyu_record_items_read(record)) != 0;
}

static bool is_blank(zairyu_bytes text)
{
	while (text.len > 0 && (text.data[text.len - 1] == '\0' || text.data[text.len - 1] == ' '))
		text.len--;
	return text.len == 0;
}

/* A chip that stores its number opens with no other [card-protocol 6]. */
static enum note judge_number(const zairyu_record *record, const struct layout *layout)
{
	char stored[ZAIRYU_NUMBER_SIZE];
	zairyu_bytes value;
	size_t len;
	bool same;

	if (zairyu_record_item_value(record, layout->number_item, layout->number_tag, &value) != ZAIRYU_OK ||
	    is_blank(value))
		return NOTE_CARD_NUMBER_MISSING;
	len = strnlen((const char *)value.data, value.len);
	if (zairyu_number_normalize((const char *)value.data, len, stored, NULL) != ZAIRYU_OK)
		return NOTE_CARD_NUMBER_MALFORMED;
	same = strcmp(stored, zairyu_record_number(record)) == 0;
	zairyu_wipe(stored, sizeof stored);
	return same ? NOTE_NONE : NOTE_CARD_NUMBER_MISMATCH;
}

static void note_number(const zairyu_record *record, const struct layout *layout, zairyu_report *report)
{
	if (layout->number_item == 0)
		return;
	if (zairyu_record_presence(record, layout->number_item) == ZAIRYU_PRESENCE_NOT_READ)
		report_add_note(report, NOTE_NOT_READ);
	report_add_note(report, judge_number(record, layout));
}

/* By a birth date that nobody signed, in Japan when the card was read. Of one that is not known to the day, the last.
 */
static bool is_16_or_over(const zairyu_record *record)
{
	const int64_t at = zairyu_record_read_at(record);
	int year, month = 12, day = 31;
	const char *birth_date;
	int64_t birthday;

	if (at == 0 /* not known */ || zairyu_record_text(record, ZAIRYU_FIELD_BIRTH_DATE, &birth_date) != ZAIRYU_OK ||
	    sscanf(birth_date, "%d-%d-%d", &year, &month, &day) < 1)
		return false;
	birthday = days_from_civil(year + AGE_OF_SIGNED_CARDS, month, day) * SECONDS_OF_DAY;
	return at >= birthday - JAPAN_FROM_UTC;
}

void circumstances_note(const zairyu_record *record, const struct layout *layout, zairyu_report *report)
{
	if (layout->kind_items == 0)
		report_add_note(report, NOTE_KIND_NOT_SIGNED);
	if (!zairyu_record_is_live(record))
		report_add_note(report, NOTE_NOT_A_LIVE_CARD);
	if (zairyu_record_is_reduced(record))
		return;
	if (is_incomplete(record))
		report_add_note(report, NOTE_INCOMPLETE);
	note_number(record, layout, report);
	if (report->falsification == ZAIRYU_RESULT_ABSENT && is_16_or_over(record))
		report_add_note(report, NOTE_UNSIGNED_THOUGH_16_OR_OVER);
}

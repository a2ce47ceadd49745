/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/card_rows.h"

#include <string.h>

static const struct {
	struct card_row row;
	bool printed;   /* in the first generation's picture of the front */
	bool of_permit; /* special permanent resident certificates do not have it */
} rows[] = {
	{ { CARD_PART_PERSON, ZAIRYU_FIELD_BIRTH_DATE, "birth-date" }, true, false },
	{ { CARD_PART_PERSON, ZAIRYU_FIELD_SEX, "sex" }, true, false },
	{ { CARD_PART_PERSON, ZAIRYU_FIELD_NATIONALITY, "nationality" }, true, false },
	{ { CARD_PART_VALIDITY, ZAIRYU_FIELD_CARD_EXPIRY, "card-expiry" }, true, false },
	{ { CARD_PART_VALIDITY, ZAIRYU_FIELD_CARD_NUMBER, "number-in-chip" }, false, false },
	{ { CARD_PART_STAY, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "status-of-residence" }, true, true },
	{ { CARD_PART_STAY, ZAIRYU_FIELD_WORK_RESTRICTION, "work-restriction" }, true, true },
	{ { CARD_PART_STAY, ZAIRYU_FIELD_PERIOD_OF_STAY, "period-of-stay" }, true, true },
	{ { CARD_PART_STAY, ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY, "period-expiry" }, true, true },
	{ { CARD_PART_PERMISSION, ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, "comprehensive-permission" }, false, true },
	{ { CARD_PART_PERMISSION, ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY, "comprehensive-permission-expiry" },
	  false,
	  true },
	{ { CARD_PART_PERMISSION, ZAIRYU_FIELD_INDIVIDUAL_PERMISSION, "individual-permission" }, false, true },
	{ { CARD_PART_REST, ZAIRYU_FIELD_ADDRESS, "address" }, false, false },
	{ { CARD_PART_REST, ZAIRYU_FIELD_ADDRESS_DATE, "address-date" }, false, false },
	{ { CARD_PART_REST, ZAIRYU_FIELD_MUNICIPALITY, "municipality" }, false, false },
	{ { CARD_PART_REST, ZAIRYU_FIELD_PERMISSION_TYPE, "permission-type" }, true, true },
	{ { CARD_PART_REST, ZAIRYU_FIELD_PERMISSION_DATE, "permission-date" }, true, true },
	{ { CARD_PART_REST, ZAIRYU_FIELD_RENEWAL_PENDING, "renewal" }, false, true },
	{ { CARD_PART_REST, ZAIRYU_FIELD_COMMISSIONER_ENTRY, "commissioner-entry" }, false, false },
	{ { CARD_PART_REST, ZAIRYU_FIELD_RESERVED, "reserved" }, false, false },
};
enum { ROWS = sizeof rows / sizeof *rows };

static int row_of(int field)
{
	int i = 0;

	while (i < ROWS && rows[i].row.field != field)
		i++;
	return i;
}

/* Those of a newer library come last. */
bool card_row_at(size_t index, struct card_row *out)
{
	if (index < ROWS) {
		*out = rows[index].row;
		return true;
	}
	index -= ROWS;
	for (int field = 1; zairyu_field_name(field); field++) {
		if (row_of(field) < ROWS || index-- > 0)
			continue;
		*out = (struct card_row){ CARD_PART_REST, field, NULL };
		return true;
	}
	return false;
}

const char *card_row_label(int field)
{
	const int row = row_of(field);

	return row < ROWS ? rows[row].row.label : NULL;
}

/* The number that opened the card is on the screen; the chip's has a row only if it is another. */
static bool says_nothing_new(const zairyu_record *record, int field)
{
	const int state = zairyu_record_field_state(record, field);
	const char *text;

	if (field == ZAIRYU_FIELD_RESERVED)
		return state <= ZAIRYU_FIELD_STATE_EMPTY;
	return field == ZAIRYU_FIELD_CARD_NUMBER &&
	       (state < ZAIRYU_FIELD_STATE_EMPTY || (zairyu_record_text(record, field, &text) == ZAIRYU_OK &&
						     strcmp(text, zairyu_record_number(record)) == 0));
}

/* By what is on the card and not by what kind it calls itself, wherever there is anything to see. */
enum card_row_shown card_row_shown(const zairyu_record *record, int field)
{
	const zairyu_card *card = zairyu_record_card(record);
	const int row = row_of(field);
	const bool permit = zairyu_card_kind(card) != ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE ||
			    row == ROWS || !rows[row].of_permit;

	if (zairyu_record_field_type(record, field) == 0)
		return permit && row < ROWS && rows[row].printed ? CARD_ROW_PICTURE : CARD_ROW_HIDDEN;
	if (says_nothing_new(record, field))
		return CARD_ROW_HIDDEN;
	if (zairyu_record_field_state(record, field) > ZAIRYU_FIELD_STATE_EMPTY)
		return CARD_ROW_VALUE;
	return permit && (zairyu_card_items(card) & zairyu_record_field_item(record, field)) != 0 ? CARD_ROW_VALUE
												  : CARD_ROW_HIDDEN;
}

bool card_part_is_empty(const zairyu_record *record, enum card_part part)
{
	for (int i = 0; i < ROWS; i++) {
		const int state = zairyu_record_field_state(record, rows[i].row.field);

		if (rows[i].row.part == part && card_row_shown(record, rows[i].row.field) == CARD_ROW_VALUE &&
		    state != ZAIRYU_FIELD_STATE_ABSENT && state != ZAIRYU_FIELD_STATE_EMPTY)
			return false;
	}
	return true;
}

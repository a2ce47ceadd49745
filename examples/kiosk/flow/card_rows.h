/* SPDX-License-Identifier: BSD-2-Clause */
/* Which values of a card are shown, in which order, and under which part of the result. */
#ifndef FLOW_CARD_ROWS_H
#define FLOW_CARD_ROWS_H

#include <stdbool.h>
#include <zairyu.h>

enum card_part {
	CARD_PART_PERSON,
	CARD_PART_VALIDITY,
	CARD_PART_STAY,
	CARD_PART_PERMISSION, /* a block of its own, as in the official application */
	CARD_PART_REST,
	CARD_PART_COUNT
};

enum card_row_shown {
	CARD_ROW_HIDDEN,
	CARD_ROW_VALUE,   /* field_words_of() */
	CARD_ROW_PICTURE, /* the chip has it as a picture only: the first generation's print */
};

struct card_row {
	enum card_part part;
	int field;         /* ZAIRYU_FIELD_* */
	const char *label; /* of flow/text.h; NULL: zairyu_field_label() */
};

/* The rows in their order, all of what the library knows; false past the last. */
bool card_row_at(size_t index, struct card_row *out);

/* What a field is called: of flow/text.h. NULL if the table does not know it. */
const char *card_row_label(int field);

/* Whether a record's card has something to say there. */
enum card_row_shown card_row_shown(const zairyu_record *record, int field);

/* Whether a part was read, and nothing is entered in it. */
bool card_part_is_empty(const zairyu_record *record, enum card_part part);

#endif

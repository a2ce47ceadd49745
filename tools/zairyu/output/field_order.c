/* SPDX-License-Identifier: BSD-2-Clause */
/* In which order a card's fields are shown: what is asked for at a counter comes first. */
#include "output/field_order.h"

#include <stdbool.h>
#include <zairyu/record.h>

static const struct {
	enum field_part part;
	int field;
} order[] = {
	{ FIELD_PART_FIRST, ZAIRYU_FIELD_CARD_NUMBER },
	{ FIELD_PART_FIRST, ZAIRYU_FIELD_CARD_EXPIRY },
	{ FIELD_PART_FIRST, ZAIRYU_FIELD_WORK_RESTRICTION },
	{ FIELD_PART_PERMISSION, ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION },
	{ FIELD_PART_PERMISSION, ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY },
	{ FIELD_PART_PERMISSION, ZAIRYU_FIELD_INDIVIDUAL_PERMISSION },
	{ FIELD_PART_REST, ZAIRYU_FIELD_STATUS_OF_RESIDENCE },
	{ FIELD_PART_REST, ZAIRYU_FIELD_PERIOD_OF_STAY },
	{ FIELD_PART_REST, ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY },
	{ FIELD_PART_REST, ZAIRYU_FIELD_RENEWAL_PENDING },
	{ FIELD_PART_REST, ZAIRYU_FIELD_BIRTH_DATE },
	{ FIELD_PART_REST, ZAIRYU_FIELD_SEX },
	{ FIELD_PART_REST, ZAIRYU_FIELD_NATIONALITY },
	{ FIELD_PART_REST, ZAIRYU_FIELD_ADDRESS },
	{ FIELD_PART_REST, ZAIRYU_FIELD_ADDRESS_DATE },
	{ FIELD_PART_REST, ZAIRYU_FIELD_PERMISSION_TYPE },
	{ FIELD_PART_REST, ZAIRYU_FIELD_PERMISSION_DATE },
	{ FIELD_PART_REST, ZAIRYU_FIELD_COMMISSIONER_ENTRY },
	{ FIELD_PART_REST, ZAIRYU_FIELD_MUNICIPALITY },
	{ FIELD_PART_REST, ZAIRYU_FIELD_RESERVED },
};
enum { ORDERED = sizeof order / sizeof *order };

static bool is_ordered(int field)
{
	for (int i = 0; i < ORDERED; i++)
		if (order[i].field == field)
			return true;
	return false;
}

int field_order_at(enum field_part part, size_t index)
{
	for (int i = 0; i < ORDERED; i++)
		if (order[i].part == part && index-- == 0)
			return order[i].field;
	for (int field = 1; part == FIELD_PART_REST && zairyu_field_name(field); field++)
		if (!is_ordered(field) && index-- == 0)
			return field;
	return 0;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* In which order a card's fields are shown. */
#ifndef OUTPUT_FIELD_ORDER_H
#define OUTPUT_FIELD_ORDER_H

#include <stddef.h>

/* The parts of what is shown, in their order. */
enum field_part {
	FIELD_PART_FIRST,      /* what decides whether somebody may be employed, before all others */
	FIELD_PART_PERMISSION, /* a block of its own, as in the official application */
	FIELD_PART_REST,
};

/* The ZAIRYU_FIELD_* at a place of a part; 0 past its end. A field that is not known here is at the end of the rest. */
int field_order_at(enum field_part part, size_t index);

#endif

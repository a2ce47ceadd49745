/* SPDX-License-Identifier: BSD-2-Clause */
/* What of a type of card is signed, in which order, and by what: as the core's table of the card has it. */
#ifndef SIGNATURE_LAYOUT_H
#define SIGNATURE_LAYOUT_H

#include <stdbool.h>
#include <zairyu/card.h>

enum { LAYOUT_PARTS_MAX = 16 };

/* An object that has a place in what is signed. */
struct layout_part {
	uint64_t item;
	uint32_t tag;
	uint32_t length; /* 0: a place that no object has */
	size_t index;    /* among the objects that its file stores */
	int role;
	unsigned flags; /* ZAIRYU_OBJECT_* */
};

struct layout {
	bool is_understood;   /* else only the number and kind are to be used */
	uint64_t kind_items;  /* what fits one kind of card only */
	uint64_t number_item; /* 0: the chip does not store its number */
	uint32_t number_tag;
	uint64_t signature_item, certificate_item; /* the same, if it is understood */
	uint32_t check_code, certificate;          /* tags */
	int signature;                             /* ZAIRYU_SIGNATURE_* */
	uint64_t items;                            /* that the parts are in */
	size_t count;
	struct layout_part parts[LAYOUT_PARTS_MAX]; /* in signed order */
};

/* `is_understood` is false of a card with more parts than there is room for, a place twice or left free, or no signature. */
void layout_read(const zairyu_card *card, struct layout *out);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A file's data objects one after the other, as far as they are what the card's table allows. What a later edition of
 * the specification may make longer, or add, is taken as it is. The signature is over values of fixed lengths, so what
 * is signed, and the check code, are no longer than they ever were; and a tag that has a meaning has it once.
 */
#ifndef CARD_FILE_OBJECTS_H
#define CARD_FILE_OBJECTS_H

#include "card/card.h"
#include "tlv/tlv.h"

struct objects {
	const zairyu_card *card;
	const struct card_file *table;
	struct cursor left;
	uint64_t seen; /* a bit for each object of the table */
};

struct objects objects_of(const zairyu_card *card, const struct card_file *table, zairyu_bytes file);

/* Takes the next. TLV_END if only padding is left; TLV_MALFORMED if the file does not hold what it should. */
enum tlv_outcome objects_next(struct objects *objects, uint32_t *tag, zairyu_bytes *value);

#endif

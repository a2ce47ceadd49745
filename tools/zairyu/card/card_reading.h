/* SPDX-License-Identifier: BSD-2-Clause */
/* From a card on a reader to its record, what that is worth, and the files of it. */
#ifndef CARD_CARD_READING_H
#define CARD_CARD_READING_H

#include "card/card_outcome.h"
#include "card/card_places.h"

struct card_reading {
	const struct app *app;
	struct verifier *verifier;
	struct card_places places;
	/* Of the card at hand. */
	struct file_set files;
	struct card_outcome outcome;
};

/* What can be known to fail before there is a card: whether all that is to be written can be. */
int card_reading_try_places(struct card_reading *reading, zairyu_error **err);
/*
 * Asks the card on the reader what it is, and lets it go again. While `wait` lasts, a card that was just taken away and
 * a reader that another program has for itself are looked for again.
 */
int card_reading_identify(const struct card_reading *reading, zairyu_transport *reader, const zairyu_wait *wait,
			  zairyu_error **err);
/* Reads and verifies it, with a bar for the person. The session ends here, and with it the hold on the card. */
int card_reading_read(struct card_reading *reading, zairyu_transport *reader, const char *number,
		      const zairyu_wait *wait, zairyu_error **err);
/* Writes what was asked for: all of it or nothing. */
int card_reading_keep(struct card_reading *reading, zairyu_error **err);
/* Forgets the card at hand; what it was read with is kept. */
void card_reading_clear(struct card_reading *reading);
void card_reading_done(struct card_reading *reading);

#endif

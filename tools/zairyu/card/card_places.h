/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where what is read from one card goes. Its files are one unit: nothing of another card lies among them afterwards, and
 * no record is replaced unasked.
 */
#ifndef CARD_CARD_PLACES_H
#define CARD_CARD_PLACES_H

#include "files/file_set.h"

struct card_places {
	/* As asked for: NULL for nothing; a slash at the end for a new name for each card in that directory. */
	const char *images, *record, *reduced;
	/* For the card at hand, after card_places_choose(). */
	char *images_directory, *record_file, *reduced_file;
};

/* Fails where something could not be written, or is there already: to be known before a card is. */
int card_places_try(const struct card_places *places, const struct app *app, struct file_set *files,
		    zairyu_error **err);
int card_places_choose(struct card_places *places, const struct app *app, int64_t read_at, struct file_set *files,
		       zairyu_error **err);
/* What another card left in the directory of the images goes when `files` are in place. */
int card_places_clear(const struct card_places *places, const struct app *app, struct file_set *files,
		      zairyu_error **err);
void card_places_done(struct card_places *places);

#endif

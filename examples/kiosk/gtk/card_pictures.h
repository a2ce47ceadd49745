/* SPDX-License-Identifier: BSD-2-Clause */
/* The pictures of a card, made in the thread that reads and shown in the other: flow_calls.prepare and .discard. */
#ifndef GTK_CARD_PICTURES_H
#define GTK_CARD_PICTURES_H

#include "gtk/kiosk.h"

enum card_picture {
	CARD_PICTURE_FRONT, /* the composed view, with its strip */
	CARD_PICTURE_BACK,
	CARD_PICTURE_FACE,
	CARD_PICTURE_NAME, /* of the second generation, which has both as pictures only */
	CARD_PICTURE_ADDRESS,
	CARD_PICTURE_COUNT
};

struct card_pictures {
	struct {
		GdkTexture *texture; /* NULL: there is none */
		int rc;              /* why */
		GBytes *pixels;      /* its own, to be wiped though somebody still holds it */
	} pictures[CARD_PICTURE_COUNT];
	int kind; /* ZAIRYU_KIND_* as far as it is proved, else 0 */
};

/* `userdata` is the kiosk. */
void *card_pictures_prepare(void *userdata, const zairyu_record *record, const zairyu_report *report);
void card_pictures_discard(void *userdata, void *prepared);

/* Those of the card that was read; NULL before. */
const struct card_pictures *card_pictures_of(const struct kiosk *kiosk);
/* NULL if there is none. */
GdkTexture *card_pictures_texture(const struct kiosk *kiosk, enum card_picture picture);
/* What is said in the place of one that is not there: the name of a text. */
const char *card_pictures_missing(const struct kiosk *kiosk, enum card_picture picture);

#endif

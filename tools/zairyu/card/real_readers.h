/* SPDX-License-Identifier: BSD-2-Clause */
/* The readers on which a person could place a card, as far as they are there now. */
#ifndef CARD_REAL_READERS_H
#define CARD_REAL_READERS_H

#include "app.h"

struct real_readers {
	size_t count;
	bool has_card;    /* on one of them */
	char labels[256]; /* "ACS ACR122U, SCM SDI011": as many as fit */
};

/*
 * Looks once. 0 if there is one; else why there is none: ZAIRYU_ERR_NO_READER, or the first backend's failure
 * (NO_SERVICE, NO_PERMISSION, …); ZAIRYU_ERR_CANCELLED.
 */
int real_readers_find(const struct app *app, struct real_readers *out, zairyu_error **err);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* What vpcd says to a card, frame by frame, and what the card answers. */
#ifndef VPCD_VPCD_FRAMES_H
#define VPCD_VPCD_FRAMES_H

#include <stdbool.h>
#include <zairyu/vcard.h>

enum { VPCD_PREFIX = 2, VPCD_FRAME_MAX = 65535 };

/* How a stay on the reader ended without a failure. */
enum vpcd_outcome {
	VPCD_GO_ON,
	VPCD_TAKEN_AWAY, /* by the card's fault */
	VPCD_OVERLOOKED, /* the PC/SC service has not noticed the card */
};

struct vpcd_server {
	zairyu_vcard *card;
	const zairyu_wait *wait;
	void (*ready)(void *userdata); /* NULL once called */
	void *userdata;
	int fd;
	unsigned unlucky; /* stays in a row in which the card was overlooked */
	bool noticed;     /* in this stay: the card was powered, or got a command; or that is no longer waited for */
	bool spoken_to;   /* ever */
	size_t have;      /* bytes in `in` */
	uint8_t in[VPCD_PREFIX + VPCD_FRAME_MAX];
	uint8_t out[VPCD_PREFIX + ZAIRYU_RESPONSE_MAX];
};

/* Handles the frames that are complete in `in`, and keeps the rest. */
int vpcd_handle_frames(struct vpcd_server *server, enum vpcd_outcome *outcome, zairyu_error **err);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* The public handle's inside, shared by those who put a reader around the card. */
#ifndef VCARD_HANDLE_H
#define VCARD_HANDLE_H

#include <pthread.h>

#include "chip/chip.h"
#include "chip/fault.h"

struct event_player;
struct issuer;
struct vcard_reader;

struct zairyu_vcard {
	atomic_uint references;
	struct issuer *issuer;
	struct vcard_files files;
	struct chip chip;

	pthread_mutex_t fault_lock; /* a fault is set while another thread serves the card */
	struct fault fault;
	bool away;                             /* a fault took it off the reader */
	uint32_t failing_resets;               /* how many more power-ups find nothing */
	atomic_uint commands, authentications; /* asked for while another thread serves the card */

	struct event_player *events; /* of a twin made from a trace; NULL for other cards */
	int failure;                 /* why the last exchange failed, of those events */

	bool pending; /* the answer in `answer` was kept back by silence */
	size_t pending_len;
	uint8_t answer[ZAIRYU_RESPONSE_MAX];
};

/* An empty card with one holder; NULL if there is no memory for it. */
zairyu_vcard *vcard_blank(void);
/* One more holder; zairyu_vcard_free() lets go. */
zairyu_vcard *vcard_ref(zairyu_vcard *card);

/* Why a command found no card: CARD_GONE, or what a twin's trace says. */
int vcard_failure(const zairyu_vcard *card);
/* The reader that a twin's trace was made with; leaves `reader` alone for other cards. */
void vcard_reader_of(const zairyu_vcard *card, struct vcard_reader *reader);

/* A transport to the card through such a reader. */
int reader_transport(zairyu_context *ctx, zairyu_vcard *card, const struct vcard_reader *reader, const char *uri,
		     zairyu_transport **out, zairyu_error **err);

/* Takes power from the card: as a reset, but a card that is away stays so and no power-up is counted. */
void vcard_power_off(zairyu_vcard *card);

#endif

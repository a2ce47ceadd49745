/* SPDX-License-Identifier: BSD-2-Clause */
/* Plays what befell the commands of a trace, on whatever commands come. */
#ifndef TWIN_EVENTS_H
#define TWIN_EVENTS_H

#include "base/vcard_reader.h"
#include "chip/chip.h"
#include "twin/follow.h"

struct event_player {
	const struct zairyu_twin *twin; /* borrowed */
	struct follower follower;
	struct followed now; /* the command that came last */
};

/* NULL without memory, and for a card that plays no twin. */
struct event_player *events_new(const struct zairyu_twin *twin);
void events_free(struct event_player *player);
/* The card was powered up: 0, or the error that connecting gave. */
int events_connect(struct event_player *player);
/* A command came. Returns 0, or the error that the exchange gave; `*late` is for how many milliseconds it lasted. */
int events_command(struct event_player *player, zairyu_bytes command, uint32_t *late);
/* Changes the answer to the command that came last. */
void events_answer(struct event_player *player, struct chip_answer *answer);
/* The reader of the trace; leaves `reader` alone if the twin is not made from one. */
void events_reader(const struct zairyu_twin *twin, struct vcard_reader *reader);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A conversation kept in memory and played back any number of times, so that the card's side costs next to nothing.
 * The session's random numbers are the same each time; libcrypto is still asked for them, since that is part of a read.
 */
#ifndef TESTS_BENCH_PLAYBACK_H
#define TESTS_BENCH_PLAYBACK_H

#include <zairyu.h>

enum { PLAYBACK_MAX = 64 };

struct playback_exchange {
	uint8_t *command, *response;
	size_t command_len, response_len;
};

struct playback {
	struct playback_exchange exchanges[PLAYBACK_MAX];
	size_t count, next;
	zairyu_transport *inner; /* while recording */
};

/* Makes the random numbers of a context's sessions repeat. */
void playback_fix_random(zairyu_context *ctx);
/* A transport that passes on to `inner` and keeps what it says. */
zairyu_transport *playback_recorder(zairyu_context *ctx, struct playback *into, zairyu_transport *inner);
/* A transport that says it again, from the start at each connect. `from` must outlive it. */
zairyu_transport *playback_player(zairyu_context *ctx, struct playback *from);
void playback_done(struct playback *playback);

#endif

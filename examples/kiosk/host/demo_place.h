/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether the demonstration's card is on its reader. Any thread. */
#ifndef HOST_DEMO_PLACE_H
#define HOST_DEMO_PLACE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct demo_seen {
	bool present;
	uint32_t changes; /* how often the card came or left, from 1: another number means that it lost its power */
};

struct demo_place {
	pthread_mutex_t lock;
	struct demo_seen seen;
	unsigned byte_us;
};

bool demo_place_init(struct demo_place *place, unsigned byte_us);
void demo_place_done(struct demo_place *place);
struct demo_seen demo_place_look(struct demo_place *place);
void demo_place_set(struct demo_place *place, bool present);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/demo_place.h"

bool demo_place_init(struct demo_place *place, unsigned byte_us)
{
	place->seen = (struct demo_seen){ .present = false, .changes = 1 };
	place->byte_us = byte_us;
	return pthread_mutex_init(&place->lock, NULL) == 0;
}

void demo_place_done(struct demo_place *place)
{
	(void)pthread_mutex_destroy(&place->lock);
}

struct demo_seen demo_place_look(struct demo_place *place)
{
	struct demo_seen seen;

	(void)pthread_mutex_lock(&place->lock);
	seen = place->seen;
	(void)pthread_mutex_unlock(&place->lock);
	return seen;
}

void demo_place_set(struct demo_place *place, bool present)
{
	(void)pthread_mutex_lock(&place->lock);
	if (place->seen.present != present)
		place->seen.changes++;
	place->seen.present = present;
	(void)pthread_mutex_unlock(&place->lock);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* The directories of trust anchors: the machine's, the person's, or one that was named. */
#ifndef TRUST_TRUST_PLACES_H
#define TRUST_TRUST_PLACES_H

#include <zairyu/place.h>

#include "app.h"

enum { TRUST_PLACES_MAX = 2 };

struct trust_place {
	uint32_t place; /* ZAIRYU_PLACE_*; 0: the person named it */
	char *path;
};

struct trust_places {
	struct trust_place item[TRUST_PLACES_MAX];
	size_t count;
};

/* `given`, or with NULL those of `places` that there can be, the machine's first. */
int trust_places_find(const struct app *app, const char *given, uint32_t places, struct trust_places *out,
		      zairyu_error **err);
/* The one that something is put into or taken out of. ZAIRYU_ERR_FILE if the person has no home. */
int trust_places_one(const struct app *app, const char *given, uint32_t place, struct trust_places *out,
		     zairyu_error **err);
void trust_places_done(struct trust_places *places);

/* "system", "user" or "given". */
const char *trust_place_name(const struct trust_place *place);
/* Whether a file is in the directory itself, by its path as the library has it. */
bool trust_place_holds(const struct trust_place *place, const char *file);

#endif

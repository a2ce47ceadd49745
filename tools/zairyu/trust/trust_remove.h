/* SPDX-License-Identifier: BSD-2-Clause */
/* Taking trust anchors out of a directory. */
#ifndef TRUST_TRUST_REMOVE_H
#define TRUST_TRUST_REMOVE_H

#include <zairyu/verify.h>

#include "trust/trust_places.h"

/* What is to go from a directory. */
struct removal {
	const struct trust_place *place;
	zairyu_trust *there;
	bool *anchor;  /* which anchors of `there` */
	bool *refused; /* and which of the files that could not be used */
};

int removal_begin(struct removal *removal, const struct app *app, const struct trust_place *place, zairyu_error **err);
/* One more that is to go: the first digits of a digest, or a file whose certificates are meant, or one that is no use. */
int removal_mark(struct removal *removal, const struct app *app, const char *word, zairyu_error **err);
/* Removes the files; or none, if one of them holds what is to stay. */
int removal_carry_out(const struct removal *removal, const struct app *app, zairyu_error **err);
void removal_done(struct removal *removal);

/* The paths of what was removed, one after the other; NULL past the end. */
const char *removal_path(const struct removal *removal, size_t number);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the anchors of a store came from, and what was left out when it was filled. */
#ifndef TRUST_ORIGINS_H
#define TRUST_ORIGINS_H

#include "trust/anchor.h"

struct origin {
	const struct anchor *anchor;
	char *path;
};

struct left_out {
	char *path;
	zairyu_error *why;
};

struct origins {
	const char *adding; /* the file whose anchors are being added, or NULL */
	struct origin *origin;
	size_t count;
	struct left_out *refusal;
	size_t refusals;
};

/* The anchor is in the file that is being added, if there is one. Returns 0; NO_MEMORY. */
int origins_note(struct origins *origins, const struct anchor *anchor);
/* Nothing of the file or directory was used. Takes `why`, also on failure. Returns 0; NO_MEMORY. */
int origins_refuse(struct origins *origins, const char *path, zairyu_error *why);
/* Forgets what came after the first so many. */
void origins_truncate(struct origins *origins, size_t count, size_t refusals);
void origins_done(struct origins *origins);

#endif

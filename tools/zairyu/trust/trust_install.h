/* SPDX-License-Identifier: BSD-2-Clause */
/* Putting trust anchors into a directory. */
#ifndef TRUST_TRUST_INSTALL_H
#define TRUST_TRUST_INSTALL_H

#include <zairyu/verify.h>

#include "trust/trust_places.h"

/*
 * Installs the anchors of `trust` that are not in the directory yet: all or none. `is_new` has a place for each anchor
 * and gets whether it was installed. The machine's directory is made for everybody to read.
 */
int trust_install(const struct app *app, const struct trust_place *place, const zairyu_trust *trust, bool *is_new,
		  zairyu_error **err);
/* The file that an anchor is installed as; NULL without memory. Freed by the caller. */
char *trust_install_path(const struct trust_place *place, const char *sha256);
/* Tells the person who is root where only root has the anchors, and where others may not read them. */
void trust_install_warn(const struct app *app, const struct trust_place *place);

/* The anchor with this digest, or zairyu_trust_count(). */
size_t trust_find(const zairyu_trust *trust, const char *sha256);

#endif

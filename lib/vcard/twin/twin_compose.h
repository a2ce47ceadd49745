/* SPDX-License-Identifier: BSD-2-Clause */
/* The bytes of a twin's file, all but its signatures, which are left NUL. */
#ifndef TWIN_TWIN_COMPOSE_H
#define TWIN_TWIN_COMPOSE_H

#include "ca/ca.h"
#include "twin/model.h"

/* `out` has the file's length. */
int twin_compose(zairyu_vcard_ca *ca, const struct zairyu_twin *twin, const struct twin_file *file, uint8_t *out,
		 zairyu_error **err);
/* RSA for the first generation, P-384 for the second. */
enum key_kind compose_key_kind(const struct zairyu_twin *twin);
enum ca_role compose_key_role(const struct zairyu_twin *twin);
/* Where in a file the first piece of that kind begins; false if it has none. */
bool compose_find(const struct zairyu_twin *twin, const struct twin_file *file, enum piece_kind kind, size_t *at);
/* What the certificate calls its issuer, DER, inside the card's file; empty if that is not marked. */
zairyu_bytes compose_issuer_name(const struct zairyu_twin *twin, const struct vcard_files *files);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* The issuer's side of the virtual card, as the chip sees it: it fills the files and signs them. */
#ifndef VCARD_ISSUER_H
#define VCARD_ISSUER_H

#include "base/vcard_files.h"

struct issuer;

/*
 * Makes the files of a card as `options` describe it (zairyu-virtual(7)); `fault` and `reader` among them are the
 * chip's and are passed over. A NULL `ca` is made from the option `seed` (default 1). `out` belongs to the caller
 * (vcard_files_done), and is empty on failure.
 */
int issuer_personalise(zairyu_context *ctx, zairyu_vcard_ca *ca, const char *options, struct vcard_files *out,
		       struct issuer **issuer_out, zairyu_error **err);
/* Makes DF3 again, check code and certificate, over the files as they are now. */
int issuer_sign(struct issuer *issuer, struct vcard_files *files, zairyu_error **err);
/* The CA that signed. Borrowed; not the one handed in where a variant asks for another (`ca-expired`). */
zairyu_vcard_ca *issuer_authority(const struct issuer *issuer);
/* The twin the card plays, or NULL. Borrowed. */
const struct zairyu_twin *issuer_twin(const struct issuer *issuer);
void issuer_free(struct issuer *issuer);

#endif

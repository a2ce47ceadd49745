/* SPDX-License-Identifier: BSD-2-Clause */
/* From a twin to a card: the pieces become bytes, and the test CA signs them. */
#ifndef TWIN_PLAY_H
#define TWIN_PLAY_H

#include "issuer/issuer_files.h"
#include "twin/model.h"

/* Reads a twin's file. */
int play_open(zairyu_context *ctx, const char *path, struct zairyu_twin **out, zairyu_error **err);
/* The options of a card that the twin's files are put on: its type, nature and number. */
void play_options(const struct zairyu_twin *twin, char *out, size_t size);
/* Puts the twin's files on a card and signs them; may change the issuer's CA to one that is called otherwise. */
int play_files(struct issuer *issuer, const struct zairyu_twin *twin, struct vcard_files *files, zairyu_error **err);
/* Signs again, over the files as they are now. */
int play_sign(struct issuer *issuer, const struct zairyu_twin *twin, struct vcard_files *files, zairyu_error **err);

#endif

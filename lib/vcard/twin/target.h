/* SPDX-License-Identifier: BSD-2-Clause */
/* What a check code signs [card specification 3.4.3], over files of any make. */
#ifndef TWIN_TARGET_H
#define TWIN_TARGET_H

#include "base/vcard_files.h"

enum { TWIN_TARGET_MAX = 10000 };

/* The padded values one after the other; `face_nothing`: a missing face takes no room. Returns how many bytes. */
size_t target_of(const struct vcard_files *files, bool face_nothing, uint8_t target[TWIN_TARGET_MAX]);
/* The value of a data object, or with `tag` 0 of all of them, cut or padded with NULs to `size`. */
void target_value(const struct vcard_file *file, unsigned tag, uint8_t *out, size_t size);
/* Borrowed; NULL if the card has no such file. */
const struct vcard_file *target_file(const struct vcard_files *files, uint8_t df, uint8_t sfi);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef JP2_J2K_PLAIN_H
#define JP2_J2K_PLAIN_H

#include "jp2/j2k_codestream.h"

/*
 * The same image as a codestream of our own making: the segments that count, in their usual order, tile-parts with
 * their lengths and numbers, an end. What was checked is what is decoded. To be wiped and freed by the caller.
 */
int j2k_plain_new(const struct j2k_layout *layout, uint8_t **out, size_t *len, zairyu_error **err);

#endif

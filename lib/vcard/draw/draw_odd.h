/* SPDX-License-Identifier: BSD-2-Clause */
/* Oddities of images that decide no pixel, put into a drawn image as the variants ask for. */
#ifndef DRAW_DRAW_ODD_H
#define DRAW_DRAW_ODD_H

#include "profile/profile.h"

/* In a TIFF of one strip as libtiff writes it; its length stays. */
void draw_odd_tiff(const struct profile *p, uint8_t *data, size_t len);

enum { DRAW_ODD_JP2_MAX = 128 }; /* what the next adds at most */

/* In a JP2 file of one tile as OpenJPEG writes it, which has room for more. Returns its new length. */
size_t draw_odd_jp2(const struct profile *p, uint8_t *data, size_t len);
/* Whether there is anything to do. */
bool draw_odd_jp2_asked(const struct profile *p);

#endif

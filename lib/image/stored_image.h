/* SPDX-License-Identifier: BSD-2-Clause */
/* Which data object of a card holds an image, or whatever else has that role. */
#ifndef IMAGE_STORED_IMAGE_H
#define IMAGE_STORED_IMAGE_H

#include <stdbool.h>
#include <zairyu/image.h>

/* Whether the record holds the image (or anything at all in its place). */
bool source_has(const zairyu_record *record, int which);

/* The item of the first object of a role (ZAIRYU_ROLE_*) that a type of card has; 0 if it has none. */
uint64_t source_item(const zairyu_card *card, int role);

#endif

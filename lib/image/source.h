/* SPDX-License-Identifier: BSD-2-Clause */
/* Which data object of which family holds an image. */
#ifndef IMAGE_SOURCE_H
#define IMAGE_SOURCE_H

#include <stdbool.h>

#include <zairyu/image.h>

/* Whether the record holds the image (or anything at all in its place). */
bool source_has(const zairyu_record *record, int which);

#endif

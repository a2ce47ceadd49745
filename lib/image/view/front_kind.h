/* SPDX-License-Identifier: BSD-2-Clause */
/* Which kind of card a first-generation front image was printed for. */
#ifndef VIEW_FRONT_KIND_H
#define VIEW_FRONT_KIND_H

#include "base/pixmap.h"

/* ZAIRYU_KIND_*, or 0 if it cannot be told. */
int front_kind(const zairyu_image *front);

#endif

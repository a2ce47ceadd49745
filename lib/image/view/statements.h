/* SPDX-License-Identifier: BSD-2-Clause */
/* From what a picture may say to its statements. */
#ifndef VIEW_STATEMENTS_H
#define VIEW_STATEMENTS_H

#include "base/pixmap.h"
#include "view/claim.h"

void statements_make(struct statements *statements, const struct claim *claim);

#endif

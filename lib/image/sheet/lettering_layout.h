/* SPDX-License-Identifier: BSD-2-Clause */
/* A text as Pango sets it; for the files of this room that draw. */
#ifndef SHEET_LETTERING_LAYOUT_H
#define SHEET_LETTERING_LAYOUT_H

#include <pango/pangocairo.h>

#include "sheet/lettering.h"

/* In the run's own size, which may not fit. NULL for what is not a text. */
PangoLayout *lettering_layout(struct lettering *lettering, const struct lettering_run *run);

#endif

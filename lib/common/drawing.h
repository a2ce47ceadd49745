/* SPDX-License-Identifier: BSD-2-Clause */
/* Drawing text by Pango, as far as it is the same in every library that does. */
#ifndef COMMON_DRAWING_H
#define COMMON_DRAWING_H

#include <pango/pangocairo.h>
#include <zairyu/error.h>

/* Before anything is drawn. ZAIRYU_ERR_STATE in a child after fork() whose parent drew text. */
int drawing_begin(zairyu_error **err);

/* How strokes are drawn, the same on every machine with the same fonts: in grey, for Japanese. */
void drawing_set_rendering(PangoContext *context, cairo_hint_style_t hints, cairo_hint_metrics_t metrics);

/* A hyphen where a line is broken would add to what is written, and change a name. */
void drawing_forbid_hyphens(PangoLayout *layout);

#endif

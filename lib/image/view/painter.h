/* SPDX-License-Identifier: BSD-2-Clause */
/* The view being painted, and its parts. Each returns 0, NO_MEMORY, or UNSUPPORTED if a font is missing. */
#ifndef VIEW_PAINTER_H
#define VIEW_PAINTER_H

#include "view/card_view.h"
#include "view/claim.h"

struct painter {
	zairyu_context *ctx;
	const zairyu_record *record;
	const struct card_view *view;
	struct claim claim;
	zairyu_image *front; /* decoded; NULL if there is none */
	struct lettering *lettering;
	zairyu_image *sheet;
};

/* Ground, bands, rules, pre-printed texts with their marks. */
int paint_form(const struct painter *painter, zairyu_error **err);
/* What the chip holds as values, where it has no image of the front. */
int paint_values(const struct painter *painter, zairyu_error **err);
/* The images, or words in their places. */
int paint_pictures(const struct painter *painter, zairyu_error **err);

#endif

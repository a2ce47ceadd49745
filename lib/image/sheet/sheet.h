/* SPDX-License-Identifier: BSD-2-Clause */
/* The sheet that the view of the card is painted on, and what can be done to it. */
#ifndef SHEET_SHEET_H
#define SHEET_SHEET_H

#include "base/pixmap.h"
#include "sheet/resample.h"

/*
 * Places are given on the grid of the first generation's front image; the sheet is finer, so that texts are crisp. The
 * card lies at the top; what is below it is outside the card.
 */
enum { SHEET_WIDTH = 674, SHEET_HEIGHT = 425, SHEET_SCALE = 2 };

struct sheet_box {
	int left, top, width, height;
};

/* 0xRRGGBB */
typedef uint32_t sheet_colour;

/* A white sheet with the card at the top and `below` steps of the grid under it. */
int sheet_new(const zairyu_context *ctx, int below, zairyu_image **out, zairyu_error **err);

void sheet_fill(zairyu_image *sheet, const struct sheet_box *box, sheet_colour colour);

/* The ground of the card: shaded from `top` to `bottom`, with fine waves of `line` on it. */
void sheet_ground(zairyu_image *sheet, sheet_colour top, sheet_colour bottom, sheet_colour line);

/* Lays colour on as thick as each sample of `ink` (one channel) says; left and top in the sheet's own pixels. */
void sheet_stain(zairyu_image *sheet, int left, int top, const struct samples *ink, sheet_colour colour);

/* Whether an image keeps to the left edge of its box or to its middle. */
enum sheet_align { SHEET_LEFT, SHEET_MIDDLE };

/* Puts an image into a box, as large as fits without distortion: bilevel ones as black ink, white being transparent. */
int sheet_paste(zairyu_image *sheet, const struct sheet_box *box, enum sheet_align align, const zairyu_image *image,
		zairyu_error **err);

#endif

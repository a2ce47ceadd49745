/* SPDX-License-Identifier: BSD-2-Clause */
/* The images of a card, drawn for a fictional holder and compressed as the cards have them. */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include <pango/pangocairo.h>
#include <zairyu.h>

#include "base/blob.h"
#include "profile/profile.h"

/* The fonts. */
struct draw {
	PangoFontMap *fonts;
};

/* NULL if there is no memory. */
struct draw *draw_new(void);
void draw_free(struct draw *draw);

enum { DRAW_FRONT_MAX = 7000, DRAW_LINE_MAX = 2500, DRAW_FACE_MAX = 3000 };

/* First generation: what is printed on the front, but for the pre-print and the photo. Returns 0; ARGUMENT if it does
 * not fit. */
int draw_front(struct draw *draw, const struct profile *p, struct blob *out, zairyu_error **err);
/* Second generation: name and address. */
int draw_name(struct draw *draw, const struct profile *p, struct blob *out, zairyu_error **err);
int draw_address(struct draw *draw, const struct profile *p, struct blob *out, zairyu_error **err);
/* The portrait, JPEG 2000. */
int draw_face(struct draw *draw, const struct profile *p, struct blob *out, zairyu_error **err);

/* draw_page.c: a white page in shades of grey, and text set into boxes on it. */
struct page {
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoContext *pango;
	int width, height;
};

struct box {
	int left, top, width, height;
	int size;   /* pixels; made smaller until the text fits */
	bool right; /* set to the right edge */
	int least;  /* as small as it may become; 0: as small as any */
};

bool page_init(struct page *page, struct draw *draw, int width, int height);
/* False, with nothing set, if it does not fit even at the smallest size; or there is no memory. */
bool page_text(struct page *page, const struct box *box, const char *text);
void page_line(struct page *page, int left, int top, int width);
void page_done(struct page *page);

/* draw_tiff.c: to a TIFF of one bit per pixel, in the form the variants ask for. Returns 0; ARGUMENT if larger than
 * `max`. */
int draw_tiff(const struct page *page, const struct profile *p, size_t max, struct blob *out, zairyu_error **err);
/* A strip of G4 by itself, and whether libtiff decodes it without a complaint. */
struct draw_strip {
	uint32_t width, rows;
	bool low_bit_first;
	const uint8_t *data;
	size_t len;
};
bool draw_strip_decodes(const struct draw_strip *strip);
/* draw_jp2.c: a Cairo RGB24 surface to JPEG 2000, JP2 or codestream as the variants ask for. */
int draw_jp2(cairo_surface_t *surface, const struct profile *p, size_t max, struct blob *out, zairyu_error **err);

#endif

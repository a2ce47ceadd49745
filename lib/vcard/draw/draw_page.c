/* SPDX-License-Identifier: BSD-2-Clause */
/* A page and the text on it: Pango sets, Cairo paints, nothing of the user's locale or desktop settings comes in. */
#include <stdlib.h>
#include <string.h>

#include "common/drawing.h"
#include "draw/draw.h"

enum { SMALLEST = 8, RESOLUTION = 96 };

struct draw *draw_new(void)
{
	struct draw *draw = calloc(1, sizeof *draw);

	if (draw)
		draw->fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	if (draw && !draw->fonts) {
		free(draw);
		return NULL;
	}
	if (draw)
		pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(draw->fonts), RESOLUTION);
	return draw;
}

void draw_free(struct draw *draw)
{
	if (draw)
		g_object_unref(draw->fonts);
	free(draw);
}

bool page_init(struct page *page, struct draw *draw, int width, int height)
{
	*page = (struct page){ .width = width, .height = height };
	page->surface = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
	page->cr = cairo_create(page->surface);
	page->pango = pango_font_map_create_context(draw->fonts);
	if (cairo_status(page->cr) != CAIRO_STATUS_SUCCESS || !page->pango)
		return false;
	cairo_set_antialias(page->cr, CAIRO_ANTIALIAS_NONE);
	drawing_set_rendering(page->pango, CAIRO_HINT_STYLE_SLIGHT, CAIRO_HINT_METRICS_ON);
	pango_context_set_base_dir(page->pango, PANGO_DIRECTION_LTR);
	return true;
}

/* Sets the text at one size. The layout's size comes back. */
static void set_text(PangoLayout *layout, int size, PangoRectangle *extents)
{
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family(font, "Noto Sans CJK JP,sans-serif");
	pango_font_description_set_weight(font, PANGO_WEIGHT_MEDIUM);
	pango_font_description_set_absolute_size(font, (double)size * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_line_spacing(layout, 0.75F);
	pango_font_description_free(font);
	pango_layout_get_pixel_extents(layout, extents, NULL);
}

/*
 * One line has its baseline where a row has it, whatever its letters: 0.88 of the size below the top of the square that
 * an ideograph fills. More lines stand in the middle of their box.
 */
static int text_top(PangoLayout *layout, const struct box *box, int size, const PangoRectangle *ink)
{
	if (pango_layout_get_line_count(layout) > 1)
		return box->top + (box->height - ink->height) / 2 - ink->y;
	return box->top + (box->height - size) / 2 + size * 88 / 100 - pango_layout_get_baseline(layout) / PANGO_SCALE;
}

bool page_text(struct page *page, const struct box *box, const char *text)
{
	PangoRectangle ink;
	PangoLayout *layout = pango_layout_new(page->pango);
	int size, least;
	bool fits;

	pango_layout_set_text(layout, text, -1);
	drawing_forbid_hyphens(layout);
	pango_layout_set_width(layout, box->width * PANGO_SCALE);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(layout, box->right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
	size = box->size;
	least = box->least ? box->least : SMALLEST;
	set_text(layout, size, &ink);
	while (size > least && (ink.height > box->height || ink.width > box->width))
		set_text(layout, --size, &ink);
	fits = ink.height <= box->height && ink.width <= box->width;
	if (fits) {
		cairo_move_to(page->cr, box->left, text_top(layout, box, size, &ink));
		pango_cairo_show_layout(page->cr, layout);
	}
	g_object_unref(layout);
	return fits && cairo_status(page->cr) == CAIRO_STATUS_SUCCESS;
}

void page_line(struct page *page, int left, int top, int width)
{
	cairo_rectangle(page->cr, left, top, width, 1);
	cairo_fill(page->cr);
}

void page_done(struct page *page)
{
	if (page->surface) {
		uint8_t *pixels;

		cairo_surface_flush(page->surface);
		pixels = cairo_image_surface_get_data(page->surface);
		if (pixels)
			zairyu_wipe(pixels,
				    (size_t)cairo_image_surface_get_stride(page->surface) * (size_t)page->height);
	}
	g_clear_object(&page->pango);
	cairo_destroy(page->cr);
	cairo_surface_destroy(page->surface);
	*page = (struct page){ 0 };
}

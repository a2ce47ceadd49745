/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Texts by Pango and Cairo, which only make the ink: applying it is the sheet's business. Every view has a font map of
 * its own, so that threads do not meet in one.
 */
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "base/failure.h"
#include "common/drawing.h"
#include "sheet/lettering_layout.h"

/* Gothic as on the cards, in the Japanese forms of the ideographs. */
#define FONTS "Noto Sans CJK JP, Noto Sans JP, IPAexGothic, IPAGothic, VL Gothic, Sans"

enum {
	INK = 0x1A1A1A,
	TEXT_MAX = 1024, /* bytes; nothing on a card comes near it */
	MARGIN = 4,      /* pixels; glyphs may reach over their box a little */
	SIZE_MIN = 8     /* pixels; a text that is still too wide is cut off */
};
#define LEADING 0.9F /* of a font's own distance between lines, which is wide */

struct lettering {
	PangoFontMap *fonts;
	PangoContext *context;
};

bool lettering_built_in(void)
{
	return true;
}

/* Told to whoever installed the program, since only they can do something about it. */
static int refuse_fonts(zairyu_error **err)
{
	return zairyu_error_set(err, ZAIRYU_ERR_UNSUPPORTED, NULL, 0,
				"no font for Japanese is installed (Noto Sans CJK is one: fonts-noto-cjk)");
}

/* Without any font at all, Pango ends the process. */
static bool have_fonts(void)
{
	FcConfig *config = FcConfigReference(NULL);
	FcFontSet *fonts = config ? FcConfigGetFonts(config, FcSetSystem) : NULL;
	bool some = fonts && fonts->nfont > 0;

	if (config)
		FcConfigDestroy(config);
	return some;
}

int lettering_new(struct lettering **out, zairyu_error **err)
{
	struct lettering *lettering;
	int rc = drawing_begin(err);

	*out = NULL;
	if (rc != ZAIRYU_OK)
		return rc;
	if (!have_fonts())
		return refuse_fonts(err);
	lettering = calloc(1, sizeof *lettering);
	if (!lettering)
		return no_memory(err);
	lettering->fonts = pango_cairo_font_map_new();
	lettering->context = pango_font_map_create_context(lettering->fonts);
	drawing_set_rendering(lettering->context, CAIRO_HINT_STYLE_NONE, CAIRO_HINT_METRICS_OFF);
	*out = lettering;
	return ZAIRYU_OK;
}

void lettering_free(struct lettering *lettering)
{
	if (!lettering)
		return;
	g_object_unref(lettering->context);
	g_object_unref(lettering->fonts);
	free(lettering);
}

static void set_size(PangoLayout *layout, const struct lettering_run *run, int pixels)
{
	PangoFontDescription *font = pango_font_description_from_string(FONTS);

	pango_font_description_set_absolute_size(font, (double)pixels * PANGO_SCALE);
	pango_font_description_set_weight(font, run->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
}

static int width_of(PangoLayout *layout)
{
	int width;

	pango_layout_get_pixel_size(layout, &width, NULL);
	return width;
}

static bool fits(PangoLayout *layout, const struct lettering_run *run)
{
	int room = run->width * SHEET_SCALE, lines = run->lines > 1 ? run->lines : 1;

	return room == 0 || (width_of(layout) <= room && pango_layout_get_line_count(layout) <= lines);
}

/* The size, in pixels, at which the text fits; it has that of the run. One line's width follows from another's, nearly. */
static int choose_size(PangoLayout *layout, const struct lettering_run *run)
{
	int size = run->size * SHEET_SCALE, room = run->width * SHEET_SCALE, width;

	if (fits(layout, run))
		return size;
	width = width_of(layout);
	if (run->lines <= 1)
		size = (int)((int64_t)size * room / width) + 2;
	do
		set_size(layout, run, --size);
	while (size > SIZE_MIN && !fits(layout, run));
	return size;
}

PangoLayout *lettering_layout(struct lettering *lettering, const struct lettering_run *run)
{
	static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };
	PangoLayout *layout;

	if (!g_utf8_validate(run->text, -1, NULL) || strlen(run->text) > TEXT_MAX)
		return NULL;
	layout = pango_layout_new(lettering->context);
	pango_layout_set_single_paragraph_mode(layout, TRUE);
	pango_layout_set_text(layout, run->text, -1);
	pango_layout_set_alignment(layout, alignments[run->align]);
	if (run->lines > 1) {
		pango_layout_set_width(layout, run->width * SHEET_SCALE * PANGO_SCALE);
		pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
		pango_layout_set_line_spacing(layout, LEADING);
		drawing_forbid_hyphens(layout);
	}
	set_size(layout, run, run->size * SHEET_SCALE);
	return layout;
}

/* Where the layout's point (`x`, `y`) lies on the ink, and how far it is turned around it. */
struct pose {
	double left, top, angle, x, y;
};

static bool make_ink(PangoLayout *layout, const struct pose *pose, int width, int height, struct samples *ink)
{
	int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, width);
	cairo_surface_t *surface;
	cairo_t *cr;
	bool ok;

	if (stride <= 0 || !samples_init(ink, (uint32_t)stride, (uint32_t)height, 1))
		return false;
	surface = cairo_image_surface_create_for_data(ink->data, CAIRO_FORMAT_A8, width, height, stride);
	cr = cairo_create(surface);
	cairo_translate(cr, pose->left, pose->top);
	cairo_rotate(cr, pose->angle);
	cairo_move_to(cr, -pose->x, -pose->y);
	pango_cairo_show_layout(cr, layout);
	ok = cairo_status(cr) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	cairo_surface_destroy(surface);
	return ok;
}

static int at_most(int value, int most)
{
	return value < most ? value : most;
}

static int paint_layout(PangoLayout *layout, zairyu_image *sheet, const struct lettering_run *run, zairyu_error **err)
{
	/* The baseline lies 0.88 of the size below the top of an ideograph's square, in every font. */
	int size = choose_size(layout, run), baseline = pango_layout_get_baseline(layout) / PANGO_SCALE;
	int left = run->left * SHEET_SCALE, top = run->top * SHEET_SCALE;
	struct samples ink = { 0 };
	PangoRectangle place;
	int rc = ZAIRYU_OK;

	pango_layout_get_pixel_extents(layout, NULL, &place);
	left -= run->align == LETTERING_LEFT ? 0 : run->align == LETTERING_RIGHT ? place.width : place.width / 2;
	/* One line stays in the middle of its square when it is made smaller. */
	top += pango_layout_get_line_count(layout) > 1 ? 0 : run->size * SHEET_SCALE / 2 - size / 2;
	top += size * 88 / 100 - baseline;
	place.width = at_most(place.width, (int)sheet->width);
	place.height = at_most(place.height, (int)sheet->height);
	if (!make_ink(layout, &(struct pose){ MARGIN - place.x, MARGIN, 0, 0, 0 }, place.width + 2 * MARGIN,
		      place.height + 2 * MARGIN, &ink))
		rc = no_memory(err);
	else
		sheet_stain(sheet, left - MARGIN, top - MARGIN, &ink, run->colour ? run->colour : INK);
	samples_done(&ink);
	return rc;
}

bool lettering_knows(struct lettering *lettering, const struct lettering_run *run)
{
	PangoLayout *layout = lettering_layout(lettering, run);
	bool known;

	if (!layout)
		return false;
	known = pango_layout_get_unknown_glyphs_count(layout) == 0;
	g_object_unref(layout);
	return known;
}

int lettering_height(struct lettering *lettering, const struct lettering_run *run)
{
	PangoLayout *layout = lettering_layout(lettering, run);
	int pixels = 0;

	if (layout) {
		choose_size(layout, run);
		pango_layout_get_pixel_size(layout, NULL, &pixels);
		g_object_unref(layout);
	}
	pixels = (pixels + SHEET_SCALE - 1) / SHEET_SCALE;
	return pixels > run->size ? pixels : run->size;
}

int lettering_paint(struct lettering *lettering, zairyu_image *sheet, const struct lettering_run *run,
		    zairyu_error **err)
{
	PangoLayout *layout = lettering_layout(lettering, run);
	int rc;

	if (!layout)
		return ZAIRYU_OK;
	rc = pango_layout_get_unknown_glyphs_count(layout) > 0 ? refuse_fonts(err)
							       : paint_layout(layout, sheet, run, err);
	g_object_unref(layout);
	return rc;
}

/* Along the diagonal, as large as there is room. */
static int paint_across(PangoLayout *layout, zairyu_image *sheet, const struct lettering_run *run, unsigned strength,
			zairyu_error **err)
{
	const int width = SHEET_WIDTH * SHEET_SCALE, height = SHEET_HEIGHT * SHEET_SCALE;
	struct pose pose = { width / 2.0, height / 2.0, -atan2(height, width), 0, 0 };
	struct samples ink = { 0 };
	int text_width, text_height, rc = ZAIRYU_OK;

	choose_size(layout, run);
	pango_layout_get_pixel_size(layout, &text_width, &text_height);
	pose.x = text_width / 2.0;
	pose.y = text_height / 2.0;
	if (!make_ink(layout, &pose, width, height, &ink))
		rc = no_memory(err);
	for (size_t i = 0; rc == ZAIRYU_OK && i < (size_t)ink.width * ink.height; i++)
		if (ink.data[i])
			ink.data[i] = (uint8_t)(ink.data[i] * strength / 255);
	if (rc == ZAIRYU_OK)
		sheet_stain(sheet, 0, 0, &ink, run->colour);
	samples_done(&ink);
	return rc;
}

int lettering_across(struct lettering *lettering, zairyu_image *sheet, const char *text, sheet_colour colour,
		     unsigned strength, zairyu_error **err)
{
	struct lettering_run run = {
		.width = SHEET_WIDTH * 7 / 8, .size = SHEET_HEIGHT / 3, .bold = true, .colour = colour, .text = text
	};
	PangoLayout *layout = lettering_layout(lettering, &run);
	int rc;

	if (!layout)
		return ZAIRYU_OK;
	rc = pango_layout_get_unknown_glyphs_count(layout) > 0 ? refuse_fonts(err)
							       : paint_across(layout, sheet, &run, strength, err);
	g_object_unref(layout);
	return rc;
}

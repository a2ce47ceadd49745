/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Texts by Pango and Cairo, which only make the ink: laying it on is the sheet's business. Every view has a font map of
 * its own, so that threads do not meet in one.
 */
#include <stdlib.h>

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include "failure.h"
#include "lettering.h"

/* Gothic as on the cards, in the Japanese forms of the ideographs. */
#define FONTS "Noto Sans CJK JP, Noto Sans JP, IPAexGothic, IPAGothic, VL Gothic, Sans"

#define INK          0x1A1A1A
#define TEXT_MAX     1024 /* bytes; nothing on a card comes near it */
#define MARGIN       4    /* pixels; glyphs may reach over their box a little */
#define SIZE_MIN     8    /* pixels; a text that is still too wide is cut off */
#define INK_SIDE_MAX (SHEET_WIDTH * SHEET_SCALE)

struct lettering {
	PangoFontMap *fonts;
	PangoContext *context;
};

bool lettering_built_in(void)
{
	return true;
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

static void set_rendering(PangoContext *context)
{
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_language(context, pango_language_from_string("ja"));
}

int lettering_new(struct lettering **out, zairyu_error **err)
{
	struct lettering *lettering;

	*out = NULL;
	if (!have_fonts())
		return ZAIRYU_OK;
	lettering = calloc(1, sizeof(*lettering));
	if (!lettering)
		return refuse_memory(err);
	lettering->fonts = pango_cairo_font_map_new();
	lettering->context = pango_font_map_create_context(lettering->fonts);
	set_rendering(lettering->context);
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

/* The size, in pixels, at which the text fits. */
static int choose_size(PangoLayout *layout, const struct lettering_run *run)
{
	int size = run->size * SHEET_SCALE, room = run->width * SHEET_SCALE, width;

	set_size(layout, run, size);
	pango_layout_get_pixel_size(layout, &width, NULL);
	while (room > 0 && width > room && size > SIZE_MIN) {
		set_size(layout, run, --size);
		pango_layout_get_pixel_size(layout, &width, NULL);
	}
	return size;
}

static bool make_ink(PangoLayout *layout, int width, int height, struct samples *ink)
{
	int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, width);
	cairo_surface_t *surface;
	cairo_t *cr;
	bool ok;

	if (stride <= 0 || !samples_init(ink, (uint32_t)stride, (uint32_t)height, 1))
		return false;
	surface = cairo_image_surface_create_for_data(ink->data, CAIRO_FORMAT_A8, width, height, stride);
	cr = cairo_create(surface);
	cairo_move_to(cr, MARGIN, MARGIN);
	pango_cairo_show_layout(cr, layout);
	ok = cairo_status(cr) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	cairo_surface_destroy(surface);
	return ok;
}

static int paint_layout(PangoLayout *layout, zairyu_image *sheet, const struct lettering_run *run, zairyu_error **err)
{
	/* The baseline lies 0.88 of the size below the top of an ideograph's square, in every font. */
	int size = choose_size(layout, run), baseline = pango_layout_get_baseline(layout) / PANGO_SCALE;
	int left = run->left * SHEET_SCALE, top = run->top * SHEET_SCALE + run->size * SHEET_SCALE / 2;
	struct samples ink = { 0 };
	int width, height, rc = ZAIRYU_OK;

	pango_layout_get_pixel_size(layout, &width, &height);
	if (run->to_the_right)
		left -= width;
	top += size * 88 / 100 - size / 2 - baseline;
	width = width > INK_SIDE_MAX ? INK_SIDE_MAX : width;
	height = height > INK_SIDE_MAX ? INK_SIDE_MAX : height;
	if (!make_ink(layout, width + 2 * MARGIN, height + 2 * MARGIN, &ink))
		rc = refuse_memory(err);
	else
		sheet_stain(sheet, left - MARGIN, top - MARGIN, &ink, INK);
	samples_done(&ink);
	return rc;
}

int lettering_paint(struct lettering *lettering, zairyu_image *sheet, const struct lettering_run *run,
		    zairyu_error **err)
{
	PangoLayout *layout;
	int rc;

	if (!lettering || !g_utf8_validate(run->text, -1, NULL) || strlen(run->text) > TEXT_MAX)
		return ZAIRYU_OK;
	layout = pango_layout_new(lettering->context);
	pango_layout_set_single_paragraph_mode(layout, TRUE);
	pango_layout_set_text(layout, run->text, -1);
	rc = paint_layout(layout, sheet, run, err);
	g_object_unref(layout);
	return rc;
}

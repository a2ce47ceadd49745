/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/card_drawing.h"

/* A card of 85.6 x 54 mm [ISO/IEC 7810 ID-1], drawn in units of one millimetre. */
#define CARD_WIDTH  85.6
#define CARD_HEIGHT 54.0

static void rounded(cairo_t *cr, double x, double y, double width, double height, double radius)
{
	cairo_new_sub_path(cr);
	cairo_arc(cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
	cairo_arc(cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
	cairo_arc(cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
	cairo_arc(cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
	cairo_close_path(cr);
}

static void rectangle(cairo_t *cr, double x, double y, double width, double height)
{
	cairo_rectangle(cr, x, y, width, height);
	cairo_fill(cr);
}

/* The lines of text, and the photo at the right, as on either kind of card. */
static void draw_card(cairo_t *cr)
{
	static const double widths[] = { 40, 46, 34, 50, 42, 30 };

	cairo_set_source_rgb(cr, 0.93, 0.96, 0.98);
	rounded(cr, 0, 0, CARD_WIDTH, CARD_HEIGHT, 3);
	cairo_fill_preserve(cr);
	cairo_set_source_rgb(cr, 0.25, 0.3, 0.38);
	cairo_set_line_width(cr, 0.6);
	cairo_stroke(cr);
	cairo_set_source_rgb(cr, 0.7, 0.75, 0.8);
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
		rectangle(cr, 4, 13 + 6 * (double)i, widths[i], 2.2);
	rectangle(cr, 60, 16, 21, 27);
	rectangle(cr, 4, 4, 30, 3);
}

static void draw_number(cairo_t *cr)
{
	cairo_select_font_face(cr, "monospace", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
	cairo_set_font_size(cr, 4.4);
	cairo_set_source_rgb(cr, 0.1, 0.1, 0.15);
	cairo_move_to(cr, 48, 8);
	cairo_show_text(cr, "AA12345678BB");
	cairo_set_source_rgb(cr, 0.8, 0.1, 0.1);
	cairo_set_line_width(cr, 1.2);
	rounded(cr, 46, 2.6, 37, 8, 2);
	cairo_stroke(cr);
}

static void fit(cairo_t *cr, int width, int height, double wide, double high)
{
	const double scale = MIN(width / wide, height / high);

	cairo_translate(cr, (width - wide * scale) / 2, (height - high * scale) / 2);
	cairo_scale(cr, scale, scale);
}

static void draw_help(GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
	(void)area;
	(void)data;
	fit(cr, width, height, CARD_WIDTH + 4, CARD_HEIGHT + 4);
	cairo_translate(cr, 2, 2);
	draw_card(cr);
	draw_number(cr);
}

static void draw_arrow(cairo_t *cr, double x, double y)
{
	cairo_set_source_rgb(cr, 0.05, 0.35, 0.6);
	cairo_move_to(cr, x - 5, y);
	cairo_line_to(cr, x + 5, y);
	cairo_line_to(cr, x, y + 7);
	cairo_close_path(cr);
	cairo_fill(cr);
	rectangle(cr, x - 1.8, y - 9, 3.6, 9.2);
}

static void draw_place(GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
	(void)area;
	(void)data;
	fit(cr, width, height, 110, 104);
	cairo_set_source_rgb(cr, 0.3, 0.34, 0.4);
	rounded(cr, 2, 78, 106, 22, 5);
	cairo_fill(cr);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_set_line_width(cr, 1.6);
	for (int i = 1; i <= 3; i++) { /* the waves of contactless cards */
		cairo_new_sub_path(cr);
		cairo_arc(cr, 55, 98, 4.5 * i, -0.75 * G_PI, -0.25 * G_PI);
	}
	cairo_stroke(cr);
	draw_arrow(cr, 55, 68);
	cairo_translate(cr, 12.2, 2);
	draw_card(cr);
}

static GtkWidget *new_drawing(GtkDrawingAreaDrawFunc draw, int width, int height)
{
	GtkWidget *area = gtk_drawing_area_new();

	gtk_drawing_area_set_content_width(GTK_DRAWING_AREA(area), width);
	gtk_drawing_area_set_content_height(GTK_DRAWING_AREA(area), height);
	gtk_drawing_area_set_draw_func(GTK_DRAWING_AREA(area), draw, NULL, NULL);
	return area;
}

GtkWidget *card_drawing_number(void)
{
	return new_drawing(draw_help, 480, 300);
}

GtkWidget *card_drawing_place(void)
{
	return new_drawing(draw_place, 320, 260);
}

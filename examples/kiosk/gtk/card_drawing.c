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

/* Downwards from there, or upwards if `direction` is -1. */
static void draw_arrow(cairo_t *cr, double x, double y, int direction)
{
	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, 1, direction);
	cairo_set_source_rgb(cr, 0.05, 0.35, 0.6);
	cairo_move_to(cr, -5, 0);
	cairo_line_to(cr, 5, 0);
	cairo_line_to(cr, 0, 7);
	cairo_close_path(cr);
	cairo_fill(cr);
	rectangle(cr, -1.8, -9, 3.6, 9.2);
	cairo_restore(cr);
}

static void draw_reader(cairo_t *cr)
{
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
}

/* The card above the reader, and the way between. */
static void draw_way(cairo_t *cr, int width, int height, double arrow, int direction)
{
	fit(cr, width, height, 110, 104);
	draw_reader(cr);
	draw_arrow(cr, 55, arrow, direction);
	cairo_translate(cr, 12.2, 2);
	draw_card(cr);
}

static void draw_place(GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
	(void)area;
	(void)data;
	draw_way(cr, width, height, 68, 1);
}

static void draw_take(GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
	(void)area;
	(void)data;
	draw_way(cr, width, height, 65, -1);
}

/* A ring, in which something stands: 100 units wide. */
static void draw_ring(cairo_t *cr, int width, int height, double red, double green, double blue)
{
	fit(cr, width, height, 100, 100);
	cairo_set_source_rgb(cr, red, green, blue);
	cairo_set_line_width(cr, 8);
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	cairo_arc(cr, 50, 50, 42, 0, 2 * G_PI);
	cairo_stroke(cr);
}

static void draw_lines(cairo_t *cr, const double (*points)[2], size_t count)
{
	cairo_move_to(cr, points[0][0], points[0][1]);
	for (size_t i = 1; i < count; i++)
		cairo_line_to(cr, points[i][0], points[i][1]);
	cairo_stroke(cr);
}

static void draw_done(GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
	static const double tick[][2] = { { 29, 52 }, { 44, 67 }, { 71, 36 } };

	(void)area;
	(void)data;
	draw_ring(cr, width, height, 0.08, 0.45, 0.2);
	draw_lines(cr, tick, G_N_ELEMENTS(tick));
}

static void draw_failed(GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
	static const double one[][2] = { { 34, 34 }, { 66, 66 } }, other[][2] = { { 66, 34 }, { 34, 66 } };

	(void)area;
	(void)data;
	draw_ring(cr, width, height, 0.7, 0.15, 0.12);
	draw_lines(cr, one, G_N_ELEMENTS(one));
	draw_lines(cr, other, G_N_ELEMENTS(other));
}

static void draw_wait(GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
	static const double hands[][2] = { { 50, 24 }, { 50, 52 }, { 68, 62 } };

	(void)area;
	(void)data;
	draw_ring(cr, width, height, 0.3, 0.34, 0.4);
	draw_lines(cr, hands, G_N_ELEMENTS(hands));
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

GtkWidget *card_drawing_take(void)
{
	return new_drawing(draw_take, 320, 260);
}

GtkWidget *card_drawing_done(void)
{
	return new_drawing(draw_done, 180, 180);
}

GtkWidget *card_drawing_failed(void)
{
	return new_drawing(draw_failed, 180, 180);
}

GtkWidget *card_drawing_wait(void)
{
	return new_drawing(draw_wait, 180, 180);
}

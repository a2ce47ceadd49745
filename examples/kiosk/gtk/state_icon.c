/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/state_icon.h"

#include <math.h>

/* Drawn on a square from -1 to 1. */
enum ground {
	GROUND_DISC,
	GROUND_RING,
	GROUND_OCTAGON,
	GROUND_DASHES,
	GROUND_SQUARE,
	GROUND_TRIANGLE,
	GROUND_SEAL,
	GROUND_NONE
};
enum sign { SIGN_CHECK, SIGN_CROSS, SIGN_DASH, SIGN_QUESTION, SIGN_EXCLAMATION, SIGN_HANDS, SIGN_ASTERISK };

static const struct {
	enum ground ground;
	bool full; /* the ground is filled, and the sign white on it */
	enum sign sign;
	double red, green, blue;
} looks[STATE_ICON_COUNT] = {
	[STATE_ICON_GOOD] = { GROUND_DISC, true, SIGN_CHECK, 0.05, 0.42, 0.2 },
	[STATE_ICON_UNCHANGED] = { GROUND_RING, false, SIGN_CHECK, 0.33, 0.37, 0.42 },
	[STATE_ICON_FAILED] = { GROUND_OCTAGON, true, SIGN_CROSS, 0.7, 0.1, 0.1 },
	[STATE_ICON_ABSENT] = { GROUND_DASHES, false, SIGN_DASH, 0.33, 0.37, 0.42 },
	[STATE_ICON_NOT_CHECKED] = { GROUND_SQUARE, false, SIGN_QUESTION, 0.42, 0.29, 0 },
	[STATE_ICON_WARNING] = { GROUND_TRIANGLE, true, SIGN_EXCLAMATION, 0.7, 0.1, 0.1 },
	[STATE_ICON_CLOCK] = { GROUND_RING, false, SIGN_HANDS, 0.42, 0.29, 0 },
	[STATE_ICON_VOUCHED] = { GROUND_SEAL, true, SIGN_CHECK, 0.05, 0.42, 0.2 },
	[STATE_ICON_NOT_VOUCHED] = { GROUND_NONE, false, SIGN_ASTERISK, 0.7, 0.1, 0.1 },
};

static void polygon(cairo_t *cr, int corners, double radius, double inner, double turn)
{
	const int points = inner > 0 ? 2 * corners : corners;

	cairo_new_path(cr);
	for (int i = 0; i < points; i++) {
		const double angle = turn + 2 * G_PI * i / points, at = inner > 0 && i % 2 == 1 ? inner : radius;

		cairo_line_to(cr, at * cos(angle), at * sin(angle));
	}
	cairo_close_path(cr);
}

static void trace_ground(cairo_t *cr, enum ground ground)
{
	static const double dashes[] = { 0.35, 0.22 };

	switch (ground) {
	case GROUND_DASHES:
		cairo_set_dash(cr, dashes, 2, 0);
		/* fall through */
	case GROUND_DISC:
	case GROUND_RING:
		cairo_arc(cr, 0, 0, 0.88, 0, 2 * G_PI);
		break;
	case GROUND_OCTAGON:
		polygon(cr, 8, 0.95, 0, G_PI / 8);
		break;
	case GROUND_SQUARE:
		cairo_rectangle(cr, -0.82, -0.82, 1.64, 1.64);
		break;
	case GROUND_TRIANGLE:
		cairo_move_to(cr, 0, -0.9);
		cairo_line_to(cr, 0.98, 0.82);
		cairo_line_to(cr, -0.98, 0.82);
		cairo_close_path(cr);
		break;
	case GROUND_SEAL:
		polygon(cr, 12, 0.98, 0.8, 0);
		break;
	case GROUND_NONE:
		break;
	}
}

static void line(cairo_t *cr, double x, double y, double to_x, double to_y)
{
	cairo_move_to(cr, x, y);
	cairo_line_to(cr, to_x, to_y);
}

static void dot(cairo_t *cr, double y)
{
	cairo_stroke(cr);
	cairo_arc(cr, 0, y, 0.14, 0, 2 * G_PI);
	cairo_fill(cr);
}

static void draw_sign(cairo_t *cr, enum sign sign)
{
	switch (sign) {
	case SIGN_CHECK:
		line(cr, -0.45, 0.02, -0.12, 0.36);
		cairo_line_to(cr, 0.45, -0.36);
		break;
	case SIGN_CROSS:
		line(cr, -0.38, -0.38, 0.38, 0.38);
		line(cr, -0.38, 0.38, 0.38, -0.38);
		break;
	case SIGN_DASH:
		line(cr, -0.4, 0, 0.4, 0);
		break;
	case SIGN_QUESTION:
		cairo_arc(cr, 0, -0.24, 0.28, -G_PI, G_PI / 3);
		cairo_line_to(cr, 0, 0.24);
		dot(cr, 0.55);
		break;
	case SIGN_EXCLAMATION:
		line(cr, 0, -0.3, 0, 0.26);
		dot(cr, 0.55);
		break;
	case SIGN_HANDS:
		line(cr, 0, -0.5, 0, 0);
		cairo_line_to(cr, 0.34, 0.22);
		break;
	case SIGN_ASTERISK:
		for (int i = 0; i < 3; i++)
			line(cr, -0.7 * cos(G_PI * i / 3 + G_PI_2), -0.7 * sin(G_PI * i / 3 + G_PI_2),
			     0.7 * cos(G_PI * i / 3 + G_PI_2), 0.7 * sin(G_PI * i / 3 + G_PI_2));
		break;
	}
	cairo_stroke(cr);
}

static void draw(GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
	const guint state = GPOINTER_TO_UINT(g_object_get_data(G_OBJECT(area), "state"));
	const double scale = MIN(width, height) / 2.0;

	(void)data;
	cairo_translate(cr, width / 2.0, height / 2.0);
	cairo_scale(cr, scale, scale);
	cairo_set_source_rgb(cr, looks[state].red, looks[state].green, looks[state].blue);
	cairo_set_line_width(cr, 0.13);
	cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
	trace_ground(cr, looks[state].ground);
	if (looks[state].full)
		cairo_fill(cr);
	else
		cairo_stroke(cr);
	cairo_set_dash(cr, NULL, 0, 0);
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_width(cr, 0.22);
	if (looks[state].full)
		cairo_set_source_rgb(cr, 1, 1, 1);
	draw_sign(cr, looks[state].sign);
}

GtkWidget *state_icon_new(int size)
{
	GtkWidget *area = gtk_drawing_area_new();

	gtk_drawing_area_set_content_width(GTK_DRAWING_AREA(area), size);
	gtk_drawing_area_set_content_height(GTK_DRAWING_AREA(area), size);
	gtk_drawing_area_set_draw_func(GTK_DRAWING_AREA(area), draw, NULL, NULL);
	gtk_widget_set_valign(area, GTK_ALIGN_CENTER);
	return area;
}

void state_icon_set(GtkWidget *icon, enum state_icon state)
{
	g_object_set_data(G_OBJECT(icon), "state", GUINT_TO_POINTER((guint)state));
	gtk_widget_queue_draw(icon);
}

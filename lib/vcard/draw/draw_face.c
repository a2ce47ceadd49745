/* SPDX-License-Identifier: BSD-2-Clause */
/* A portrait of nobody: drawn from shapes, in colours that follow from the card's seed and number. */
#include "base/seed.h"
#include "common/failure.h"
#include "draw/draw.h"

enum { WIDTH = 150, HEIGHT = 200 };

struct colour {
	double r, g, b;
};

struct person {
	struct colour skin, hair, clothes;
	bool long_hair;
};

static void fill(cairo_t *cr, struct colour c, double brightness)
{
	cairo_set_source_rgb(cr, c.r * brightness, c.g * brightness, c.b * brightness);
	cairo_fill(cr);
}

static void ellipse(cairo_t *cr, double x, double y, double rx, double ry)
{
	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, rx, ry);
	cairo_new_sub_path(cr);
	cairo_arc(cr, 0, 0, 1, 0, 6.283185307179586);
	cairo_restore(cr);
}

static bool choose_person(const struct profile *p, struct person *out)
{
	static const struct colour skins[] = { { 0.95, 0.80, 0.68 }, { 0.86, 0.67, 0.52 }, { 0.64, 0.45, 0.33 } };
	static const struct colour hairs[] = { { 0.11, 0.09, 0.09 }, { 0.25, 0.16, 0.10 }, { 0.42, 0.29, 0.18 } };
	static const struct colour clothes[] = { { 0.16, 0.24, 0.42 }, { 0.45, 0.14, 0.18 }, { 0.20, 0.36, 0.28 } };
	uint8_t dice[3];

	if (!seed_expand(p->seed, p->number, dice, sizeof dice))
		return false;
	out->skin = skins[dice[0] % 3];
	out->hair = hairs[dice[1] % 3];
	out->clothes = clothes[dice[2] % 3];
	out->long_hair = p->value[PROFILE_SEX][0] == '2';
	return true;
}

static void draw_background(cairo_t *cr)
{
	cairo_pattern_t *wall = cairo_pattern_create_linear(0, 0, 0, HEIGHT);

	cairo_pattern_add_color_stop_rgb(wall, 0, 0.80, 0.87, 0.93);
	cairo_pattern_add_color_stop_rgb(wall, 1, 0.92, 0.95, 0.97);
	cairo_set_source(cr, wall);
	cairo_paint(cr);
	cairo_pattern_destroy(wall);
}

static void draw_back_hair(cairo_t *cr, const struct person *who)
{
	if (!who->long_hair)
		return;
	cairo_move_to(cr, 31, 90);
	cairo_curve_to(cr, 26, 20, 124, 20, 119, 90);
	cairo_curve_to(cr, 122, 130, 122, 146, 112, 158);
	cairo_line_to(cr, 38, 158);
	cairo_curve_to(cr, 28, 146, 28, 130, 31, 90);
	fill(cr, who->hair, 0.8);
}

static void draw_shoulders(cairo_t *cr, const struct person *who)
{
	cairo_move_to(cr, 4, HEIGHT);
	cairo_curve_to(cr, 8, 164, 38, 160, 58, 152);
	cairo_line_to(cr, 92, 152);
	cairo_curve_to(cr, 112, 160, 142, 164, 146, HEIGHT);
	cairo_close_path(cr);
	fill(cr, who->clothes, 1);
	cairo_rectangle(cr, 61, 122, 28, 34);
	fill(cr, who->skin, 0.86);
	cairo_move_to(cr, 56, 152);
	cairo_line_to(cr, 75, 178);
	cairo_line_to(cr, 94, 152);
	cairo_line_to(cr, 89, 150);
	cairo_curve_to(cr, 84, 160, 66, 160, 61, 150);
	cairo_close_path(cr);
	fill(cr, (struct colour){ 0.96, 0.96, 0.97 }, 1);
}

static void draw_head(cairo_t *cr, const struct person *who)
{
	ellipse(cr, 36, 93, 6, 11);
	ellipse(cr, 114, 93, 6, 11);
	fill(cr, who->skin, 0.9);
	cairo_move_to(cr, 38, 80);
	cairo_curve_to(cr, 38, 34, 112, 34, 112, 80);
	cairo_curve_to(cr, 112, 118, 96, 142, 75, 142);
	cairo_curve_to(cr, 54, 142, 38, 118, 38, 80);
	fill(cr, who->skin, 1);
	cairo_move_to(cr, 35, 86);
	cairo_curve_to(cr, 28, 18, 122, 18, 115, 86);
	cairo_curve_to(cr, 112, 70, 104, 60, 92, 56);
	cairo_curve_to(cr, 74, 62, 52, 60, 44, 64);
	cairo_curve_to(cr, 40, 70, 38, 78, 35, 86);
	fill(cr, who->hair, 1);
}

static void draw_features(cairo_t *cr, const struct person *who)
{
	static const double eyes[] = { 57, 93 };

	for (int i = 0; i < 2; i++) {
		ellipse(cr, eyes[i], 90, 8, 4.5);
		fill(cr, (struct colour){ 0.98, 0.98, 0.98 }, 1);
		ellipse(cr, eyes[i], 90, 4, 4.2);
		fill(cr, (struct colour){ 0.18, 0.12, 0.10 }, 1);
		cairo_move_to(cr, eyes[i] - 11, 79);
		cairo_curve_to(cr, eyes[i] - 5, 74, eyes[i] + 5, 74, eyes[i] + 11, 79);
		cairo_set_line_width(cr, 3);
		cairo_set_source_rgb(cr, who->hair.r, who->hair.g, who->hair.b);
		cairo_stroke(cr);
	}
	cairo_move_to(cr, 74, 92);
	cairo_curve_to(cr, 71, 102, 66, 110, 70, 112);
	cairo_curve_to(cr, 73, 114, 78, 114, 81, 111);
	cairo_set_line_width(cr, 2);
	cairo_set_source_rgb(cr, who->skin.r * 0.75, who->skin.g * 0.7, who->skin.b * 0.7);
	cairo_stroke(cr);
	cairo_move_to(cr, 61, 124);
	cairo_curve_to(cr, 68, 121, 82, 121, 89, 124);
	cairo_curve_to(cr, 82, 131, 68, 131, 61, 124);
	fill(cr, (struct colour){ 0.74, 0.36, 0.34 }, 1);
}

int draw_face(struct draw *draw, const struct profile *p, struct blob *out, zairyu_error **err)
{
	struct person who;
	cairo_surface_t *surface;
	cairo_t *cr;
	int rc;

	(void)draw;
	if (!choose_person(p, &who))
		return zairyu_error_set(err, ZAIRYU_ERR_CRYPTO, NULL, 0, "SHA-256 failed");
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
	cr = cairo_create(surface);
	draw_background(cr);
	draw_back_hair(cr, &who);
	draw_shoulders(cr, &who);
	draw_head(cr, &who);
	draw_features(cr, &who);
	rc = cairo_status(cr) == CAIRO_STATUS_SUCCESS ? draw_jp2(surface, p, DRAW_FACE_MAX, out, err) : no_memory(err);
	cairo_destroy(cr);
	cairo_surface_destroy(surface);
	return rc;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* The enlarged view: the manual's scales, what is under the finger stays there, and the picture never leaves the viewport. */
#include <math.h>

#include "../support/suite.h"
#include "dice.h"
#include "flow/zoom.h"

/* A card, twice as wide as high, on a screen that is higher than wide: at scale 1.0 it is 600 x 300, at y 350. */
static const struct zoom_size card = { 1000, 500 }, screen = { 600, 1000 };
static struct zoom zoom;

static void opened(void)
{
	zoom = (struct zoom){ 0 };
	zoom_fit(&zoom, card, screen);
}

static void placed(double x, double y, double width, double height)
{
	struct zoom_place place = zoom_place(&zoom);

	ck_assert_double_eq_tol(place.x, x, 1e-6);
	ck_assert_double_eq_tol(place.y, y, 1e-6);
	ck_assert_double_eq_tol(place.width, width, 1e-6);
	ck_assert_double_eq_tol(place.height, height, 1e-6);
}

START_TEST(fits)
{
	placed(0, 350, 600, 300);
	ck_assert_double_eq(zoom.scale, 1.0);
	zoom_fit(&zoom, card, (struct zoom_size){ 600, 150 });
	placed(150, 0, 300, 150);
	zoom_fit(&zoom, (struct zoom_size){ 100, 200 }, (struct zoom_size){ 600, 150 });
	placed(262.5, 0, 75, 150);
}
END_TEST

START_TEST(double_tap)
{
	static const struct {
		double before, after;
	} rows[] = { { 1.0, 2.0 }, { 1.5, 2.0 }, { 1.999, 2.0 }, { 2.0, 1.0 }, { 2.001, 1.0 }, { 5.0, 1.0 } };

	for (int i = 0; i < COUNT(rows); i++) {
		opened();
		zoom_pinch(&zoom, rows[i].before, (struct zoom_point){ 300, 500 });
		ck_assert_double_eq(zoom.scale, rows[i].before);
		zoom_double_tap(&zoom, (struct zoom_point){ 300, 500 });
		ck_assert_double_eq(zoom.scale, rows[i].after);
	}
	placed(0, 350, 600, 300);
}
END_TEST

/* What was tapped stays under the finger, where the picture is larger than the screen; at its edge, too. */
START_TEST(about_a_point)
{
	zoom_double_tap(&zoom, (struct zoom_point){ 150, 500 });
	placed(-150, 200, 1200, 600);
	opened();
	zoom_double_tap(&zoom, (struct zoom_point){ 600, 650 });
	placed(-600, 200, 1200, 600);
	opened();
	zoom_pinch(&zoom, 5.0, (struct zoom_point){ 300, 500 });
	placed(-1200, -250, 3000, 1500);
	zoom_wheel(&zoom, -2, (struct zoom_point){ 0, 0 });
	placed(-960, -200, 2400, 1200);
}
END_TEST

/* The scale is relative to where the fingers began, and goes no farther than the manual says. */
START_TEST(pinch)
{
	static const struct zoom_point finger = { 300, 500 };

	zoom_grab(&zoom, finger);
	zoom_pinch(&zoom, 1.5, finger);
	zoom_pinch(&zoom, 3.0, finger);
	ck_assert_double_eq(zoom.scale, 3.0);
	zoom_pinch(&zoom, 9.0, finger);
	ck_assert_double_eq(zoom.scale, 5.0);
	zoom_pinch(&zoom, 2.0, finger);
	ck_assert_double_eq(zoom.scale, 2.0);
	zoom_grab(&zoom, finger);
	zoom_pinch(&zoom, 1.25, finger);
	ck_assert_double_eq(zoom.scale, 2.5);
	zoom_pinch(&zoom, 0.1, finger);
	ck_assert_double_eq(zoom.scale, 1.0);
	placed(0, 350, 600, 300);
}
END_TEST

/* Both fingers move along: so does what is between them. */
START_TEST(pinch_moves)
{
	zoom_grab(&zoom, (struct zoom_point){ 300, 500 });
	zoom_pinch(&zoom, 4.0, (struct zoom_point){ 400, 450 });
	placed(-800, -150, 2400, 1200);
}
END_TEST

START_TEST(drag)
{
	zoom_pinch(&zoom, 2.0, (struct zoom_point){ 300, 500 });
	placed(-300, 200, 1200, 600);
	zoom_grab(&zoom, (struct zoom_point){ 50, 60 });
	zoom_drag(&zoom, (struct zoom_point){ 100, 40 });
	placed(-200, 200, 1200, 600);
	zoom_drag(&zoom, (struct zoom_point){ -75, 0 });
	placed(-375, 200, 1200, 600);
	zoom_drag(&zoom, (struct zoom_point){ -5000, -5000 });
	placed(-600, 200, 1200, 600);
	zoom_drag(&zoom, (struct zoom_point){ 5000, 0 });
	placed(0, 200, 1200, 600);
	zoom_drag(&zoom, (struct zoom_point){ 10, 0 });
	placed(-290, 200, 1200, 600);
}
END_TEST

START_TEST(steps)
{
	for (int i = 1; i <= 8; i++) {
		zoom_step(&zoom, 1);
		ck_assert_double_eq(zoom.scale, 1.0 + i * ZOOM_STEP);
	}
	zoom_step(&zoom, 1);
	ck_assert_double_eq(zoom.scale, 5.0);
	placed(-1200, -250, 3000, 1500);
	zoom_step(&zoom, -1);
	ck_assert_double_eq(zoom.scale, 4.5);
	zoom_step(&zoom, -100);
	ck_assert_double_eq(zoom.scale, 1.0);
	zoom_wheel(&zoom, 0.25, (struct zoom_point){ 0, 500 });
	ck_assert_double_eq(zoom.scale, 1.125);
	placed(0, 331.25, 675, 337.5);
}
END_TEST

/* A window that changes its size, or a sharper picture of the same: the same part is seen. */
START_TEST(resized)
{
	zoom_pinch(&zoom, 4.0, (struct zoom_point){ 300, 500 });
	zoom_grab(&zoom, (struct zoom_point){ 0, 0 });
	zoom_drag(&zoom, (struct zoom_point){ 120, -30 });
	placed(-780, -130, 2400, 1200);
	zoom_fit(&zoom, (struct zoom_size){ 4000, 2000 }, screen);
	placed(-780, -130, 2400, 1200);
	zoom_fit(&zoom, card, (struct zoom_size){ 1200, 1000 });
	ck_assert_double_eq(zoom.scale, 4.0);
	placed(-1560, -760, 4800, 2400);
	zoom_fit(&zoom, card, (struct zoom_size){ 0, 0 });
	placed(0, 0, 0, 0);
	zoom_fit(&zoom, card, screen);
	placed(-780, -130, 2400, 1200);
}
END_TEST

static const double odd[] = { NAN, INFINITY, -INFINITY, -1, 0, 0.5, 1e-310, 1e7, 1e308, -1e308 };

START_TEST(odd_sizes)
{
	double wrong = odd[_i];
	struct zoom_size sizes[] = { { wrong, 100 }, { 100, wrong }, { wrong, wrong } };

	for (int i = 0; i < COUNT(sizes); i++)
		for (int which = 0; which < 2; which++) {
			zoom = (struct zoom){ 0 };
			zoom_fit(&zoom, which ? sizes[i] : card, which ? screen : sizes[i]);
			zoom_grab(&zoom, (struct zoom_point){ 1, 2 });
			zoom_pinch(&zoom, 2.0, (struct zoom_point){ 1, 2 });
			zoom_drag(&zoom, (struct zoom_point){ 1, 2 });
			zoom_double_tap(&zoom, (struct zoom_point){ 1, 2 });
			zoom_step(&zoom, 1);
			placed(0, 0, 0, 0);
			ck_assert_double_eq(zoom.scale, 1.0);
			zoom_fit(&zoom, card, screen);
			placed(0, 350, 600, 300);
		}
}
END_TEST

/* What is ignored, and what counts as the middle. */
START_TEST(odd_fingers)
{
	static const double none[] = { NAN, INFINITY, -INFINITY };
	static const struct zoom_point middle = { 300, 500 };

	zoom_pinch(&zoom, 3.0, middle);
	for (int i = 0; i < COUNT(none); i++) {
		zoom_grab(&zoom, middle);
		zoom_pinch(&zoom, none[i], middle);
		zoom_drag(&zoom, (struct zoom_point){ none[i], 0 });
		zoom_drag(&zoom, (struct zoom_point){ 0, none[i] });
		zoom_wheel(&zoom, none[i], middle);
		placed(-600, 50, 1800, 900);
		zoom_wheel(&zoom, 2, (struct zoom_point){ none[i], 0 });
		zoom_wheel(&zoom, -2, (struct zoom_point){ 0, none[i] });
		placed(-600, 50, 1800, 900);
	}
	zoom_grab(&zoom, middle);
	zoom_pinch(&zoom, 0, middle);
	zoom_pinch(&zoom, -1, middle);
	placed(-600, 50, 1800, 900);
	zoom_pinch(&zoom, 1e308, middle);
	placed(-1200, -250, 3000, 1500);
}
END_TEST

/* In one direction: covers the viewport, or is in its middle; and no rounding shows. */
static void covers(double begin, double picture, double viewport)
{
	ck_assert(isfinite(begin) && isfinite(picture));
	if (picture > viewport) {
		ck_assert_double_le(begin, 0);
		ck_assert_double_ge(begin, viewport - picture);
	} else {
		ck_assert_double_eq_tol(begin, (viewport - picture) / 2, 1e-9 * viewport + 1e-12);
	}
}

static double any_number(uint64_t *state)
{
	if (dice(state, 10) == 0)
		return odd[dice(state, COUNT(odd))];
	return dice(state, 40000) / 10.0 - 1000;
}

static struct zoom_point any_point(uint64_t *state)
{
	return (struct zoom_point){ any_number(state), any_number(state) };
}

static double any_length(uint64_t *state)
{
	static const int most[] = { 3, 100, 3000, 1000000 };

	return dice(state, 50) == 0 ? any_number(state) : 1 + dice(state, most[dice(state, COUNT(most))]);
}

static void one_at_random(uint64_t *state)
{
	switch (dice(state, 8)) {
	case 0:
		zoom_fit(&zoom, (struct zoom_size){ any_length(state), any_length(state) },
			 (struct zoom_size){ any_length(state), any_length(state) });
		break;
	case 1:
		zoom_double_tap(&zoom, any_point(state));
		break;
	case 2:
		zoom_pinch(&zoom, dice(state, 2) ? dice(state, 500) / 100.0 : any_number(state), any_point(state));
		break;
	case 3:
		zoom_drag(&zoom, any_point(state));
		break;
	case 4:
		zoom_wheel(&zoom, dice(state, 2) ? dice(state, 90) / 10.0 - 4.5 : any_number(state), any_point(state));
		break;
	case 5:
		zoom_step(&zoom, dice(state, 5) - 2);
		break;
	default:
		zoom_grab(&zoom, any_point(state));
	}
}

START_TEST(at_random)
{
	uint64_t state = 77 + (uint64_t)_i;
	int enlarged = 0;

	zoom = (struct zoom){ 0 };
	zoom_pinch(&zoom, 2.0, (struct zoom_point){ 1, 1 });
	for (int i = 0; i < 20000; i++) {
		struct zoom_place place;

		one_at_random(&state);
		place = zoom_place(&zoom);
		ck_assert(zoom.scale == 0 || (zoom.scale >= ZOOM_MIN && zoom.scale <= ZOOM_MAX));
		covers(place.x, place.width, zoom.viewport.width);
		covers(place.y, place.height, zoom.viewport.height);
		enlarged += place.width > zoom.viewport.width && place.height > zoom.viewport.height;
	}
	ck_assert_int_gt(enlarged, 1000);
}
END_TEST

/* Wherever both stay within their limits, what is under the fingers stays under them. */
START_TEST(stays_under_the_finger)
{
	uint64_t state = 5;

	for (int i = 0; i < 20000; i++) {
		struct zoom_point finger = { 100 + dice(&state, 400), 200 + dice(&state, 600) };
		struct zoom_place before, after;

		opened();
		zoom_pinch(&zoom, 4 + dice(&state, 100) / 100.0, (struct zoom_point){ 300, 500 });
		before = zoom_place(&zoom);
		zoom_wheel(&zoom, dice(&state, 3) / 10.0, finger);
		after = zoom_place(&zoom);
		ck_assert_double_eq_tol((finger.x - before.x) / before.width, (finger.x - after.x) / after.width, 1e-9);
		ck_assert_double_eq_tol((finger.y - before.y) / before.height, (finger.y - after.y) / after.height,
					1e-9);
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("zoom", 60);

	tcase_add_checked_fixture(tcase, opened, NULL);
	suite_add(tcase, (const TTest *const[]){ fits, double_tap, about_a_point, pinch, pinch_moves, drag, steps,
						 resized, odd_fingers, stays_under_the_finger, NULL });
	tcase_add_loop_test(tcase, odd_sizes, 0, COUNT(odd));
	tcase_add_loop_test(tcase, at_random, 0, 20);
	return suite_run("zoom", tcase);
}

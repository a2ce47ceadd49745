/* SPDX-License-Identifier: BSD-2-Clause */
/* The enlarged view, whatever is asked of it in whatever order: the picture never leaves the viewport. */
#include <math.h>

#include "dice.h"
#include "zoom_case.h"

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
		zoom_grab(&zoom, (struct zoom_point){ 100, 400 });
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
	zoom_grab(&zoom, (struct zoom_point){ 1e308, -1e308 });
	zoom_drag(&zoom, (struct zoom_point){ 0, 0 });
	placed(-600, 50, 1800, 900);
	zoom_grab(&zoom, middle);
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
	for (int i = 0; i < 10000; i++) {
		struct zoom_place place;

		one_at_random(&state);
		place = zoom_place(&zoom);
		ck_assert(zoom.scale == 0 || (zoom.scale >= ZOOM_MIN && zoom.scale <= ZOOM_MAX));
		covers(place.x, place.width, zoom.viewport.width);
		covers(place.y, place.height, zoom.viewport.height);
		enlarged += place.width > zoom.viewport.width && place.height > zoom.viewport.height;
	}
	ck_assert_int_gt(enlarged, 500);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("zoom", 60);

	tcase_add_checked_fixture(tcase, opened, NULL);
	tcase_add_test(tcase, odd_fingers);
	tcase_add_loop_test(tcase, odd_sizes, 0, COUNT(odd));
	tcase_add_loop_test(tcase, at_random, 0, 10);
	return suite_run("zoom_odd", tcase);
}

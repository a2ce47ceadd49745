/* SPDX-License-Identifier: BSD-2-Clause */
/* The enlarged view: the manual's scales, and what is under the finger stays there. */
#include "dice.h"
#include "zoom_case.h"

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

/* The edge was reached, and then there is room beyond: what was seen stays, not what the finger asked for. */
START_TEST(resized_at_the_edge)
{
	zoom_fit(&zoom, card, (struct zoom_size){ 600, 150 });
	zoom_pinch(&zoom, 4.0, (struct zoom_point){ 300, 75 });
	zoom_grab(&zoom, (struct zoom_point){ 0, 0 });
	zoom_drag(&zoom, (struct zoom_point){ -5000, 0 });
	placed(-600, -225, 1200, 600);
	zoom_fit(&zoom, card, screen);
	placed(-1500, -100, 2400, 1200);
	opened();
	zoom_step(&zoom, 2);
	zoom_drag(&zoom, (struct zoom_point){ 0, -5000 });
	placed(-300, 200, 1200, 600);
	zoom_fit(&zoom, card, (struct zoom_size){ 600, 500 });
	placed(-300, -50, 1200, 600);
}
END_TEST

/* And back, as when a keyboard on the screen is gone again: as it was before. */
START_TEST(resized_and_back)
{
	zoom_pinch(&zoom, 4.0, (struct zoom_point){ 300, 500 });
	zoom_grab(&zoom, (struct zoom_point){ 0, 0 });
	zoom_drag(&zoom, (struct zoom_point){ 900, 0 });
	placed(0, -100, 2400, 1200);
	zoom_fit(&zoom, card, (struct zoom_size){ 600, 150 });
	placed(0, -225, 1200, 600);
	zoom_fit(&zoom, card, screen);
	placed(0, -100, 2400, 1200);
}
END_TEST

/* While a finger is down: what it holds stays under it. */
START_TEST(resized_in_a_gesture)
{
	zoom_pinch(&zoom, 4.0, (struct zoom_point){ 300, 500 });
	zoom_grab(&zoom, (struct zoom_point){ 300, 500 });
	zoom_fit(&zoom, card, (struct zoom_size){ 1200, 1000 });
	zoom_drag(&zoom, (struct zoom_point){ 0, 0 });
	placed(-2100, -700, 4800, 2400);
}
END_TEST

/* Wherever both stay within their limits, what is under the fingers stays under them. */
START_TEST(stays_under_the_finger)
{
	uint64_t state = 5;

	for (int i = 0; i < 10000; i++) {
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
						 resized, resized_at_the_edge, resized_and_back, resized_in_a_gesture,
						 stays_under_the_finger, NULL });
	return suite_run("zoom", tcase);
}

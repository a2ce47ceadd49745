/* SPDX-License-Identifier: BSD-2-Clause */
/* The screens after a result, the clock, the staff. */
#include <string.h>

#include "../support/suite.h"
#include "flow/state.h"
#include "flow_scene.h"

static struct flow_scene scene;

static void begin(void)
{
	flow_scene_begin(&scene, "type=1,number=" SCENE_NUMBER);
}

static void end(void)
{
	flow_scene_end(&scene);
}

START_TEST(help_enlarged_and_inquiry_lie_before_what_stays)
{
	flow_scene_start(&scene);
	flow_scene_act(&scene, FLOW_HELP);
	ck_assert_int_eq(flow_screen_below(scene.flow), FLOW_SCREEN_NUMBER);
	flow_scene_act(&scene, FLOW_CLOSE);
	flow_scene_to_result(&scene);
	flow_scene_act(&scene, FLOW_ENLARGE);
	ck_assert_int_eq(flow_screen_below(scene.flow), FLOW_SCREEN_RESULT);
	(void)flow_take_sound(scene.flow);
	flow_scene_act(&scene, FLOW_CLOSE);
	ck_assert_int_eq(flow_take_sound(scene.flow), FLOW_SOUND_NONE); /* coming back is no news */
	flow_scene_act(&scene, FLOW_INQUIRE);
	flow_scene_pass(&scene, 60001);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_STILL_THERE);
	ck_assert_int_eq(flow_screen_below(scene.flow), FLOW_SCREEN_RESULT);
	ck_assert_int_eq(flow_seconds_left(scene.flow), 20);
	flow_scene_act(&scene, FLOW_STAY);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_INQUIRY);
}
END_TEST

START_TEST(nobody_is_there_any_more)
{
	flow_scene_start(&scene);
	flow_scene_to_result(&scene);
	flow_scene_pass(&scene, 59000);
	flow_touch(scene.flow);
	flow_scene_pass(&scene, 59000);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_RESULT);
	flow_scene_pass(&scene, 1001);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_STILL_THERE);
	flow_scene_pass(&scene, 19500);
	ck_assert_int_eq(flow_seconds_left(scene.flow), 1); /* what has begun counts */
	ck_assert_ptr_nonnull(flow_record(scene.flow));
	flow_scene_pass(&scene, 501);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_TAKE_CARD);
	scene.stage.placed = false;
	flow_scene_await(&scene, FLOW_SCREEN_NUMBER);
	ck_assert_ptr_null(flow_record(scene.flow));
}
END_TEST

/* A toolkit that was late tells the touch before the clock. */
START_TEST(a_touch_that_comes_too_late_is_somebody_elses)
{
	flow_scene_start(&scene);
	flow_scene_to_result(&scene);
	scene.now += 60001;
	flow_touch(scene.flow);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_STILL_THERE);
	scene.now += 20001;
	ck_assert(!flow_act(scene.flow, FLOW_STAY));
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_TAKE_CARD);
}
END_TEST

/* Wiping gives up a reading, wherever it comes from. */
START_TEST(what_is_wiped_is_not_read_on)
{
	scene.stage.slow_ms = 50;
	flow_scene_start(&scene);
	flow_scene_to_hold(&scene, SCENE_NUMBER);
	scene.stage.placed = true;
	flow_scene_await(&scene, FLOW_SCREEN_READING);
	flow_wipe(scene.flow);
	scene.stage.placed = false;
	flow_scene_await_card(&scene, false);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_READING); /* nothing ended */
}
END_TEST

START_TEST(a_number_left_behind)
{
	flow_scene_start(&scene);
	(void)flow_type(scene.flow, "AA1234", 6, 0);
	flow_scene_pass(&scene, 59000);
	(void)flow_type(scene.flow, "5", 1, 0);
	flow_scene_pass(&scene, 59000);
	ck_assert_str_eq(flow_number(scene.flow)->text, "AA12345");
	flow_scene_pass(&scene, 1001);
	ck_assert_str_eq(flow_number(scene.flow)->text, "");
}
END_TEST

START_TEST(compared_before_it_is_finished)
{
	scene.options.compares = true;
	flow_scene_start(&scene);
	flow_scene_to_result(&scene);
	flow_scene_act(&scene, FLOW_FINISH);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_COMPARE);
	flow_scene_act(&scene, FLOW_DIFFERENT);
	ck_assert_int_eq(flow_comparison(scene.flow), FLOW_DIFFERS);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_RESULT);
	flow_scene_act(&scene, FLOW_COMPARE); /* somebody pressed the wrong one */
	flow_scene_act(&scene, FLOW_SAME);
	ck_assert_int_eq(flow_comparison(scene.flow), FLOW_AGREES);
	flow_scene_act(&scene, FLOW_FINISH);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_TAKE_CARD);
	scene.stage.placed = false;
	flow_scene_await(&scene, FLOW_SCREEN_NUMBER);
	ck_assert_int_eq(flow_comparison(scene.flow), FLOW_NOT_COMPARED); /* the next person */
}
END_TEST

START_TEST(handed_on_with_consent)
{
	scene.options.hands_on = true;
	flow_scene_start(&scene);
	flow_scene_to_result(&scene);
	flow_scene_act(&scene, FLOW_FINISH);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_OFFER);
	ck_assert_uint_eq(scene.hand_ons, 0);
	flow_scene_act(&scene, FLOW_AGREE);
	ck_assert_uint_eq(scene.hand_ons, 1);
	flow_handed_on(scene.flow, false);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NOT_SENT);
	ck_assert_int_eq(flow_take_sound(scene.flow), FLOW_SOUND_ERROR);
	flow_handed_on(scene.flow, true); /* nobody waits for it any more */
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NOT_SENT);
	flow_scene_act(&scene, FLOW_AGREE);
	flow_scene_act(&scene, FLOW_CANCEL);
	ck_assert_uint_eq(scene.stops, 1);
	flow_scene_act(&scene, FLOW_AGREE);
	flow_handed_on(scene.flow, true);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_SENT);
	flow_scene_pass(&scene, 5001);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_TAKE_CARD);
}
END_TEST

/* Nobody at a desk is asked each time whether the card may be read; what is handed on is asked everywhere. */
START_TEST(a_desk_reads_at_once)
{
	scene.options.hands_on = scene.options.desk = true;
	flow_scene_start(&scene);
	(void)flow_type(scene.flow, SCENE_NUMBER "\n", ZAIRYU_NUMBER_LENGTH + 1, 0); /* a scanner's line end goes on */
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_HOLD);
	scene.stage.placed = true;
	flow_scene_await(&scene, FLOW_SCREEN_RESULT);
	flow_scene_act(&scene, FLOW_FINISH);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_OFFER);
}
END_TEST

START_TEST(nobody_to_hand_on_to)
{
	scene.options.hands_on = scene.options.desk = true;
	scene.options.calls.hand_on = NULL;
	flow_scene_start(&scene);
	flow_scene_to_result(&scene);
	flow_scene_act(&scene, FLOW_FINISH);
	flow_scene_act(&scene, FLOW_AGREE);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NOT_SENT);
	flow_scene_act(&scene, FLOW_REFUSE);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_TAKE_CARD);
}
END_TEST

START_TEST(who_does_not_agree_is_not_read)
{
	flow_scene_start(&scene);
	scene.stage.placed = true;
	flow_scene_await_card(&scene, true);
	(void)flow_type(scene.flow, SCENE_NUMBER, ZAIRYU_NUMBER_LENGTH, 0);
	flow_scene_act(&scene, FLOW_NEXT);
	flow_scene_act(&scene, FLOW_BACK);
	ck_assert_str_eq(flow_number(scene.flow)->text, SCENE_NUMBER);
	flow_scene_act(&scene, FLOW_NEXT);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_CONSENT);
	flow_scene_act(&scene, FLOW_REFUSE);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_TAKE_CARD);
	scene.stage.placed = false;
	flow_scene_await(&scene, FLOW_SCREEN_NUMBER);
	ck_assert_uint_eq(scene.stage.exchanges, 0);
}
END_TEST

START_TEST(the_staff)
{
	flow_scene_start(&scene);
	flow_scene_act(&scene, FLOW_STAFF);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_PIN);
	flow_pin(scene.flow, false);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_PIN);
	flow_pin(scene.flow, true);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_STAFF);
	flow_scene_act(&scene, FLOW_RECHECK);
	flow_scene_act(&scene, FLOW_RECHECK); /* it is being checked already */
	ck_assert_uint_eq(scene.checks, 2);
	flow_checked(scene.flow, false);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_STAFF);
	flow_scene_act(&scene, FLOW_CLOSE);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_OUT_OF_ORDER);
	flow_scene_act(&scene, FLOW_STAFF);
	flow_scene_pass(&scene, 60001);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_OUT_OF_ORDER);
	flow_pin(scene.flow, true); /* elsewhere than on its screen */
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_OUT_OF_ORDER);
	flow_scene_act(&scene, FLOW_STAFF);
	flow_pin(scene.flow, true);
	flow_scene_act(&scene, FLOW_EXIT);
	flow_scene_act(&scene, FLOW_CLOSE); /* pressed by mistake */
	flow_scene_act(&scene, FLOW_EXIT);
	flow_scene_act(&scene, FLOW_AGREE);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_CLOSED);
}
END_TEST

START_TEST(the_pin_is_not_guessed_out)
{
	flow_scene_start(&scene);
	for (int i = 0; i < 20; i++)
		flow_pin(scene.flow, false); /* elsewhere than on its screen it counts nothing */
	ck_assert_int_eq(flow_pin_pause_ms(scene.flow), 0);
	flow_scene_act(&scene, FLOW_STAFF);
	while (flow_pin_pause_ms(scene.flow) == 0)
		flow_pin(scene.flow, false);
	flow_pin(scene.flow, true);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_PIN);
	flow_scene_act(&scene, FLOW_CANCEL);
	scene.now += 3600 * 1000;
	flow_scene_act(&scene, FLOW_STAFF);
	flow_pin(scene.flow, true);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_STAFF);
}
END_TEST

START_TEST(only_the_staff_ends_a_last_pause)
{
	flow_scene_start(&scene);
	while (!attempts_needs_staff(&scene.flow->numbers)) {
		scene.now += 1;
		attempts_wrong(&scene.flow->numbers, scene.now);
	}
	flow_scene_act(&scene, FLOW_STAFF);
	flow_scene_act(&scene, FLOW_CANCEL);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_PAUSED);
	ck_assert_int_eq(flow_seconds_left(scene.flow), -1);
	ck_assert_int_eq(flow_timeout_ms(scene.flow), -1);
	flow_scene_pass(&scene, INT64_C(100) * 24 * 3600 * 1000);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_PAUSED);
	flow_scene_act(&scene, FLOW_STAFF);
	flow_pin(scene.flow, true);
	flow_scene_act(&scene, FLOW_RESET);
	flow_scene_act(&scene, FLOW_CLOSE);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("screens", 120);

	tcase_add_checked_fixture(tcase, begin, end);
	suite_add(tcase, (const TTest *const[]){
				 help_enlarged_and_inquiry_lie_before_what_stays, nobody_is_there_any_more,
				 a_touch_that_comes_too_late_is_somebody_elses, what_is_wiped_is_not_read_on,
				 a_number_left_behind, compared_before_it_is_finished, handed_on_with_consent,
				 a_desk_reads_at_once, nobody_to_hand_on_to, who_does_not_agree_is_not_read, the_staff,
				 the_pin_is_not_guessed_out, only_the_staff_ends_a_last_pause, NULL });
	return suite_run("kiosk screens", tcase);
}

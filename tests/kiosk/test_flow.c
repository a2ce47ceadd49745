/* SPDX-License-Identifier: BSD-2-Clause */
/* A customer at the kiosk, and what can go wrong with a card. */
#include <string.h>

#include "../support/suite.h"
#include "flow/state.h"
#include "flow_scene.h"

#define CARD "type=05,number=" SCENE_NUMBER

static struct flow_scene scene;

static void begin(void)
{
	flow_scene_begin(&scene, CARD);
}

static void end(void)
{
	flow_scene_end(&scene);
}

START_TEST(a_customer)
{
	const unsigned visit = (flow_scene_start(&scene), flow_visit(scene.flow));

	flow_scene_to_result(&scene);
	ck_assert_str_eq(zairyu_record_number(flow_record(scene.flow)), SCENE_NUMBER);
	ck_assert_ptr_nonnull(flow_report(scene.flow));
	ck_assert_ptr_nonnull(flow_prepared(scene.flow));
	ck_assert_int_eq(flow_take_sound(scene.flow), FLOW_SOUND_DONE);
	ck_assert_int_eq(flow_take_sound(scene.flow), FLOW_SOUND_NONE);
	flow_scene_act(&scene, FLOW_FINISH);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_TAKE_CARD);
	ck_assert_int_eq(flow_take_sound(scene.flow), FLOW_SOUND_TAKE_CARD);
	ck_assert_ptr_nonnull(flow_record(scene.flow)); /* nothing is wiped before the card is asked for */
	ck_assert_uint_eq(flow_visit(scene.flow), visit);
	scene.stage.placed = false;
	flow_scene_await(&scene, FLOW_SCREEN_NUMBER);
	flow_scene_assert_forgotten(&scene);
	ck_assert_uint_ne(flow_visit(scene.flow), visit);
	ck_assert_uint_eq(flow_counts(scene.flow)->verdicts[ZAIRYU_VERDICT_UNCHECKED], 1);
}
END_TEST

START_TEST(a_card_that_is_taken_early_is_not_asked_for)
{
	flow_scene_start(&scene);
	flow_scene_to_result(&scene);
	scene.stage.placed = false;
	flow_scene_await_card(&scene, false);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_RESULT);
	flow_scene_act(&scene, FLOW_FINISH);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
	flow_scene_assert_forgotten(&scene);
}
END_TEST

START_TEST(a_forgotten_card)
{
	flow_scene_start(&scene);
	flow_scene_to_result(&scene);
	flow_scene_act(&scene, FLOW_FINISH);
	flow_scene_pass(&scene, 29000);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_TAKE_CARD);
	flow_scene_pass(&scene, 1001);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_FORGOTTEN);
	flow_scene_assert_forgotten(&scene);
	(void)flow_take_sound(scene.flow);
	flow_scene_pass(&scene, 15001);
	ck_assert_int_eq(flow_take_sound(scene.flow), FLOW_SOUND_TAKE_CARD);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_FORGOTTEN);
	scene.stage.placed = false;
	flow_scene_await(&scene, FLOW_SCREEN_NUMBER);
}
END_TEST

START_TEST(a_wrong_number_is_kept_to_be_corrected)
{
	flow_scene_start(&scene);
	flow_scene_to_hold(&scene, "AA12345678BA");
	scene.stage.placed = true;
	flow_scene_await(&scene, FLOW_SCREEN_MESSAGE);
	ck_assert_int_eq(zairyu_error_code(flow_failure(scene.flow)), ZAIRYU_ERR_WRONG_NUMBER);
	ck_assert_int_eq(flow_screen_below(scene.flow), FLOW_SCREEN_HOLD);
	ck_assert_int_eq(flow_take_sound(scene.flow), FLOW_SOUND_ERROR);
	flow_scene_act(&scene, FLOW_CLOSE);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
	ck_assert_str_eq(flow_number(scene.flow)->text, "AA12345678BA");
	entry_erase(flow_entry(scene.flow));
	(void)flow_type(scene.flow, "B", 1, 0);
	flow_scene_act(&scene, FLOW_NEXT); /* who agreed is not asked again */
	flow_scene_await(&scene, FLOW_SCREEN_RESULT);
	ck_assert_uint_eq(flow_counts(scene.flow)->failures[6], 1);
}
END_TEST

START_TEST(a_found_card_is_not_guessed_out)
{
	flow_scene_start(&scene);
	scene.stage.placed = true;
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
		entry_clear(flow_entry(scene.flow));
		(void)flow_type(scene.flow, "AA12345678BA", 12, 0);
		flow_scene_act(&scene, FLOW_NEXT);
		if (flow_screen(scene.flow) == FLOW_SCREEN_CONSENT)
			flow_scene_act(&scene, FLOW_AGREE);
		flow_scene_await(&scene, FLOW_SCREEN_MESSAGE);
		flow_scene_act(&scene, FLOW_CLOSE);
	}
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_TAKE_CARD);
	scene.stage.placed = false;
	flow_scene_await(&scene, FLOW_SCREEN_PAUSED);
	flow_scene_assert_forgotten(&scene);
	ck_assert_int_le(flow_seconds_left(scene.flow), 31);
	ck_assert_int_gt(flow_seconds_left(scene.flow), 25);
	ck_assert_int_eq(flow_timeout_ms(scene.flow), 1000); /* it counts down */
	ck_assert(!flow_can(scene.flow, FLOW_NEXT));
	flow_scene_pass(&scene, 30500);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
}
END_TEST

START_TEST(a_card_of_another_kind_is_taken_away_first)
{
	zairyu_vcard *right = scene.stage.card;

	scene.stage.card = NULL;
	flow_scene_card(&scene, "type=1,number=" SCENE_NUMBER ",variant=foreign");
	flow_scene_start(&scene);
	flow_scene_to_hold(&scene, SCENE_NUMBER);
	scene.stage.placed = true;
	flow_scene_await(&scene, FLOW_SCREEN_MESSAGE);
	ck_assert_int_eq(zairyu_error_official_message(zairyu_error_code(flow_failure(scene.flow))), 3);
	flow_scene_act(&scene, FLOW_CLOSE);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_HOLD);
	ck_assert(flow_wants_other_card(scene.flow));
	scene.stage.placed = false;
	flow_scene_await_card(&scene, false);
	ck_assert(!flow_wants_other_card(scene.flow));
	zairyu_vcard_free(scene.stage.card);
	scene.stage.card = right;
	scene.stage.placed = true;
	flow_scene_await(&scene, FLOW_SCREEN_RESULT);
}
END_TEST

START_TEST(a_card_pulled_at_each_step)
{
	flow_scene_start(&scene);
	for (unsigned exchange = 1;; exchange++) {
		scene.stage.exchanges = 0;
		scene.stage.remove_after = exchange;
		flow_scene_await(&scene, FLOW_SCREEN_NUMBER);
		flow_scene_to_hold(&scene, SCENE_NUMBER);
		scene.stage.placed = true;
		while (flow_screen(scene.flow) == FLOW_SCREEN_HOLD || flow_screen(scene.flow) == FLOW_SCREEN_READING)
			(void)flow_dispatch(scene.flow);
		if (flow_screen(scene.flow) == FLOW_SCREEN_RESULT)
			break;
		ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_MESSAGE);
		ck_assert_int_eq(zairyu_error_code(flow_failure(scene.flow)), ZAIRYU_ERR_CARD_GONE);
		scene.stage.remove_after = 0;
		flow_scene_act(&scene, FLOW_CLOSE);
		ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_HOLD);
		scene.stage.placed = true; /* without typing the number again */
		flow_scene_await(&scene, FLOW_SCREEN_RESULT);
		scene.stage.placed = false;
		flow_scene_await_card(&scene, false);
		flow_scene_act(&scene, FLOW_FINISH);
	}
	ck_assert_uint_gt(scene.stage.exchanges, 10);
}
END_TEST

START_TEST(no_card_comes)
{
	flow_scene_start(&scene);
	flow_scene_to_hold(&scene, SCENE_NUMBER);
	flow_scene_pass(&scene, 60001);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_MESSAGE);
	ck_assert_int_eq(zairyu_error_code(flow_failure(scene.flow)), ZAIRYU_ERR_NO_CARD);
	flow_scene_act(&scene, FLOW_CLOSE);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_HOLD);
	scene.stage.placed = true;
	flow_scene_await(&scene, FLOW_SCREEN_RESULT);
}
END_TEST

START_TEST(cancelled_while_reading)
{
	scene.stage.slow_ms = 50;
	flow_scene_start(&scene);
	flow_scene_to_hold(&scene, SCENE_NUMBER);
	scene.stage.placed = true;
	flow_scene_await(&scene, FLOW_SCREEN_READING);
	flow_scene_act(&scene, FLOW_CANCEL);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
	ck_assert_str_eq(flow_number(scene.flow)->text, SCENE_NUMBER);
	scene.stage.slow_ms = 0;
	for (int i = 0; i < 20; i++) { /* what was cancelled says nothing any more */
		flow_scene_await_card(&scene, true);
		ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
	}
	flow_scene_act(&scene, FLOW_NEXT);
	flow_scene_await(&scene, FLOW_SCREEN_RESULT);
	ck_assert_uint_eq(scene.prepared, 1);
}
END_TEST

/* The answer comes when the person has cancelled already: it counts all the same. */
START_TEST(cancelling_does_not_save_a_wrong_number)
{
	flow_scene_start(&scene);
	flow_scene_to_hold(&scene, "AA12345678BA");
	scene.stage.placed = true;
	flow_scene_await_exchanges(&scene);
	flow_scene_act(&scene, FLOW_CANCEL); /* before it was told */
	(void)flow_dispatch(scene.flow);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
	ck_assert_int_eq(scene.flow->numbers.wrong, 1);
	while (attempts_allowed(&scene.flow->numbers, scene.now))
		attempts_wrong(&scene.flow->numbers, scene.now);
	flow_scene_act(&scene, FLOW_NEXT);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_PAUSED);
}
END_TEST

/* And so it is when the card is still asked: whoever cancels in time tries no more often for it. */
START_TEST(cancelling_before_the_answer_does_not_save_it_either)
{
	scene.stage.held_back = true;
	flow_scene_start(&scene);
	flow_scene_to_hold(&scene, "AA12345678BA");
	scene.stage.placed = true;
	while (!scene.stage.holding)
		(void)flow_dispatch(scene.flow);
	flow_scene_act(&scene, FLOW_CANCEL);
	ck_assert_int_eq(scene.flow->numbers.wrong, 0);
	scene.stage.held_back = false;
	while (scene.flow->numbers.wrong == 0) /* or the test's time is over */
		(void)flow_dispatch(scene.flow);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
	flow_scene_await_exchanges(&scene);
	(void)flow_dispatch(scene.flow);
	ck_assert_int_eq(scene.flow->numbers.wrong, 1);
}
END_TEST

/* A reader that holds an exchange up for a minute is not waited for. */
START_TEST(cancelled_in_the_middle_of_an_exchange)
{
	scene.stage.slow_ms = 60000;
	flow_scene_start(&scene);
	flow_scene_to_hold(&scene, SCENE_NUMBER);
	scene.stage.placed = true;
	flow_scene_await_card(&scene, true);
	while (scene.stage.begun == 0)
		(void)flow_dispatch(scene.flow);
	flow_scene_act(&scene, FLOW_CANCEL);
	scene.stage.slow_ms = 0;
	flow_scene_act(&scene, FLOW_NEXT);
	flow_scene_await(&scene, FLOW_SCREEN_RESULT);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("flow", 120);

	tcase_add_checked_fixture(tcase, begin, end);
	suite_add(tcase, (const TTest *const[]){
				 a_customer, a_card_that_is_taken_early_is_not_asked_for, a_forgotten_card,
				 a_wrong_number_is_kept_to_be_corrected, a_found_card_is_not_guessed_out,
				 a_card_of_another_kind_is_taken_away_first, a_card_pulled_at_each_step, no_card_comes,
				 cancelled_while_reading, cancelling_does_not_save_a_wrong_number,
				 cancelling_before_the_answer_does_not_save_it_either,
				 cancelled_in_the_middle_of_an_exchange, NULL });
	return suite_run("kiosk flow", tcase);
}

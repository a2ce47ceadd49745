/* SPDX-License-Identifier: BSD-2-Clause */
/* A kiosk whose reader goes and comes, or is of another kind. */
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

START_TEST(unplugged_and_back)
{
	flow_scene_start(&scene);
	flow_scene_await(&scene, FLOW_SCREEN_NUMBER);
	(void)flow_type(scene.flow, "AA", 2, 0);
	stage_unplug(&scene.stage);
	flow_scene_await(&scene, FLOW_SCREEN_OUT_OF_ORDER);
	flow_scene_assert_forgotten(&scene);
	ck_assert_int_ne(flow_trouble(scene.flow), 0);
	ck_assert_uint_eq(scene.checks, 1);
	stage_plug_in(&scene.stage);
	while (scene.checks == 1)
		(void)flow_dispatch(scene.flow);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_OUT_OF_ORDER);
	flow_checked(scene.flow, true);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
	flow_scene_to_result(&scene); /* it works again */
}
END_TEST

START_TEST(unplugged_while_reading)
{
	scene.stage.slow_ms = 20;
	flow_scene_start(&scene);
	flow_scene_to_hold(&scene, SCENE_NUMBER);
	scene.stage.placed = true;
	flow_scene_await(&scene, FLOW_SCREEN_READING);
	stage_unplug(&scene.stage);
	flow_scene_await(&scene, FLOW_SCREEN_MESSAGE);
	while (flow_trouble(scene.flow) == 0)
		(void)flow_dispatch(scene.flow);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_MESSAGE); /* it is not blanked */
	flow_scene_act(&scene, FLOW_CLOSE);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_OUT_OF_ORDER);
	flow_scene_assert_forgotten(&scene);
}
END_TEST

START_TEST(unplugged_while_the_result_is_read)
{
	flow_scene_start(&scene);
	flow_scene_to_result(&scene);
	stage_unplug(&scene.stage);
	while (flow_trouble(scene.flow) == 0)
		(void)flow_dispatch(scene.flow);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_RESULT);
	flow_scene_act(&scene, FLOW_FINISH);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_OUT_OF_ORDER);
	flow_scene_assert_forgotten(&scene);
}
END_TEST

START_TEST(not_fit_at_first)
{
	ck_assert_int_eq(flow_new(&scene.options, &scene.flow, NULL), ZAIRYU_OK);
	flow_checked(scene.flow, false);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_OUT_OF_ORDER);
	flow_checked(scene.flow, true); /* which nobody asked for */
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_OUT_OF_ORDER);
	flow_scene_pass(&scene, 30001);
	ck_assert_uint_eq(scene.checks, 2);
	flow_checked(scene.flow, true);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
}
END_TEST

START_TEST(a_reader_that_cannot_tell)
{
	scene.stage.blind = true;
	flow_scene_start(&scene);
	flow_scene_to_hold(&scene, SCENE_NUMBER);
	scene.stage.placed = true;
	flow_scene_await(&scene, FLOW_SCREEN_RESULT);
	flow_scene_act(&scene, FLOW_FINISH);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
}
END_TEST

START_TEST(the_first_reader_with_a_card)
{
	scene.options.reader = NULL;
	flow_scene_start(&scene);
	flow_scene_to_result(&scene);
	flow_scene_act(&scene, FLOW_FINISH);
	scene.stage.placed = false;
	flow_scene_await(&scene, FLOW_SCREEN_NUMBER);
	flow_scene_to_hold(&scene, SCENE_NUMBER);
	scene.other.card = scene.stage.card; /* the next person takes the other reader */
	scene.other.placed = true;
	flow_scene_await(&scene, FLOW_SCREEN_RESULT);
	ck_assert_str_eq(zairyu_record_reader(flow_record(scene.flow)), "other:");
	scene.other.placed = false;
}
END_TEST

START_TEST(the_machine_is_fit_if_nobody_checks_it)
{
	scene.options.calls.check = NULL;
	ck_assert_int_eq(flow_new(&scene.options, &scene.flow, NULL), ZAIRYU_OK);
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("flow", 120);

	tcase_add_checked_fixture(tcase, begin, end);
	suite_add(tcase, (const TTest *const[]){ unplugged_and_back, unplugged_while_reading,
						 unplugged_while_the_result_is_read, not_fit_at_first,
						 a_reader_that_cannot_tell, the_first_reader_with_a_card,
						 the_machine_is_fit_if_nobody_checks_it, NULL });
	return suite_run("kiosk flow reader", tcase);
}

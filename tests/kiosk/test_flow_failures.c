/* SPDX-License-Identifier: BSD-2-Clause */
/* Every failure: what is said, and where the person goes on. */
#include <string.h>

#include "../support/suite.h"
#include "flow/state.h"
#include "flow/text.h"
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

/* The screen on which a person goes on after a failure of each kind. */
static enum flow_screen after(enum failure_kind kind)
{
	switch (kind) {
	case FAILURE_AGAIN:
	case FAILURE_OTHER_CARD:
		return FLOW_SCREEN_HOLD;
	case FAILURE_NUMBER:
	case FAILURE_FINAL:
		break;
	}
	return FLOW_SCREEN_NUMBER;
}

static void assert_said(const char *name)
{
	const struct flow_language *language;

	for (size_t i = 0; (language = flow_language(i)) != NULL; i++)
		ck_assert_msg(flow_text(name, language->tag) != NULL, "%s in %s", name, language->tag);
}

/* All codes that there are, and one that there is not. */
START_TEST(every_failure_is_said_and_leads_on)
{
	unsigned codes = 0;

	flow_scene_start(&scene);
	for (int code = -1000; code < 0; code++) {
		struct failure_texts texts;

		if (strcmp(zairyu_error_name(code), "ZAIRYU_ERR_UNKNOWN") == 0 && code != -999)
			continue;
		codes++;
		failure_texts_of(code, &texts);
		assert_said(texts.message);
		assert_said(texts.advice);
		if (texts.cause)
			assert_said(texts.cause);
		ck_assert_int_eq(texts.message[8] - '0', zairyu_error_official_message(code));
		flow_scene_to_hold(&scene, SCENE_NUMBER);
		scene.flow->failure = failure_kind_of(code);
		ck_assert(flow_happen(scene.flow, FLOW_FAILED));
		ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_MESSAGE);
		flow_scene_act(&scene, FLOW_CLOSE);
		ck_assert_msg(flow_screen(scene.flow) == after(failure_kind_of(code)), "%s", zairyu_error_name(code));
		if (flow_screen(scene.flow) == FLOW_SCREEN_HOLD)
			flow_scene_act(&scene, FLOW_CANCEL);
		flow_wipe(scene.flow);
	}
	ck_assert_uint_gt(codes, 35);
}
END_TEST

START_TEST(kinds_of_failure)
{
	ck_assert_int_eq(failure_kind_of(ZAIRYU_ERR_WRONG_NUMBER), FAILURE_NUMBER);
	ck_assert_int_eq(failure_kind_of(ZAIRYU_ERR_CARD_GONE), FAILURE_AGAIN);
	ck_assert_int_eq(failure_kind_of(ZAIRYU_ERR_COMMUNICATION), FAILURE_AGAIN);
	ck_assert_int_eq(failure_kind_of(ZAIRYU_ERR_NOT_RESIDENCE_CARD), FAILURE_OTHER_CARD);
	ck_assert_int_eq(failure_kind_of(ZAIRYU_ERR_CHIP_BROKEN), FAILURE_FINAL);
	ck_assert_int_eq(failure_kind_of(ZAIRYU_ERR_INTERNAL), FAILURE_FINAL);
	ck_assert_int_eq(failure_kind_of(-999), FAILURE_FINAL);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("failures", 120);

	tcase_add_checked_fixture(tcase, begin, end);
	suite_add(tcase, (const TTest *const[]){ every_failure_is_said_and_leads_on, kinds_of_failure, NULL });
	return suite_run("kiosk failures", tcase);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One bar from the first contact to the verification: it never goes back, is full at the end and not before, names
 * every step on the way, and cancels wherever it says so.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"

static const char *const types[] = { "type=1", "type=2", "type=05", "type=06" };

enum { STEPS_MAX = 64 };

static struct bar {
	uint64_t done, total;
	unsigned calls, stop_at, full_at; /* full_at: the first call that found it full */
	const char *steps[STEPS_MAX];     /* each once, in the order they came */
	size_t step_count;
} bar;

static int on_progress(void *userdata, const zairyu_progress *progress)
{
	(void)userdata;
	bar.calls++;
	ck_assert_uint_eq(progress->size, sizeof *progress);
	ck_assert_uint_gt(progress->total, 0);
	ck_assert_uint_le(progress->done, progress->total);
	ck_assert_msg(progress->done * bar.total >= bar.done * progress->total, "%s goes back", progress->step);
	ck_assert_msg(zairyu_step_text(progress->step, ZAIRYU_LANGUAGE_JA) != NULL, "%s", progress->step);
	bar.done = progress->done;
	bar.total = progress->total;
	if (progress->done == progress->total && bar.full_at == 0)
		bar.full_at = bar.calls;
	if (bar.step_count == 0 || strcmp(bar.steps[bar.step_count - 1], progress->step) != 0) {
		ck_assert_uint_lt(bar.step_count, STEPS_MAX);
		bar.steps[bar.step_count++] = progress->step;
	}
	return bar.calls == bar.stop_at;
}

static struct scene scene;

static zairyu_session *begin(unsigned stop_at)
{
	zairyu_session *session;

	bar = (struct bar){ .stop_at = stop_at };
	ck_assert_int_eq(zairyu_session_new(scene.transport, &session, NULL), 0);
	zairyu_session_set_progress(session, on_progress, NULL);
	return session;
}

static int authenticate(zairyu_session *session, zairyu_error **err)
{
	return zairyu_session_authenticate(session, zairyu_vcard_number(scene.card), ZAIRYU_NUMBER_LENGTH, err);
}

/* Identify, authenticate, read, verify. The rest of a conversation is not begun once a call failed. */
static int converse(zairyu_session *session, bool identifies, zairyu_error **err)
{
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	int rc = identifies ? zairyu_session_identify(session, NULL, err) : ZAIRYU_OK;

	if (rc == ZAIRYU_OK)
		rc = authenticate(session, err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_read_and_verify(session, scene.trust, ZAIRYU_ITEMS_ALL, 0, &record, &report, err);
	ck_assert_int_eq(record != NULL, rc == ZAIRYU_OK || rc == ZAIRYU_ERR_NOT_GENUINE);
	ck_assert_int_eq(report != NULL, record != NULL);
	zairyu_record_free(record);
	zairyu_report_free(report);
	return rc;
}

static void check_steps(void)
{
	static const char *const first[] = { "connect",       "read-common-data",    "read-card-type",
					     "get-challenge", "mutual-authenticate", "verify" };

	ck_assert_uint_gt(bar.step_count, COUNT(first) + 3);
	for (int i = 0; i < COUNT(first); i++)
		ck_assert_str_eq(bar.steps[i], first[i]);
	ck_assert_str_eq(bar.steps[bar.step_count - 1], "verify-signature");
}

START_TEST(one_bar_for_all)
{
	scene_open(&scene);
	for (size_t limit = 0; limit <= 256; limit += 256) { /* with 256 it starts over */
		scene_set_card(&scene, types[_i / 2], limit);
		for (int again = 0; again < 2; again++) {
			zairyu_session *session = begin(0);

			(void)converse(session, _i % 2, NULL);
			check_steps();
			ck_assert_uint_eq(bar.done, bar.total);
			ck_assert_uint_eq(bar.full_at, bar.calls);
			zairyu_session_free(session);
		}
	}
	scene_close(&scene);
}
END_TEST

/* What does not fit with the padding assumed is read whole: the bar waits, and is full when that is verified. */
START_TEST(in_doubt_it_waits)
{
	zairyu_session *session;

	scene_open(&scene);
	scene_set_card(&scene, _i == 0 ? "type=1,variant=flip-face" : "type=05,variant=flip-face", 0);
	session = begin(0);
	ck_assert_int_eq(converse(session, true, NULL), ZAIRYU_ERR_NOT_GENUINE);
	check_steps();
	ck_assert_uint_eq(bar.full_at, bar.calls);
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

/* A word that says the chip is broken, once and while it is read: another conversation, and the same bar. */
START_TEST(a_second_look_sets_nothing_back)
{
	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	for (uint32_t command = 4; command < 16; command += 2) {
		zairyu_session *session = begin(0);

		ck_assert_int_eq(zairyu_vcard_set_fault(scene.card, ZAIRYU_FAULT_STATUS,
							zairyu_vcard_commands(scene.card) + command, 0x6F00),
				 0);
		ck_assert_int_eq(converse(session, false, NULL), ZAIRYU_ERR_NOT_GENUINE);
		ck_assert_uint_eq(bar.done, bar.total);
		ck_assert_uint_eq(bar.full_at, bar.calls);
		zairyu_session_free(session);
	}
	scene_close(&scene);
}
END_TEST

/* The beginning is its beginning: what a person waits for is still to come. */
START_TEST(the_beginning_is_short)
{
	zairyu_session *session;
	zairyu_record *record;
	double identified;

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	session = begin(0);
	ck_assert_int_eq(zairyu_session_identify(session, NULL, NULL), 0);
	ck_assert_uint_eq(bar.calls, 3);
	identified = (double)bar.done / (double)bar.total;
	ck_assert(identified > 0.01 && identified < 0.15);
	ck_assert_int_eq(authenticate(session, NULL), 0);
	ck_assert_uint_eq(bar.calls, 6);
	ck_assert((double)bar.done / (double)bar.total > identified);
	ck_assert((double)bar.done / (double)bar.total < 0.25);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), 0);
	zairyu_record_free(record);
	ck_assert_uint_eq(bar.full_at, bar.calls);
	/* The next conversation, and the next read in it, have a bar of their own. */
	bar = (struct bar){ 0 };
	ck_assert_int_eq(authenticate(session, NULL), 0);
	ck_assert_uint_eq(bar.calls, 6);
	ck_assert((double)bar.done / (double)bar.total < 0.25);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEM_SIGNATURE, ZAIRYU_READ_WHOLE, &record, NULL),
				 0);
		zairyu_record_free(record);
		ck_assert_uint_eq(bar.done, bar.total);
		bar = (struct bar){ 0 };
	}
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

/* Stopped at each call in turn: cancelled there, nothing comes out, and the card is let go. */
START_TEST(it_cancels_everywhere)
{
	unsigned calls = 0;

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	for (unsigned n = 0; n == 0 || n <= calls; n++) {
		zairyu_error *err = NULL;
		zairyu_session *session = begin(n);
		int rc = converse(session, true, &err);

		if (n == 0) {
			calls = bar.calls;
		} else {
			ck_assert_msg(rc == ZAIRYU_ERR_CANCELLED, "call %u: %s", n, zairyu_error_name(rc));
			ck_assert_uint_eq(bar.calls, n);
			ck_assert_ptr_null(zairyu_session_card(session));
		}
		ck_assert_int_eq(zairyu_error_code(err), rc);
		zairyu_error_free(err);
		zairyu_session_free(session);
	}
	ck_assert_uint_gt(calls, 12);
	scene_close(&scene);
}
END_TEST

/* A read of other items has a bar of its own, whole or not; and where the last thing is padding, it ends full as well. */
START_TEST(further_reads)
{
	static const uint32_t flags[] = { 0, ZAIRYU_READ_WHOLE, 0 };
	zairyu_session *session;
	zairyu_record *record;
	uint64_t items = ZAIRYU_ITEMS_ALL;

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	session = begin(0);
	ck_assert_int_eq(authenticate(session, NULL), 0);
	for (size_t i = 0; i < 3; i++) {
		bar = (struct bar){ 0 };
		ck_assert_int_eq(zairyu_session_read(session, items, flags[i], &record, NULL), 0);
		zairyu_record_free(record);
		ck_assert_uint_gt(bar.calls, 1);
		ck_assert_uint_eq(bar.full_at, bar.calls);
		items = zairyu_card_signed_items(zairyu_session_card(session)) | ZAIRYU_ITEM_SIGNATURE;
	}
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

static zairyu_cancel *token;

static int trigger(void *userdata, const zairyu_progress *progress)
{
	(void)userdata;
	if (strcmp(progress->step, "verify-signature") == 0)
		zairyu_cancel_trigger(token);
	return 0;
}

/* The token is looked at while verifying, too. */
START_TEST(the_token_while_verifying)
{
	zairyu_session *session;

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	ck_assert_int_eq(zairyu_cancel_new(&token, NULL), 0);
	session = begin(0);
	zairyu_session_set_cancel(session, token);
	zairyu_session_set_progress(session, trigger, NULL);
	ck_assert_int_eq(converse(session, false, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_ptr_null(zairyu_session_card(session));
	zairyu_session_free(session);
	zairyu_cancel_free(token);
	scene_close(&scene);
}
END_TEST

/* A program that does something of its own after the read. */
START_TEST(steps_of_ones_own)
{
	zairyu_session *session;
	zairyu_record *record;

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	session = begin(0);
	ck_assert_int_eq(authenticate(session, NULL), 0);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_GOES_ON, &record, NULL), 0);
	zairyu_record_free(record);
	ck_assert_uint_lt(bar.done, bar.total);
	ck_assert_uint_ge(bar.done * 100, bar.total * 90);
	ck_assert_int_eq(zairyu_session_progress(session, "verify-signature", 0, NULL), 0);
	ck_assert_uint_lt(bar.done, bar.total);
	ck_assert_int_eq(zairyu_session_progress(session, "verify-signature", 1, NULL), 0);
	ck_assert_uint_eq(bar.done, bar.total);
	ck_assert_int_eq(zairyu_session_progress(session, NULL, 1, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_nonnull(zairyu_session_card(session));
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("progress", 60);

	tcase_add_loop_test(tcase, one_bar_for_all, 0, 2 * COUNT(types));
	tcase_add_loop_test(tcase, in_doubt_it_waits, 0, 2);
	tcase_add_loop_test(tcase, a_second_look_sets_nothing_back, 0, COUNT(types));
	tcase_add_loop_test(tcase, further_reads, 0, COUNT(types));
	tcase_add_loop_test(tcase, the_beginning_is_short, 0, COUNT(types));
	tcase_add_loop_test(tcase, it_cancels_everywhere, 0, COUNT(types));
	tcase_add_loop_test(tcase, the_token_while_verifying, 0, COUNT(types));
	tcase_add_loop_test(tcase, steps_of_ones_own, 0, COUNT(types));
	return suite_run("progress", tcase);
}

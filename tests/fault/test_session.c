/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The session as programs use and misuse it: states, the token and the deadline against a card that is silent,
 * what is freed in which order, and a trace played back.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/clock.h"
#include "../support/suite.h"
#include "session/session.h"
#include "session_case.h"

enum { PROMISED_MS = 300, TOKEN_AFTER_MS = 60, DEADLINE_MS = 120 };

START_TEST(calls_out_of_order)
{
	struct scene scene;
	zairyu_session *session;
	zairyu_record *record;
	zairyu_card *card;
	zairyu_error *err = NULL;

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	session = session_on(&scene);
	ck_assert_ptr_null(zairyu_session_card(session));
	ck_assert_int_eq(read_all(session), ZAIRYU_ERR_STATE);
	ck_assert_uint_eq(zairyu_vcard_commands(scene.card), 0);
	ck_assert_int_eq(zairyu_session_identify(session, &card, NULL), 0);
	ck_assert_str_eq(zairyu_card_type(card), types[_i] + 5);
	zairyu_card_free(card);
	ck_assert_str_eq(zairyu_card_type(zairyu_session_card(session)), types[_i] + 5);
	ck_assert_int_eq(read_all(session), ZAIRYU_ERR_STATE);
	ck_assert_ptr_nonnull(zairyu_session_card(session)); /* a mistake of the caller ends nothing */
	/* Identified already: not again. */
	ck_assert_int_eq(authenticate(&scene, session), 0);
	ck_assert_uint_eq(zairyu_vcard_commands(scene.card), 5);
	ck_assert_int_eq(zairyu_session_read(session, 0, 4, &record, &err), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_UNSUPPORTED);
	zairyu_error_free(err);
	ck_assert_int_eq(zairyu_session_read(session, 0, 0, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	/* Mistakes of the caller cost nothing: the session is as it was. */
	ck_assert_int_eq(zairyu_session_authenticate(session, "AA1234567", 9, NULL), ZAIRYU_ERR_NUMBER_FORMAT);
	ck_assert_int_eq(zairyu_session_authenticate(session, NULL, 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(read_all(session), 0);
	ck_assert_int_eq(read_all(session), 0);
	/* Authenticated again, and identified again. */
	ck_assert_int_eq(authenticate(&scene, session), 0);
	ck_assert_int_eq(read_all(session), 0);
	ck_assert_int_eq(zairyu_session_identify(session, NULL, NULL), 0);
	ck_assert_int_eq(read_all(session), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(authenticate(&scene, session), 0);
	ck_assert_int_eq(read_all(session), 0);
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

/* Identifying again ends an authentication: the number is gone, and with it the keys. */
START_TEST(the_card_of_a_session)
{
	struct scene scene;
	zairyu_session *session;
	static const char nothing[ZAIRYU_NUMBER_SIZE];
	struct sm_channel no_channel = { 0 };

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	session = session_on(&scene);
	ck_assert_ptr_null(zairyu_session_card(NULL));
	ck_assert_int_eq(authenticate(&scene, session), 0);
	ck_assert_str_eq(zairyu_card_type(zairyu_session_card(session)), types[_i] + 5);
	ck_assert_int_eq(read_all(session), 0);
	ck_assert_str_eq(zairyu_card_type(zairyu_session_card(session)), types[_i] + 5);
	ck_assert_str_eq(session->number, zairyu_vcard_number(scene.card));
	ck_assert_int_eq(zairyu_session_identify(session, NULL, NULL), 0);
	ck_assert_mem_eq(session->number, nothing, sizeof nothing);
	ck_assert_mem_eq(session->channel.key, no_channel.key, sizeof no_channel.key);
	ck_assert_int_eq(read_all(session), ZAIRYU_ERR_STATE);
	ck_assert_str_eq(zairyu_card_type(zairyu_session_card(session)), types[_i] + 5);
	/* A failure lets the card go. */
	ck_assert_int_eq(zairyu_session_authenticate(session, "ZZ99999999ZZ", 12, NULL), ZAIRYU_ERR_WRONG_NUMBER);
	ck_assert_ptr_null(zairyu_session_card(session));
	ck_assert_int_eq(authenticate(&scene, session), 0);
	ck_assert_int_eq(read_all(session), 0);
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

START_TEST(nothing_given)
{
	zairyu_session *session;
	zairyu_record *record;
	zairyu_card *card;

	ck_assert_int_eq(zairyu_session_new(NULL, &session, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(session);
	ck_assert_int_eq(zairyu_session_identify(NULL, &card, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(card);
	ck_assert_int_eq(zairyu_session_authenticate(NULL, "", 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_session_read(NULL, 0, 0, &record, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(record);
	zairyu_session_set_progress(NULL, NULL, NULL);
	zairyu_session_set_item_callback(NULL, NULL, NULL);
	zairyu_session_set_cancel(NULL, NULL);
	zairyu_session_set_timeout(NULL, 1);
	zairyu_session_free(NULL);
}
END_TEST

static void *trigger_later(void *token)
{
	sleep_ms(TOKEN_AFTER_MS);
	zairyu_cancel_trigger(token);
	return NULL;
}

/* The card falls silent at each command in turn: token and deadline end it in time, and the session works again. */
START_TEST(silence_ends_by_token_and_deadline)
{
	struct scene scene;
	zairyu_session *session;

	scene_open(&scene);
	scene_set_card(&scene, _i % 2 ? "type=05" : "type=1", 0);
	session = session_on(&scene);
	for (uint32_t command = 1; command <= 9; command += 2) {
		const bool by_token = _i < 2;
		zairyu_cancel *token;
		pthread_t thread;
		double start, took;
		int rc;

		ck_assert_int_eq(zairyu_cancel_new(&token, NULL), 0);
		ck_assert_int_eq(zairyu_vcard_set_fault(scene.card, ZAIRYU_FAULT_SILENCE,
							zairyu_vcard_commands(scene.card) + command, 0),
				 0);
		zairyu_session_set_cancel(session, token);
		zairyu_session_set_timeout(session, by_token ? ZAIRYU_WAIT_FOREVER : DEADLINE_MS);
		start = now_ms();
		if (by_token)
			ck_assert_int_eq(pthread_create(&thread, NULL, trigger_later, token), 0);
		rc = whole_conversation(&scene, session);
		took = now_ms() - start;
		if (by_token)
			ck_assert_int_eq(pthread_join(thread, NULL), 0);
		ck_assert_int_eq(rc, by_token ? ZAIRYU_ERR_CANCELLED : ZAIRYU_ERR_TIMEOUT);
		ck_assert_msg(took < (by_token ? TOKEN_AFTER_MS : DEADLINE_MS) + PROMISED_MS + SLACK_MS,
			      "command %u: %.0f ms", (unsigned)command, took);
		/* The token is sticky: nothing more is sent with it. */
		if (by_token)
			ck_assert_int_eq(whole_conversation(&scene, session), ZAIRYU_ERR_CANCELLED);
		zairyu_session_set_cancel(session, NULL);
		zairyu_session_set_timeout(session, 60000);
		ck_assert_int_eq(whole_conversation(&scene, session), 0);
		zairyu_cancel_free(token);
	}
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

START_TEST(a_token_before_and_after)
{
	struct scene scene;
	zairyu_session *session;
	zairyu_cancel *token;

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	session = session_on(&scene);
	ck_assert_int_eq(zairyu_cancel_new(&token, NULL), 0);
	zairyu_session_set_cancel(session, token);
	ck_assert_int_eq(whole_conversation(&scene, session), 0);
	zairyu_cancel_trigger(token); /* after: the next call only */
	ck_assert_int_eq(read_all(session), ZAIRYU_ERR_CANCELLED);
	ck_assert_int_eq(read_all(session), ZAIRYU_ERR_STATE);
	scene_set_card(&scene, types[_i], 0); /* another card and reader; the session keeps its own */
	ck_assert_int_eq(zairyu_session_identify(session, NULL, NULL), ZAIRYU_ERR_CANCELLED);
	zairyu_cancel_free(token); /* the session holds it */
	ck_assert_int_eq(zairyu_session_identify(session, NULL, NULL), ZAIRYU_ERR_CANCELLED);
	zairyu_session_free(session);
	session = session_on(&scene);
	zairyu_session_set_timeout(session, 0);
	ck_assert_int_eq(zairyu_session_identify(session, NULL, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_uint_eq(zairyu_vcard_commands(scene.card), 0);
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

/* The context, the transport and the card may go first; so may a record's session and context. */
START_TEST(freed_in_any_order)
{
	struct scene scene;
	zairyu_session *session;
	zairyu_record *record;
	zairyu_bytes file;

	for (int order = 0; order < 2; order++) {
		scene_open(&scene);
		scene_set_card(&scene, types[_i], 0);
		session = session_on(&scene);
		ck_assert_int_eq(authenticate(&scene, session), 0);
		if (order == 0)
			scene_close(&scene);
		ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), 0);
		zairyu_session_free(session);
		if (order == 1)
			scene_close(&scene);
		ck_assert_int_eq(zairyu_record_file(record, ZAIRYU_ITEM_SIGNATURE, &file), 0);
		ck_assert_uint_gt(file.len, 700);
		zairyu_record_free(record);
	}
}
END_TEST

static void check_same(const zairyu_record *a, const zairyu_record *b)
{
	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		zairyu_bytes x = { NULL, 0 }, y = { NULL, 0 };

		ck_assert_int_eq(zairyu_record_file(a, item, &x), zairyu_record_file(b, item, &y));
		ck_assert_uint_eq(x.len, y.len);
		ck_assert_uint_eq(zairyu_record_padding_assumed(a, item), zairyu_record_padding_assumed(b, item));
		if (x.len > 0)
			ck_assert_mem_eq(x.data, y.data, x.len);
	}
	ck_assert_str_eq(zairyu_record_number(a), zairyu_record_number(b));
	ck_assert_str_eq(zairyu_card_type(zairyu_record_card(a)), zairyu_card_type(zairyu_record_card(b)));
}

/* A read with everything in it: a fallback too. Its trace gives the same record, and no other number opens it. */
START_TEST(a_trace_plays_the_same_record)
{
	char directory[] = "/tmp/zairyu-trace-XXXXXX", path[64], uri[80];
	struct scene scene;
	zairyu_transport *trace, *replay;
	struct outcome first, again;

	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/trace", directory);
	snprintf(uri, sizeof uri, "replay:%s", path);
	scene_open(&scene);
	ck_assert_int_eq(zairyu_context_add_backend(scene.ctx, zairyu_replay_backend(), NULL), 0);
	scene_set_card(&scene, types[_i / 2], _i % 2 ? 256 : 0);
	ck_assert_int_eq(zairyu_trace_new(scene.ctx, scene.transport, path, &trace, NULL), 0);
	zairyu_transport_free(scene.transport);
	scene.transport = trace;
	first = scene_read(&scene, zairyu_vcard_number(scene.card), 60000);
	ck_assert_int_eq(first.rc, ZAIRYU_ERR_NOT_GENUINE);
	zairyu_transport_free(scene.transport); /* closes the file */
	ck_assert_int_eq(zairyu_transport_open(scene.ctx, uri, NULL, &replay, NULL), 0);
	scene.transport = replay;
	again = scene_read(&scene, zairyu_vcard_number(scene.card), 60000);
	ck_assert_msg(again.rc == ZAIRYU_ERR_NOT_GENUINE, "%s", zairyu_error_message(again.err));
	check_same(again.record, first.record);
	ck_assert_str_eq(zairyu_record_reader(again.record), uri); /* never the reader that was recorded */
	outcome_done(&again);
	zairyu_transport_free(scene.transport);
	ck_assert_int_eq(zairyu_transport_open(scene.ctx, uri, NULL, &scene.transport, NULL), 0);
	again = scene_read(&scene, "AA12345678BC", 60000);
	ck_assert_int_eq(again.rc, ZAIRYU_ERR_COMMUNICATION); /* what such a card would answer is not in the trace */
	outcome_done(&again);
	outcome_done(&first);
	scene_close(&scene);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(rmdir(directory), 0);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("session", 60);

	tcase_add_loop_test(tcase, calls_out_of_order, 0, 4);
	tcase_add_loop_test(tcase, the_card_of_a_session, 0, 4);
	tcase_add_test(tcase, nothing_given);
	tcase_add_loop_test(tcase, silence_ends_by_token_and_deadline, 0, 4);
	tcase_add_loop_test(tcase, a_token_before_and_after, 0, 4);
	tcase_add_loop_test(tcase, freed_in_any_order, 0, 4);
	tcase_add_loop_test(tcase, a_trace_plays_the_same_record, 0, 8);
	return suite_run("session", tcase);
}

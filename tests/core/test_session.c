/* SPDX-License-Identifier: BSD-2-Clause */
/* The session's public face, on a card that can be identified and no more: what a call leaves behind, and what not. */
#include <string.h>

#include "../support/suite.h"
#include "file_card.h"

/* Both free files in one. */
static const uint8_t free_files[] = { 0xC0, 4, '0', '0', '0', '1', 0xC1, 1, '1' };

static void open_card(void)
{
	file_card_open();
	memcpy(card.file, free_files, sizeof free_files);
	card.len = sizeof free_files;
}

START_TEST(a_new_session)
{
	zairyu_session *other;

	open_card();
	ck_assert_uint_eq(card.session->timeout_ms, 60000);
	ck_assert_int_eq(card.session->state, SESSION_NEW);
	ck_assert_ptr_null(zairyu_session_card(card.session));
	ck_assert_ptr_null(card.session->cancel);
	ck_assert_ptr_null(card.session->progress_fn);
	ck_assert_ptr_null(card.session->item_fn);
	ck_assert_int_eq(zairyu_session_new(card.transport, &other, NULL), 0);
	ck_assert_ptr_eq(other->memory, card.session->memory);
	zairyu_session_free(other);
	ck_assert_int_eq(zairyu_session_new(card.transport, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	file_card_close();
}
END_TEST

START_TEST(identified)
{
	zairyu_card *found = NULL;

	open_card();
	ck_assert_int_eq(zairyu_session_identify(card.session, &found, NULL), 0);
	ck_assert_str_eq(card.log, "8B00:s0 8A00:s0 ");
	ck_assert_str_eq(zairyu_card_type(found), "1");
	ck_assert_str_eq(zairyu_card_spec_version(found), "0001");
	ck_assert_int_eq(card.session->state, SESSION_IDENTIFIED);
	ck_assert_int_eq(card.session->current_df, 0);
	ck_assert_ptr_null(card.session->wait);
	ck_assert_uint_eq(card.session->common_data.len, sizeof free_files);
	ck_assert_uint_eq(card.session->card_type.len, sizeof free_files);
	ck_assert_mem_eq(card.session->common_data.data, free_files, sizeof free_files);
	ck_assert_mem_eq(card.session->card_type.data, free_files, sizeof free_files);
	zairyu_card_free(found);
	file_card_close();
}
END_TEST

/* A failure names the step it came in, lets the card go and gives nothing. */
START_TEST(a_failure)
{
	static const struct odd gone[][ODD_MAX] = { { { 1, GONE, 0 } }, { { 2, GONE, 0 } } };
	static const char *const steps[] = { "read-common-data", "read-card-type" };

	for (size_t i = 0; i < 2; i++) {
		zairyu_card *found = NULL;
		zairyu_error *err = NULL;

		open_card();
		ck_assert_int_eq(zairyu_session_identify(card.session, &found, NULL), 0);
		zairyu_card_free(found);
		card.odd = gone[i];
		card.exchanges = 0;
		ck_assert_int_eq(zairyu_session_identify(card.session, &found, &err), ZAIRYU_ERR_CARD_GONE);
		ck_assert_ptr_null(found);
		ck_assert(!card.connected);
		ck_assert_str_eq(zairyu_error_step(err), steps[i]);
		ck_assert_int_eq(card.session->state, SESSION_NEW);
		ck_assert_ptr_null(card.session->wait);
		zairyu_error_free(err);
		file_card_close();
	}
}
END_TEST

static zairyu_error *an_old_one(void)
{
	zairyu_error *err = NULL;

	zairyu_error_set(&err, ZAIRYU_ERR_IMAGE, NULL, 0, "of another call");
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_IMAGE);
	return err;
}

/* What an earlier call failed with is no error of this one, whether it fails or not. */
START_TEST(errors_of_earlier_calls)
{
	zairyu_session *other;
	zairyu_record *record;
	zairyu_error *err = an_old_one();

	open_card();
	ck_assert_int_eq(zairyu_session_new(card.transport, &other, &err), 0);
	ck_assert_ptr_null(err);
	zairyu_session_free(other);
	err = an_old_one();
	ck_assert_int_eq(zairyu_session_identify(card.session, NULL, &err), 0);
	ck_assert_ptr_null(err);
	err = an_old_one();
	ck_assert_int_eq(zairyu_session_progress(card.session, "verify-signature", 1, &err), 0);
	ck_assert_ptr_null(err);
	err = an_old_one();
	ck_assert_int_eq(zairyu_session_authenticate(card.session, "A", 1, &err), ZAIRYU_ERR_NUMBER_FORMAT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_NUMBER_FORMAT);
	ck_assert_int_eq(zairyu_session_read(card.session, 0, 0, &record, &err), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_STATE);
	ck_assert_ptr_null(record);
	zairyu_error_free(err);
	file_card_close();
}
END_TEST

START_TEST(a_reset)
{
	static const uint8_t nothing[SESSION_RESPONSE_MAX];
	zairyu_session *s;

	open_card();
	s = card.session;
	ck_assert_int_eq(zairyu_session_identify(s, NULL, NULL), 0);
	memset(s->response, 0xA5, sizeof s->response);
	memset(s->channel.key, 0xA5, sizeof s->channel.key);
	s->current_df = 2;
	s->current_file = card_first_generation.files;
	session_reset(s);
	ck_assert_mem_eq(s->response, nothing, sizeof s->response);
	ck_assert_mem_eq(s->channel.key, nothing, sizeof s->channel.key);
	ck_assert_int_eq(s->state, SESSION_NEW);
	ck_assert_int_eq(s->current_df, 0);
	ck_assert_ptr_null(s->current_file);
	ck_assert_ptr_null(zairyu_session_card(s));
	file_card_close();
}
END_TEST

/* A token may be set twice; the session's own step fails by it, in that step, and ends the conversation. */
START_TEST(a_token)
{
	zairyu_cancel *token;
	zairyu_error *err = NULL;

	open_card();
	ck_assert_int_eq(zairyu_cancel_new(&token, NULL), 0);
	zairyu_session_set_cancel(card.session, token);
	zairyu_session_set_cancel(card.session, token);
	ck_assert_int_eq(zairyu_session_identify(card.session, NULL, NULL), 0);
	ck_assert_int_eq(zairyu_session_progress(card.session, "verify-signature", 0, NULL), 0);
	ck_assert_ptr_nonnull(zairyu_session_card(card.session));
	zairyu_cancel_trigger(token);
	zairyu_cancel_free(token);
	ck_assert_int_eq(zairyu_session_progress(card.session, "verify-signature", 0, &err), ZAIRYU_ERR_CANCELLED);
	ck_assert_str_eq(zairyu_error_step(err), "verify-signature");
	ck_assert_ptr_null(zairyu_session_card(card.session));
	ck_assert_int_eq(zairyu_session_progress(NULL, "verify-signature", 0, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_session_progress(card.session, NULL, 0, &err), ZAIRYU_ERR_ARGUMENT);
	zairyu_error_free(err);
	file_card_close();
}
END_TEST

static int stop(void *userdata, const zairyu_progress *progress)
{
	unsigned *calls = userdata;

	(void)progress;
	return ++*calls == 2;
}

START_TEST(a_callback_that_says_stop)
{
	zairyu_error *err = NULL;
	unsigned calls = 0;

	open_card();
	zairyu_session_set_progress(card.session, stop, &calls);
	ck_assert_int_eq(zairyu_session_identify(card.session, NULL, &err), ZAIRYU_ERR_CANCELLED);
	ck_assert_str_eq(zairyu_error_step(err), "read-common-data");
	ck_assert_uint_eq(calls, 2);
	ck_assert_str_eq(card.log, "8B00:s0 ");
	zairyu_error_free(err);
	file_card_close();
}
END_TEST

SUITE_MAIN("session", 20, a_new_session, identified, a_failure, errors_of_earlier_calls, a_reset, a_token,
	   a_callback_that_says_stop)

/* SPDX-License-Identifier: BSD-2-Clause */
/* SELECT plain and through the channel: which of them is sent, how often, and what is known afterwards. */
#include <string.h>

#include "../support/suite.h"
#include "file_card.h"
#include "util/context/context.h"

static struct card_messaging messaging = { .suite = &sm_suite_tdes };
static const struct card_family family = { .messaging = &messaging, .dfs = card_dfs };
static const struct card_type type = { "9", ZAIRYU_KIND_RESIDENCE_CARD, &family };

static void open_card(bool select_protected, enum session_state state)
{
	file_card_open();
	messaging.select_protected = select_protected;
	card.session->card.type = &type;
	card.session->state = state;
	card.session->current_df = 1;
	card.session->current_file = card_first_generation.files;
}

/* A name of 16 bytes, or what it is when protected. */
START_TEST(the_form_of_select)
{
	static const struct {
		bool select_protected;
		enum session_state state;
		const char *log;
		uint64_t sent;
	} rows[] = {
		{ false, SESSION_IDENTIFIED, "select:16 ", 0 },   { false, SESSION_AUTHENTICATED, "select:16 ", 0 },
		{ true, SESSION_NEW, "select:16 ", 0 },           { true, SESSION_IDENTIFIED, "select:16 ", 0 },
		{ true, SESSION_AUTHENTICATED, "select:27 ", 1 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		open_card(rows[i].select_protected, rows[i].state);
		ck_assert_int_eq(session_select_df(card.session, 2, NULL), 0);
		ck_assert_int_eq(session_select_df(card.session, 2, NULL), 0); /* it is */
		ck_assert_str_eq(card.log, rows[i].log);
		ck_assert_int_eq(card.session->current_df, 2);
		ck_assert_ptr_null(card.session->current_file);
		ck_assert_uint_eq(card.session->channel.sent, rows[i].sent);
		ck_assert_int_eq(card.session->step, STEP_SELECT);
		file_card_close();
	}
}
END_TEST

/* What is refused leaves open what is selected, and says which word it was. */
START_TEST(a_refused_select)
{
	for (unsigned i = 0; i < 2; i++) {
		zairyu_error *err = NULL;
		uint16_t sw = 0;

		open_card(i == 1, SESSION_AUTHENTICATED);
		card.select_word = 0x6A82;
		ck_assert_int_eq(session_select_df(card.session, 2, &err), ZAIRYU_ERR_STATUS_WORD);
		ck_assert_int_eq(zairyu_error_status_word(err, &sw), 0);
		ck_assert_uint_eq(sw, 0x6A82);
		ck_assert_str_eq(zairyu_error_step(err), "select");
		ck_assert_int_eq(card.session->current_df, -1);
		ck_assert_ptr_null(card.session->current_file);
		zairyu_error_free(err);
		file_card_close();
	}
}
END_TEST

/* 6Cxx is answered by the same command once more, but not where that is made for its number. */
START_TEST(once_where_it_is_counted)
{
	for (unsigned counted = 0; counted < 2; counted++) {
		open_card(true, SESSION_AUTHENTICATED);
		card.session->channel.counted = counted;
		card.select_word = 0x6C10;
		ck_assert_int_eq(session_select_df(card.session, 2, NULL), ZAIRYU_ERR_STATUS_WORD);
		ck_assert_uint_eq(card.session->channel.sent, counted ? 1 : 2);
		ck_assert_uint_eq(strlen(card.log), counted ? strlen("select:27 ") : strlen("select:28 select:28 "));
		file_card_close();
	}
}
END_TEST

/* Without an algorithm nothing is sent, and it is not the card that is wrong. */
START_TEST(what_cannot_be_computed)
{
	zairyu_error *err = NULL;
	struct algorithms lacking;

	open_card(true, SESSION_AUTHENTICATED);
	lacking = card.ctx->algorithms;
	lacking.tdes_cbc = NULL;
	card.session->channel.engine.algorithms = &lacking;
	ck_assert_int_eq(session_select_df(card.session, 2, &err), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_CRYPTO);
	ck_assert_str_eq(zairyu_error_step(err), "select");
	ck_assert_str_eq(card.log, "");
	zairyu_error_free(err);
	file_card_close();
}
END_TEST

START_TEST(a_suite_that_is_not_there)
{
	EVP_CIPHER *tdes;
	zairyu_error *err = NULL;

	open_card(true, SESSION_IDENTIFIED);
	tdes = card.ctx->algorithms.tdes_cbc;
	card.ctx->algorithms.tdes_cbc = NULL;
	ck_assert_int_eq(session_do_authenticate(card.session, &err), ZAIRYU_ERR_CRYPTO);
	ck_assert_str_eq(zairyu_error_step(err), "mutual-authenticate");
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "libcrypto lacks"));
	ck_assert_int_eq(card.session->state, SESSION_IDENTIFIED);
	ck_assert_str_eq(card.log, "");
	card.ctx->algorithms.tdes_cbc = tdes;
	zairyu_error_free(err);
	file_card_close();
}
END_TEST

static int outcome; /* looked at afterwards: that leaves things on the stack, too */

static void select_df(void)
{
	outcome = session_select_df(card.session, 2, NULL);
}

/* Not even what was sent stays on the stack. */
START_TEST(nothing_on_the_stack)
{
	uint8_t sent[16];

	open_card(true, SESSION_AUTHENTICATED);
	select_df();
	memcpy(sent, card.sent + 5 + 3, sizeof sent); /* the cryptogram, the same each time */
	card.session->current_df = 1;
	ck_assert(!file_card_leaves(select_df, sent));
	ck_assert_int_eq(outcome, 0);
	ck_assert_mem_eq(card.sent + 5 + 3, sent, sizeof sent);
	file_card_close();
}
END_TEST

SUITE_MAIN("protected", 20, the_form_of_select, a_refused_select, once_where_it_is_counted, what_cannot_be_computed,
	   a_suite_that_is_not_there, nothing_on_the_stack)
